"""One field for the first day on site, and what is wrong with what was typed."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from evidence_desk.errors import KnownError
from evidence_desk.model.dates import parse_day
from evidence_desk.ui.naming import announce, label, named
from evidence_desk.ui.words import day, stored_day

_EXAMPLE = "8 February 2027"


class DateForm(QWidget):
    """Takes a day as people write it; says what it is about when it cannot read it."""

    saved = Signal(object)
    removed = Signal()

    def __init__(self, *, primary: bool) -> None:
        super().__init__()
        self.field = named(QLineEdit(), "First day on site", f"Such as {_EXAMPLE}")
        self.field.setPlaceholderText(f"Such as {_EXAMPLE}")
        self.field.returnPressed.connect(self._save)
        self.save = named(QPushButton("Save the date" if primary else "Save"), "Save the date")
        if primary:
            self.save.setProperty("kind", "primary")
        self.save.clicked.connect(self._save)
        self._remove = named(QPushButton("Remove"), "Remove the date")
        self._remove.setProperty("kind", "flat")
        self._remove.clicked.connect(self.removed)
        self._remove.setVisible(not primary)
        self._wrong = label("", "wrong", wrap=True)
        self._wrong.hide()
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.field, 1)
        row.addWidget(self.save)
        row.addWidget(self._remove)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(label("First day on site", "field", self.field))
        layout.addLayout(row)
        layout.addWidget(self._wrong)

    @property
    def wrong(self) -> str:
        """What is said of the field, if anything."""
        return self._wrong.text()

    def show_date(self, known: date | None) -> None:
        """What stands there now, unless somebody is typing."""
        if not (self.field.hasFocus() and self.field.isModified()):
            self.field.setText(day(known.isoformat()) if known else "")
            self.field.setCursorPosition(0)
        self._say("")

    def _save(self) -> None:
        typed = self.field.text().strip()
        try:
            wanted = parse_day(stored_day(typed))
        except KnownError:
            self._say(f"“{typed}” is not a day. Write it as {_EXAMPLE}." if typed else f"Write a day, as {_EXAMPLE}.")
            self.field.setFocus()
            return
        self._say("")
        self.field.setModified(False)
        self.saved.emit(wanted)

    def _say(self, words: str) -> None:
        self._wrong.setText(words)
        self._wrong.setVisible(bool(words))
        if words:
            announce(self, words)
