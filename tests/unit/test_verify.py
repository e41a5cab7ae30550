"""Verify finds what is wrong with a library, names it, and heals what is no fault."""

import contextlib
import hashlib
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from test_scrubbing import NAME, erase, put_in

from evidence_desk.library.backup import back_up
from evidence_desk.library.restoring import restore
from evidence_desk.library.scrubbing import scrub
from evidence_desk.library.store import Library, create, open_library
from evidence_desk.library.verify import Fault, Report, verify
from evidence_desk.model import paths

PLAN = hashlib.sha256(b"Plan").hexdigest()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("verify") / "Northshire.evidence"
    library = create(folder, actor="Ann", agency=None, area="Northshire", framework="area-send-2023")
    put_in(library, b"Plan", "Plan")
    put_in(library, b"Report", "Report")
    with library.change(actor="Ann", agency=None, label="tagged 1 item to 1.1") as change:
        change.add(paths.tag(paths.item("A" * 20), "f", "1.1", "Ann"), {"stance": "concern"})
    library.close()
    return folder


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "Northshire.evidence"))


def tamper(folder: Path, sql: str) -> None:
    with contextlib.closing(sqlite3.connect(folder / "library.db")) as db:
        db.executescript(sql)


def verified(folder: Path, quick: bool = False) -> Report:
    library = open_library(folder)
    try:
        return verify(library, quick=quick)
    finally:
        library.close()


def test_a_sound_library_is_told_to_be_so(folder: Path) -> None:
    for quick in (True, False):
        report = verified(folder, quick)
        assert report == Report({"entries": 8, "items": 2, "files": 2, "index": 0}, ())
        assert report.ok


def test_a_reader_may_verify_and_changes_nothing(folder: Path) -> None:
    (folder / "files" / "stray").write_bytes(b"x")
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    library = open_library(folder, write=False)
    assert verify(library).ok
    library.close()
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize(
    ("sql", "where"),
    [
        ("UPDATE item SET title = 'other' WHERE title = 'Plan'", "item:"),
        ("DELETE FROM version", "version:"),
        ("UPDATE tag SET visible = 1 - visible", "tag:f:1.1@"),
        ("INSERT INTO conflict VALUES('item:X', 'title', 'C-1')", "item:X"),
        ("INSERT INTO label VALUES('item:X/label:Y', 1, 'X', 'invented')", "item:X/label:Y"),
        ("UPDATE journal SET body = replace(body, 'Plan', 'Plot')", "item:"),
    ],
)
def test_a_row_that_is_not_what_the_journal_says_is_named(folder: Path, sql: str, where: str) -> None:
    tamper(folder, sql)
    report = verified(folder)
    assert not report.ok
    assert any(where in fault.where and "journal says" in fault.what for fault in report.faults)


def test_the_cure_for_a_wrong_row_is_one(folder: Path) -> None:
    tamper(folder, "UPDATE item SET title = 'other'; DELETE FROM tag")
    library = open_library(folder)
    backup = back_up(library, "by hand")
    library.close()
    restore(backup, folder)
    assert verified(folder).ok


def test_an_entry_that_cannot_be_read_is_named(folder: Path) -> None:
    tamper(folder, "UPDATE journal SET body = '{' WHERE n = 3")
    report = verified(folder)
    assert [fault.what for fault in report.faults] == ["An entry of the journal cannot be read."]


def test_a_missing_a_changed_and_a_longer_file_are_named(folder: Path) -> None:
    library = open_library(folder)
    path = library.files.path(PLAN)
    library.close()
    path.chmod(0o600)
    path.write_bytes(b"Plot")
    assert verified(folder, quick=True).ok
    report = verified(folder)
    assert [fault.what for fault in report.faults] == ["A file has changed."]
    assert "Plan.txt" in report.faults[0].where
    path.write_bytes(b"Longer")
    assert [fault.what for fault in verified(folder, quick=True).faults] == ["A file has changed."]
    path.unlink()
    for quick in (True, False):
        report = verified(folder, quick)
        assert [fault.what for fault in report.faults] == ["A file is missing."]
        assert f"files/{PLAN[:2]}/{PLAN}" in report.faults[0].where


def test_files_that_a_killed_import_left_are_removed_but_not_those_of_one_under_way(folder: Path) -> None:
    left = folder / "files" / "ab" / ("ab" + "0" * 62)
    left.parent.mkdir(exist_ok=True)
    left.write_bytes(b"left")
    library = open_library(folder)
    under_way = library.files.add_bytes(b"under way")
    assert verify(library).ok
    assert not left.exists()
    assert library.files.has(under_way)
    library.close()


def test_files_that_only_a_backup_needs_stay(folder: Path) -> None:
    library = open_library(folder)
    old = back_up(library, "by hand")
    put_in(library, b"Later", "Later")
    library.close()
    kept = restore(old, folder)
    assert kept is not None
    assert verified(folder).ok
    restore(kept, folder)
    report = verified(folder)
    assert report.ok
    assert report.checked["items"] == 3


def test_files_that_only_the_copy_of_a_sync_program_needs_stay(folder: Path) -> None:
    library = open_library(folder)
    old = back_up(library, "by hand")
    put_in(library, b"Later", "Later")
    library.close()
    kept = restore(old, folder)
    assert kept is not None
    kept.replace(folder / "library-LAPTOP7.db")
    assert verified(folder).ok
    library = open_library(folder)
    assert library.files.has(hashlib.sha256(b"Later").hexdigest())
    library.close()


def test_the_file_of_a_removed_item_stays_so_that_it_can_be_brought_back(folder: Path) -> None:
    library = open_library(folder)
    key = library.db.execute("SELECT key FROM item WHERE title = 'Plan'").fetchone()[0]
    with library.change(actor="Ann", agency=None, label="removed 1 item") as change:
        change.delete(paths.item(key))
    library.close()
    report = verified(folder)
    assert (report.ok, report.checked["items"]) == (True, 1)
    library = open_library(folder)
    assert library.files.has(PLAN)
    library.files.remove(PLAN)
    library.close()
    assert verified(folder).ok


def with_erasure(folder: Path, *, scrubbed: bool) -> Library:
    library = open_library(folder)
    erased = erase(library, put_in(library, f"The story of {NAME}".encode(), NAME))
    if scrubbed:
        scrub(library, erased)
    return library


def test_what_an_erasure_left_behind_is_a_fault(folder: Path) -> None:
    library = with_erasure(folder, scrubbed=False)
    report = verify(library)
    whats = {fault.what for fault in report.faults}
    assert whats == {
        "An erased file is still there.", "The text of an erased file is still there.", "An erasure is not finished."
    }  # fmt: skip
    library.close()
    assert verified(folder).ok


def test_an_erased_entry_that_still_says_something_is_a_fault(folder: Path) -> None:
    library = with_erasure(folder, scrubbed=True)
    assert verify(library).ok
    target = library.db.execute("SELECT target FROM erased WHERE target LIKE 'item:%'").fetchone()[0]
    library.close()
    tamper(folder, f"""UPDATE journal SET body = json_insert(body, '$.note', 'x') WHERE entity = '{target}'""")
    assert "An erased entry still holds its values." in {fault.what for fault in verified(folder).faults}


@pytest.mark.parametrize("at", [2, 5, 9])
def test_a_damaged_page_is_told(folder: Path, at: int) -> None:
    database = folder / "library.db"
    data = bytearray(database.read_bytes())
    data[4096 * at : 4096 * at + 4096] = b"\xa5" * 4096
    database.write_bytes(data)
    library = open_library(folder, write=False)
    report = verify(library)
    assert not report.ok
    assert "damaged" in report.faults[0].what
    library.close()


def test_a_backup_that_cannot_be_read_is_told_and_nothing_is_removed(folder: Path) -> None:
    (folder / "backups" / "broken.db").write_bytes(b"nonsense")
    stray = folder / "files" / "stray"
    stray.write_bytes(b"x")
    report = verified(folder)
    assert [(fault.what, fault.where) for fault in report.faults] == [("A backup cannot be read.", "broken.db")]
    assert stray.exists()


def test_the_check_of_the_index_is_part_of_the_report(folder: Path) -> None:
    library = open_library(folder)
    fault = Fault("The index lags.", "index", "Run reindex.")
    report = verify(library, index_check=lambda: (2, [fault]))
    assert (report.checked["index"], report.faults, report.ok) == (2, (fault,), False)
    library.close()


IMPORT = """
import hashlib, pathlib, sys
from test_scrubbing import put_in
from evidence_desk.library.store import open_library
library = open_library(pathlib.Path(sys.argv[1]))
for n in range(10000):
    put_in(library, b"%d " % n * 5000, f"item {n}")
    print(n, flush=True)
"""


@pytest.mark.parametrize("after", [0, 2, 5])
def test_a_program_killed_at_any_moment_leaves_a_sound_library_with_all_that_was_said_to_be_in(
    folder: Path, after: int
) -> None:
    killed = subprocess.Popen(
        [sys.executable, "-c", IMPORT, str(folder)], stdout=subprocess.PIPE, cwd=Path(__file__).parent, text=True
    )
    assert killed.stdout is not None
    for _ in range(after + 1):
        said = int(killed.stdout.readline())
    killed.kill()
    killed.wait()
    killed.stdout.close()
    report = verified(folder)
    assert report.faults == ()
    assert report.checked["items"] >= 2 + said + 1
    library = open_library(folder)
    assert len(list(library.files.all())) == report.checked["files"]
    library.close()


def test_a_copied_library_is_as_sound_as_the_one_it_came_from(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder, tmp_path / "copy")
    assert verified(tmp_path / "copy").ok
