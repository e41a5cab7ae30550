"""A choice of a few words, side by side: one is always on."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QToolButton, QWidget

from evidence_desk.ui import icons
from evidence_desk.ui.naming import named


class Segments(QWidget):
    """Buttons of which one is down; each is named in full for a screen reader."""

    changed = Signal(str)

    def __init__(self, name: str, options: Sequence[tuple[str, str, str, str]]) -> None:
        """Options are (stored word, words, icon, colour of the icon)."""
        super().__init__()
        named(self, name)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QToolButton] = {}
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for stored, words, icon, role in options:
            layout.addWidget(self._button(name, stored, words, icon, role))

    def _button(self, name: str, stored: str, words: str, icon: str, role: str) -> QToolButton:
        button = named(QToolButton(), f"{name}: {words}")
        button.setText(words)
        button.setCheckable(True)
        button.setProperty("kind", "segment")
        button.setToolButtonStyle(button.toolButtonStyle().ToolButtonTextBesideIcon)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        if icon:
            icons.dress(button, icon, role, 14)
        self._group.addButton(button)
        self._buttons[stored] = button
        button.clicked.connect(lambda: self.changed.emit(stored))
        return button

    @property
    def value(self) -> str:
        return next((stored for stored, button in self._buttons.items() if button.isChecked()), "")

    def choose(self, stored: str) -> None:
        button = self._buttons.get(stored)
        if button is not None:
            button.setChecked(True)

    def say(self, stored: str, words: str) -> None:
        """Gives an option other words, such as with a number behind."""
        button = self._buttons[stored]
        button.setText(words)
        named(button, f"{self.accessibleName()}: {words}")
