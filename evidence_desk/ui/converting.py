"""Old office files that wait, read beside the window: soon after they came in, or at the next opening."""

from typing import TYPE_CHECKING

from evidence_desk.ui.afterwards import Afterwards
from evidence_desk.ui.session import Session
from evidence_desk.work.job import Job

if TYPE_CHECKING:
    from evidence_desk.desk import Desk
    from evidence_desk.operations.converting import Conversion

# Before recognition, which takes longer and waits longer.
WAIT = 700


class Converting(Afterwards):
    """Says in a quiet line what came of it."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, WAIT)

    def _ask(self) -> None:
        self._session.look_up(_waiting, self._begin, name="conversion")

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

    return converting.readable_conversions(desk)


def _convert(desk: "Desk", job: Job) -> "Conversion":
    from evidence_desk.operations import converting

    return converting.convert_waiting(desk, job)
