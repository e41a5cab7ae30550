"""One conflict with its values side by side: keep one of them by a button or a number key, or write a third."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from evidence_desk.library.places import PLACES
from evidence_desk.library.subjects import Subject, subject
from evidence_desk.model import paths
from evidence_desk.ui import saying
from evidence_desk.ui.naming import announce, label, named
from evidence_desk.ui.partials.notice import Notice
from evidence_desk.ui.partials.oneside import OtherWords, Side
from evidence_desk.ui.session import Session

if TYPE_CHECKING:
    from evidence_desk.desk import Desk
    from evidence_desk.errors import KnownError
    from evidence_desk.model.records import Conflict, Value
    from evidence_desk.operations.carrying import Carried

_WIDTH: Final = 240
_KEYS: Final = 9
_HINT: Final = "Keep one, by its button or its number. What is not kept stays in History."


@dataclass(frozen=True, slots=True)
class _Known:
    """What the words on the screen need beside the conflict itself."""

    subject: Subject
    ratings: dict[str, str]
    stand: tuple[str, ...]


class ConflictSides(QWidget):
    """Shows nothing until it is given a conflict. `settled` comes when the library has it."""

    settled = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._conflict: Conflict | None = None
        self._settling = ""
        self._ratings: dict[str, str] = {}
        self.sides: list[Side] = []
        self.heading = label("", "section", wrap=True)
        self.hint = label(_HINT, "caption", wrap=True)
        self._grid = QGridLayout()
        self._grid.setSpacing(12)
        self.third = named(QPushButton("Write a third"), "Write a third")
        self.third.clicked.connect(self._open_editor)
        self.editor = OtherWords()
        self.editor.save.clicked.connect(self._write)
        self.editor.cancel.clicked.connect(self._close_editor)
        self.notice = Notice()
        self._lay_out()
        self._shortcuts = self.bind_keys(self)
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._arrange)
        session.closed.connect(self.clear)
        self.clear()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.addWidget(self.third)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.heading)
        layout.addWidget(self.hint)
        layout.addLayout(self._grid)
        layout.addLayout(row)
        layout.addWidget(self.editor)
        layout.addWidget(self.notice)
        layout.addStretch(1)

    def bind_keys(self, widget: QWidget) -> list[QShortcut]:
        """Lets 1, 2, … choose while the focus is in the widget, such as the list the conflict was picked in."""
        made = []
        for number in range(1, _KEYS + 1):
            shortcut = QShortcut(QKeySequence(str(number)), widget)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda number=number: self.choose(number))
            made.append(shortcut)
        return made

    def clear(self) -> None:
        """Shows no conflict."""
        self._conflict = None
        self.hide()

    def show_conflict(self, conflict: "Conflict") -> None:
        """Shows the conflict at once; the title of what it is about follows from the library."""
        self._conflict = conflict
        self._ratings = {}
        self._close_editor(focus=False)
        self.notice.clear()
        self._say(_bare(conflict))
        self._show_sides()
        self.show()
        self._session.look_up(
            lambda desk: _known(desk, conflict),
            lambda known: self._learn(conflict, known),
            name=f"conflict {conflict.id}",
        )

    def _learn(self, conflict: "Conflict", known: _Known) -> None:
        if self._conflict is not conflict:
            return
        self._ratings = known.ratings
        if known.ratings:
            for side in self.sides:
                side.say(conflict.field, known.ratings)
        for side, words in zip(self.sides, known.stand, strict=False):
            side.say_more(words)
        self._say(known.subject)

    def _say(self, about: Subject) -> None:
        conflict = self._conflict
        assert conflict is not None
        self.heading.setText(saying.contested(about, conflict.field))
        self.hint.setText(f"{saying.follows(conflict)} {_HINT}".strip())

    def _show_sides(self) -> None:
        conflict = self._conflict
        assert conflict is not None
        for side in self.sides:
            self._grid.removeWidget(side)
            side.hide()
            side.deleteLater()
        free = not self._session.read_only
        values = (conflict.standing, *conflict.others)
        self.sides = [Side(at, one, conflict, enabled=free) for at, one in enumerate(values)]
        for at, side in enumerate(self.sides, 1):
            side.keep.clicked.connect(lambda _=False, number=at: self.choose(number))
        self.third.setVisible(conflict.field in saying.FREE)
        self.third.setEnabled(free)
        number = len(self.sides) + 1
        self.third.setText(f"Write a third ({number})" if number == 3 else f"Write another ({number})")
        named(self.third, self.third.text())
        self._say(_bare(conflict))
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._later.start()

    def _arrange(self) -> None:
        """Side by side where there is room, else one below the other."""
        columns = max(1, min(len(self.sides), self.width() // _WIDTH))
        for at, side in enumerate(self.sides):
            self._grid.addWidget(side, at // columns, at % columns)
        for column in range(self._grid.columnCount()):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)

    # Settling

    def choose(self, number: int) -> None:
        """Keeps the value with this number, counted from 1; one more than there are values writes another."""
        conflict = self._conflict
        if conflict is None or self._session.read_only or not self.isVisible():
            return
        if number == len(self.sides) + 1 and not self.third.isHidden():
            self._open_editor()
        elif 1 <= number <= len(self.sides):
            kept = (conflict.standing, *conflict.others)[number - 1]
            keep = "standing" if number == 1 else str(number - 1)
            self._settle(conflict, _kept_words(conflict, kept), keep=keep)

    def _settle(self, conflict: "Conflict", said: str, *, keep: str | None = None, value: str | None = None) -> None:
        from evidence_desk.operations.settling import settle

        if self._settling == conflict.id:
            # A key held down asks again before the first answer is there.
            return
        self._settling = conflict.id
        self._session.act(
            lambda desk: settle(desk, conflict.id, keep=keep, value=value),
            said=lambda carried: _with(said, carried),
            done=lambda carried: self._settled(conflict, _with(said, carried)),
            failed=self._fail,
        )

    def _settled(self, conflict: "Conflict", said: str) -> None:
        announce(self, said)
        if self._conflict is conflict:
            self.clear()
        self.settled.emit()

    def _fail(self, error: Exception) -> None:
        self._settling = ""
        from evidence_desk.errors import KnownError as Known

        if isinstance(error, Known):
            self._tell(error)
        else:
            self._session.fail(error)

    def _tell(self, error: "KnownError") -> None:
        self.notice.show_error(error)

    def _open_editor(self) -> None:
        conflict = self._conflict
        if conflict is None:
            return
        standing = conflict.standing.value
        self.editor.start(conflict.field, standing if isinstance(standing, str) else "")
        self.third.hide()

    def _close_editor(self, _: bool = False, *, focus: bool = True) -> None:
        was_open = not self.editor.isHidden()
        self.editor.hide()
        if self._conflict is not None:
            self.third.setVisible(self._conflict.field in saying.FREE)
        if was_open and focus and self.third.isVisible():
            self.third.setFocus()

    def _write(self) -> None:
        conflict = self._conflict
        if conflict is not None:
            said = f"Settled: wrote {saying.the_field(conflict.field)} anew"
            self._settle(conflict, said, value=self.editor.words)


def _kept_words(conflict: "Conflict", kept: "Value") -> str:
    if conflict.field == "gone":
        return f"Settled: {'removed it' if kept.value else 'kept it'}, as {kept.by} did"
    return f"Settled: kept {saying.the_field(conflict.field)} of {kept.by}"


def _with(said: str, carried: "Carried") -> str:
    return f"{said}; {carried.counts()}" if carried.counts() else said


def _bare(conflict: "Conflict") -> Subject:
    """What the conflict itself tells, until the library is asked."""
    kind = paths.last(conflict.entity)[0]
    return Subject(conflict.entity, kind, ref=conflict.ref or "", criterion=conflict.criterion)


def _known(desk: "Desk", conflict: "Conflict") -> _Known:
    db = desk.library.db
    ratings = saying.ratings(db) if conflict.field == "rating" else {}
    return _Known(subject(db, conflict.entity), ratings, tuple(_of_files(desk, conflict)) if conflict.quotes else ())


def _of_files(desk: "Desk", conflict: "Conflict") -> Iterator[str]:
    """What helps to choose between files."""
    from evidence_desk.library import queries
    from evidence_desk.library.standing import stand_in

    db, key = desk.library.db, paths.item_of(conflict.entity) or ""
    newest = queries.item(db, key, desk.today).sha256
    for value in (conflict.standing, *conflict.others):
        file = str(value.value)
        if conflict.field == PLACES:
            yield "The newest file." if file == newest else "Not the newest file."
        else:
            yield saying.stand_in(stand_in(db, key, file), conflict.quotes)
