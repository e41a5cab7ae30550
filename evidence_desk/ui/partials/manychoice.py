"""Several words of a list at once: a button that tells what is chosen, and a menu of ticks."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy

from evidence_desk.ui.naming import named
from evidence_desk.ui.words import listed


class ManyChoice(QPushButton):
    """Opens with Space or Enter; its name always says what is chosen."""

    changed = Signal()

    def __init__(self, name: str, words: Mapping[str, str], nothing: str) -> None:
        super().__init__()
        self._name = name
        self._words = dict(words)
        self._nothing = nothing
        self.setProperty("kind", "many")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        menu = named(QMenu(self), name)
        self._actions: dict[str, QAction] = {}
        for stored, shown in words.items():
            action = menu.addAction(shown)
            action.setCheckable(True)
            action.triggered.connect(self._ticked)
            self._actions[stored] = action
        self._menu = menu
        self.clicked.connect(self._open)
        self.choose(())

    @property
    def values(self) -> tuple[str, ...]:
        return tuple(stored for stored, action in self._actions.items() if action.isChecked())

    def choose(self, stored: Sequence[str]) -> None:
        for one, action in self._actions.items():
            action.setChecked(one in stored)
        self._tell()

    def _open(self) -> None:
        self._menu.setMinimumWidth(self.width())
        self._menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def _ticked(self) -> None:
        self._tell()
        self.changed.emit()

    def _tell(self) -> None:
        shown = listed(self.values, self._words) or self._nothing
        self.setText(shown)
        named(self, f"{self._name}: {shown}", shown)
