"""An import killed at any instant: the library verifies, what was listed stays, the next import finishes the rest."""

import contextlib
import random
import sqlite3
import time
import zipfile
from pathlib import Path

import pytest

from tests.e2e import making
from tests.e2e.conftest import Evidence, Program


def a_folder(place: Path, times: int, words: int = 12) -> int:
    """Texts of so many words, mails with an attachment each, and ZIPs; how many items they are."""
    place.mkdir()
    for number in range(times):
        making.text(place / f"{number:03}.txt", f"Paper {number} {making.word()} {making.sentence(words)}")
        if number % 10 == 0:
            attachment = (f"attached {number}.txt", f"Attached {number} {making.word()}".encode())
            making.mail(place / f"{number:03}.eml", f"Mail {number}", making.sentence(), attachment)
        if number % 25 == 0:
            with zipfile.ZipFile(place / f"{number:03}.zip", "w") as archive:
                for member in range(8):
                    archive.writestr(f"in {number}/{member}.txt", f"Member {member} of {number} {making.word()}")
    return times + len(range(0, times, 10)) * 2 + len(range(0, times, 25)) * 8


def killed_after(program: Program, seconds: float, *arguments: object) -> bool:
    """Whether the command was still running after so long; then it was killed, as by `kill -9`."""
    started = program.start(*arguments)
    time.sleep(seconds)
    running = started.poll() is None
    started.kill()
    started.communicate(timeout=30)
    return running


def killed_at(program: Program, library: Evidence, files: int, *arguments: object) -> None:
    """Kills the command as soon as the report that it writes has so many rows."""
    started = program.start(*arguments)
    database = f"{(library.folder / 'library.db').as_uri()}?mode=ro"
    with contextlib.closing(sqlite3.connect(database, uri=True)) as db:
        while started.poll() is None and db.execute("SELECT count(*) FROM import_row").fetchone()[0] < files:
            time.sleep(0.01)
    assert started.poll() is None, "it ended before it could be killed"
    started.kill()
    started.communicate(timeout=30)


def left_over(library: Evidence) -> list[str]:
    temporary = [path for path in (library.program.home / "tmp").rglob("*") if path.is_file()]
    return sorted(str(path) for path in [*library.folder.rglob("*.part*"), *temporary])


def kill_and_look(library: Evidence, folder: Path, instants: list[float]) -> None:
    seen: set[str] = set()
    for seconds in instants:
        killed_after(library.program, seconds, "import", library.folder, folder)
        assert library("verify")["ok"]
        listed = {one["ref"] for one in library("list")}
        assert seen <= listed
        seen = listed


def finish(library: Evidence, folder: Path, items: int) -> None:
    report = library("import", folder)
    refs = {row["ref"] for row in report["files"] if row["status"] != "rejected"}
    assert len(refs) == items == len(library("list"))
    assert report["new_versions"] == 0
    papers = [row for row in report["files"] if row["path"].endswith(".txt") and "!/" not in row["path"]]
    assert library("search", "paper")["total"] == len(papers)
    assert left_over(library) == []
    assert library("import", folder)["imported"] == 0


def test_an_import_killed_at_any_instant_is_finished_by_the_next(library: Evidence, tmp_path: Path) -> None:
    # Enough text to be indexed while the import goes on.
    items = a_folder(tmp_path / "in", 100, words=4_000)
    kill_and_look(library, tmp_path / "in", [random.uniform(0.3, 2.5) for _ in range(4)])
    finish(library, tmp_path / "in", items)


def test_the_report_of_a_killed_import_says_so_and_that_of_the_next_is_finished(
    library: Evidence, tmp_path: Path
) -> None:
    a_folder(tmp_path / "in", 300)
    expected = len(list((tmp_path / "in").iterdir()))
    killed_at(library.program, library, 40, "import", library.folder, tmp_path / "in")
    (broken,) = library("imports")
    assert (broken["finished"], broken["expected"]) == (False, expected)
    assert 0 < broken["reached"] < expected
    assert f"no: {broken['reached']:,} of {expected:,} files" in library.words("imports")
    assert "import the same again" in library.words("imports", 1)
    library("import", tmp_path / "in")
    newest, oldest = library("imports")
    assert (newest["finished"], newest["expected"], newest["reached"]) == (True, expected, None)
    assert newest["duplicates"] >= broken["imported"] and not oldest["finished"]
    assert "import the same again" not in library.words("imports", 2)


@pytest.mark.long
@pytest.mark.parametrize("run", range(8))
def test_imports_killed_at_many_instants_are_finished_by_the_next(library: Evidence, tmp_path: Path, run: int) -> None:
    items = a_folder(tmp_path / "in", 300, words=4_000)
    kill_and_look(library, tmp_path / "in", [random.uniform(0.2, 4.0) for _ in range(8)])
    finish(library, tmp_path / "in", items)


def test_indexing_killed_at_any_instant_is_caught_up_with(library: Evidence, tmp_path: Path) -> None:
    items = a_folder(tmp_path / "in", 60)
    library("import", tmp_path / "in")
    for seconds in (0.3, 0.45, 0.6):
        for path in (library.program.home / "cache").rglob("*covers*"):
            path.unlink()
        killed_after(library.program, seconds, "search", library.folder, "paper")
    assert library("search", "paper")["total"] == 60
    assert len(library("list")) == items
