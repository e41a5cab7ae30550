"""Looking into watched folders when a library opens and when the window is used again, in a thread of its own.

A drive that answers slowly, or not at all, holds up nothing but this thread.
"""

import time
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from evidence_desk.operations.stillness import Stillness
from evidence_desk.ui.jobs import Lane
from evidence_desk.ui.partials.watchline import WatchLine, trouble
from evidence_desk.ui.session import Session
from evidence_desk.work.job import Cancelled, Job

if TYPE_CHECKING:
    from evidence_desk.desk import Desk
    from evidence_desk.operations.watching import Watched

# Going to and fro between two windows does not look each time.
_SECONDS_BETWEEN: Final = 20.0
_SLOW: Final = 15_000
# While a file is being written the next look comes by itself, later and later where it never ends, as with a log.
_LONGEST: Final = 120.0


class Watching(QObject):
    """`import_wanted` with the files that somebody accepted; `line` shows what is offered."""

    import_wanted = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.line = WatchLine()
        self.line.import_wanted.connect(self.import_wanted)
        self._lane: Lane | None = None
        self._job: Job | None = None
        self._looked = 0.0
        self._told: set[str] = set()
        self.stillness = Stillness()
        self._again = QTimer(self, singleShot=True)
        self._again.timeout.connect(self._look_again)
        self._pause = 0.0
        session.opened.connect(self.look)
        session.closing.connect(self._leave)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.applicationStateChanged.connect(self._state_changed)

    def look(self) -> None:
        """Looks into the folders that are watched for this library, if any."""
        from evidence_desk.operations import watching

        if not self._session.is_open or self._session.read_only or self._job is not None:
            return
        desk = self._session.desk
        if not watching.watched_folders(desk):
            self.line.offer(())
            return
        self._lane = self._lane or Lane("watched folders", self._session.postman)
        self._job = job = Job("Looking for new files")
        self._looked = time.monotonic()
        self._again.stop()
        stillness = self.stillness
        self._lane.run(
            lambda: watching.look(desk, job, stillness),
            lambda found: self._found(job, found),
            lambda error: self._failed(job, error),
        )
        QTimer.singleShot(_SLOW, self, lambda: self._tell_slow(job, desk))

    def _state_changed(self, state: Qt.ApplicationState) -> None:
        active = state == Qt.ApplicationState.ApplicationActive
        if active and time.monotonic() - self._looked > _SECONDS_BETWEEN:
            self.look()

    def _found(self, job: Job, found: "Sequence[Watched]") -> None:
        if self._ended(job):
            self.line.offer(found)
            if any(one.writing for one in found):
                self._pause = min(max(self.stillness.seconds, 2 * self._pause), _LONGEST)
                self._again.start(round(self._pause * 1000))
            else:
                self._pause = 0.0
            for folder, words in trouble(found).items():
                self._tell_once(str(folder), words)

    def _failed(self, job: Job, error: Exception) -> None:
        if self._ended(job) and not isinstance(error, Cancelled):
            self._session.fail(error)

    def _look_again(self) -> None:
        if self._session.is_open:
            self.look()

    def _ended(self, job: Job) -> bool:
        """Whether this is the look that is under way, and not one into another library's folders."""
        if job is not self._job:
            return False
        self._job = None
        return True

    def _tell_slow(self, job: Job, desk: "Desk") -> None:
        if job is self._job and self._session.is_open and desk is self._session.desk:
            self._tell_once("slow", "Looking into the watched folders takes long; everything else can be used.")

    def _tell_once(self, about: str, words: str) -> None:
        if about not in self._told:
            self._told.add(about)
            self._session.said.emit(words, False)

    def _leave(self) -> None:
        """Lets go of the library without waiting for a drive."""
        if self._job is not None:
            self._job.cancel()
            self._job = None
        if self._lane is not None:
            self._lane.close(0)
            self._lane = None
        self._looked = 0.0
        self._told.clear()
        self._again.stop()
        self._pause = 0.0
        self.stillness = Stillness(self.stillness.seconds)
        self.line.forget()
