"""The quiet line after a change: what was done, and Undo."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from evidence_desk.ui.naming import announce, label, named

SHOWN_MILLISECONDS = 8000
_GAP = 16


class Toast(QFrame):
    """Lies over the foot of its parent and goes by itself. Undo is also on Ctrl+Z, so it takes no Tab stop."""

    undo = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self.setObjectName("toast")
        self._words = label("", wrap=True)
        self._button = named(QPushButton("Undo"), "Undo this change")
        self._button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._button.clicked.connect(self._undo)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 8, 8, 8)
        layout.setSpacing(12)
        layout.addWidget(self._words)
        layout.addWidget(self._button)
        self._timer = QTimer(self, singleShot=True, interval=SHOWN_MILLISECONDS)
        self._timer.timeout.connect(self.hide)
        parent.installEventFilter(self)
        self.hide()

    @property
    def words(self) -> str:
        return self._words.text()

    def say(self, words: str, *, undoable: bool) -> None:
        """Shows the words and has a screen reader say them."""
        sentence = words if words.endswith((".", "?")) else words + "."
        self._words.setText(sentence)
        self._button.setVisible(undoable)
        self.show()
        self._place()
        self.raise_()
        self._timer.start(SHOWN_MILLISECONDS * (1 + sentence.count("\n")))
        announce(self, sentence + (" Undo is on Ctrl+Z." if undoable else ""))

    def _undo(self) -> None:
        self.hide()
        self.undo.emit()

    def _place(self) -> None:
        parent = self._over
        natural = self._words.fontMetrics().size(0, self._words.text()).width() + 2
        self._words.setFixedWidth(min(natural, max(200, parent.width() - 160)))
        self._words.setFixedHeight(self._words.heightForWidth(self._words.width()))
        self.adjustSize()
        self.move((parent.width() - self.width()) // 2, parent.height() - self.height() - _GAP)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def enterEvent(self, event: QEnterEvent) -> None:
        self._timer.stop()

    def leaveEvent(self, event: QEvent) -> None:
        self._timer.start()
