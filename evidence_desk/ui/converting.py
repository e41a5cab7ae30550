"""Old office files, read beside the window by way of LibreOffice: soon after they came in, or at the next opening."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from evidence_desk.ui.session import Session
from evidence_desk.work.job import Job

if TYPE_CHECKING:
    from evidence_desk.desk import Desk
    from evidence_desk.operations.converting import Conversion

# Before recognition, which takes longer and waits longer.
WAIT = 700


class Converting(QObject):
    """Goes on after whatever was done. Cancelled by a person it stops until an import or the next opening."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._job: Job | None = None
        self._stopped = False
        self.held = False
        self._soon = QTimer(self, singleShot=True, interval=WAIT)
        self._soon.timeout.connect(self._look)
        session.opened.connect(self._opened)
        session.closing.connect(self._soon.stop)
        session.jobs.ended.connect(self._ended)

    def _opened(self) -> None:
        self._stopped = False
        self._soon.start()

    def _ended(self, job: Job) -> None:
        if job is self._job:
            self._job = None
            self._stopped = job.cancelled and not self._session.jobs.gave_way(job)
        else:
            self._stopped = False
        self._soon.start()

    def _look(self) -> None:
        session = self._session
        if session.is_open and not (session.read_only or self._stopped or self.held or session.jobs.busy):
            session.look_up(_waiting, self._begin, name="conversion")

    def _begin(self, waiting: int) -> None:
        if waiting and not self._session.jobs.busy:
            self._job = self._session.work("Reading old files", _convert, self._done, gives_way=True)

    def _done(self, done: "Conversion") -> None:
        if not (done.read or done.failed):
            # Whatever keeps them from being read will not be gone in a second.
            self._stopped = True
        elif not done.waiting:
            from evidence_desk.operations.converting import in_words

            self._session.said.emit(in_words(done), False)


def _waiting(desk: "Desk") -> int:
    """How many there are that can be read on this computer."""
    from evidence_desk.operations import converting

    return converting.waiting_conversions(desk) if converting.can_convert() else 0


def _convert(desk: "Desk", job: Job) -> "Conversion":
    from evidence_desk.operations import converting

    return converting.convert_waiting(desk, job)
