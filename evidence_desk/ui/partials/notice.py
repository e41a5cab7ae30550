"""An error told in its place: what happened, to which file, what to do."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from evidence_desk.errors import KnownError
from evidence_desk.ui import icons
from evidence_desk.ui.naming import announce, label, named
from evidence_desk.ui.partials.empty import Picture


class Notice(QFrame):
    """A line that stays until it is closed or no longer true."""

    dismissed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self._title = label("", "strong", wrap=True)
        self._words = label("", wrap=True)
        self._close = named(QToolButton(), "Close this message")
        self._close.setProperty("kind", "flat")
        icons.dress(self._close, "close", size=16)
        self._close.clicked.connect(self.clear)
        self._close.clicked.connect(self.dismissed)
        text = QVBoxLayout()
        text.setSpacing(4)
        text.addWidget(self._title)
        text.addWidget(self._words)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 8, 8, 8)
        layout.setSpacing(12)
        layout.addWidget(Picture("warning", 20, "concern"))
        layout.addLayout(text, 1)
        layout.addWidget(self._close)
        self.hide()

    @property
    def words(self) -> str:
        return f"{self._title.text()} {self._words.text()}".strip()

    def show_error(self, error: KnownError) -> None:
        self.say(error.title, " ".join(part for part in (error.message, error.what_to_do) if part))

    def say(self, title: str, words: str = "") -> None:
        self._title.setText(title)
        self._words.setText(words)
        self._words.setVisible(bool(words))
        self.show()
        announce(self, f"{title} {words}")

    def clear(self) -> None:
        self.hide()
        self._title.setText("")
        self._words.setText("")
