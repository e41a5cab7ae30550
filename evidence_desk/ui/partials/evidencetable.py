"""The table `Evidence items`: fixed rows, sorted by its headings or the menu, Enter reads, Delete removes."""

from collections.abc import Sequence

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from evidence_desk.ui import settings
from evidence_desk.ui.models import evidence
from evidence_desk.ui.models.delegate import EvidenceDelegate
from evidence_desk.ui.models.evidence import EvidenceModel
from evidence_desk.ui.naming import named
from evidence_desk.ui.partials.columnwidths import ColumnWidths

_NARROW_ROW = 48


class EvidenceTable(QTableView):
    """Rows of evidence, wide when browsing and narrow beside the reader."""

    read = Signal(str)
    current_changed = Signal(str)
    chosen_changed = Signal(int)
    sort_wanted = Signal(int)
    remove_wanted = Signal()

    def __init__(self, model: EvidenceModel) -> None:
        super().__init__()
        named(self, "Evidence items")
        self._rows = model
        self._kept: tuple[list[str], int] = ([], 0)
        self.setModel(model)
        self._delegate = EvidenceDelegate(self)
        self.setItemDelegate(self._delegate)
        self._set_up()
        self.widths = ColumnWidths(self)
        self.set_narrow(False)
        self._settled = QTimer(self, singleShot=True, interval=0)
        self._settled.timeout.connect(lambda: self.chosen_changed.emit(self.chosen_count))
        self.doubleClicked.connect(lambda index: self._read(index))
        self.selectionModel().currentRowChanged.connect(self._current)
        self.selectionModel().selectionChanged.connect(lambda *_: self._settled.start())
        model.modelAboutToBeReset.connect(self._keep)

    def _set_up(self) -> None:
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
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.setSectionsMovable(False)
        header.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        header.sectionClicked.connect(self.sort_wanted)

    # How it looks

    def set_narrow(self, narrow: bool) -> None:
        """Beside the reader: title and facts in two lines of one column."""
        self._delegate.narrow = narrow
        self._show_columns()
        self.horizontalHeader().setVisible(not narrow)
        self.verticalHeader().setDefaultSectionSize(_NARROW_ROW if narrow else settings.row_height())
        self.viewport().update()

    def _show_columns(self) -> None:
        if self._delegate.narrow:
            self.widths.show_one()
        else:
            self.widths.show_many()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._show_columns()
        super().resizeEvent(event)

    def show_sorting(self, column: int, order: Qt.SortOrder) -> None:
        self.horizontalHeader().setSortIndicator(column, order)

    # What is chosen

    def current_key(self) -> str | None:
        row = self._rows.row(self.currentIndex().row())
        return row.key if row is not None else None

    @property
    def chosen_count(self) -> int:
        return sum(bottom - top + 1 for top, bottom in self._chosen_runs())

    def chosen_keys(self) -> list[str]:
        """The keys of the selected rows, from top to bottom."""
        rows = [self._rows.row(at) for top, bottom in self._chosen_runs() for at in range(top, bottom + 1)]
        return [row.key for row in rows if row is not None]

    def _chosen_runs(self) -> list[tuple[int, int]]:
        parts = self.selectionModel().selection().toList()
        return sorted((part.top(), part.bottom()) for part in parts if part.left() == 0)

    def choose(self, key: str | None) -> bool:
        """Selects the row of a key and shows it; False where it is not listed."""
        at = self._rows.place(key) if key else None
        if at is None:
            return False
        self._go(at)
        return True

    def _go(self, at: int) -> None:
        """Makes a row the only selected one, also while Ctrl is held: Qt would leave the selection where it was."""
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(self._rows.index(at, 0), flags.ClearAndSelect | flags.Rows)
        self.scrollTo(self._rows.index(at, 0))

    def _keep(self) -> None:
        self._kept = (self.chosen_keys(), max(0, self.currentIndex().row()))

    def settle(self, key: str | None, *, anew: bool) -> None:
        """After the rows were read: what was selected is selected again, and the row of the key is current.

        Where the key is not listed any more, the row that took its place is. With `anew`, when somebody asked for
        other rows, it is the first, and several selected rows are not kept.
        """
        kept, row = self._kept
        self._kept = ([], row)
        self._settled.start()
        if not self._rows.rowCount() or (self.currentIndex().isValid() and self.current_key() == key):
            return
        at = self._rows.place(key) if key else None
        if at is None:
            at = 0 if anew else min(row, self._rows.rowCount() - 1)
        self._go(at)
        if anew:
            return
        places = sorted(place for one in kept if (place := self._rows.place(one)) is not None)
        if len(places) > 1:
            self.selectionModel().select(self._runs(places), QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _runs(self, places: Sequence[int]) -> QItemSelection:
        """Rows as few ranges: Qt is slow with thousands of them."""
        selection = QItemSelection()
        first = last = places[0]
        for place in (*places[1:], -1):
            if place != last + 1:
                selection.select(self._rows.index(first, 0), self._rows.index(last, evidence.REFERENCE))
                first = place
            last = place
        return selection

    def step(self, rows: int) -> bool:
        """Moves the selection up or down; False where there is nothing further."""
        here = self.currentIndex().row()
        at = max(0, min(self._rows.rowCount() - 1, here + rows))
        self._go(at)
        return at != here

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._read(self.currentIndex())
        elif event.key() == Qt.Key.Key_Delete and plain:
            self.remove_wanted.emit()
        elif plain and event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End) and self._rows.rowCount():
            last = self._rows.rowCount() - 1
            self._go(0 if event.key() == Qt.Key.Key_Home else last)
        else:
            super().keyPressEvent(event)

    def _read(self, index: QModelIndex) -> None:
        row = self._rows.row(index.row())
        if row is not None:
            self.read.emit(row.key)

    def _current(self, current: QModelIndex, _: QModelIndex) -> None:
        row = self._rows.row(current.row())
        self.current_changed.emit(row.key if row is not None else "")
