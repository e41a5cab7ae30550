"""The line over an older version of an item: which file is read, and the way back to the newest."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton

from evidence_desk.model.records import Version
from evidence_desk.ui.naming import announce, label, named
from evidence_desk.ui.words import day


class OlderLine(QFrame):
    """Shown for as long as an older version is read."""

    back = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("notice")
        self._words = label("", wrap=True)
        self.button = named(QPushButton("Back to the newest"), "Back to the newest version")
        self.button.clicked.connect(self.back)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 8, 8, 8)
        layout.setSpacing(12)
        layout.addWidget(self._words, 1)
        layout.addWidget(self.button)
        self.hide()

    @property
    def words(self) -> str:
        return self._words.text()

    def show_version(self, version: Version | None) -> None:
        """Tells of the older version that is read; None where it is the newest."""
        self.setVisible(version is not None)
        if version is not None:
            words = f"An older version: {version.name}, here since {day(version.added)}. It can be read, not tagged."
            self._words.setText(words)
            announce(self, words)
