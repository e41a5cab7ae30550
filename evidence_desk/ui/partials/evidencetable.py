"""The table `Evidence items`: fixed rows, sorted by its headings or the menu, Enter reads."""

from PySide6.QtCore import QByteArray, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from evidence_desk.ui import settings
from evidence_desk.ui.models import evidence
from evidence_desk.ui.models.delegate import EvidenceDelegate, width_of
from evidence_desk.ui.models.evidence import EvidenceModel
from evidence_desk.ui.naming import named

_NARROW_ROW = 48
_STATE = "columns"
_ROOMY = 900
_SPARED = (evidence.VOICE, evidence.REFERENCE)


class EvidenceTable(QTableView):
    """Rows of evidence, wide when browsing and narrow beside the reader."""

    read = Signal(str)
    current_changed = Signal(str)
    sort_wanted = Signal(int)

    def __init__(self, model: EvidenceModel) -> None:
        super().__init__()
        named(self, "Evidence items")
        self._rows = model
        self.setModel(model)
        self._delegate = EvidenceDelegate(self)
        self.setItemDelegate(self._delegate)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setWordWrap(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._set_header()
        self.set_narrow(False)
        self.doubleClicked.connect(lambda index: self._read(index))
        self.selectionModel().currentRowChanged.connect(self._current)

    def _set_header(self) -> None:
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.setSectionsMovable(False)
        header.setMinimumSectionSize(36)
        header.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        header.sectionClicked.connect(self.sort_wanted)
        for column in range(evidence.KIND, evidence.REFERENCE + 1):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
            self.setColumnWidth(column, width_of(self.fontMetrics(), column))
        header.setSectionResizeMode(evidence.TITLE, QHeaderView.ResizeMode.Stretch)
        kept = settings.state(_STATE)
        if kept is not None:
            header.restoreState(kept)

    def header_state(self) -> QByteArray:
        return self.horizontalHeader().saveState()

    def remember(self) -> None:
        """Keeps the widths of the columns."""
        if not self._delegate.narrow:
            settings.put_state(_STATE, self.header_state())

    def set_narrow(self, narrow: bool) -> None:
        """Beside the reader: title and facts in two lines of one column."""
        self._delegate.narrow = narrow
        self._show_columns()
        self.horizontalHeader().setVisible(not narrow)
        self.verticalHeader().setDefaultSectionSize(_NARROW_ROW if narrow else settings.row_height())
        self.viewport().update()

    def _show_columns(self) -> None:
        """Where there is little room the facts beside the list say whose voice and which reference it is."""
        cramped = self.width() < _ROOMY
        for column in range(evidence.KIND, evidence.REFERENCE + 1):
            spared = cramped and column in _SPARED
            self.setColumnHidden(column, self._delegate.narrow or spared)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._show_columns()
        super().resizeEvent(event)

    def show_sorting(self, column: int, order: Qt.SortOrder) -> None:
        self.horizontalHeader().setSortIndicator(column, order)

    def current_key(self) -> str | None:
        row = self._rows.row(self.currentIndex().row())
        return row.key if row is not None else None

    def choose(self, key: str | None) -> bool:
        """Selects the row of a key and shows it; False where it is not listed."""
        at = self._rows.place(key) if key else None
        if at is None:
            return False
        self.setCurrentIndex(self._rows.index(at, 0))
        self.scrollTo(self._rows.index(at, 0))
        return True

    def step(self, rows: int) -> None:
        """Moves the selection up or down."""
        at = max(0, min(self._rows.rowCount() - 1, self.currentIndex().row() + rows))
        self.setCurrentIndex(self._rows.index(at, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._read(self.currentIndex())
            return
        if event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End) and self._rows.rowCount():
            last = self._rows.rowCount() - 1
            self.setCurrentIndex(self._rows.index(0 if event.key() == Qt.Key.Key_Home else last, 0))
            return
        super().keyPressEvent(event)

    def _read(self, index: QModelIndex) -> None:
        row = self._rows.row(index.row())
        if row is not None:
            self.read.emit(row.key)

    def _current(self, current: QModelIndex, _: QModelIndex) -> None:
        row = self._rows.row(current.row())
        self.current_changed.emit(row.key if row is not None else "")
