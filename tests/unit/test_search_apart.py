"""The index is brought up to date in another process, which can be followed and stopped."""

import time
from collections.abc import Callable, Iterator
from datetime import date
from hashlib import sha256
from pathlib import Path

import psutil
import pytest

from evidence_desk.errors import KnownError
from evidence_desk.library.store import Library, create
from evidence_desk.model import ids, paths
from evidence_desk.search.apart import LOT, Trailing, catch_up_apart
from evidence_desk.search.finding import find
from evidence_desk.search.whoosh_engine import open_engine
from evidence_desk.work.job import Cancelled, Job


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    made = create(
        tmp_path / "Northshire.evidence", actor="Ann", agency=None, area="Northshire", framework="area-send-2023"
    )
    with made.change(actor="Ann", agency=None, label="imported 3 items") as change:
        for name in ("one", "two", "three"):
            digest = sha256(name.encode()).hexdigest()
            item = paths.item(ids.item_key(digest))
            change.add(item, {"kind": "document", "title": f"Paper {name}", "current": digest})
    yield made
    made.close()


def test_another_process_makes_the_index_and_tells_how_far_it_is(library: Library) -> None:
    job = Job("Indexing")
    assert catch_up_apart(library, job)
    assert (job.done, job.total) == (3, 3)
    engine = open_engine(library)
    assert engine.covered(library) == (3, 3)
    assert find(library, engine, "papers", today=date(2026, 11, 24)).total == 3
    engine.close()


def eventually(true: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + 30
    while not true() and time.monotonic() < deadline:
        time.sleep(0.02)
    return true()


def test_what_is_entered_is_indexed_while_more_may_come(library: Library) -> None:
    engine = open_engine(library)
    with Trailing(library) as trailing:
        trailing.entered(LOT - 1)
        assert not trailing.under_way
        trailing.entered(1)
        assert trailing.under_way
        assert eventually(lambda: engine.covered(library) == (3, 3))
        assert trailing.finish()
    engine.close()


def test_one_that_is_killed_costs_only_its_time(library: Library) -> None:
    with Trailing(library) as trailing:
        trailing.entered(LOT)
        (process,) = (each for each in psutil.Process().children() if "spawn_main" in str(each.cmdline()))
        process.kill()
        assert eventually(lambda: process.status() == psutil.STATUS_ZOMBIE)
        trailing.entered(LOT)
        assert trailing.finish()
    engine = open_engine(library)
    assert engine.covered(library) == (3, 3)
    engine.close()


def test_leaving_ends_it(library: Library) -> None:
    before = {child.pid for child in psutil.Process().children()}
    with Trailing(library) as trailing:
        trailing.entered(LOT)
    assert {child.pid for child in psutil.Process().children()} <= before


def test_it_can_be_stopped(library: Library) -> None:
    job = Job("Indexing")
    job.cancel()
    with pytest.raises(Cancelled):
        catch_up_apart(library, job)
    assert catch_up_apart(library)


def test_what_the_world_did_wrong_is_told_here(library: Library) -> None:
    folder = library.folder
    library.close()
    folder.rename(folder.with_name("away"))
    with pytest.raises(KnownError, match="Northshire"):
        catch_up_apart(library)
