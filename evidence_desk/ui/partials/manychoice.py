"""Several words of a list at once: a button that tells what is chosen, and a list of ticks under it."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QSizePolicy

from evidence_desk.ui.naming import named
from evidence_desk.ui.partials.checklist import CheckList
from evidence_desk.ui.words import listed


class ManyChoice(QPushButton):
    """Opens with Space or Enter and stays open while one ticks; its name always says what is chosen.

    `changed` comes once, when the list closes with something else ticked than before: that is one change to undo.
    """

    changed = Signal()

    def __init__(self, name: str, words: Mapping[str, str], nothing: str) -> None:
        super().__init__()
        self._name = name
        self._nothing = nothing
        self._words: dict[str, str] = {}
        self._chosen: tuple[str, ...] = ()
        self.setProperty("kind", "many")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._list = CheckList(name, self)
        self._list.ticked.connect(lambda: self._tell(self._list.values))
        self._list.left.connect(self._left)
        self.clicked.connect(lambda: self._list.open_under(self))
        self.offer(words)

    def offer(self, words: Mapping[str, str]) -> None:
        """The words there are to choose from."""
        self._words = dict(words)
        self._list.offer(words)
        self.choose([one for one in self._chosen if one in words])

    @property
    def values(self) -> tuple[str, ...]:
        return self._list.values

    def choose(self, stored: Sequence[str]) -> None:
        if self._list.isVisible():
            return
        self._list.choose(stored)
        self._chosen = self._list.values
        self._tell(self._chosen)

    def _left(self) -> None:
        if self._list.values != self._chosen:
            self._chosen = self._list.values
            self.changed.emit()

    def _tell(self, values: Sequence[str]) -> None:
        shown = listed(values, self._words) or self._nothing
        self.setText(shown)
        named(self, f"{self._name}: {shown}", shown)
