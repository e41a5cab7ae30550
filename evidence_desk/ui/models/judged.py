"""The criteria of a framework under their themes: how each is rated and how far its evaluation has come."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QAbstractListModel, Qt

from evidence_desk.ui.models.evaluation import Evaluation
from evidence_desk.ui.models.index import NO_PARENT, Index
from evidence_desk.ui.words import STATUSES

if TYPE_CHECKING:
    from evidence_desk.model.framework import Criterion, Framework

JUDGED_ROLE: Final = Qt.ItemDataRole.UserRole
_BEST: Final = 3
# An id shorter than this is a letter or number of the scale; its title says more.
_SHORTEST_WORD: Final = 4


@dataclass(frozen=True, slots=True)
class Judged:
    """A criterion in the list, or the heading of a theme, which has no id."""

    id: str
    title: str
    rating: str = ""
    glyph: str = ""
    status: str = ""
    contested: bool = False

    @property
    def facts(self) -> str:
        return " · ".join(part for part in (self.rating, self.status) if part)

    @property
    def spoken(self) -> str:
        open_conflict = "Said differently by two people" if self.contested else ""
        name = f"{self.id} {self.title}" if self.id else self.title
        return ". ".join(part for part in (name, self.rating, self.status, open_conflict) if part)


def judged(evaluation: Evaluation) -> list[Judged]:
    """The rows: themes as headings, criteria in the order of the framework."""
    rows = []
    for theme in evaluation.framework.themes:
        rows.append(Judged("", f"{theme.id}  {theme.title}"))
        rows += [_row(evaluation, one) for one in theme.criteria]
    return rows


def _row(evaluation: Evaluation, criterion: "Criterion") -> Judged:
    made = evaluation.judgements.get(criterion.id)
    title = f"{criterion.title} (no longer in the framework)" if criterion.retired else criterion.title
    contested = criterion.id in evaluation.contested
    if made is None:
        return Judged(criterion.id, title, "Not rated", "rated-0", contested=contested)
    rating, glyph = short_rating(evaluation.framework, made.rating), glyph_of(evaluation.framework, made.rating)
    return Judged(criterion.id, title, rating, glyph, STATUSES.get(made.status, made.status), contested)


def short_rating(framework: "Framework", rating: str) -> str:
    """A rating in as few words as a narrow list has room for."""
    if not rating:
        return "Not rated"
    known = framework.rating(rating)
    if known is None or len(rating) < _SHORTEST_WORD:
        return known.title if known else rating
    return rating.replace("-", " ").capitalize()


def glyph_of(framework: "Framework", rating: str) -> str:
    """Three bars for the best of the scale, one for the last, none where it is not rated."""
    at = next((at for at, one in enumerate(framework.scale) if one.id == rating), None)
    if at is None:
        return "rated-0"
    steps = max(1, len(framework.scale) - 1)
    return f"rated-{_BEST - round((_BEST - 1) * at / steps)}"


class JudgedModel(QAbstractListModel):
    """A plain list: screen readers read lists well."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[Judged] = []

    def show(self, rows: Sequence[Judged]) -> None:
        """Rows that only changed are told as changed, so that the list keeps its place."""
        if [row.id for row in rows] == [row.id for row in self._rows]:
            self._rows = list(rows)
            if rows:
                self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, 0))
            return
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def row(self, at: int) -> Judged | None:
        return self._rows[at] if 0 <= at < len(self._rows) else None

    def at(self, criterion: str) -> Index:
        """Where a criterion stands; an invalid index where it does not."""
        at = next((at for at, row in enumerate(self._rows) if row.id and row.id == criterion), -1)
        return self.index(at, 0)

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        row = self.row(index.row())
        if row is None or not row.id:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self._rows[index.row()]
        if role == JUDGED_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{row.id}  {row.title}".strip()
        return row.spoken if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole) else None
