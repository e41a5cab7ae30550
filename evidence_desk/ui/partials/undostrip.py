"""What Undo and Redo would do, in words, and what the last one left alone and why."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from evidence_desk.library.subjects import Subject, subjects
from evidence_desk.ui import icons, saying
from evidence_desk.ui.naming import announce, label, named
from evidence_desk.ui.partials.elided import ElidedLabel
from evidence_desk.ui.session import Session
from evidence_desk.ui.words import count

if TYPE_CHECKING:
    from evidence_desk.desk import Desk
    from evidence_desk.library.undoing import Undone
    from evidence_desk.model.records import Kept

_SHOWN = 5


@dataclass(frozen=True, slots=True)
class _Done:
    """An undo or redo, with the names of what it left alone."""

    undone: "Undone"
    about: dict[str, Subject]


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
        verb = "Undone" if way == "undo" else "Done again"
        self._session.act(
            lambda desk: _acted(desk, way),
            said=lambda done: f"{verb}: {done.undone.label}" if done.undone.label else f"Nothing to {way}",
            done=lambda done: self._done(done, way),
            undoable=False,
        )

    def _done(self, done: _Done, way: str) -> None:
        kept = done.undone.kept
        self.kept.setText(kept_words(kept, done.about))
        self.kept.setVisible(bool(kept))
        if kept:
            announce(self, self.kept.text())
        # A button that has just been used up gives its focus to its neighbour, not to nothing.
        pressed, other = (self.undo, self.redo) if way == "undo" else (self.redo, self.undo)
        if not pressed.isEnabled() and pressed.hasFocus():
            other.setFocus()
        self.start()


def kept_words(kept: "tuple[Kept, ...]", about: dict[str, Subject]) -> str:
    """`Left as it is: Survey of parents (E-7K3F-9QTX): date. Ben changed it since.`"""
    lines = []
    for one in kept[:_SHOWN]:
        what = saying.about(about[one.entity])
        what += f": {saying.field(one.field)}" if one.field else ""
        lines.append(f"Left as it is: {what}. {one.why}.")
    if len(kept) > _SHOWN:
        lines.append(f"And {count(len(kept) - _SHOWN, 'more change')} that others built on.")
    return "\n".join(lines)


def _next(desk: "Desk") -> tuple[str | None, str | None]:
    from evidence_desk.operations import undoing

    return undoing.undoable(desk), undoing.redoable(desk)


def _acted(desk: "Desk", way: str) -> _Done:
    from evidence_desk.operations import undoing

    ways: dict[str, Callable[[Desk], Undone]] = {"undo": undoing.undo, "redo": undoing.redo}
    undone = ways[way](desk)
    return _Done(undone, subjects(desk.library.db, {one.entity for one in undone.kept}))
