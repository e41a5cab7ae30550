"""Long work that begins by itself when nothing else is done, and gives way to whatever is asked."""

from PySide6.QtCore import QObject, QTimer

from evidence_desk.ui.session import Session
from evidence_desk.work.job import Job


class Afterwards(QObject):
    """Goes on after whatever was done. Cancelled by a person it stops until an import or the next opening."""

    def __init__(self, session: Session, wait: int) -> None:
        super().__init__()
        self._session = session
        self._job: Job | None = None
        self._stopped = False
        self.held = False
        self._soon = QTimer(self, singleShot=True, interval=wait)
        self._soon.timeout.connect(self._look)
        session.opened.connect(self._opened)
        session.closing.connect(self._closing)
        session.jobs.ended.connect(self._ended)

    def _ask(self) -> None:
        """Asks in the background what waits, and begins."""
        raise NotImplementedError

    def _opened(self) -> None:
        self._stopped = False
        self._soon.start()

    def _closing(self) -> None:
        self._soon.stop()

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
            self._ask()
