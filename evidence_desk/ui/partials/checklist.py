"""A plain list of choices to tick, in a small window under the button that opened it."""

from collections.abc import Collection, Mapping

from PySide6.QtCore import QAbstractItemModel, QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from evidence_desk.ui.models.index import Index
from evidence_desk.ui.naming import announce, named

_ROW, _MOST_ROWS = 32, 12
_LEAST_WIDTH, _MOST_WIDTH = 200, 600
_STORED = Qt.ItemDataRole.UserRole
_TICK_AND_PADDING = 64


class CheckList(QFrame):
    """Space, Enter or a click ticks; Escape closes. `ticked` at each tick, `left` when it closes."""

    ticked = Signal()
    left = Signal()

    def __init__(self, name: str, over: QWidget, *, clear: str = "") -> None:
        super().__init__(over, Qt.WindowType.Popup)
        self.setObjectName("popover")
        named(self, name)
        self.list = _List()
        named(self.list, name)
        self.list.ticked.connect(self._tick)
        self.list.closed.connect(self.close)
        self._clear = named(QPushButton(clear or "Clear"), f"{clear or 'Clear'}: {name}")
        self._clear.setProperty("kind", "flat")
        self._clear.setVisible(bool(clear))
        self._clear.clicked.connect(self._clear_all)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 4, 4, 4)
        layout.setSpacing(4)
        layout.addWidget(self.list)
        layout.addWidget(self._clear)

    def offer(self, words: Mapping[str, str]) -> None:
        """The choices, in their order; what was ticked and is still offered stays so."""
        chosen = self.values
        self.list.clear()
        for stored, shown in words.items():
            item = QListWidgetItem(shown)
            item.setData(_STORED, stored)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setToolTip(shown)
            item.setSizeHint(QSize(80, _ROW))
            self.list.addItem(item)
        self.choose(chosen)

    @property
    def values(self) -> tuple[str, ...]:
        return tuple(item.data(_STORED) for item in self.list.lines() if item.checkState() == Qt.CheckState.Checked)

    def choose(self, stored: Collection[str]) -> None:
        for item in self.list.lines():
            on = item.data(_STORED) in stored
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)

    def open_under(self, widget: QWidget) -> None:
        """Shows the list below the widget, or above it where there is no room below."""
        widest = max((self.list.fontMetrics().horizontalAdvance(one.text()) for one in self.list.lines()), default=0)
        width = max(widget.width(), _LEAST_WIDTH, min(_MOST_WIDTH, widest + _TICK_AND_PADDING))
        self.list.setFixedHeight(min(_MOST_ROWS, max(1, self.list.count())) * _ROW + 2)
        self.resize(width, self.sizeHint().height())
        at = widget.mapToGlobal(QPoint(0, widget.height() + 4))
        room = widget.screen().availableGeometry()
        if at.y() + self.height() > room.bottom():
            at.setY(max(room.top(), widget.mapToGlobal(QPoint(0, 0)).y() - self.height() - 4))
        at.setX(max(room.left(), min(at.x(), room.right() - width)))
        self.move(at)
        self.show()
        if self.list.currentRow() < 0:
            self.list.setCurrentRow(0)
        self.list.setFocus(Qt.FocusReason.PopupFocusReason)

    def _tick(self, item: QListWidgetItem) -> None:
        on = item.checkState() != Qt.CheckState.Checked
        item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
        announce(self.list, f"{item.text()} {'ticked' if on else 'not ticked'}")
        self.ticked.emit()

    def _clear_all(self) -> None:
        self.choose(())
        self.ticked.emit()
        self.close()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.left.emit()


class _List(QListWidget):
    ticked = Signal(QListWidgetItem)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("checks")
        self.setItemDelegate(_TickedElsewhere(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setMouseTracking(True)
        self.itemClicked.connect(self.ticked)

    def lines(self) -> list[QListWidgetItem]:
        return [self.item(row) for row in range(self.count())]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.currentItem() is not None:
                self.ticked.emit(self.currentItem())
        elif event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)


class _TickedElsewhere(QStyledItemDelegate):
    """A click anywhere on a row ticks it, not only on its box: the list sees to that, and only once."""

    def editorEvent(
        self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        return False
