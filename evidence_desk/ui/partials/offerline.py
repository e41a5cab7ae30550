"""A quiet line that offers something to do; *Not now* hides it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton

from evidence_desk.ui.naming import announce, label, named


class OfferLine(QFrame):
    """Hidden until there is something to offer."""

    accepted = Signal()
    declined = Signal()

    def __init__(self, take: str, what_for: str) -> None:
        super().__init__()
        self.setObjectName("asking")
        self.words = label("", wrap=True)
        self.take = named(QPushButton(take), what_for)
        self.later = named(QPushButton("Not now"), "Not now")
        self.later.setProperty("kind", "flat")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 8, 12, 8)
        layout.setSpacing(8)
        layout.addWidget(self.words, 1)
        for button, signal in ((self.take, self.accepted), (self.later, self.declined)):
            button.clicked.connect(self.hide)
            button.clicked.connect(signal)
            layout.addWidget(button)
        self.hide()

    def say(self, words: str) -> None:
        """Shows what is offered, and tells those who cannot see it if that is news."""
        news = self.isHidden() or words != self.words.text()
        self.words.setText(words)
        self.take.setAccessibleDescription(words)
        self.show()
        if news:
            announce(self, words)
