"""The focus ring: two pixels of accent around what has the keyboard, outside its edge."""

from PySide6.QtCore import QObject, QRectF
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
from shiboken6 import isValid

from evidence_desk.ui.theme import colour, themes

_WIDTH = 2.0
_RADIUS = 7.0
_RINGED = (QAbstractButton, QLineEdit, QComboBox, QPlainTextEdit, QAbstractSlider)


class FocusRing(QObject):
    """Follows the focus through the whole application; lists show the row that has it instead."""

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._frame = _Frame()
        application.focusChanged.connect(self._follow)
        # A new style sheet hides the frame.
        themes.changed.connect(lambda: self._follow(None, QApplication.focusWidget()))

    def widget(self) -> QWidget | None:
        """What is ringed now."""
        return self._frame.widget() if isValid(self._frame) else None

    def _follow(self, old: QWidget | None, new: QWidget | None) -> None:
        if not isValid(self._frame):
            # The frame lies in the window of what it rings, and goes with it.
            self._frame = _Frame()
        wanted = new if isinstance(new, _RINGED) and not isinstance(new, QAbstractItemView) else None
        self._frame.setWidget(None)  # type: ignore[arg-type]
        if wanted is not None:
            self._frame.setWidget(wanted)


class _Frame(QFocusFrame):
    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.mask().isEmpty():
            # Qt masks the frame to straight edges, which would cut the round corners.
            self.clearMask()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour("accent"), _WIDTH))
        half = _WIDTH / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), _RADIUS, _RADIUS)
