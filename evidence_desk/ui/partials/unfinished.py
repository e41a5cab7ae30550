"""A line in the report of an import that broke off: how far it came, and what to do."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from evidence_desk.ui.naming import label
from evidence_desk.ui.partials.empty import Picture


class Unfinished(QWidget):
    """Hidden where the import came to its end."""

    def __init__(self) -> None:
        super().__init__()
        self._words = label("", wrap=True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(Picture("warning", 16, "concern"), 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self._words, 1)
        self.hide()

    @property
    def words(self) -> str:
        return self._words.text()

    def say(self, words: str | None) -> None:
        """Shows the words, or hides the line."""
        self._words.setText(words or "")
        self.setVisible(bool(words))
