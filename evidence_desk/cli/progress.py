"""A line of progress on stderr, only where a person watches."""

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from evidence_desk.work.job import Job
from evidence_desk.work.rest import Rest

WIDTH = 78


@contextmanager
def on_terminal(title: str) -> Iterator[Job]:
    """A job that shows itself on a terminal. Ctrl+C once cancels it in good order; twice stops the program."""
    job = Job(title)
    shown = sys.stderr.isatty()
    if shown:
        rest = Rest()
        job.subscribe(lambda job: _show(job, rest))
    before = signal.signal(signal.SIGINT, _cancelling(job))
    try:
        yield job
    finally:
        signal.signal(signal.SIGINT, before)
        if shown:
            sys.stderr.write("\r" + " " * WIDTH + "\r")


def _show(job: Job, rest: Rest) -> None:
    counted = f"{job.done} of {job.total}" if job.total else ""
    what = ": ".join(part for part in (job.title, counted) if part)
    line = ", ".join(part for part in (what, rest.told(job.done, job.total)) if part)
    sys.stderr.write("\r" + line[:WIDTH].ljust(WIDTH))
    sys.stderr.flush()


def _cancelling(job: Job) -> "signal._HANDLER":
    def interrupted(number: int, frame: FrameType | None) -> None:
        if job.cancelled:
            raise KeyboardInterrupt
        job.cancel()

    return interrupted
