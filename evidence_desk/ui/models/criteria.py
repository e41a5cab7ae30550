"""Criteria to pick from, filtered by what is typed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QAbstractListModel, Qt

from evidence_desk.ui.models.index import NO_PARENT, Index

if TYPE_CHECKING:
    from evidence_desk.model.framework import Framework

CHOICE_ROLE: Final = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Choice:
    """A criterion as it is picked: its id as typed on the command line, its words, and what else finds it."""

    id: str
    title: str
    found_by: str

    @property
    def sentence(self) -> str:
        return f"{self.title[:1].upper()}{self.title[1:]}"

    @property
    def words(self) -> str:
        return f"{self.id}  {self.sentence}"


def choices(framework: "Framework") -> list[Choice]:
    """All criteria of a framework that evidence can be tagged to."""
    return [
        Choice(one.id, one.title, " ".join((one.id, one.title, *one.prompts)).casefold())
        for one in framework.criteria
        if not one.retired
    ]


def matching(all_choices: Sequence[Choice], typed: str) -> list[Choice]:
    """Those with all the typed words, where the id begins alike first, then the title, then the prompts."""
    words = typed.casefold().split()
    if not words:
        return list(all_choices)
    found = [one for one in all_choices if all(word in one.found_by for word in words)]

    def rank(one: Choice) -> int:
        if one.id.casefold().startswith(words[0]):
            return 0
        return 1 if all(word in one.title.casefold() for word in words) else 2

    return sorted(found, key=rank)


class CriteriaModel(QAbstractListModel):
    """The criteria that match, in a plain list: screen readers read lists well."""

    def __init__(self) -> None:
        super().__init__()
        self._all: list[Choice] = []
        self._shown: list[Choice] = []

    def show(self, all_choices: Sequence[Choice]) -> None:
        self._all = list(all_choices)
        self.filter("")

    def filter(self, typed: str) -> None:
        self.beginResetModel()
        self._shown = matching(self._all, typed)
        self.endResetModel()

    def choice(self, at: int) -> Choice | None:
        return self._shown[at] if 0 <= at < len(self._shown) else None

    def of(self, criterion: str) -> Choice | None:
        """The choice with that id, shown or not."""
        return next((one for one in self._all if one.id == criterion), None)

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        choice = self._shown[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return choice.words
        return choice if role == CHOICE_ROLE else None
