"""Rows of words under headings, for reports and tags: plain list models that screen readers read well."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, Qt

from evidence_desk.ui.models.index import NO_PARENT, Index

LINE_ROLE: Final = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Line:
    """A row: icon, words, and second words beneath. A heading cannot be selected.

    `full` has the words where those shown are cut.
    """

    words: str
    second: str = ""
    icon: str = ""
    role: str = "second"
    heading: bool = False
    key: str = ""
    quote: str = ""
    strong: bool = False
    full: str = ""

    @property
    def spoken(self) -> str:
        return ". ".join(part for part in (self.full or self.words, self.quote, self.second) if part)


class LinesModel(QAbstractListModel):
    """Lines in the order given."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[Line] = []

    def show(self, lines: Sequence[Line]) -> None:
        self.beginResetModel()
        self._lines = list(lines)
        self.endResetModel()

    def line(self, at: int) -> Line | None:
        return self._lines[at] if 0 <= at < len(self._lines) else None

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def flags(self, index: Index) -> Qt.ItemFlag:
        line = self.line(index.row())
        if line is None or line.heading:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self._lines[index.row()]
        if role == LINE_ROLE:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return line.words
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return line.spoken
        return None
