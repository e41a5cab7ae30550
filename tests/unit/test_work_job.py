"""A job tells how far it is and can be stopped from elsewhere."""

import pytest

from evidence_desk.work.job import Cancelled, Job


def test_watchers_hear_of_each_step_and_total_and_note_stand_until_said_anew() -> None:
    job = Job("Import")
    heard: list[tuple[int, int | None, str]] = []
    job.subscribe(lambda told: heard.append((told.done, told.total, told.note)))
    job.progress(0, 5, "reading")
    job.progress(1)
    job.progress(2, note="writing")
    assert heard == [(0, 5, "reading"), (1, 5, "reading"), (2, 5, "writing")]


def test_a_cancelled_job_stops_at_its_next_check() -> None:
    job = Job("Import")
    job.check()
    job.cancel()
    assert job.cancelled
    with pytest.raises(Cancelled):
        job.check()
