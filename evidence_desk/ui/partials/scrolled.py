"""A pane that scrolls up and down where its parts have more to show than there is room."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QListView, QScrollArea, QWidget


class _Upright(QScrollArea):
    """Its pane is as wide as can be seen; what has to be cut for it has an ellipsis of its own."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        pane = self.widget()
        if pane is not None:
            pane.setMaximumWidth(self.viewport().width())


def scrolled(pane: QWidget) -> QScrollArea:
    """Around the pane; Tab goes to the parts of it, never to the area itself."""
    pane.setObjectName("pane")
    area = _Upright()
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setWidget(pane)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area


class ShortList(QListView):
    """A list in such a pane: takes the room that is left, and has the pane scroll for no more than a little of it."""

    def __init__(self, least: int) -> None:
        super().__init__()
        self._least = least
        self.setMinimumHeight(least)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._least)
