"""The focus ring: two pixels of accent around what has the keyboard, outside its edge."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QApplication,
    QComboBox,
    QFocusFrame,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from evidence_desk.ui.theme import colour

_WIDTH = 2.0
_RADIUS = 7.0
_RINGED = (QAbstractButton, QLineEdit, QComboBox, QPlainTextEdit, QAbstractSlider)


class FocusRing(QFocusFrame):
    """Follows the focus through the whole application; lists show the row that has it instead."""

    def __init__(self, application: QApplication) -> None:
        super().__init__()
        application.focusChanged.connect(self._follow)

    def _follow(self, old: QWidget | None, new: QWidget | None) -> None:
        wanted = new if isinstance(new, _RINGED) and not isinstance(new, QAbstractItemView) else None
        self.setWidget(wanted)  # type: ignore[arg-type]

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour("accent"), _WIDTH))
        half = _WIDTH / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), _RADIUS, _RADIUS)
