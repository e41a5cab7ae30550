"""An import is indexed while it goes on, and a search meanwhile answers from what is there and says so."""

import errno
import multiprocessing
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from evidence_desk.desk import Desk
from evidence_desk.operations import importing
from evidence_desk.operations.importing import import_paths
from evidence_desk.operations.searching import matched
from evidence_desk.operations.starting import start_library
from evidence_desk.search import apart
from evidence_desk.work.job import Job


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setattr(apart, "LOT", 200)
    monkeypatch.setattr(importing, "FILES_A_COMMIT", 2)
    made = Desk(start_library(tmp_path / "L.evidence", area="Testshire", actor="Ann"), actor="Ann")
    yield made
    made.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "in"
    made.mkdir()
    for number in range(20):
        words = " ".join(f"word{number}x{place}" for place in range(20))
        (made / f"{number}.txt").write_text(f"Paper {number} on waiting times. {words}.", encoding="utf-8")
    return made


def test_all_is_found_when_it_is_over_and_no_process_is_left(desk: Desk, folder: Path) -> None:
    told = []
    desk.subscribe(lambda changes: told.append(desk.trailing is not None and desk.trailing.under_way))
    assert import_paths(desk, [folder]).count("imported") == 20
    assert any(told)
    assert desk.trailing is None
    assert len(matched(desk, "waiting").keys) == 20
    assert matched(desk, "waiting").odd == ()


def test_a_search_meanwhile_says_how_far_the_index_is_and_does_not_wait(desk: Desk, folder: Path) -> None:
    job, heard = Job("Importing"), []

    def search(job: Job) -> None:
        if desk.trailing is not None and desk.trailing.under_way and job.done < 20:
            heard.append(matched(desk, "waiting"))

    job.subscribe(search)
    import_paths(desk, [folder], job=job)
    behind = [found for found in heard if found.odd]
    assert behind
    assert all("items can be found so far" in found.odd[0] for found in behind)
    assert len(matched(desk, "waiting").keys) == 20


def test_cancelling_ends_the_process_and_the_next_search_finds_what_is_in(desk: Desk, folder: Path) -> None:
    job = Job("Importing")
    job.subscribe(lambda job: job.cancel() if job.done >= 10 and not job.cancelled else None)
    kept = import_paths(desk, [folder], job=job).count("imported")
    assert 0 < kept < 20
    assert len(matched(desk, "waiting").keys) == kept


def test_an_import_goes_on_where_no_further_process_can_be_started(
    desk: Desk, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    process = multiprocessing.get_context("spawn").Process
    start = process.start

    def only_readers(self: Any) -> None:
        if self.name == "indexing":
            raise BlockingIOError(errno.EAGAIN, "Resource temporarily unavailable")
        start(self)

    monkeypatch.setattr(process, "start", only_readers)
    assert import_paths(desk, [folder]).count("imported") == 20
    assert len(matched(desk, "waiting").keys) == 20
