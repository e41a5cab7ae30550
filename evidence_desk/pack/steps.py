"""Counts the steps of an export for those who wait, and lets them stop it."""

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from evidence_desk.work.job import Job

_EVERY: Final = 64


class Steps:
    """Called once a step; without a job it does nothing."""

    def __init__(self, job: "Job | None", total: int) -> None:
        self._job = job
        self._total = total
        self._done = 0

    def __call__(self) -> None:
        self._done += 1
        if self._job is not None and self._done % _EVERY == 0:
            self._job.check()
            self._job.progress(min(self._done, self._total), self._total)
