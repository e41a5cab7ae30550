"""A library is made whole, opened by one writer or many readers, and never made where there is none."""

import contextlib
import os
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from evidence_desk.errors import KnownError
from evidence_desk.library import queries, schema, store
from evidence_desk.library.lock import LOCK_NAME, NOTE_NAME
from evidence_desk.library.store import DATABASE_NAME, README_NAME, Library, create, open_library
from evidence_desk.library.troubles import full_disk
from evidence_desk.model import paths

KEY = "A" * 20

WRITE_AND_DIE = """
import os, pathlib, sys
from evidence_desk.library.store import open_library
library = open_library(pathlib.Path(sys.argv[1]))
with library.change(actor="Ben", agency=None, label="added 1") as change:
    change.add("item:" + "B" * 20, {"title": "committed"})
print(library.db.execute("PRAGMA journal_mode").fetchone()[0], flush=True)
with library.change(actor="Ben", agency=None, label="added 1") as change:
    change.add("item:" + "C" * 20, {"title": "never committed"})
    os.kill(os.getpid(), 9)
"""


def made(folder: Path) -> Library:
    return create(
        folder, actor="Ann", agency="health", area="Northshire", framework="area-send-2023",
        inspection=date(2026, 12, 1),
    )  # fmt: skip


def add_item(library: Library, key: str = KEY, title: str = "Plan") -> None:
    with library.change(actor="Ann", agency=None, label="added 1") as change:
        change.add(paths.item(key), {"title": title})


def titles(library: Library) -> list[str]:
    return [row.title for row in queries.rows(library.db, date(2026, 11, 24))]


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("store") / "Northshire.evidence"
    made(folder).close()
    return folder


@pytest.fixture
def folder(original: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(original, tmp_path / "Northshire.evidence"))


def test_a_new_library_says_what_it_is(tmp_path: Path) -> None:
    library = made(tmp_path / "sub" / "Northshire.evidence")
    facts = queries.library_facts(library.db)
    assert (facts.area, facts.framework, facts.scale, facts.inspection) == (
        "Northshire", "area-send-2023", None, "2026-12-01"
    )  # fmt: skip
    assert facts.id == library.id
    assert len(library.id) == 26
    assert not library.read_only
    library.close()
    assert sorted(path.name for path in library.folder.iterdir()) == sorted(
        [README_NAME, "backups", "files", DATABASE_NAME, LOCK_NAME]
    )
    assert "personal data" in (library.folder / README_NAME).read_text(encoding="utf-8")


def test_two_libraries_are_never_the_same_one(tmp_path: Path) -> None:
    one, two = made(tmp_path / "one"), made(tmp_path / "two")
    assert one.id != two.id
    one.close()
    two.close()


def test_what_was_written_is_there_when_it_is_opened_again(folder: Path) -> None:
    library = open_library(folder)
    add_item(library)
    library.close()
    library.close()
    again = open_library(folder)
    assert titles(again) == ["Plan"]
    assert again.id == library.id
    again.close()


def test_a_change_is_saved_only_after_its_files(folder: Path) -> None:
    library = open_library(folder)
    sha256 = library.files.add_bytes(b"plan")
    with pytest.raises(RuntimeError), library.change(actor="Ann", agency=None, label="added 1") as change:
        change.add(paths.item(KEY), {"title": "Plan"})
        raise RuntimeError
    assert library.files._unsynced == {library.files.path(sha256)}
    add_item(library)
    assert library.files._unsynced == set()
    assert library.files.has(sha256)
    library.close()


def test_a_closed_library_lies_in_one_file(folder: Path) -> None:
    library = open_library(folder)
    add_item(library)
    library.close()
    assert not list(folder.glob("library.db-*"))
    with contextlib.closing(sqlite3.connect(folder / DATABASE_NAME)) as plain:
        assert plain.execute("PRAGMA journal_mode").fetchone()[0] == "delete"


@pytest.mark.parametrize("start", ["missing", "a folder", "a file", "another database", "nothing in the database"])
def test_what_is_no_library_is_refused_by_name_and_left_alone(tmp_path: Path, start: str) -> None:
    place = tmp_path / "place"
    if start == "a file":
        place.write_text("x", encoding="utf-8")
    elif start != "missing":
        place.mkdir()
    if start == "another database":
        with contextlib.closing(sqlite3.connect(place / DATABASE_NAME)) as other:
            other.execute("CREATE TABLE t(x)")
    if start == "nothing in the database":
        (place / DATABASE_NAME).touch()
    before = sorted(tmp_path.rglob("*"))
    for write in (True, False):
        with pytest.raises(KnownError, match="place") as told:
            open_library(place, write=write)
        assert told.value.title.count(".") == 1
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("damage", ["cut", "scribbled", "emptied of tables"])
def test_a_damaged_library_is_told_and_its_lock_given_back(folder: Path, damage: str) -> None:
    database = folder / DATABASE_NAME
    whole = database.read_bytes()
    if damage == "cut":
        database.write_bytes(whole[: len(whole) // 3])
    elif damage == "scribbled":
        database.write_bytes(whole[:100] + b"\xff" * (len(whole) - 100))
    else:
        with contextlib.closing(sqlite3.connect(database)) as plain:
            plain.execute("DROP TABLE meta")
    for write in (True, False):
        with pytest.raises(KnownError, match=r"library\.db is damaged"):
            open_library(folder, write=write)
    database.write_bytes(whole)
    open_library(folder).close()


def test_a_library_of_a_newer_version_can_only_be_read(folder: Path) -> None:
    with contextlib.closing(sqlite3.connect(folder / DATABASE_NAME)) as plain:
        plain.execute(f"PRAGMA user_version={schema.FORMAT + 1}")
    with pytest.raises(KnownError, match=r"Northshire\.evidence was made by a newer version"):
        open_library(folder)
    library = open_library(folder, write=False)
    assert library.read_only_why is not None
    assert "newer version" in library.read_only_why
    assert queries.library_facts(library.db).area == "Northshire"
    with pytest.raises(KnownError, match="reading only"):
        add_item(library)
    library.close()


def test_a_library_of_an_earlier_version_is_not_read_wrongly(folder: Path) -> None:
    with contextlib.closing(sqlite3.connect(folder / DATABASE_NAME)) as plain:
        plain.execute(f"PRAGMA user_version={schema.FORMAT - 1}")
    with pytest.raises(KnownError, match="earlier version"):
        open_library(folder, write=False)


def test_one_writes_while_others_read(folder: Path) -> None:
    library = open_library(folder, holder="Ann Officer")
    with pytest.raises(KnownError, match=r"Ann Officer has had this library open .*since"):
        open_library(folder)
    reader = open_library(folder, write=False)
    with library.change(actor="Ann", agency=None, label="added 1") as change:
        change.add(paths.item(KEY), {"title": "Plan"})
        assert titles(reader) == []
    assert titles(reader) == ["Plan"]
    assert reader.read_only
    with pytest.raises(KnownError, match="reading only"):
        add_item(reader, "B" * 20)
    library.close()
    assert titles(reader) == ["Plan"]
    reader.close()
    assert not (folder / NOTE_NAME).exists()


def test_a_reader_makes_nothing_and_needs_no_lock(folder: Path) -> None:
    (folder / LOCK_NAME).unlink()
    before = sorted(folder.rglob("*"))
    reader = open_library(folder, write=False)
    assert titles(reader) == []
    reader.close()
    assert sorted(folder.rglob("*")) == before


def test_each_thread_has_its_own_connection_and_sees_what_others_commit(folder: Path) -> None:
    library = open_library(folder)
    add_item(library)
    seen: list[object] = []

    def look() -> None:
        seen.append(library.db)
        seen.append(titles(library))
        add_item(library, "B" * 20, "from a thread")

    thread = threading.Thread(target=look)
    thread.start()
    thread.join()
    assert seen[0] is not library.db
    assert seen[1] == ["Plan"]
    assert titles(library) == ["from a thread", "Plan"]
    library.close()
    with pytest.raises(KnownError, match="closed"):
        _ = library.db


def test_a_process_that_was_killed_loses_only_what_it_had_not_finished(folder: Path) -> None:
    died = subprocess.run([sys.executable, "-c", WRITE_AND_DIE, folder], capture_output=True, check=False, text=True)
    assert died.stdout.strip() in ("wal", "delete")
    assert "Traceback" not in died.stderr
    reader = open_library(folder, write=False)
    assert titles(reader) == ["committed"]
    reader.close()
    library = open_library(folder)
    assert titles(library) == ["committed"]
    library.close()


@pytest.mark.parametrize("name", ["Dropbox", "local"])
def test_a_folder_that_a_program_copies_gets_no_write_ahead_log(tmp_path: Path, name: str) -> None:
    from evidence_desk.system.drives import write_ahead_log_is_safe

    library = made(tmp_path / name / "x.evidence")
    mode = library.db.execute("PRAGMA journal_mode").fetchone()[0]
    assert mode == ("wal" if write_ahead_log_is_safe(tmp_path / name) else "delete")
    if name == "Dropbox":
        assert mode == "delete"
    library.close()


def test_a_place_in_use_is_not_made_into_a_library(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(KnownError, match="library in .* already"):
        made(folder)
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine.txt").touch()
    with pytest.raises(KnownError, match="full is not empty"):
        made(tmp_path / "full")
    with pytest.raises(KnownError, match="is a file"):
        made(tmp_path / "full" / "mine.txt")
    assert sorted(path.name for path in (tmp_path / "full").iterdir()) == ["mine.txt"]


def test_making_a_library_begins_again_after_it_was_broken_off(tmp_path: Path) -> None:
    (tmp_path / "x" / "files").mkdir(parents=True)
    for beside in ("", "-journal", "-wal", "-shm"):
        (tmp_path / "x" / f"library.db.part{beside}").write_bytes(b"half")
    with pytest.raises(KnownError, match="not an evidence library"):
        open_library(tmp_path / "x")
    made(tmp_path / "x").close()
    open_library(tmp_path / "x").close()


def test_half_copies_that_a_killed_program_left_are_swept_away(folder: Path) -> None:
    left = [folder / "library.db.part", folder / "library.db.part-journal", folder / "backups" / "x.db.part"]
    for path in left:
        path.write_bytes(b"half")
    (folder / "packing1.part").mkdir()
    open_library(folder, write=False).close()
    assert all(path.exists() for path in left)
    open_library(folder).close()
    assert not list(folder.rglob("*.part*"))


def test_a_copied_folder_is_a_library_too(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder, tmp_path / "copy ünï #1")
    library = open_library(tmp_path / "copy ünï #1")
    add_item(library)
    library.close()
    original = open_library(folder)
    assert titles(original) == []
    original.close()


@pytest.fixture
def read_only_disk(folder: Path, tmp_path: Path) -> Iterator[Path]:
    """The library on a disk mounted for reading: permission bits do not hold a superuser back, this does."""
    if os.name != "posix" or os.geteuid() != 0:
        pytest.skip("a read-only disk cannot be mounted here")
    with mounted_to_read(folder, tmp_path / "disk") as disk:
        yield disk


@contextlib.contextmanager
def mounted_to_read(folder: Path, disk: Path) -> Iterator[Path]:
    disk.mkdir()
    for command in (["mount", "--bind", str(folder), str(disk)], ["mount", "-o", "remount,bind,ro", str(disk)]):
        if subprocess.run(command, capture_output=True, check=False).returncode != 0:
            subprocess.run(["umount", "-l", disk], capture_output=True, check=False)
            pytest.skip("a read-only disk cannot be mounted here")
    try:
        yield disk
    finally:
        subprocess.run(["umount", "-l", disk], check=True)


@pytest.mark.elsewhere
def test_a_library_on_a_read_only_disk_can_be_read(read_only_disk: Path) -> None:
    with pytest.raises(KnownError, match="disk can only be read"):
        open_library(read_only_disk)
    reader = open_library(read_only_disk, write=False)
    assert queries.library_facts(reader.db).area == "Northshire"
    reader.close()


@pytest.mark.elsewhere
def test_a_disk_that_fills_up_loses_nothing_that_was_saved(small_disk: Path) -> None:
    library = made(small_disk / "x.evidence")
    add_item(library)
    with pytest.raises(KnownError, match="The disk is full"):
        add_item(library, "B" * 20, "x" * 3_000_000)
    assert titles(library) == ["Plan"]
    add_item(library, "C" * 20, "small")
    library.close()
    library = open_library(small_disk / "x.evidence")
    assert titles(library) == ["Plan", "small"]
    library.close()


@pytest.mark.elsewhere
@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="a read-only disk cannot be mounted here")
@pytest.mark.parametrize("with_log", [True, False])
def test_a_library_that_was_open_when_it_was_copied_to_a_read_only_disk(
    folder: Path, tmp_path: Path, with_log: bool
) -> None:
    library = open_library(folder)
    add_item(library)
    if library.db.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        pytest.skip("this disk is not known to be local")
    if not with_log:
        library.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    copy = tmp_path / "copy"
    (copy / "files").mkdir(parents=True)
    for name in (DATABASE_NAME, DATABASE_NAME + "-wal"):
        shutil.copy(folder / name, copy / name)
    library.close()
    with mounted_to_read(copy, tmp_path / "disk") as disk:
        if with_log:
            with pytest.raises(KnownError, match=r"library\.db could not be read"):
                open_library(disk, write=False)
        else:
            reader = open_library(disk, write=False)
            assert titles(reader) == ["Plan"]
            reader.close()


@pytest.mark.elsewhere
@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="a superuser is not held back by permissions")
def test_a_folder_without_the_right_to_write_can_be_read(folder: Path) -> None:
    folder.chmod(0o500)
    try:
        with pytest.raises(KnownError, match="can only be read"):
            open_library(folder)
        open_library(folder, write=False).close()
    finally:
        folder.chmod(0o700)


def test_a_library_on_a_full_disk_is_given_back_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = made(tmp_path / "L.evidence")

    def full(database: object, *, wal: bool) -> bool:
        raise full_disk(library.database)

    monkeypatch.setattr(store, "set_journal", full)
    library.close()
    monkeypatch.undo()
    open_library(library.folder).close()
