"""Watched folders: what is new or changed in them is offered, each once, and nothing is imported by itself."""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

import platformdirs
import pytest

from evidence_desk import preferences
from evidence_desk.desk import Desk
from evidence_desk.errors import KnownError
from evidence_desk.operations import describing, starting
from evidence_desk.operations.importing import import_paths
from evidence_desk.operations.stillness import SECONDS, Stillness
from evidence_desk.operations.watching import Watched, look, look_twice, stop_watching, watch, watched_folders
from evidence_desk.work.job import Cancelled, Job

LONG_AGO = 1_700_000_000


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CONFIG", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(starting.start_library(tmp_path / "L.evidence", area="Testshire", actor="Ann"), actor="Ann")
    yield made
    made.close()


@pytest.fixture
def folder(desk: Desk, tmp_path: Path) -> Path:
    """A watched folder of which two files are in the library and one was refused."""
    made = tmp_path / "SEND evidence"
    made.mkdir()
    write(made / "one.txt", "The first paper.")
    write(made / "two.txt", "The second paper.")
    write(made / "broken.pdf", "no pdf")
    import_paths(desk, [made])
    watch(desk, made)
    return made


def write(path: Path, words: str) -> None:
    path.write_text(words, encoding="utf-8")
    os.utime(path, (LONG_AGO, LONG_AGO + len(words)))


def found(desk: Desk) -> tuple[list[str], list[str]]:
    """The names of what is new and what has changed."""
    seen = look(desk, stillness=Stillness(0))
    return [path.name for one in seen for path in one.new], [path.name for one in seen for path in one.changed]


def test_what_is_here_or_was_refused_is_not_offered(desk: Desk, folder: Path) -> None:
    assert look(desk) == (Watched(folder),)


def test_new_and_changed_files_are_offered_until_they_are_in(desk: Desk, folder: Path) -> None:
    (folder / "more").mkdir()
    write(folder / "more" / "three.txt", "The third paper.")
    write(folder / "two.txt", "The paper, changed.")
    write(folder / "~$two.txt", "A program's own.")
    assert found(desk) == (["three.txt"], ["two.txt"])
    assert desk.library.db.execute("SELECT count(*) FROM item").fetchone()[0] == 2
    (one,) = look(desk)
    import_paths(desk, [*one.new, *one.changed])
    assert found(desk) == ([], [])


def test_a_change_that_keeps_the_size_is_seen_by_its_time(desk: Desk, folder: Path) -> None:
    assert found(desk) == ([], [])
    (folder / "one.txt").write_text("The first caper.", encoding="utf-8")
    assert found(desk) == ([], ["one.txt"])


def test_a_file_that_was_moved_or_whose_item_was_removed_is_not_news(desk: Desk, folder: Path) -> None:
    (folder / "old").mkdir()
    (folder / "one.txt").rename(folder / "old" / "first.txt")
    describing.remove(desk, "E-" + desk.library.db.execute("SELECT ref FROM item").fetchone()[0].removeprefix("E-"))
    assert found(desk) == ([], [])


def test_a_file_is_not_read_a_second_time(desk: Desk, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    look(desk)
    monkeypatch.setattr(hashlib, "file_digest", None)
    assert look(desk) == (Watched(folder),)
    kept = list((platformdirs.user_cache_path("evidence-desk", appauthor=False) / "watched").glob("*.json"))
    assert kept and all("one.txt" not in path.read_text("ascii") for path in kept)


def test_a_folder_that_is_gone_is_told_and_the_others_are_looked_into(desk: Desk, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "Away").mkdir()
    watch(desk, tmp_path / "Away")
    (tmp_path / "Away").rmdir()
    gone, there = look(desk)
    assert gone.trouble == "It is not there just now." and there.trouble is None


def test_a_folder_inside_a_watched_one_offers_nothing_twice(desk: Desk, folder: Path) -> None:
    (folder / "more").mkdir()
    write(folder / "more" / "three.txt", "The third paper.")
    watch(desk, folder / "more")
    assert found(desk)[0] == ["three.txt"]


def test_the_folders_are_this_persons_and_this_librarys(desk: Desk, folder: Path, tmp_path: Path) -> None:
    watch(desk, folder)
    assert watched_folders(desk) == (folder,)
    other = Desk(starting.start_library(tmp_path / "Other.evidence", area="Testshire", actor="Ann"), actor="Ann")
    assert watched_folders(other) == ()
    other.close()
    stop_watching(desk, folder)
    assert watched_folders(desk) == () and preferences.load().watched == {}
    with pytest.raises(KnownError):
        stop_watching(desk, folder)


def test_what_is_no_folder_and_the_librarys_own_are_refused(desk: Desk, folder: Path) -> None:
    for wrong in (folder / "one.txt", folder / "nothing", desk.library.folder, desk.library.folder / "files"):
        with pytest.raises(KnownError):
            watch(desk, wrong)


def test_what_is_still_being_written_is_told_but_not_offered(desk: Desk, folder: Path) -> None:
    (folder / "fresh.txt").write_text("The first half", encoding="utf-8")
    (folder / "two.txt").write_text("The second paper, half", encoding="utf-8")
    (one,) = look(desk)
    assert one == Watched(folder, writing=(folder / "fresh.txt", folder / "two.txt"))


def test_who_looks_but_once_is_told_what_has_stopped_growing(desk: Desk, folder: Path) -> None:
    waited: list[float] = []

    def wait(seconds: float) -> None:
        waited.append(seconds)
        with (folder / "growing.txt").open("a", encoding="utf-8") as file:
            file.write(" and the second")

    assert look_twice(desk, wait=wait) == (Watched(folder),) and not waited
    write(folder / "whole.txt", "A paper.")
    (folder / "growing.txt").write_text("The first half", encoding="utf-8")
    (one,) = look_twice(desk, wait=wait)
    assert waited == [SECONDS]
    assert one == Watched(folder, new=(folder / "whole.txt",), writing=(folder / "growing.txt",))


def test_looking_can_be_cancelled(desk: Desk, folder: Path) -> None:
    job = Job("Looking")
    job.cancel()
    with pytest.raises(Cancelled):
        look(desk, job)
