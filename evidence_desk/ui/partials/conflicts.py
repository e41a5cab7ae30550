"""The conflicts still open: a list, and beside it the sides of the one that is picked."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from evidence_desk.library.subjects import Subject, subjects
from evidence_desk.ui import saying
from evidence_desk.ui.models.lines import Line, LinesModel
from evidence_desk.ui.naming import announce, label
from evidence_desk.ui.partials.conflictsides import ConflictSides
from evidence_desk.ui.partials.empty import EmptyState
from evidence_desk.ui.partials.lineslist import lines_list
from evidence_desk.ui.session import Session
from evidence_desk.ui.words import count

if TYPE_CHECKING:
    from evidence_desk.desk import Desk
    from evidence_desk.model.records import Conflict

_Found = tuple[list["Conflict"], dict[str, Subject]]


class ConflictsPanel(QFrame):
    """Arrows pick, a number settles, and the next is picked by itself."""

    counted = Signal(int)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("card")
        self._session = session
        self._conflicts: list[Conflict] = []
        self._settled = False
        self.model = LinesModel()
        self.list = lines_list("Conflicts", self.model)
        self.list.setObjectName("boxed")
        self.list.setMinimumWidth(260)
        self.sides = ConflictSides(session)
        self.sides.bind_keys(self.list)
        self.sides.settled.connect(self._go_on)
        self.head = label("", "section")
        self.empty = EmptyState("conflicts")
        self._lay_out()
        self.list.selectionModel().currentChanged.connect(lambda index, _: self._pick(index.row()))

    def _lay_out(self) -> None:
        scroll = QScrollArea()
        scroll.setObjectName("pane")
        scroll.setFrameShape(scroll.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(self.sides)
        self.sides.setObjectName("pane")
        self.sides.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(16, 12, 16, 12)
        row.setSpacing(16)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.head)
        left.addWidget(self.list, 1)
        row.addLayout(left, 2)
        row.addWidget(scroll, 3)
        self._both = both
        self._blank = QWidget()
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._blank)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(both)

    def start(self) -> None:
        """Lists the conflicts still open."""
        self._session.look_up(_open_conflicts, lambda found: self._show(*found), name="conflicts")

    def clear(self) -> None:
        self._conflicts = []
        self.model.show([])
        self.sides.clear()
        self._stack.setCurrentWidget(self._blank)

    def _show(self, found: "list[Conflict]", about: dict[str, Subject]) -> None:
        at = max(0, self.list.currentIndex().row())
        shown = self._conflicts[at].id if at < len(self._conflicts) else ""
        self._conflicts = found
        self.model.show([_line(one, about[one.entity]) for one in found])
        self.head.setText(count(len(found), "conflict"))
        self._stack.setCurrentWidget(self._both if found else self.empty)
        self.counted.emit(len(found))
        if found:
            place = next((place for place, one in enumerate(found) if one.id == shown), min(at, len(found) - 1))
            self.list.setCurrentIndex(self.model.index(place))
        else:
            self.sides.clear()
        if self._settled:
            self._settled = False
            self.list.setFocus()
            announce(self.list, f"{count(len(found), 'conflict')} left")

    def _pick(self, at: int) -> None:
        if 0 <= at < len(self._conflicts):
            self.sides.show_conflict(self._conflicts[at])

    def _go_on(self) -> None:
        self._settled = True
        self.start()


def _open_conflicts(desk: "Desk") -> _Found:
    from evidence_desk.library.contested import conflicts

    found = conflicts(desk.library.db)
    return found, subjects(desk.library.db, {one.entity for one in found})


def _line(one: "Conflict", about: Subject) -> Line:
    who = ", ".join(dict.fromkeys(value.by for value in (one.standing, *one.others)))
    follow = f" · {count(one.quotes, 'quote')}" if one.quotes else ""
    return Line(saying.contested(about, one.field), who + follow, "conflict", "concern", key=one.id)
