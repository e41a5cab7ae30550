"""Work beside the window: short gestures in one thread, long jobs in another, answers in the window's own."""

import logging
import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from evidence_desk.errors import KnownError
from evidence_desk.work.job import Cancelled, Job

log = logging.getLogger(__name__)
Answer = TypeVar("Answer")
Done = Callable[[Any], object]
Failed = Callable[[Exception], object]


class Postman(QObject):
    """Has a function called in the window's thread, from whichever thread it is asked."""

    _letter = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._letter.connect(_open_letter, Qt.ConnectionType.QueuedConnection)

    def post(self, function: Callable[[], object]) -> None:
        self._letter.emit(function)


def _open_letter(function: Callable[[], object]) -> None:
    function()


def _nothing(_: object) -> None:
    pass


@dataclass(frozen=True, slots=True)
class _Task:
    work: Callable[[], object]
    done: Done
    failed: Failed
    newest_only: str | None = None


class Lane:
    """A background thread that does one thing after the other."""

    def __init__(self, name: str, postman: Postman) -> None:
        self._postman = postman
        self._tasks: queue.SimpleQueue[_Task | None] = queue.SimpleQueue()
        self._newest: dict[str, _Task] = {}
        self._closed = threading.Event()
        self._pending = 0
        self._thread = threading.Thread(target=self._work, name=name, daemon=True)
        self._thread.start()

    @property
    def busy(self) -> bool:
        """Whether something is asked and not yet answered (asked in the window's thread)."""
        return self._pending > 0

    def run(
        self,
        work: Callable[[], Answer],
        done: Callable[[Answer], object],
        failed: Failed,
        *,
        newest_only: str | None = None,
    ) -> None:
        """Does the work; with `newest_only` an earlier task of that name that has not begun is dropped."""
        task = _Task(work, done, failed, newest_only)
        if newest_only is not None:
            self._newest[newest_only] = task
        self._pending += 1
        self._tasks.put(task)

    def wait(self, seconds: float = 5.0) -> None:
        """Lets what is asked already come to its end, so that nobody closes what it works on."""
        if self._thread.is_alive() and not self._closed.is_set():
            over = threading.Event()
            self._pending += 1
            self._tasks.put(_Task(over.set, _nothing, _nothing))
            over.wait(seconds)

    def close(self, seconds: float = 5.0) -> None:
        """Ends after the task under way; what waits is dropped."""
        self._closed.set()
        self._tasks.put(None)
        self._thread.join(seconds)

    def _work(self) -> None:
        while (task := self._tasks.get()) is not None:
            if self._closed.is_set():
                return
            if self._superseded(task):
                self._postman.post(self._forget)
                continue
            self._do(task)

    def _superseded(self, task: _Task) -> bool:
        return task.newest_only is not None and self._newest.get(task.newest_only) is not task

    def _do(self, task: _Task) -> None:
        try:
            answer = task.work()
        except Exception as error:  # noqa: BLE001 -- handed to the window, which shows or logs it
            problem = error
            self._postman.post(lambda: self._answer(task, task.failed, problem))
        else:
            self._postman.post(lambda: self._answer(task, task.done, answer))

    def _forget(self) -> None:
        self._pending -= 1

    def _answer(self, task: _Task, say: Callable[[Any], object], what: object) -> None:
        self._pending -= 1
        if not self._closed.is_set() and not self._superseded(task):
            say(what)


class Jobs(QObject):
    """The long jobs: at most one runs, the others wait; the job bar watches `current`."""

    started = Signal(object)
    ended = Signal(object)
    failed = Signal(object)

    def __init__(self, postman: Postman) -> None:
        super().__init__()
        self._lane = Lane("long jobs", postman)
        self._postman = postman
        self.current: Job | None = None
        self._giving_way: Job | None = None
        self._gave_way: Job | None = None

    @property
    def busy(self) -> bool:
        return self._lane.busy

    def gave_way(self, job: Job) -> bool:
        """Whether the job was stopped for another one, not by a person."""
        return job is self._gave_way

    def wait(self) -> None:
        """Lets the job under way come to its end; whoever waits has cancelled it."""
        self._lane.wait()

    def run(
        self, title: str, work: Callable[[Job], Answer], done: Callable[[Answer], object], *, gives_way: bool = False
    ) -> Job:
        """Runs `work(job)`; `done(answer)` is called in the window's thread, a failure goes to `failed`.

        One that gives way is stopped when another is asked for; whoever began it begins it again after that.
        """
        job = Job(title)
        if self._giving_way is not None and not self._giving_way.cancelled:
            self._gave_way = self._giving_way
            self._giving_way.cancel()
        self._giving_way = job if gives_way else None

        def begin() -> Answer:
            self._postman.post(lambda: self._begin(job))
            job.check()
            return work(job)

        self._lane.run(begin, lambda answer: self._end(job, done, answer), lambda error: self._fail(job, error))
        return job

    def close(self) -> None:
        if self.current is not None:
            self.current.cancel()
        self._lane.close()

    def _begin(self, job: Job) -> None:
        self.current = job
        self.started.emit(job)

    def _end(self, job: Job, done: Callable[[Answer], object], answer: Answer) -> None:
        self.current = None
        self.ended.emit(job)
        done(answer)

    def _fail(self, job: Job, error: Exception) -> None:
        self.current = None
        self.ended.emit(job)
        if not isinstance(error, Cancelled):
            self.failed.emit(error)


def report_bug(error: BaseException) -> KnownError:
    """Logs a fault of ours and gives the words to show for it; the log holds no evidence text (look.md)."""
    place = error.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    where = f"{place.tb_frame.f_code.co_filename}:{place.tb_lineno}" if place else "nowhere"
    log.error("%s at %s", type(error).__name__, where)
    return KnownError(
        "Something went wrong inside the program.",
        "Your evidence is safe: a change is saved whole or not at all.",
        "Use Save a log for support in the menu, and send it with a word on what you did.",
    )
