"""The fields of an item's facts: each is saved when it is left or chosen, and says where it was guessed."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from evidence_desk.model.records import Item
from evidence_desk.ui.naming import label, named
from evidence_desk.ui.partials.manychoice import ManyChoice
from evidence_desk.ui.partials.onechoice import OneChoice
from evidence_desk.ui.words import day, period, stored_day, stored_period

_DATES: Final = ("date", "review_date", "keep_until")
_STORED: Final = {
    "date": stored_day, "review_date": stored_day, "keep_until": stored_day, "period": stored_period,
}  # fmt: skip
_CASE: Final = ("age_phase", "need", "own_words", "what_changed", "consent", "anonymised", "keep_until")
_PARAGRAPH_HEIGHT = 64


class FactForm(QObject):
    """`changed(field, value)` with the value as it is stored."""

    changed = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, QWidget] = {}
        self._guesses: dict[str, QLabel] = {}
        self._item: Item | None = None

    def line(self, field: str, name: str) -> QLineEdit:
        made = named(QLineEdit(), name)
        made.editingFinished.connect(lambda: self._left(field, made.text()))
        self.fields[field] = made
        return made

    def paragraph(self, field: str, name: str) -> QPlainTextEdit:
        made = named(_Paragraph(), name)
        made.setTabChangesFocus(True)
        made.setFixedHeight(_PARAGRAPH_HEIGHT)
        made.left.connect(lambda: self._left(field, made.toPlainText()))
        self.fields[field] = made
        return made

    def choice(self, field: str, name: str, words: Mapping[str, str]) -> QComboBox:
        made = named(OneChoice(), name)
        made.setPlaceholderText("Not said")
        for stored, shown_as in words.items():
            made.addItem(shown_as, stored)
        made.activated.connect(lambda _: self.changed.emit(field, str(made.currentData())))
        self.fields[field] = made
        return made

    def many(self, field: str, name: str, words: Mapping[str, str]) -> ManyChoice:
        made = ManyChoice(name, words, "Not said")
        made.changed.connect(lambda: self.changed.emit(field, ",".join(made.values)))
        self.fields[field] = made
        return made

    def row(self, form: QVBoxLayout, field: str, words: str) -> None:
        """Puts a field under its label; a caption beside it says that the value was guessed."""
        guess = label("guessed", "caption")
        guess.setToolTip("Guessed from the file. Change it, or choose it again to confirm it.")
        guess.hide()
        self._guesses[field] = guess
        line = QHBoxLayout()
        line.addWidget(label(words, "field", self.fields[field]))
        line.addStretch(1)
        line.addWidget(guess)
        form.addSpacing(4)
        form.addLayout(line)
        form.addWidget(self.fields[field])

    def show_item(self, item: Item) -> None:
        """A field that is being typed in is left alone while it is the same item."""
        same = self._item is not None and item.key == self._item.key
        self._item = item
        for field, widget in self.fields.items():
            if not (same and widget.hasFocus()):
                _show(widget, item, field)
        for field, guess in self._guesses.items():
            guess.setVisible(field in item.guessed)

    def forget(self) -> None:
        """The next item is shown whole, whatever is being typed."""
        self._item = None

    def _left(self, field: str, text: str) -> None:
        typed = text.strip()
        if self._item is not None and typed != shown(self._item, field):
            self.changed.emit(field, _STORED.get(field, str)(typed))


class _Paragraph(QPlainTextEdit):
    left = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


def _show(widget: QWidget, item: Item, field: str) -> None:
    if isinstance(widget, QLineEdit):
        widget.setText(shown(item, field))
        widget.setCursorPosition(0)
        widget.setToolTip(widget.text())
    elif isinstance(widget, QPlainTextEdit):
        if widget.toPlainText() != shown(item, field):
            widget.setPlainText(shown(item, field))
    elif isinstance(widget, QComboBox):
        widget.setCurrentIndex(widget.findData(_value(item, field)))
    elif isinstance(widget, ManyChoice):
        widget.choose(getattr(item, field))


def shown(item: Item, field: str) -> str:
    """What stands in a field when nobody has touched it."""
    if field == "labels":
        return ", ".join(item.labels)
    if field == "period":
        return period(item.period)
    value = _value(item, field)
    return day(value) if field in _DATES else value.strip()


def _value(item: Item, field: str) -> str:
    return str(getattr(item.case if field in _CASE else item, field) or "")
