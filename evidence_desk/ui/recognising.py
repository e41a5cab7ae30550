"""Recognition beside the window: it begins when nothing else is done, and gives way to whatever is asked."""

from typing import TYPE_CHECKING

from PySide6.QtGui import QAction

from evidence_desk.ui.afterwards import Afterwards
from evidence_desk.ui.session import Session
from evidence_desk.ui.words import sentence
from evidence_desk.work.job import Job

if TYPE_CHECKING:
    from evidence_desk.desk import Desk
    from evidence_desk.operations.recognising import Recognition

# A library that was just opened is first looked at, and an import's last words are first read.
WAIT = 1_500


class Recognising(Afterwards):
    """`pause` is the entry of the menu; what it says is kept with the library, and holds at the next opening too."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, WAIT)
        self._told = False
        self.pause = QAction("Pause reading scans", checkable=True, enabled=False)
        self.pause.toggled.connect(self._pause)

    def _opened(self) -> None:
        self._told = False
        self._session.look_up(_is_paused, self._show_paused, name="recognition paused")
        super()._opened()

    def _closing(self) -> None:
        super()._closing()
        self.pause.setEnabled(False)

    def _show_paused(self, paused: bool) -> None:
        self.pause.blockSignals(True)
        self.pause.setChecked(paused)
        self.pause.blockSignals(False)
        self.pause.setEnabled(not self._session.read_only)

    def _pause(self, paused: bool) -> None:
        if not self._session.is_open:
            return
        self._stopped = False
        if paused and self._job is not None:
            self._job.cancel()
        self._session.act(lambda desk: _set_paused(desk, paused), done=lambda _: self._soon.start(), undoable=False)

    def _ask(self) -> None:
        self._session.look_up(_waiting, self._begin, name="recognition")

    def _begin(self, waiting: tuple[int, bool]) -> None:
        pages, possible = waiting
        if not pages or self._session.jobs.busy or self.pause.isChecked():
            return
        if possible:
            self._job = self._session.work("Reading scans", _recognise, self._done, gives_way=True)
        elif not self._told:
            self._told = True
            self._session.said.emit(_no_data(pages), False)

    def _done(self, done: "Recognition") -> None:
        if not (done.pages or done.failed):
            # Whatever keeps them from being read will not be gone in a second.
            self._stopped = True
        if done.pages and not done.waiting:
            from evidence_desk.operations.recognising import in_words

            self._session.said.emit(sentence(in_words(done)), False)


def _is_paused(desk: "Desk") -> bool:
    from evidence_desk.operations import recognising

    return recognising.is_paused(desk)


def _set_paused(desk: "Desk", paused: bool) -> None:
    from evidence_desk.operations import recognising

    recognising.pause(desk, paused)


def _waiting(desk: "Desk") -> tuple[int, bool]:
    from evidence_desk.operations import recognising

    return recognising.waiting_pages(desk), recognising.can_recognise()


def _recognise(desk: "Desk", job: Job) -> "Recognition":
    from evidence_desk.operations import recognising

    done = recognising.recognise(desk, job)
    if done.pages and not job.cancelled:
        desk.catch_up()
    return done


def _no_data(pages: int) -> str:
    from evidence_desk.model.scans import Tally, told

    return f"{told(None, Tally(waiting=pages))} The data for it is not on this computer. Help says where to get it."
