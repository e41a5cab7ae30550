"""The list `Places`: icons with words, beside the window; a rail while reading."""

from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from evidence_desk.ui import icons
from evidence_desk.ui.models.index import NO_PARENT, Index
from evidence_desk.ui.naming import named
from evidence_desk.ui.places.table import Entry
from evidence_desk.ui.theme import colour, sized

WIDE: Final = 184
RAIL: Final = 72


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

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(RAIL - 8, 60) if self.rail else QSize(WIDE - 16, 40)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        place: Entry = index.data(Qt.ItemDataRole.UserRole)
        box = option.rect.adjusted(8, 2, -8, -2)
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
            painter.setFont(sized(painter.font(), 11))
            painter.drawPixmap(box.center().x() - icons.SIZE // 2 + 1, box.top() + 8, picture)
            words = box.adjusted(-8, 30, 8, -4)
            painter.drawText(words, int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter), place.name)
            return
        painter.setFont(sized(painter.font(), 14, strong=chosen))
        painter.drawPixmap(box.left() + 10, box.center().y() - icons.SIZE // 2 + 1, picture)
        painter.drawText(box.adjusted(40, 0, -4, 0), int(Qt.AlignmentFlag.AlignVCenter), place.name)


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

    def choose(self, name: str) -> None:
        for row, place in enumerate(self._model.places):
            if place.name == name:
                self.setCurrentIndex(self._model.index(row))
