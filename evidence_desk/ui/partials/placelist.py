"""The list `Places`: icons with words, beside the window; a rail while reading."""

from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPixmap, QResizeEvent
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from evidence_desk.ui import icons
from evidence_desk.ui.models.index import NO_PARENT, Index
from evidence_desk.ui.naming import named
from evidence_desk.ui.places.table import Entry
from evidence_desk.ui.theme import colour, sized

WIDE: Final = 184
RAIL: Final = 72
_WIDE_ROW: Final = 40
_RAIL_ROW: Final = 60
_LOWEST_ROW: Final = 32
_RAIL_TEXT: Final = 11
_SIDE, _RAIL_SIDE = 8, 4
_IN_RAIL: Final = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)


class _Model(QAbstractListModel):
    def __init__(self, places: tuple[Entry, ...]) -> None:
        super().__init__()
        self.places = places

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.places)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        place = self.places[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return place.name
        return place if role == Qt.ItemDataRole.UserRole else None


class _Delegate(QStyledItemDelegate):
    rail = False

    row = _RAIL_ROW

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(RAIL - 8, self.row) if self.rail else QSize(WIDE - 16, min(self.row, _WIDE_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        place: Entry = index.data(Qt.ItemDataRole.UserRole)
        side = _RAIL_SIDE if self.rail else _SIDE
        box = option.rect.adjusted(side, 2, -side, -2)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(colour("chosen" if chosen else "sunken"))
            painter.drawRoundedRect(box, 6, 6)
        if chosen and option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(colour("accent"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(0, 0, -1, -1), 6, 6)
        self._paint_words(painter, box, place, chosen)
        painter.restore()

    def _paint_words(self, painter: QPainter, box: QRect, place: Entry, chosen: bool) -> None:
        role = "accent" if chosen else "second"
        ratio = painter.device().devicePixelRatioF()
        picture = icons.pixmap(place.icon, role, icons.SIZE, ratio)
        painter.setPen(colour("text" if chosen else "second"))
        if self.rail:
            self._paint_beneath(painter, box, place, picture)
            return
        painter.setFont(sized(painter.font(), 14, strong=chosen))
        painter.drawPixmap(box.left() + 10, box.center().y() - icons.SIZE // 2 + 1, picture)
        painter.drawText(box.adjusted(40, 0, -4, 0), int(Qt.AlignmentFlag.AlignVCenter), place.name)


    def _paint_beneath(self, painter: QPainter, box: QRect, place: Entry, picture: QPixmap) -> None:
        """The icon, and under it the name: a long one on two lines, broken at a blank or hyphen."""
        painter.setFont(sized(painter.font(), _RAIL_TEXT))
        words = QRect(0, 0, RAIL - 4, 2 * painter.fontMetrics().lineSpacing())
        height = painter.boundingRect(words, _IN_RAIL, place.name).height()
        top = box.top() + max(0, (box.height() - icons.SIZE - height) // 2)
        painter.drawPixmap(box.center().x() - icons.SIZE // 2 + 1, top, picture)
        words.translate(box.center().x() - words.width() // 2 + 1, top + icons.SIZE)
        painter.drawText(words, _IN_RAIL, place.name)


class PlaceList(QListView):
    """Moving by arrow keys shows the place."""

    chosen = Signal(str)

    def __init__(self, places: tuple[Entry, ...]) -> None:
        super().__init__()
        named(self, "Places")
        self.setObjectName("places")
        self._model = _Model(places)
        self._delegate = _Delegate(self)
        self.setModel(self._model)
        self.setItemDelegate(self._delegate)
        self.setMouseTracking(True)
        self.setFrameShape(self.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().currentChanged.connect(self._tell)

    def _tell(self, index: QModelIndex, _: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(self._model.places[index.row()].name)

    def set_rail(self, rail: bool) -> None:
        """Words beneath the icons, or beside them."""
        self._delegate.rail = rail
        self.scheduleDelayedItemsLayout()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """All places are seen at once, however low the window is."""
        super().resizeEvent(event)
        row = max(_LOWEST_ROW, min(_RAIL_ROW, self.viewport().height() // max(1, self._model.rowCount())))
        if row != self._delegate.row:
            self._delegate.row = row
            self.scheduleDelayedItemsLayout()

    def choose(self, name: str) -> None:
        for row, place in enumerate(self._model.places):
            if place.name == name:
                self.setCurrentIndex(self._model.index(row))
