"""The table `Coverage`: arrow keys go from figure to figure, Enter or a double click lists what is behind one."""

from typing import Final

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from evidence_desk.ui import settings
from evidence_desk.ui.models import coverage
from evidence_desk.ui.models.coverage import CoverageModel, CriterionRow, ThemeRow
from evidence_desk.ui.models.coverage_delegate import LEAST_ROW, MOST_ROW, THEME_ROW, CoverageDelegate
from evidence_desk.ui.naming import named
from evidence_desk.ui.theme import CAPTION, sized

_HEADING: Final = 40
_LEAST_COLUMN: Final = 54
_MOST_COLUMN: Final = 96
_LEAST_HEAD: Final = 240
_CRAMPED_HEAD: Final = 168


class CoverageTable(QTableView):
    """Rows and columns share the room there is, until a person sets the columns."""

    criterion_changed = Signal(str)
    wanted = Signal(str, int)

    def __init__(self, model: CoverageModel) -> None:
        super().__init__()
        named(self, "Coverage")
        self.setAccessibleDescription("Enter lists the evidence behind a figure.")
        self.setObjectName("coverage")
        self._model = model
        self._own_widths = False
        self._fitting = False
        self.setModel(model)
        self.setItemDelegate(CoverageDelegate(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(THEME_ROW)
        header = self.horizontalHeader()
        header.setFixedHeight(_HEADING)
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setMinimumSectionSize(44)
        header.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        header.sectionResized.connect(self._resized)
        model.modelReset.connect(self._set_out)
        self.selectionModel().currentChanged.connect(self._current)
        self.doubleClicked.connect(self._want)

    # What is chosen

    def criterion(self) -> str | None:
        """The criterion of the row that has the keyboard."""
        row = self._model.row(self.currentIndex().row())
        return row.id if isinstance(row, CriterionRow) else None

    def choose(self, criterion: str | None, column: int = coverage.ALL) -> bool:
        """Goes to the row of a criterion; False where there is none."""
        at = self._model.place(criterion) if criterion else None
        if at is None:
            return False
        here = self.currentIndex()
        if here.row() != at:
            self.setCurrentIndex(self._model.index(at, max(column, here.column())))
        self.scrollTo(self.currentIndex())
        return True

    def choose_first(self) -> None:
        first = (at for at in range(self._model.rowCount()) if isinstance(self._model.row(at), CriterionRow))
        at = next(first, None)
        if at is not None:
            self.setCurrentIndex(self._model.index(at, coverage.ALL))

    def _current(self, now: QModelIndex, before: QModelIndex) -> None:
        self.viewport().update()
        criterion = self.criterion()
        if criterion is not None and now.row() != before.row():
            self.criterion_changed.emit(criterion)

    def _want(self, index: QModelIndex) -> None:
        row = self._model.row(index.row())
        if isinstance(row, CriterionRow):
            self.wanted.emit(row.id, index.column())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & _HELD:
            self._want(self.currentIndex())
            event.accept()
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    # Room

    def _set_out(self) -> None:
        """Themes go across all columns, and the columns get the widths kept for what they count."""
        self.clearSpans()
        for at in range(self._model.rowCount()):
            if isinstance(self._model.row(at), ThemeRow):
                self.setSpan(at, 0, 1, self._model.columnCount())
        if self._model.columnCount():
            header = self.horizontalHeader()
            self._fitting = True
            header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
            kept = settings.state(self._state)
            self._own_widths = kept is not None and header.restoreState(kept)
            self._fitting = False
        self._fit()

    @property
    def _state(self) -> str:
        return f"coverage_{self._model.dimension.name}"

    def remember(self) -> None:
        """Keeps the widths of the columns that a person has set."""
        if self._own_widths and self._model.columnCount():
            settings.put_state(self._state, self.horizontalHeader().saveState())

    def _resized(self, column: int, before: int, now: int) -> None:
        if column != coverage.HEAD and not self._fitting:
            self._own_widths = True

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit_head(self, columns: int) -> None:
        """The criteria take what the figures leave; where that is too little, the table scrolls sideways."""
        header = self.horizontalHeader()
        figures = sum(header.sectionSize(column) for column in range(coverage.ALL, columns + coverage.ALL))
        if self.viewport().width() - figures >= _CRAMPED_HEAD:
            header.setSectionResizeMode(coverage.HEAD, QHeaderView.ResizeMode.Stretch)
        else:
            header.setSectionResizeMode(coverage.HEAD, QHeaderView.ResizeMode.Fixed)
            header.resizeSection(coverage.HEAD, _CRAMPED_HEAD)

    def _needed(self, column: int) -> int:
        """How wide a column must be for its heading in two lines."""
        metrics = QFontMetrics(sized(self.font(), CAPTION, strong=True))
        words = str(self._model.headerData(column, Qt.Orientation.Horizontal)).split()
        breaks = ((" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words) + 1))
        narrowest = min(max(metrics.horizontalAdvance(line) for line in lines) for lines in breaks)
        return max(_LEAST_COLUMN, narrowest + 12)

    def _fit(self) -> None:
        self._fitting = True
        columns = self._model.columnCount() - coverage.ALL
        if columns > 0 and not self._own_widths:
            needed = [self._needed(column) for column in range(coverage.ALL, columns + coverage.ALL)]
            more = max(0, (self.viewport().width() - _LEAST_HEAD - sum(needed)) // columns)
            for column, width in enumerate(needed, coverage.ALL):
                self.setColumnWidth(column, max(width, min(_MOST_COLUMN, width + more)))
        if columns > 0:
            self._fit_head(columns)
        rows = [self._model.row(at) for at in range(self._model.rowCount())]
        criteria = sum(isinstance(row, CriterionRow) for row in rows)
        room = self.viewport().height() - THEME_ROW * (len(rows) - criteria)
        height = max(LEAST_ROW, min(MOST_ROW, room // criteria)) if criteria else LEAST_ROW
        for at, row in enumerate(rows):
            self.setRowHeight(at, THEME_ROW if isinstance(row, ThemeRow) else height)
        self._fitting = False


_HELD: Final = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
)
