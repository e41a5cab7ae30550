"""Tables as cells: one list of rows over all passages of a sheet, with sheets to choose from."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QItemSelection, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QTableView, QVBoxLayout, QWidget

from evidence_desk.model.passage import Passage
from evidence_desk.search.excerpts import Stand
from evidence_desk.ui.models.index import NO_PARENT, Index
from evidence_desk.ui.naming import label, named
from evidence_desk.ui.partials.onechoice import OneChoice
from evidence_desk.ui.reader.document import Placed
from evidence_desk.ui.theme import ROW, colour, tabular

_MOST_WIDE = 320
_LEAST_WIDE = 72
_LOOKED_AT = 60


@dataclass(frozen=True, slots=True)
class Line:
    """A row of cells, and the passage and place in its text at which it begins."""

    cells: tuple[str, ...]
    passage: int
    start: int
    stop: int

    def column(self, place: int) -> int:
        """Which cell a place of the passage lies in."""
        return "\t".join(self.cells)[: max(0, place - self.start)].count("\t")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of a workbook, or a whole CSV file."""

    name: str
    lines: tuple[Line, ...]

    @property
    def width(self) -> int:
        return max((len(line.cells) for line in self.lines), default=0)


def sheets(passages: Sequence[Passage]) -> list[Sheet]:
    """The sheets: passages whose labels begin alike up to their rows."""
    numbered = list(enumerate(passages))
    return [
        Sheet(name or "Table", tuple(line for at, one in group for line in _lines(at, one.text)))
        for name, group in groupby(numbered, key=lambda pair: sheet_name(pair[1].label))
    ]


def sheet_name(label: str) -> str:
    """`sheet Waits, rows 1–50` is `sheet Waits`."""
    name, comma, rest = label.rpartition(", ")
    return name if comma and rest.startswith("row") else ("" if label.startswith("row") else label)


def _lines(passage: int, text: str) -> list[Line]:
    found, start = [], 0
    for line in text.split("\n"):
        found.append(Line(tuple(line.split("\t")), passage, start, start + len(line)))
        start += len(line) + 1
    return found


class SheetModel(QAbstractTableModel):
    """The cells of a sheet as text; figures are set to the right."""

    def __init__(self) -> None:
        super().__init__()
        self.sheet = Sheet("", ())
        self._placed: Sequence[Placed] = ()
        self._found: dict[int, list[int]] = {}

    def show(self, sheet: Sheet, placed: Sequence[Placed]) -> None:
        self.beginResetModel()
        self.sheet, self._placed = sheet, placed
        self.endResetModel()

    def mark(self, placed: Sequence[Placed]) -> None:
        self._placed = placed
        if self.sheet.lines:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.sheet.lines) - 1, self.sheet.width - 1))

    def mark_found(self, stands: Sequence[Stand]) -> None:
        self._found = {}
        for one in stands:
            if one.passage is not None:
                self._found.setdefault(one.passage, []).append(one.start)
        self.mark(self._placed)

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.sheet.lines)

    def columnCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else self.sheet.width

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.sheet.lines[index.row()]
        words = line.cells[index.column()] if index.column() < len(line.cells) else ""
        if role == Qt.ItemDataRole.DisplayRole:
            return words
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if _is_figure(words) else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return words or "empty"
        return self._look(line, index.column(), words, role)

    def _is_found(self, line: Line, column: int) -> bool:
        places = self._found.get(line.passage, ())
        return any(line.start <= place < line.stop and line.column(place) == column for place in places)

    def _look(self, line: Line, column: int, words: str, role: int) -> Any:
        placed = self._mark_of(line)
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{placed.mark.criterion} {placed.mark.stance}" if placed else words or None
        if role == Qt.ItemDataRole.FontRole:
            return self._font(line, column, tagged=placed is not None)
        if placed and role == Qt.ItemDataRole.ForegroundRole:
            return colour(placed.mark.stance)
        return None

    def _font(self, line: Line, column: int, *, tagged: bool) -> QFont | None:
        found = self._is_found(line, column)
        if not tagged and not found:
            return None
        font = QFont()
        font.setUnderline(tagged)
        font.setBold(found)
        return font

    def _mark_of(self, line: Line) -> Placed | None:
        for one in self._placed:
            for span in one.spans if one.mark.quote else ():
                if span.passage_index == line.passage and span.start < line.stop and span.stop > line.start:
                    return one
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return str(section + 1) if orientation == Qt.Orientation.Vertical else _letters(section)


class TableReader(QWidget):
    """The chosen sheet, and a list of sheets where there are several."""

    picked = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.model = SheetModel()
        self._sheets: list[Sheet] = []
        self._going = False
        self._passages: Sequence[Passage] = ()
        self._placed: Sequence[Placed] = ()
        self._choice = named(OneChoice(), "Sheet")
        self._choice.currentIndexChanged.connect(self._show_sheet)
        self._label = label("Sheet", "field", self._choice)
        self.view = named(QTableView(), "Cells")
        self.view.setObjectName("grid")
        self.view.setModel(self.model)
        self.view.setTabKeyNavigation(False)
        self.view.setFont(tabular(self.view.font()))
        self.view.verticalHeader().setDefaultSectionSize(ROW - 4)
        self.view.verticalHeader().setSectionResizeMode(self.view.verticalHeader().ResizeMode.Fixed)
        self.view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.view.selectionModel().selectionChanged.connect(self._tell_picked)
        bar = QHBoxLayout()
        bar.setContentsMargins(16, 8, 16, 8)
        bar.setSpacing(8)
        bar.addWidget(self._label)
        bar.addWidget(self._choice)
        bar.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(bar)
        layout.addWidget(self.view, 1)

    def show_passages(self, passages: Sequence[Passage], placed: Sequence[Placed]) -> None:
        self._passages, self._placed = passages, placed
        self._sheets = sheets(passages)
        self._choice.blockSignals(True)
        self._choice.clear()
        self._choice.addItems([sheet.name[:1].upper() + sheet.name[1:] for sheet in self._sheets])
        self._choice.blockSignals(False)
        several = len(self._sheets) > 1
        self._choice.setVisible(several)
        self._label.setVisible(several)
        self._show_sheet(0)

    def show_marks(self, placed: Sequence[Placed]) -> None:
        self._placed = placed
        self.model.mark(placed)

    def place(self) -> str:
        """The label of the passage with the current row."""
        line = self._line()
        return self._passages[line.passage].label if line else (self._passages[0].label if self._passages else "")

    def paragraph(self) -> str:
        """The current row as it stands in the text."""
        line = self._line()
        return "\t".join(line.cells) if line else ""

    def show_found(self, stands: Sequence[Stand], at: int | None) -> None:
        """Sets the cells that hold words of a search in bold."""
        self.model.mark_found(stands)

    def go_to(self, passage: int, start: int = 0) -> None:
        for number, sheet in enumerate(self._sheets):
            for row, line in enumerate(sheet.lines):
                if line.passage == passage and line.start <= start <= line.stop:
                    self._choice.setCurrentIndex(number)
                    self._going = True
                    self.view.setCurrentIndex(self.model.index(row, line.column(start)))
                    self._going = False
                    return

    def _line(self) -> Line | None:
        row = self.view.currentIndex().row()
        return self.model.sheet.lines[row] if 0 <= row < len(self.model.sheet.lines) else None

    def _show_sheet(self, number: int) -> None:
        if 0 <= number < len(self._sheets):
            sheet = self._sheets[number]
            self.model.show(sheet, self._placed)
            self._set_widths(sheet)

    def _set_widths(self, sheet: Sheet) -> None:
        metrics = self.view.fontMetrics()
        for column in range(sheet.width):
            seen = (line.cells[column] for line in sheet.lines[:_LOOKED_AT] if column < len(line.cells))
            widest = max((metrics.horizontalAdvance(words[:60]) for words in seen), default=0)
            self.view.setColumnWidth(column, min(_MOST_WIDE, max(_LEAST_WIDE, widest + 24)))

    def _tell_picked(self, chosen: QItemSelection, _: QItemSelection) -> None:
        if self._going:
            return
        words = "\n".join(self._words_of(row, list(group)) for row, group in self._picked_rows())
        self.picked.emit(words if words.strip() else "", self.place() if words.strip() else "")

    def _picked_rows(self) -> Iterator[tuple[int, Iterator[tuple[int, int]]]]:
        cells = sorted((index.row(), index.column()) for index in self.view.selectedIndexes())
        return groupby(cells, key=lambda cell: cell[0])

    def _words_of(self, row: int, cells: Sequence[tuple[int, int]]) -> str:
        line = self.model.sheet.lines[row].cells
        return "\t".join(line[column] for _, column in cells if column < len(line))


def _is_figure(words: str) -> bool:
    bare = words.strip().rstrip("%").replace(",", "").replace("£", "").lstrip("-+")
    return bool(bare) and bare.replace(".", "", 1).isdigit()


def _letters(column: int) -> str:
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name
