"""Files that an older version of the program read: reading them again is offered in a quiet line."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from evidence_desk.ui.partials.offerline import OfferLine
from evidence_desk.ui.session import Session
from evidence_desk.work.job import Job

if TYPE_CHECKING:
    from evidence_desk.desk import Desk
    from evidence_desk.operations.reading import Reading


class Rereading(QObject):
    """`line` offers it when a library is opened, and again where it was stopped. `done`: texts may be others now."""

    done = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._job: Job | None = None
        self.line = OfferLine("Read them again", "Read these files again")
        self.line.accepted.connect(self._begin)
        session.opened.connect(self._look)
        session.closing.connect(self.line.hide)
        session.jobs.ended.connect(self._ended)

    def _look(self) -> None:
        self.line.hide()
        if self._session.is_open and not self._session.read_only:
            self._session.look_up(_older, self._offer, name="older files")

    def _offer(self, files: int) -> None:
        if files and self._job is None:
            self.line.take.setText("Read it again" if files == 1 else "Read them again")
            self.line.say(offered(files))

    def _begin(self) -> None:
        self._job = self._session.work("Reading files again", _read, self._tell)

    def _ended(self, job: Job) -> None:
        if job is self._job:
            self._job = None
            self._look()

    def _tell(self, reading: "Reading") -> None:
        from evidence_desk.operations.reading import in_words

        words = in_words(reading)
        if words:
            self._session.said.emit(words, False)
        self.done.emit()


def offered(files: int) -> str:
    """`312 files were read by an older version of this program; this one may find more in them.`"""
    which, them = ("file was", "it") if files == 1 else ("files were", "them")
    return f"{files:,} {which} read by an older version of this program; this one may find more in {them}."


def _older(desk: "Desk") -> int:
    from evidence_desk.operations import reading

    return reading.older_files(desk)


def _read(desk: "Desk", job: Job) -> "Reading":
    from evidence_desk.operations import reading

    done = reading.read_older_texts(desk, job)
    if not job.cancelled:
        desk.catch_up(job)
    return done
