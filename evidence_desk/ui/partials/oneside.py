"""One value of a conflict, and the field for words that neither side wrote."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout

from evidence_desk.library.places import PLACES
from evidence_desk.ui import saying
from evidence_desk.ui.naming import label, named
from evidence_desk.ui.words import moment

if TYPE_CHECKING:
    from evidence_desk.model.records import Conflict, Value

_LONG: Final = 240


class Side(QFrame):
    """One value: its number, who gave it and when, and the value itself."""

    def __init__(self, at: int, value: "Value", conflict: "Conflict", *, enabled: bool) -> None:
        super().__init__()
        self.setObjectName("card")
        self._value = value
        self._number = at + 1
        who = label(value.by or "Somebody", "strong", wrap=True)
        # Where its quotes stand is said of many: none of the sides need stand now as a whole.
        stands = " · stands now" if at == 0 and conflict.field != PLACES else ""
        when = label(moment(value.at) + stands, "caption", wrap=True)
        self.keep = named(QPushButton(f"Keep this ({self._number})"), "Keep this")
        self.keep.setEnabled(enabled)
        self.short = label("", wrap=True)
        self.more = label("", "caption", wrap=True)
        self.more.hide()
        self.long = QPlainTextEdit()
        self.long.setReadOnly(True)
        self.long.setTabChangesFocus(True)
        self.long.setMinimumHeight(96)
        self.long.setMaximumHeight(200)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 12)
        layout.setSpacing(4)
        layout.addWidget(who)
        layout.addWidget(when)
        layout.addSpacing(4)
        layout.addWidget(self.short)
        layout.addWidget(self.long, 1)
        layout.addWidget(self.more)
        layout.addStretch(0)
        layout.addSpacing(4)
        layout.addWidget(self.keep, 0, Qt.AlignmentFlag.AlignLeft)
        self.say(conflict.field, {})

    def say(self, field: str, ratings: dict[str, str]) -> None:
        """The value in words; a long text can be scrolled."""
        words = saying.side(field, self._value, ratings)
        long = len(words) > _LONG or "\n" in words
        self.long.setVisible(long)
        self.short.setVisible(not long)
        (self.long.setPlainText if long else self.short.setText)(words)
        named(self.long, f"Value {self._number}, of {self._value.by}")
        named(self.keep, f"Keep this: {words[:_LONG]}, of {self._value.by}")

    def say_more(self, words: str) -> None:
        """What helps to choose, beside the value."""
        self.more.setText(words)
        self.more.setVisible(bool(words))
        self.keep.setAccessibleDescription(words)


class OtherWords(QFrame):
    """A field for what neither side said."""

    def __init__(self) -> None:
        super().__init__()
        self.field = named(QPlainTextEdit(), "Other words")
        self.field.setTabChangesFocus(True)
        self.field.setMinimumHeight(72)
        self.field.setMaximumHeight(120)
        self._label = label("", "field", self.field)
        self.save = named(QPushButton("Keep these words"), "Keep these words")
        self.cancel = named(QPushButton("Cancel"), "Cancel")
        self.cancel.setProperty("kind", "flat")
        self.field.textChanged.connect(lambda: self.save.setEnabled(bool(self.words)))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.save)
        row.addWidget(self.cancel)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._label)
        layout.addWidget(self.field)
        layout.addLayout(row)
        self.hide()

    @property
    def words(self) -> str:
        return self.field.toPlainText().strip()

    def start(self, field: str, words: str) -> None:
        """Begins with the value that stands, all of it selected."""
        self._label.setText(f"Other words for {saying.the_field(field)}")
        self.field.setPlainText(words)
        self.field.selectAll()
        self.show()
        self.field.setFocus()
