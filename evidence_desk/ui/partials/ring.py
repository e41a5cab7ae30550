"""The focus ring: two pixels of accent around what has the keyboard, outside its edge."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from shiboken6 import isValid

from evidence_desk.ui.theme import colour

_WIDTH: Final = 2
_RADIUS: Final = 7.0
_RINGED = (QAbstractButton, QLineEdit, QComboBox, QPlainTextEdit, QAbstractSlider)
_MOVING: Final = (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.ParentChange)


class FocusRing(QObject):
    """Follows the focus through the whole application; lists show the row that has it instead.

    The ring lies in the window, not beside the widget, so that no container cuts it off.
    """

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._ring: _Ring | None = None
        self._widget: QWidget | None = None
        self._watched: list[QWidget] = []
        application.focusChanged.connect(self._follow)

    def widget(self) -> QWidget | None:
        """What is ringed now."""
        return self._widget

    def _follow(self, old: QWidget | None, new: QWidget | None) -> None:
        for one in self._watched:
            if isValid(one):
                one.removeEventFilter(self)
        self._watched = []
        self._widget = new if isinstance(new, _RINGED) and not isinstance(new, QAbstractItemView) else None
        at: QWidget | None = self._widget
        while at is not None and not at.isWindow():
            at.installEventFilter(self)
            self._watched.append(at)
            at = at.parentWidget()
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _MOVING:
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        widget = self._widget
        ring = self._ring if self._ring is not None and isValid(self._ring) else None
        if widget is None or not isValid(widget) or not widget.isVisible():
            if ring is not None:
                ring.hide()
            return
        window = widget.window()
        if ring is None or ring.parentWidget() is not window:
            if ring is not None:
                ring.deleteLater()
            ring = self._ring = _Ring(window)
        seen = widget.visibleRegion().boundingRect()
        whole = QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())
        ring.setGeometry(whole.adjusted(-_WIDTH, -_WIDTH, _WIDTH, _WIDTH))
        ring.setVisible(seen.isEmpty() or seen.height() > widget.height() // 2)
        ring.raise_()


class _Ring(QWidget):
    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour("accent"), _WIDTH))
        half = _WIDTH / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), _RADIUS, _RADIUS)
