"""The coverage map as a table: criteria under their themes, and a column for all and for each value counted by."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QAbstractTableModel, Qt

from evidence_desk.insight.coverage import shade
from evidence_desk.insight.gaps import SHORT
from evidence_desk.model.framework import Criterion, Framework
from evidence_desk.ui.models.index import NO_PARENT, Index
from evidence_desk.ui.words import AGENCIES, FRESH, KINDS, STANCES, VOICES, count, sentence

if TYPE_CHECKING:
    from evidence_desk.model.coverage import Coverage, CriterionCoverage

HEAD, ALL, FIRST_VALUE = range(3)
ROW_ROLE: Final = Qt.ItemDataRole.UserRole
FIGURE_ROLE: Final = Qt.ItemDataRole.UserRole + 1

_HEAD_ALIGNMENT: Final = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
_ALIGNMENT: Final = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap)


@dataclass(frozen=True, slots=True)
class Dimension:
    """What the columns count by: the field of the coverage, its words, and the words of its values."""

    name: str
    words: str
    values: Mapping[str, str]


DIMENSIONS: Final = {
    one.name: one
    for one in (
        Dimension("kind", "Kind", KINDS),
        Dimension("voice", "Whose voice", VOICES),
        Dimension("agency", "Agency", AGENCIES),
        Dimension("stance", "Shows", STANCES),
        Dimension("currency", "How fresh", FRESH),
    )
}


@dataclass(frozen=True, slots=True)
class ThemeRow:
    """The heading of a group, which the keyboard passes over."""

    id: str
    words: str


@dataclass(frozen=True, slots=True)
class CriterionRow:
    """A criterion with its counts and in what it is thin."""

    criterion: Criterion
    counts: "CriterionCoverage"
    thin: tuple[str, ...]

    @property
    def id(self) -> str:
        return self.criterion.id

    @property
    def title(self) -> str:
        return sentence(self.criterion.title)

    @property
    def gaps(self) -> str:
        """In what it is thin, in a few words."""
        return " · ".join(SHORT.get(rule, rule) for rule in self.thin)

    @property
    def spoken(self) -> str:
        """The whole row in words, as a tooltip and for a screen reader."""
        parts = (self.title, "Retired" if self.criterion.retired else "", *(sentence(SHORT[one]) for one in self.thin))
        return f"{self.id} {'. '.join(part for part in parts if part)}"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number and how deep it is shaded."""

    number: int
    step: int


class CoverageModel(QAbstractTableModel):
    """Shows a coverage by one dimension; what only changes its figures keeps the rows."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[ThemeRow | CriterionRow] = []
        self._values: list[str] = []
        self.dimension = DIMENSIONS["voice"]
        self._most = 0

    def show(self, framework: Framework, coverage: "Coverage", thin: Mapping[str, tuple[str, ...]]) -> None:
        """Shows the coverage. Where nothing at all is tagged, no row is called thin: they are all alike."""
        counts = {one.criterion: one for one in coverage.criteria}
        self._most = max((one.items for one in coverage.criteria), default=0)
        rows: list[ThemeRow | CriterionRow] = []
        for theme in framework.themes:
            rows.append(ThemeRow(theme.id, f"{theme.id}  {theme.title}"))
            rows += [
                CriterionRow(one, counts[one.id], thin.get(one.id, ()) if self._most else ())
                for one in theme.criteria
                if one.id in counts
            ]
        self._take(rows)

    def show_dimension(self, name: str) -> None:
        self.dimension = DIMENSIONS[name]
        self._take(self._rows)

    def clear(self) -> None:
        self._most = 0
        self._take([])

    def _take(self, rows: list[ThemeRow | CriterionRow]) -> None:
        values = self._values_of(rows)
        same = values == self._values and [one.id for one in rows] == [one.id for one in self._rows]
        if same and rows:
            self._rows = rows
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, self.columnCount() - 1))
            return
        self.beginResetModel()
        self._rows, self._values = rows, values
        self.endResetModel()

    def _values_of(self, rows: list[ThemeRow | CriterionRow]) -> list[str]:
        """Those of the vocabulary, also where there is nothing, and then words from elsewhere."""
        here = (value for row in rows if isinstance(row, CriterionRow) for value in self._counts(row))
        return list(dict.fromkeys((*self.dimension.values, *here)))

    def _counts(self, row: CriterionRow) -> Mapping[str, int]:
        counts: Mapping[str, int] = getattr(row.counts, self.dimension.name)
        return counts

    # What is where

    def row(self, at: int) -> ThemeRow | CriterionRow | None:
        return self._rows[at] if 0 <= at < len(self._rows) else None

    def place(self, criterion: str) -> int | None:
        """The row of a criterion."""
        rows = (at for at, row in enumerate(self._rows) if isinstance(row, CriterionRow) and row.id == criterion)
        return next(rows, None)

    def value(self, column: int) -> str | None:
        """The value a column counts; None in the first two, which stand for all."""
        return self._values[column - FIRST_VALUE] if column >= FIRST_VALUE else None

    def words(self, column: int) -> str:
        """A column in words: `Whose voice: Parent`, or `All evidence`."""
        value = self.value(column)
        if value is None:
            return "All evidence"
        return f"{self.dimension.words}: {self.dimension.values.get(value, value)}"

    def figure(self, row: CriterionRow, column: int) -> Figure:
        value = self.value(column)
        number = row.counts.items if value is None else self._counts(row).get(value, 0)
        return Figure(number, shade(number, self._most))

    def spoken(self, row: CriterionRow, column: int) -> str:
        """`1.2, whose voice parent: 3 items`; in the first column the criterion itself."""
        if column == HEAD:
            return row.spoken
        number = self.figure(row, column).number
        value = self.value(column)
        told = self.dimension.values.get(value, value).lower() if value is not None else ""
        which = f"{row.id}, {self.dimension.words.lower()} {told}" if value is not None else f"{row.id}, all evidence"
        return f"{which}: {count(number, 'item') if number else 'no evidence'}"

    # Qt's questions

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else FIRST_VALUE + len(self._values)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """A theme is no place to be: the arrow keys pass over what is not enabled."""
        if isinstance(self._rows[index.row()], ThemeRow):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if isinstance(row, ThemeRow):
            seen = role == Qt.ItemDataRole.DisplayRole and index.column() == HEAD
            return row.words if seen or role == Qt.ItemDataRole.AccessibleTextRole else None
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return self.spoken(row, index.column())
        figure = self.figure(row, index.column()) if index.column() != HEAD else None
        if role == FIGURE_ROLE:
            return figure
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{row.id}  {row.title}" if figure is None else f"{figure.number:,}" if figure.number else "none"
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Vertical:
            row = self.row(section)
            return row.id if row is not None and role == Qt.ItemDataRole.DisplayRole else None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _HEAD_ALIGNMENT if section == HEAD else _ALIGNMENT
        if role == Qt.ItemDataRole.ToolTipRole:
            return "" if section == HEAD else self.words(section)
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        value = self.value(section)
        if value is None:
            return ("Criterion", "All")[section]
        return self.dimension.values.get(value, value)
