"""The list of evidence: light rows straight from SQL, sorted there, and the model reset (look.md: no proxy model)."""

from collections.abc import Collection, Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, Qt

from evidence_desk.library.listing import Row
from evidence_desk.ui.models.index import NO_PARENT, Index
from evidence_desk.ui.words import AGENCIES, FRESH, KINDS, VOICES, day, listed, period

TITLE, KIND, DATE, VOICE, HOW_FRESH, CRITERIA, REFERENCE = range(7)
HEADINGS: Final = ("Title", "Kind", "Date", "Whose voice", "How fresh", "Criteria", "Reference")
ORDERS: Final = ("title", "kind", "date", "voices", "currency", "criteria", "ref")
ROW_ROLE: Final = Qt.ItemDataRole.UserRole


class EvidenceModel(QAbstractTableModel):
    """Rows as they were read; a change to a few of them replaces those alone."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[Row] = []
        self._place: dict[str, int] = {}

    def show(self, rows: Sequence[Row]) -> None:
        """Shows these rows; where they are the same items in the same order, nothing that is selected is lost."""
        if [row.key for row in rows] == [row.key for row in self._rows]:
            self.replace(rows)
            return
        self.beginResetModel()
        self._rows = list(rows)
        self._place = {row.key: at for at, row in enumerate(self._rows)}
        self.endResetModel()

    def replace(self, rows: Collection[Row]) -> None:
        """Puts newer rows in the places of the same keys."""
        for row in rows:
            at = self._place.get(row.key)
            if at is not None and self._rows[at] != row:
                self._rows[at] = row
                self.dataChanged.emit(self.index(at, 0), self.index(at, REFERENCE))

    def drop(self, key: str) -> None:
        """Takes one row out."""
        at = self._place.get(key)
        if at is None:
            return
        self.beginRemoveRows(NO_PARENT, at, at)
        del self._rows[at]
        self._place = {row.key: at for at, row in enumerate(self._rows)}
        self.endRemoveRows()

    @property
    def untagged(self) -> int:
        """How many of the rows nobody has tagged yet."""
        return sum(not row.criteria for row in self._rows)

    def row(self, at: int) -> Row | None:
        return self._rows[at] if 0 <= at < len(self._rows) else None

    def place(self, key: str) -> int | None:
        return self._place.get(key)

    def keys(self) -> Collection[str]:
        return self._place.keys()

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(HEADINGS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return cell(row, index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(row, index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(row, index.column())
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return HEADINGS[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None


def cell(row: Row, column: int) -> str:
    """The words of a cell."""
    if column == TITLE:
        return row.title
    if column == KIND:
        return KINDS.get(row.kind, row.kind)
    if column == DATE:
        return day(row.date, short=True) or period(row.period, short=True)
    if column == VOICE:
        return listed(row.voices, VOICES)
    if column == HOW_FRESH:
        return FRESH[row.currency]
    if column == CRITERIA:
        return ", ".join(row.criteria)
    return row.ref


def spoken(row: Row, column: int) -> str:
    """What a screen reader says of a cell: never nothing, and the state of the item with its title."""
    if column == TITLE:
        state = [] if row.text else ["no text"]
        if row.withheld:
            state.append("withheld from exports")
        return ", ".join([row.title, *state])
    blank = {DATE: "no date", VOICE: "voice not said", CRITERIA: "no criteria"}
    return cell(row, column) or blank.get(column, "")


def tip(row: Row, column: int) -> str | None:
    """More about a cell than there is room for."""
    if column == TITLE:
        return row.title + (f"\nWithheld from exports: {row.withheld}" if row.withheld else "")
    if column == VOICE:
        return ", ".join(filter(None, (listed(row.voices, VOICES), listed(row.agencies, AGENCIES)))) or None
    if column == DATE:
        full = day(row.date) or period(row.period)
        guessed = full and ("date" in row.guessed or "period" in row.guessed)
        return f"{full}, guessed from the file" if guessed else full or None
    return cell(row, column) or None
