"""The index follows its library, forgets what was erased, and is made anew when it is foreign or broken."""

import os
import random
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from searching import Shelf

from evidence_desk.errors import KnownError
from evidence_desk.library import database
from evidence_desk.search import indexes, keeping
from evidence_desk.search.engine import BrokenIndex, Engine
from evidence_desk.search.indexes import clear_old_indexes, forget_library, index_faults, index_folder, read_covers
from evidence_desk.search.whoosh_engine import open_engine
from evidence_desk.work.job import Cancelled, Job


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "lib")


@pytest.fixture
def engine(shelf: Shelf) -> Iterator[Engine]:
    engine = open_engine(shelf)
    yield engine
    engine.close()


def found(shelf: Shelf, engine: Engine, word: str) -> list[str]:
    with engine.reading() as reading:
        keys = reading.side_by_side([reading.forms(word)])
    titles = dict(shelf.db.execute("SELECT key, title FROM item").fetchall())
    return sorted(titles[key] for key in keys)


def words_below(folder: Path, *wanted: str) -> list[str]:
    data = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
    return [word for word in wanted if word.encode() in data]


def test_an_index_that_is_not_there_yet_finds_nothing(shelf: Shelf, engine: Engine) -> None:
    shelf.put("Paper", "autism")
    assert found(shelf, engine, "autism") == []
    assert engine.covered(shelf) == (0, 1)


def test_text_that_arrives_after_its_entry_is_found(shelf: Shelf, engine: Engine) -> None:
    key = shelf.put("Paper")
    assert engine.catch_up(shelf)
    shelf.read(key, "autism")
    assert engine.covered(shelf) == (0, 1)
    engine.catch_up(shelf)
    assert found(shelf, engine, "autism") == ["Paper"]
    shelf.read(key, "dyslexia")
    engine.catch_up(shelf)
    assert (found(shelf, engine, "autism"), found(shelf, engine, "dyslexia")) == ([], ["Paper"])


def test_only_what_changed_is_indexed_again(shelf: Shelf, engine: Engine) -> None:
    for number in range(5):
        shelf.put(f"Paper {number}", "autism")
    engine.catch_up(shelf)
    shelf.put("Paper 3", title="Paper 3 on waits")
    job = Job("Indexing")
    engine.catch_up(shelf, job)
    assert (job.done, job.total) == (1, 1)
    assert found(shelf, engine, "waits") == ["Paper 3 on waits"]
    assert engine.covered(shelf) == (5, 5)


def test_nothing_is_done_where_nothing_changed(shelf: Shelf, engine: Engine) -> None:
    shelf.put("Paper", "autism")
    engine.catch_up(shelf)
    before = {path: path.stat().st_mtime_ns for path in index_folder(shelf).rglob("*")}
    engine.catch_up(shelf)
    assert {path: path.stat().st_mtime_ns for path in index_folder(shelf).rglob("*")} == before


def test_erased_words_leave_no_byte_behind(shelf: Shelf, engine: Engine) -> None:
    for number in range(30):
        shelf.put(f"Paper {number}", f"autism zephyrine{number}")
        engine.catch_up(shelf)
    key = shelf.put("Case", "quokkastory told by Wilhelmina", own_words="bandicootword")
    engine.catch_up(shelf)
    shelf.put("Case", "numbatstory", own_words="")
    engine.catch_up(shelf)
    folder = index_folder(shelf)
    with engine.reading():
        assert words_below(folder, "numbatstory")
    shelf.erase(key)
    assert engine.purge([key]) == []
    assert words_below(folder, "numbatstory", "quokkastory", "wilhelmina", "bandicootword", "case") == []
    engine.catch_up(shelf)
    assert engine.covered(shelf) == (30, 30)
    assert found(shelf, engine, "autism") == sorted(f"Paper {number}" for number in range(30))


def test_an_erasure_that_arrived_with_a_merge_is_clean_after_catching_up(shelf: Shelf, engine: Engine) -> None:
    key = shelf.put("Case", "quokkastory")
    shelf.put("Paper", "autism")
    engine.catch_up(shelf)
    shelf.erase(key)
    engine.catch_up(shelf)
    assert words_below(index_folder(shelf), "quokkastory") == []
    assert found(shelf, engine, "autism") == ["Paper"]


def test_the_last_item_can_be_erased_too(shelf: Shelf, engine: Engine) -> None:
    key = shelf.put("Case", "quokkastory")
    engine.catch_up(shelf)
    shelf.erase(key)
    assert engine.purge([key]) == []
    engine.catch_up(shelf)
    assert words_below(index_folder(shelf), "quokkastory") == []
    shelf.put("Paper", "autism")
    engine.catch_up(shelf)
    assert found(shelf, engine, "autism") == ["Paper"]


def test_what_a_killed_writer_left_is_swept_away(shelf: Shelf, engine: Engine) -> None:
    shelf.put("Paper", "autism")
    engine.catch_up(shelf)
    words = index_folder(shelf) / "words"
    (words / "MAIN.tmp").mkdir(exist_ok=True)
    (words / "MAIN.tmp" / "x.run").write_text("quokkastory")
    (words / "MAIN_abcdefgh12345678.trm").write_text("quokkastory")
    assert engine.purge([]) == []
    assert words_below(words, "quokkastory") == []
    assert found(shelf, engine, "autism") == ["Paper"]


def test_an_index_from_before_a_backup_was_put_back_is_made_anew(shelf: Shelf, engine: Engine) -> None:
    shelf.put("Paper", "autism")
    shelf.put("Later", "dyslexia")
    engine.catch_up(shelf)
    with database.write(shelf.db):
        shelf.db.execute("UPDATE journal SET id = 'other' WHERE n = 2")
        shelf.db.execute("DELETE FROM item WHERE title = 'Later'")
    engine.catch_up(shelf)
    assert words_below(index_folder(shelf), "dyslexia") == []
    assert found(shelf, engine, "autism") == ["Paper"]


def test_two_copies_of_a_library_do_not_share_an_index(shelf: Shelf, tmp_path: Path) -> None:
    copy = Shelf(tmp_path / "copy")
    assert copy.id == shelf.id
    assert index_folder(copy) != index_folder(shelf)
    link = tmp_path / "link"
    link.symlink_to(shelf.folder, target_is_directory=True)
    assert index_folder(Shelf(link)) == index_folder(shelf)


def test_an_index_never_lies_in_a_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(indexes, "indexes_folder", lambda: tmp_path / "lib" / "cache")
    with pytest.raises(KnownError, match="cannot be kept"):
        open_engine(Shelf(tmp_path / "lib"))


def test_a_foreign_index_is_not_believed(shelf: Shelf, engine: Engine, tmp_path: Path) -> None:
    shelf.put("Paper", "autism")
    engine.catch_up(shelf)
    folder = index_folder(shelf)
    covers = read_covers(folder)
    assert covers is not None
    (folder / "covers.json").write_text('{"library": "other", "path": "/elsewhere", "n": 1, "entry": "E"}')
    assert engine.covered(shelf) == (0, 1)
    engine.catch_up(shelf)
    assert read_covers(folder) == covers


@pytest.mark.parametrize("seed", range(12))
def test_a_damaged_index_is_made_anew(shelf: Shelf, seed: int) -> None:
    chance = random.Random(seed)
    for number in range(4):
        shelf.put(f"Paper {number}", "autism waits " * 20 + str(number))
    engine = open_engine(shelf)
    engine.catch_up(shelf)
    engine.close()
    files = sorted(path for path in index_folder(shelf).rglob("*") if path.is_file() and path.stat().st_size)
    victim = chance.choice(files)
    data = bytearray(victim.read_bytes())
    if seed % 3 == 0:
        data = data[: len(data) // 2]
    elif seed % 3 == 1:
        data = bytearray(len(data))
    else:
        victim.unlink()
    if victim.exists():
        victim.write_bytes(data)
    from datetime import date

    from evidence_desk.search.finding import find

    engine = open_engine(shelf)
    shelf.put("Paper 9", "autism")
    engine.catch_up(shelf)
    assert find(shelf, engine, "autism", today=date(2026, 11, 24)).total == 5
    assert index_faults(shelf, engine) == (5, [])
    engine.close()


def test_indexing_can_be_stopped_and_goes_on_later(
    shelf: Shelf, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "BATCH", 10)
    for number in range(6):
        shelf.put(f"Paper {number}", "autism and more words")
    job = Job("Indexing")
    job.subscribe(lambda job: job.cancel() if job.done == 3 and not job.cancelled else None)
    with pytest.raises(Cancelled):
        engine.catch_up(shelf, job)
    assert engine.covered(shelf) == (3, 6)
    engine.catch_up(shelf)
    assert engine.covered(shelf) == (6, 6)
    assert len(found(shelf, engine, "autism")) == 6


KILLED = """
import os, sys
sys.path[:0] = [{tests!r}, {root!r}]
from pathlib import Path
from searching import Shelf
from evidence_desk.search import keeping, whoosh_engine
keeping.BATCH = 200
left = [int(sys.argv[2])]
def step(job):
    left[0] -= 1
    if left[0] < 0:
        os._exit(9)
from evidence_desk.work.job import Job
job = Job("Indexing")
job.subscribe(step)
shelf = Shelf(Path(sys.argv[1]))
whoosh_engine.open_engine(shelf).catch_up(shelf, job)
"""


@pytest.mark.parametrize("steps", [0, 3, 17, 22])
def test_a_killed_indexing_goes_on_where_it_stopped(shelf: Shelf, engine: Engine, steps: int) -> None:
    for number in range(20):
        shelf.put(f"Paper {number}", f"autism number{number} and more words")
    tests = Path(__file__).parent
    script = KILLED.format(tests=str(tests), root=str(tests.parent.parent))
    run = subprocess.run([sys.executable, "-c", script, str(shelf.folder), str(steps)], check=False)
    assert run.returncode == 9
    assert engine.catch_up(shelf)
    assert engine.covered(shelf) == (20, 20)
    assert len(found(shelf, engine, "autism")) == 20


def test_while_another_program_indexes_the_second_reads(shelf: Shelf, engine: Engine) -> None:
    from filelock import FileLock

    shelf.put("Paper", "autism")
    engine.catch_up(shelf)
    shelf.put("Later", "autism")
    second = open_engine(shelf)
    second._patience = 0.1  # type: ignore[attr-defined]
    with FileLock(index_folder(shelf) / indexes.LOCK_NAME):
        assert second.catch_up(shelf) is False
        assert found(shelf, second, "autism") == ["Paper"]
    assert second.catch_up(shelf) is True
    assert found(shelf, engine, "autism") == ["Later", "Paper"]
    second.close()


def test_many_threads_may_search_while_one_indexes(shelf: Shelf, engine: Engine) -> None:
    for number in range(20):
        shelf.put(f"Paper {number}", "autism waits " * 10)
    engine.catch_up(shelf)
    wrong: list[object] = []
    stop = threading.Event()

    def search() -> None:
        try:
            while not stop.is_set():
                with engine.reading() as reading:
                    if len(reading.side_by_side([{"autism"}, {"waits"}])) < 20:
                        wrong.append("fewer")
        except BrokenIndex as error:
            wrong.append(error)

    threads = [threading.Thread(target=search) for _ in range(3)]
    for thread in threads:
        thread.start()
    for number in range(20, 30):
        shelf.put(f"Paper {number}", "autism waits")
        engine.catch_up(shelf)
    stop.set()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert len(found(shelf, engine, "autism")) == 30


def test_segments_do_not_pile_up(shelf: Shelf, engine: Engine) -> None:
    for number in range(40):
        shelf.put(f"Paper {number}", "autism")
        engine.catch_up(shelf)
    assert len(list((index_folder(shelf) / "words").glob("*.seg"))) <= 8


def test_an_index_is_cleared_when_its_library_has_been_gone_for_thirty_days(
    shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexes, "indexes_folder", lambda: tmp_path / "indexes")
    engine = open_engine(shelf)
    shelf.put("Paper", "autism")
    engine.catch_up(shelf)
    engine.close()
    folder = index_folder(shelf)
    now = time.time()
    assert clear_old_indexes(now) == []
    shelf.folder.rename(shelf.folder.with_name("away"))
    assert clear_old_indexes(now) == []
    assert clear_old_indexes(now + 29 * 86400) == []
    shelf.folder.with_name("away").rename(shelf.folder)
    assert clear_old_indexes(now + 31 * 86400) == []
    shelf.folder.rename(shelf.folder.with_name("away"))
    assert clear_old_indexes(now + 32 * 86400) == []
    assert clear_old_indexes(now + 63 * 86400) == [folder]
    assert not folder.exists()


def test_a_library_can_be_forgotten(shelf: Shelf, engine: Engine) -> None:
    shelf.put("Paper", "autism")
    engine.catch_up(shelf)
    engine.close()
    forget_library(shelf)
    assert not index_folder(shelf).exists()
    engine.catch_up(shelf)
    assert found(shelf, engine, "autism") == ["Paper"]


def test_faults_of_an_index_are_named(shelf: Shelf, engine: Engine) -> None:
    shelf.put("Paper", "autism")
    count, (fault,) = index_faults(shelf, engine)
    assert count == 0 and "1 of 1" in fault.what and "reindex" in fault.cure


def test_words_of_any_kind_can_be_indexed(shelf: Shelf, engine: Engine) -> None:
    shelf.put("Odd", ["\x00 \ud7ff 漢字 🙂 " + "a" * 5000, "", "²½ ﬁ İstanbul ß"])
    engine.catch_up(shelf)
    assert found(shelf, engine, "istanbul") == ["Odd"]
    assert found(shelf, engine, "漢字") == ["Odd"]


def test_importing_the_engine_warns_of_nothing() -> None:
    code = "import sys, warnings; warnings.simplefilter('error'); import evidence_desk.search.whoosh_engine"
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONPYCACHEPREFIX": os.devnull}
    subprocess.run([sys.executable, "-c", code], check=True, env=environment, cwd=Path(__file__).parents[2])
