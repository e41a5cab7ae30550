"""What Undo and Redo would do, in words, and what the last one left alone and why."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from evidence_desk.ui import icons, undone
from evidence_desk.ui.naming import announce, label, named
from evidence_desk.ui.partials.elided import ElidedLabel
from evidence_desk.ui.session import Session
from evidence_desk.ui.undone import Done
from evidence_desk.ui.words import count

if TYPE_CHECKING:
    from evidence_desk.desk import Desk

_SHOWN = 5


class UndoStrip(QFrame):
    """Undo is of one's own newest step made here; what others built on it stays."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("card")
        self._session = session
        self.back = ElidedLabel("", "strong")
        self.again = ElidedLabel("", "caption")
        self.undo = named(QPushButton("Undo"), "Undo")
        self.redo = named(QPushButton("Redo"), "Redo")
        icons.dress(self.undo, "undo", size=16)
        icons.dress(self.redo, "redo", size=16)
        self.undo.clicked.connect(lambda: self._act("undo"))
        self.redo.clicked.connect(lambda: self._act("redo"))
        self.kept: QLabel = label("", wrap=True)
        self.kept.hide()
        self._lay_out()

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.back)
        words.addWidget(self.again)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addLayout(words, 1)
        row.addWidget(self.undo)
        row.addWidget(self.redo)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 8, 12, 8)
        layout.setSpacing(8)
        layout.addLayout(row)
        layout.addWidget(self.kept)

    def start(self) -> None:
        """Asks anew what Undo and Redo would do."""
        self._session.look_up(_next, lambda found: self._show(*found), name="undoable")

    def forget(self) -> None:
        """What an earlier undo left alone is no longer news."""
        self.kept.hide()
        self.kept.setText("")

    def _show(self, back: str | None, again: str | None) -> None:
        may = not self._session.read_only
        self.back.say(f"Undo would take back: {back}" if back else "There is nothing of yours to undo.")
        self.again.say(f"Redo would do again: {again}" if again else "")
        self.again.setVisible(bool(again))
        self.undo.setEnabled(may and back is not None)
        self.redo.setEnabled(may and again is not None)
        self.undo.setAccessibleDescription(back or "")
        self.redo.setAccessibleDescription(again or "")

    def _act(self, way: str) -> None:
        self._session.act(
            lambda desk: undone.act(desk, way), said=_said, done=lambda done: self._done(done, way), undoable=False
        )

    def _done(self, done: Done, way: str) -> None:
        kept = len(done.undone.kept)
        lines = [*done.left(_SHOWN)]
        if kept > _SHOWN:
            lines.append(f"And {count(kept - _SHOWN, 'more change')} that others built on.")
        self.kept.setText("\n".join(lines))
        self.kept.setVisible(bool(kept))
        if kept:
            announce(self, self.kept.text())
        # A button that has just been used up gives its focus to its neighbour, not to nothing.
        pressed, other = (self.undo, self.redo) if way == "undo" else (self.redo, self.undo)
        if not pressed.isEnabled() and pressed.hasFocus():
            other.setFocus()
        self.start()


def _said(done: Done) -> str:
    """What was left alone is told in the strip, where there is room for it."""
    return replace(done, undone=replace(done.undone, kept=())).words


def _next(desk: "Desk") -> tuple[str | None, str | None]:
    from evidence_desk.operations import undoing

    return undoing.undoable(desk), undoing.redoable(desk)
