"""A filter as a chip: what it is about and what is chosen, in words; a list of ticks under it; a way to clear it."""

from collections.abc import Collection, Mapping

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QWidget

from evidence_desk.ui import icons
from evidence_desk.ui.naming import named
from evidence_desk.ui.partials.checklist import CheckList

_MOST_WIDTH = 260


class Chip(QWidget):
    """A button with its state in words and, while it narrows the list, a cross that clears it.

    Delete on the button clears it too.
    """

    pressed = Signal()
    cleared = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name
        self.button = _ChipButton()
        self.button.clicked.connect(self.pressed)
        self.button.cleared.connect(self._clear)
        self._cross = named(QToolButton(), f"Clear {name}", f"Clear {name}")
        self._cross.setProperty("kind", "filtercross")
        icons.dress(self._cross, "close", "on_chosen", 14)
        self._cross.setFixedWidth(26)
        self._cross.clicked.connect(self._clear)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.button)
        layout.addWidget(self._cross)
        self.say("")

    @property
    def is_on(self) -> bool:
        return not self._cross.isHidden()

    def say(self, chosen: str) -> None:
        """The words of what is chosen; empty where nothing is."""
        words = f"{self.name}: {chosen}" if chosen else self.name
        self.show_words(words, on=bool(chosen), spoken=words if chosen else f"{self.name}: any")

    def show_words(self, words: str, *, on: bool, spoken: str = "") -> None:
        self.button.say(words)
        named(self.button, spoken or words, words)
        self._cross.setVisible(on)
        if self.button.property("on") is not on:
            self.button.setProperty("on", on)
            self.button.style().unpolish(self.button)
            self.button.style().polish(self.button)

    def _clear(self) -> None:
        had_focus = self._cross.hasFocus()
        self.cleared.emit()
        if had_focus:
            self.button.setFocus(Qt.FocusReason.OtherFocusReason)


class FilterChip(Chip):
    """Choices of one kind: several of them are alternatives."""

    changed = Signal()

    def __init__(self, name: str, words: Mapping[str, str], *, short: Mapping[str, str] | None = None) -> None:
        super().__init__(name)
        self.button.setProperty("opens", True)
        self._words: dict[str, str] = {}
        self._short = short or {}
        self._list = CheckList(name, self.button, clear="Clear")
        self._list.ticked.connect(self._ticked)
        self.pressed.connect(lambda: self._list.open_under(self.button))
        self.cleared.connect(self._clear_all)
        self.offer(words)

    def offer(self, words: Mapping[str, str], short: Mapping[str, str] | None = None) -> None:
        """The choices there are; `short` says them in the chip where they are long."""
        self._words = dict(words)
        self._short = short if short is not None else self._short
        self._list.offer(words)
        self._tell()

    @property
    def values(self) -> tuple[str, ...]:
        return self._list.values

    def choose(self, stored: Collection[str]) -> None:
        self._list.choose(stored)
        self._tell()

    def _clear_all(self) -> None:
        self._list.choose(())
        self._ticked()

    def _ticked(self) -> None:
        self._tell()
        self.changed.emit()

    def _tell(self) -> None:
        self.say(", ".join(self._short.get(one, self._words.get(one, one)) for one in self.values))


class _ChipButton(QPushButton):
    cleared = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "filter")
        self.setProperty("on", False)
        self._words = ""

    def say(self, words: str) -> None:
        self._words = words
        self.setText(self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideMiddle, _MOST_WIDTH - 40))

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(min(hint.width(), _MOST_WIDTH), hint.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.cleared.emit()
        elif event.key() == Qt.Key.Key_Down and self.property("opens"):
            self.click()
        else:
            super().keyPressEvent(event)
