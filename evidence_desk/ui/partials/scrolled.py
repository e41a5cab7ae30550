"""A pane that scrolls up and down where its parts have more to show than there is room."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QWidget


def scrolled(pane: QWidget) -> QScrollArea:
    """Around the pane; Tab goes to the parts of it, never to the area itself."""
    pane.setObjectName("pane")
    area = QScrollArea()
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setWidget(pane)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area
