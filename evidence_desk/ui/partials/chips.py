"""Words in small rounded boxes, as many as the width has room for."""

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from evidence_desk.ui.models.delegate import paint_chips
from evidence_desk.ui.naming import named


class Chips(QWidget):
    """Tells a screen reader all of them."""

    def __init__(self) -> None:
        super().__init__()
        self._words: tuple[str, ...] = ()

    def show_words(self, words: Sequence[str]) -> None:
        self._words = tuple(words)
        named(self, "Criteria: " + (", ".join(words) or "none"))
        self.setVisible(bool(words))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(120, 24)

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_chips(QPainter(self), self.rect(), self._words)
