"""One text of a judgement: its name with the count of its words, the text, and beneath it what others said."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from evidence_desk.model.citing import word_count
from evidence_desk.ui.naming import label, named
from evidence_desk.ui.partials.prose import Prose
from evidence_desk.ui.partials.unsaved import Unsaved
from evidence_desk.ui.session import Session
from evidence_desk.ui.words import count, shorter

if TYPE_CHECKING:
    from evidence_desk.model.records import Conflict
    from evidence_desk.ui.partials.conflictsides import ConflictSides


class Contested(QWidget):
    """The place beneath a field where a conflict over it is settled; made when there is one."""

    settled = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._sides: ConflictSides | None = None
        self._shown: Conflict | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 4, 0, 8)
        self.hide()

    def show_conflict(self, conflict: "Conflict | None") -> None:
        if conflict is not None and conflict != self._shown:
            if self._sides is None:
                from evidence_desk.ui.partials.conflictsides import ConflictSides

                self._sides = ConflictSides(self._session)
                self._sides.settled.connect(self.settled)
                self._column.addWidget(self._sides)
            self._sides.show_conflict(conflict)
        self._shown = conflict
        self.setVisible(conflict is not None)


class OneLine(QLineEdit):
    """A field of one line that knows what of it is saved."""

    left = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        named(self, name)
        self.unsaved = Unsaved(self)
        self.editingFinished.connect(self.left)

    def words(self) -> str:
        return self.text()

    def put(self, words: str) -> None:
        self.setText(words)
        self.setCursorPosition(0)

    def take(self) -> str:
        return self.unsaved.take()


class JudgementField(QWidget):
    """A text with all that belongs to it."""

    def __init__(self, session: Session, name: str, hint: str) -> None:
        super().__init__()
        self.text = Prose(name, hint)
        self.contested = Contested(session)
        self._count = label("", "caption")
        self._overtaken = label("", "caption", wrap=True)
        self._overtaken.hide()
        head = QHBoxLayout()
        head.addWidget(label(name, "field", self.text))
        head.addStretch(1)
        head.addWidget(self._count)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.text)
        column.addWidget(self._overtaken)
        column.addWidget(self.contested)
        self.text.textChanged.connect(self.refresh)
        self.refresh()

    @property
    def count_label(self) -> QLabel:
        return self._count

    @property
    def word_count(self) -> int:
        return word_count(self.text.words())

    def refresh(self) -> None:
        """Counts again, and tells what was written elsewhere while this was typed."""
        words = self.word_count
        self._count.setText(count(words, "word") if words else "")
        theirs = self.text.unsaved.overtaken
        self._overtaken.setVisible(bool(theirs))
        if theirs:
            said = f"Changed by somebody else while you typed: “{shorter(theirs, 200)}” "
            self._overtaken.setText(f"{said}When you leave this field, your words stand; Undo brings theirs back.")
