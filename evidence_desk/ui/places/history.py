"""The place History: who did what, newest first."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListView, QVBoxLayout

from evidence_desk.library.history import Step, history
from evidence_desk.ui.models.lines import Line, LinesModel
from evidence_desk.ui.models.lines_delegate import LinesDelegate
from evidence_desk.ui.naming import label, named
from evidence_desk.ui.partials.empty import EmptyState
from evidence_desk.ui.places.place import Place
from evidence_desk.ui.session import Session
from evidence_desk.ui.words import AGENCIES, moment, sentence

_SHOWN = 500


class HistoryPlace(Place):
    """Reads only what it shows, away from the window's thread."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, "pane")
        self.model = LinesModel()
        self.list = named(QListView(), "History")
        self.list.setModel(self.model)
        self.list.setItemDelegate(LinesDelegate(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.empty = EmptyState("history")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 12, 24, 0)
        layout.setSpacing(8)
        layout.addWidget(label("History", "title"))
        layout.addWidget(self.list, 1)
        layout.addWidget(self.empty, 1)
        session.changed.connect(self._changed)

    def start(self) -> None:
        self._session.look_up(lambda desk: history(desk.library.db, limit=_SHOWN), self._show, name="history")

    def _changed(self, _: object) -> None:
        if self.isVisible():
            self.start()

    def _show(self, steps: list[Step]) -> None:
        self.model.show([_line(step) for step in steps])
        self.list.setVisible(bool(steps))
        self.empty.setVisible(not steps)


def _line(step: Step) -> Line:
    agency = AGENCIES.get(step.agency or "", step.agency or "")
    facts = (step.by, agency, moment(step.at))
    return Line(sentence(step.label), " · ".join(part for part in facts if part), "undo" if step.undoes else "history")
