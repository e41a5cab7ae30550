"""What a place says when there is nothing to show: an icon, one sentence, one button."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from evidence_desk.ui import icons
from evidence_desk.ui.naming import label, named


@dataclass(frozen=True, slots=True)
class Empty:
    """The icon, the sentence and the words on the button, if there is one."""

    icon: str
    sentence: str
    button: str = ""


TABLE: Final = {
    "evidence": Empty("import", "No evidence yet. Drop files or a folder here.", "Choose files"),
    "no match": Empty("search", "Nothing matches this search.", "Clear the search"),
    "no fit": Empty("filter", "No item fits these filters.", "Clear the filters"),
    "all tagged": Empty("tick", "Every item here is tagged.", "Show all items"),
    "search": Empty("search", "Searching."),
    "nothing selected": Empty("evidence", "Select an item to see its facts."),
    "no text": Empty("text", "No text could be read from this file.", "Open the file"),
    "no page": Empty("page", "The pages cannot be shown.", "Show the text"),
    "tags": Empty("tag", "No tags yet. Pick a criterion above."),
    "nothing to cite": Empty("tag", "No evidence is tagged to this criterion yet.", "Go to Evidence"),
    "nothing shows this": Empty("filter", "Nothing here shows that."),
    "criterion evidence": Empty("tag", "No evidence is tagged to this criterion yet."),
    "nothing left out": Empty("tick", "Nothing is left out."),
    "perception": Empty(
        "perception", "No voice is heard yet. Tag evidence, and say whose voice it is.", "Go to the evidence"
    ),
    "colleague": Empty("people", "Choose a pack to see what it would bring. Nothing is added before you say so."),
    "conflicts": Empty("tick", "No conflicts. Everyone’s work fits together."),
    "history": Empty("history", "Nothing has been done in this library yet."),
    "inspection": Empty("inspection", "When do inspectors come? Everything is counted from their first day on site."),
    "nothing expires": Empty("current", "Nothing is out of date by then."),
    "recent": Empty("library", "Libraries you open are listed here."),
}


class Picture(QWidget):
    """An icon of the set, drawn large and in second colour."""

    def __init__(self, name: str, size: int = 40, role: str = "second") -> None:
        super().__init__()
        self._name = name
        self._role = role
        self.setFixedSize(size, size)

    def show_icon(self, name: str, role: str | None = None) -> None:
        self._name, self._role = name, role or self._role
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.drawPixmap(0, 0, icons.pixmap(self._name, self._role, self.width(), self.devicePixelRatioF()))


class EmptyState(QWidget):
    """One row of the table, in the middle of whatever it stands for."""

    def __init__(self, name: str, press: Callable[[], object] | None = None) -> None:
        super().__init__()
        self._picture = Picture("evidence")
        self._sentence = label("", "second", wrap=True)
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._button = named(QPushButton(), "")
        if press is not None:
            self._button.clicked.connect(lambda: press())
        layout = QVBoxLayout(self)
        layout.setSpacing(12)
        layout.addStretch(2)
        layout.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(self._sentence)
        layout.addWidget(self._button, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)
        self.say(name)

    def say(self, name: str, sentence: str | None = None) -> None:
        """Shows another row; `sentence` where the words depend on what happened."""
        row = TABLE[name]
        self._picture.show_icon(row.icon)
        self._sentence.setText(sentence or row.sentence)
        self._button.setText(row.button)
        named(self._button, row.button or "Nothing to do")
        self._button.setVisible(bool(row.button))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self._picture.update()
        super().changeEvent(event)
