"""The evidence beside the text: what is not yet used comes first; cite it by key, button, double-click or drag."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from evidence_desk.model.citing import Cited
from evidence_desk.ui import icons, shortcuts
from evidence_desk.ui.models.citable import CitableModel, citation
from evidence_desk.ui.models.evaluation import Evaluation
from evidence_desk.ui.models.lines_delegate import LinesDelegate
from evidence_desk.ui.naming import label, named
from evidence_desk.ui.partials.empty import EmptyState
from evidence_desk.ui.partials.lineslist import LinesList
from evidence_desk.ui.partials.segments import Segments
from evidence_desk.ui.session import Session

if TYPE_CHECKING:
    from evidence_desk.library.citations import Citable

_SHOWS: Final = (
    ("", "All", "", ""),
    ("strength", "Strength", "strength", "strength"),
    ("concern", "Concern", "concern", "concern"),
    ("context", "Context", "context", "context"),
)


class _List(LinesList):
    """Enter is for citing; Qt would take a single click for it on some desktops."""

    entered_row = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.entered_row.emit()
            return
        super().keyPressEvent(event)


class CitablePanel(QWidget):
    """`cited` with the words to put into a text; `read` with the evidence to open."""

    cited = Signal(str)
    read = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("side")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        named(self, "Evidence of this criterion")
        self._session = session
        self._shown: Evaluation | None = None
        self._cites: list[Cited] = []
        self.heading = label("Evidence", "section")
        self.stance = Segments("Shows", _SHOWS)
        self.stance.choose("")
        self.model = CitableModel()
        self.list = named(_List(), "Evidence to cite")
        self.cite = named(QPushButton("Cite"), "Cite", shortcuts.with_keys("Cite it in the text used last", "cite"))
        self.cite.setProperty("kind", "primary")
        self.open = named(QPushButton("Read it"), "Read it")
        self.empty = EmptyState("nothing to cite", lambda: session.ways.go("Evidence"))
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.list.setModel(self.model)
        self.list.setItemDelegate(LinesDelegate(self.list))
        self.list.setDragEnabled(True)
        self.list.setDragDropMode(LinesList.DragDropMode.DragOnly)
        icons.dress(self.cite, "quote", "on_accent", 16)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.cite, 1)
        buttons.addWidget(self.open, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(8)
        layout.addWidget(self.heading)
        layout.addWidget(self.stance)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.empty, 1)
        layout.addLayout(buttons)
        self.empty.hide()

    def _connect(self) -> None:
        self.stance.changed.connect(lambda _: self._refresh())
        self.list.entered_row.connect(self.cite_current)
        self.list.doubleClicked.connect(lambda _: self.cite_current())
        self.list.selectionModel().currentChanged.connect(lambda *_: self._enable())
        self.cite.clicked.connect(self.cite_current)
        self.open.clicked.connect(self._read_current)

    def show_evaluation(self, evaluation: Evaluation) -> None:
        """The evidence of a criterion; the filter stays, since one often looks for the same again."""
        other = self._shown is None or self._shown.criterion.id != evaluation.criterion.id
        self._shown = evaluation
        if other:
            self._cites = []
        self.heading.setText(f"Evidence for {evaluation.criterion.id}")

    def show_cites(self, cites: Iterable[Cited]) -> None:
        """What is cited already, as the words stand."""
        self._cites = list(cites)
        self._refresh()

    def clear(self) -> None:
        """Lets go of the library."""
        self._shown = None
        self.show_cites([])

    def _refresh(self) -> None:
        evidence = self._shown.evidence if self._shown is not None else ()
        stance = self.stance.value
        kept, row = self._current(), self.list.currentIndex().row()
        was_used = kept is not None and self.model.is_used(kept.tag)
        shown = [one for one in evidence if not stance or one.stance == stance]
        self.model.show_evidence(shown, self._cites, self._shown.items if self._shown is not None else {})
        self.list.setVisible(bool(shown))
        self.empty.setVisible(self._shown is not None and not shown)
        self.empty.say("nothing shows this" if evidence else "nothing to cite")
        if self._current() is None and shown:
            # After citing one goes on with the next that is not yet used; else one stays where one was.
            same = kept is not None and self.model.is_used(kept.tag) == was_used
            found = self.model.at(kept.tag) if same and kept is not None else -1
            self.list.setCurrentIndex(self.model.index(found if found >= 0 else self.model.near(row), 0))
        self._enable()

    def _enable(self) -> None:
        there = self._current() is not None
        self.cite.setEnabled(there and not self._session.read_only)
        self.open.setEnabled(there)

    def _current(self) -> "Citable | None":
        return self.model.evidence(self.list.currentIndex().row())

    def cite_current(self) -> None:
        """Puts the selected evidence into the text used last."""
        one = self._current()
        if one is not None and not self._session.read_only:
            self.cited.emit(citation(one))

    def _read_current(self) -> None:
        one = self._current()
        if one is not None:
            self.read.emit(one)
