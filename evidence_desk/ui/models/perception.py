"""The criteria with leaders' ratings and what is heard: a plain list, each row one sentence for a screen reader."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, Qt

from evidence_desk.model.perception import CLOSE, HIGHER, WIDE, Comparison, Heard
from evidence_desk.model.perception_words import group_words, sentence
from evidence_desk.ui.models.index import NO_PARENT, Index
from evidence_desk.ui.words import count

GAP_ROLE: Final = Qt.ItemDataRole.UserRole
HEARD_ROLE: Final = GAP_ROLE + 1


@dataclass(frozen=True, slots=True)
class Gap:
    """A criterion as it is shown: its words, the rating in words, and the comparison."""

    title: str
    rating: str
    seen: Comparison

    @property
    def criterion(self) -> str:
        return self.seen.criterion

    @property
    def sentence(self) -> str:
        return sentence(self.seen)

    @property
    def leaders(self) -> str:
        return f"Leaders: {self.rating}"

    @property
    def icon(self) -> str:
        """The glyph of the size."""
        if self.seen.gap is None:
            return "minus"
        return {WIDE: "warning", CLOSE: "tick"}.get(self.seen.size or "", "info")

    @property
    def role(self) -> str:
        """The colour of the gap: that of a concern where leaders rate higher than they are told."""
        if self.seen.gap is None or self.seen.size == CLOSE:
            return "second"
        return "concern" if self.seen.direction == HIGHER else "accent"

    @property
    def spoken(self) -> str:
        rated = f"Leaders’ rating: {self.rating}. " if self.rating else ""
        heard = "; ".join(group_words(one) for one in self.seen.heard)
        return f"{self.criterion} {self.title}. {self.sentence}. {rated}{heard}."


class GapsModel(QAbstractListModel):
    """The criteria in the order given."""

    def __init__(self) -> None:
        super().__init__()
        self._gaps: list[Gap] = []

    def show(self, gaps: Sequence[Gap]) -> None:
        self.beginResetModel()
        self._gaps = list(gaps)
        self.endResetModel()

    def gap(self, at: int) -> Gap | None:
        return self._gaps[at] if 0 <= at < len(self._gaps) else None

    def place(self, criterion: str) -> int | None:
        """The row of a criterion."""
        return next((at for at, one in enumerate(self._gaps) if one.criterion == criterion), None)

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._gaps)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        gap = self._gaps[index.row()]
        if role == GAP_ROLE:
            return gap
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{gap.criterion} {gap.title}"
        return gap.spoken if role == Qt.ItemDataRole.AccessibleTextRole else None


class HeardModel(QAbstractListModel):
    """The groups of one criterion, with what each says in figures."""

    def __init__(self) -> None:
        super().__init__()
        self._heard: list[Heard] = []

    def show(self, heard: Sequence[Heard]) -> None:
        self.beginResetModel()
        self._heard = list(heard)
        self.endResetModel()

    def heard(self, at: int) -> Heard | None:
        return self._heard[at] if 0 <= at < len(self._heard) else None

    def place(self, group: str) -> int | None:
        """The row of a group."""
        return next((at for at, one in enumerate(self._heard) if one.group == group), None)

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._heard)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        heard = self._heard[index.row()]
        if role == HEARD_ROLE:
            return heard
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return heard_words(heard)
        return None


def heard_words(heard: Heard) -> str:
    """`Parents: 2 strengths, 5 concerns. From 4 items.`"""
    return f"{group_words(heard)}." + (f" From {count(heard.items, 'item')}." if heard.anything else "")
