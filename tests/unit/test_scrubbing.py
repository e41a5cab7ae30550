"""After an erasure no byte of what was erased is left in any file of the library."""

import hashlib
import shutil
import subprocess
import sys
import zipfile
from datetime import date
from pathlib import Path

import pytest

from evidence_desk.library import queries
from evidence_desk.library.backup import back_up, whole
from evidence_desk.library.database import write
from evidence_desk.library.erasing import Erased, erase_entity
from evidence_desk.library.holdings import note_origin
from evidence_desk.library.restoring import restore
from evidence_desk.library.scrubbing import Scrubbed, is_due, scrub
from evidence_desk.library.store import Library, create, open_library
from evidence_desk.library.texts import has_extraction, save_extraction
from evidence_desk.model import ids, paths
from evidence_desk.model.passage import Extraction, Guesses, Passage

NAME = "Zebedee Quillfeather"
TODAY = date(2026, 11, 24)


def put_in(library: Library, data: bytes, title: str, key: str | None = None) -> str:
    """An item with a file, its text, its origin and a note."""
    sha256 = library.files.add_bytes(data)
    key = key or ids.item_key(sha256)
    with library.change(actor="Ann", agency=None, label="import of 1 file") as change:
        change.add(paths.item(key), {"title": title, "current": sha256})
        change.add(paths.version(key, sha256), {"name": f"{title}.txt", "bytes": len(data)})
        change.add(paths.comment(key, "C1"), {"text": f"About {title}. " * 40})
    guesses = Guesses(title, "document", "official")
    save_extraction(library.db, sha256, Extraction("1", (Passage("page 1", "page", data.decode() * 50),), guesses))
    with write(library.db):
        note_origin(library.db, key, sha256, f"/home/ann/{title}.txt")
    return key


def erase(library: Library, key: str) -> Erased:
    return erase_entity(library.db, paths.item(key), reason="asked for", actor="Ann", agency=None)


def files_holding(folder: Path, words: str) -> list[str]:
    """Every file in which the words stand, in the encodings a database or a document may hold them in."""
    forms = [words.encode(), words.encode("utf-16-le"), words.encode("utf-16-be"), words.split()[1].encode()]
    found = []
    for path in folder.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            if zipfile.is_zipfile(path):
                with zipfile.ZipFile(path) as pack:
                    data += b"".join(pack.read(name) for name in pack.namelist())
            if any(form in data for form in forms):
                found.append(path.name)
    return sorted(found)


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("scrubbing") / "Northshire.evidence"
    library = create(folder, actor="Ann", agency=None, area="Northshire", framework="area-send-2023")
    put_in(library, b"Waits for assessment", "Waits")
    library.close()
    return folder


@pytest.fixture
def library(original: Path, tmp_path: Path) -> Library:
    return open_library(Path(shutil.copytree(original, tmp_path / "Northshire.evidence")))


def test_nothing_of_what_was_erased_is_left_in_any_file(library: Library) -> None:
    key = put_in(library, f"The story of {NAME}".encode(), NAME)
    back_up(library, "by hand")
    whole(library, library.backups / "2026 whole.zip")
    with library.change(actor="Ann", agency=None, label="set 1 field") as change:
        change.set(paths.item(key), {"title": f"{NAME}, twice"})
    back_up(library, "before merge")
    assert len(files_holding(library.folder, NAME)) >= 4
    done = scrub(library, erase(library, key))
    assert done == Scrubbed()
    assert files_holding(library.folder, NAME) == []
    library.close()
    assert files_holding(library.folder, NAME) == []
    assert len(list(library.backups.iterdir())) == 3
    again = open_library(library.folder)
    assert [row.title for row in queries.rows(again.db, TODAY)] == ["Waits"]
    again.close()


def test_everything_else_is_left_as_it_was(library: Library) -> None:
    key = put_in(library, f"The story of {NAME}".encode(), NAME)
    kept = hashlib.sha256(b"Waits for assessment").hexdigest()
    scrub(library, erase(library, key))
    assert list(library.files.all()) == [kept]
    assert has_extraction(library.db, kept)
    assert [tuple(row) for row in library.db.execute("SELECT sha256, path FROM origin")] == [
        (kept, "/home/ann/Waits.txt")
    ]
    library.close()


def test_a_file_that_a_removed_item_needs_stays(library: Library) -> None:
    data = f"The story of {NAME}".encode()
    key = put_in(library, data, NAME)
    sha256 = hashlib.sha256(data).hexdigest()
    other = "B" * 20
    with library.change(actor="Ann", agency=None, label="import of 1 file") as change:
        change.add(paths.item(other), {"title": "Other", "current": sha256})
        change.add(paths.version(other, sha256), {"name": "other.txt", "bytes": 1})
    with library.change(actor="Ann", agency=None, label="removed 1 item") as change:
        change.delete(paths.item(other))
    scrub(library, erase(library, key))
    assert library.files.has(sha256)
    scrub(library, erase(library, other))
    assert not library.files.has(sha256)
    library.close()


def test_a_restored_backup_does_not_bring_back_what_was_erased(library: Library, tmp_path: Path) -> None:
    key = put_in(library, f"The story of {NAME}".encode(), NAME)
    for backup in (back_up(library, "by hand"), whole(library, tmp_path / "whole.zip")):
        (tmp_path / "elsewhere").mkdir(exist_ok=True)
        backup.replace(tmp_path / "elsewhere" / backup.name)
    scrub(library, erase(library, key))
    library.close()
    for backup in sorted((tmp_path / "elsewhere").iterdir()):
        assert files_holding(tmp_path / "elsewhere", NAME)
        restore(backup, library.folder)
        assert files_holding(library.folder, NAME) == []
        again = open_library(library.folder)
        assert [row.title for row in queries.rows(again.db, TODAY)] == ["Waits"]
        assert not is_due(again.db)
        again.close()


def test_a_backup_that_cannot_be_cleaned_is_deleted_and_named(library: Library) -> None:
    key = put_in(library, f"The story of {NAME}".encode(), NAME)
    sound = back_up(library, "by hand")
    broken = library.backups / "2017-01-01 000000 broken.db"
    broken.write_bytes(sound.read_bytes()[:20_000] + NAME.encode())
    half = library.backups / "2017-01-01 000000 killed.db.part"
    half.write_text(NAME, encoding="utf-8")
    note = library.backups / "my note.txt"
    note.write_text("mine", encoding="utf-8")
    done = scrub(library, erase(library, key))
    assert done.deleted == (broken.name, half.name)
    assert sorted(path.name for path in library.backups.iterdir()) == sorted([sound.name, note.name])
    assert files_holding(library.folder, NAME) == []
    library.close()


def test_a_copy_that_a_sync_program_made_is_cleaned_but_never_deleted(library: Library) -> None:
    key = put_in(library, f"The story of {NAME}".encode(), NAME)
    copy, broken = library.folder / "library-LAPTOP7.db", library.folder / "library-LAPTOP8.db"
    back_up(library, "by hand").replace(copy)
    broken.write_text(NAME, encoding="utf-8")
    done = scrub(library, erase(library, key))
    assert done == Scrubbed((), (str(broken),))
    assert files_holding(library.folder, NAME) == [broken.name]
    assert not is_due(library.db)
    library.close()


def test_what_a_killed_program_left_undone_is_done_when_the_library_is_opened(library: Library) -> None:
    key = put_in(library, f"The story of {NAME}".encode(), NAME)
    back_up(library, "by hand")
    library.close()
    die = (
        "import os, pathlib, sys\n"
        "from evidence_desk.library.erasing import erase_entity\n"
        "from evidence_desk.library.store import open_library\n"
        "library = open_library(pathlib.Path(sys.argv[1]))\n"
        "erase_entity(library.db, sys.argv[2], reason='asked for', actor='Ann', agency=None)\n"
        "os.kill(os.getpid(), 9)\n"
    )
    died = subprocess.run(
        [sys.executable, "-c", die, str(library.folder), paths.item(key)], capture_output=True, check=False, text=True
    )
    assert died.stderr == ""
    assert files_holding(library.folder, NAME)
    again = open_library(library.folder)
    assert not is_due(again.db)
    again.close()
    assert files_holding(library.folder, NAME) == []


def test_what_cannot_be_cleaned_while_somebody_reads_is_named_and_done_later(library: Library) -> None:
    key = put_in(library, f"The story of {NAME}".encode(), NAME)
    if library.db.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        pytest.skip("this disk is not known to be local")
    reader = open_library(library.folder, write=False)
    reader.db.execute("BEGIN")
    queries.rows(reader.db, TODAY)
    library.db.execute("PRAGMA busy_timeout=50")
    done = scrub(library, erase(library, key))
    assert done.left == (f"{library.database}-wal",)
    assert is_due(library.db)
    reader.close()
    library.close()
    open_library(library.folder).close()
    assert files_holding(library.folder, NAME) == []


def test_scrubbing_without_an_erasure_changes_nothing(library: Library) -> None:
    back_up(library, "by hand")
    assert not is_due(library.db)
    before = {path: path.read_bytes() for path in library.backups.iterdir()}
    assert scrub(library) == Scrubbed()
    assert {path: path.read_bytes() for path in library.backups.iterdir()} == before
    library.close()
