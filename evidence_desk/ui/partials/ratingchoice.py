"""Rating a criterion: the titles of the scale, one below the other, and not rated."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QSizePolicy, QVBoxLayout, QWidget

from evidence_desk.ui.naming import label, named

if TYPE_CHECKING:
    from evidence_desk.model.framework import Framework

_INDICATOR: Final = 32


class _Option(QRadioButton):
    """Its words are cut where there is no room, so that the form can be narrow."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self._words = words
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.width() - _INDICATOR
        self.setText(self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, room))


class RatingChoice(QWidget):
    """`changed` with the id chosen, empty for not rated."""

    changed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        named(self, "Rating")
        self._scale: tuple[tuple[str, str], ...] = ()
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QRadioButton] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._none = label("This framework has no ratings.", "second")
        self._column.addWidget(self._none)

    def show_scale(self, framework: "Framework") -> None:
        """The ratings there are, best first."""
        scale = tuple((one.id, one.title) for one in framework.scale)
        self._none.setVisible(not scale)
        if scale == self._scale:
            return
        self._scale = scale
        for button in self._buttons.values():
            self._group.removeButton(button)
            self._column.removeWidget(button)
            button.deleteLater()
        self._buttons = {}
        for one in framework.scale:
            self._add(one.id, one.title, f"{one.title}. {one.description}" if one.description else one.title)
        if scale:
            self._add("", "Not rated", "Not rated")

    def _add(self, stored: str, words: str, tip: str) -> None:
        button = named(_Option(words), f"Rating: {words}", tip)
        button.clicked.connect(lambda: self.changed.emit(stored))
        self._group.addButton(button)
        self._buttons[stored] = button
        self._column.addWidget(button)

    @property
    def value(self) -> str:
        return next((stored for stored, button in self._buttons.items() if button.isChecked()), "")

    def choose(self, stored: str) -> None:
        """A rating that is on no scale here shows as none chosen."""
        button = self._buttons.get(stored)
        if button is not None:
            button.setChecked(True)
            return
        self._group.setExclusive(False)
        for one in self._buttons.values():
            one.setChecked(False)
        self._group.setExclusive(True)
