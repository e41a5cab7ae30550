"""Copies of the records and of the whole library, and putting them back."""

import hashlib
import re
import shutil
import zipfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_desk.errors import KnownError
from evidence_desk.library import queries
from evidence_desk.library.backup import back_up, whole
from evidence_desk.library.copying import dated_path
from evidence_desk.library.database import format_of
from evidence_desk.library.restoring import restore
from evidence_desk.library.store import Library, create, open_library
from evidence_desk.library.texts import save_extraction
from evidence_desk.model import ids, paths
from evidence_desk.model.passage import Extraction, Guesses, Passage

TODAY = date(2026, 11, 24)
TEXT = Extraction("1", (Passage("page 1", "page", "words"),), Guesses("t", "document", "official"))


def made(folder: Path) -> Library:
    return create(folder, actor="Ann", agency=None, area="Northshire", framework="area-send-2023")


def import_file(library: Library, data: bytes, title: str) -> str:
    sha256 = library.files.add_bytes(data)
    key = ids.item_key(sha256)
    with library.change(actor="Ann", agency=None, label="import of 1 file") as change:
        change.add(paths.item(key), {"title": title, "current": sha256})
        change.add(paths.version(key, sha256), {"name": f"{title}.txt", "bytes": len(data)})
    save_extraction(library.db, sha256, TEXT)
    return key


def titles(folder: Path) -> list[str]:
    library = open_library(folder)
    found = [row.title for row in queries.rows(library.db, TODAY)]
    for row in queries.rows(library.db, TODAY):
        assert hashlib.sha256(library.files.path(queries.item(library.db, row.key, TODAY).sha256).read_bytes())
    library.close()
    return found


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    library = made(tmp_path_factory.mktemp("backup") / "Northshire.evidence")
    import_file(library, b"plan", "Plan")
    library.close()
    return library.folder


@pytest.fixture
def library(original: Path, tmp_path: Path) -> Library:
    return open_library(Path(shutil.copytree(original, tmp_path / "Northshire.evidence")))


def test_a_backup_holds_the_records_and_two_of_a_second_do_not_clash(library: Library) -> None:
    backups = [back_up(library, "by hand") for _ in range(3)]
    assert len({path.name for path in backups}) == 3
    assert all(format_of(path) is not None and path.parent == library.backups for path in backups)
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\d \d{6} by hand( \d)?\.db", path.name) for path in backups)
    assert sorted(library.backups.iterdir()) == sorted(backups)
    library.close()


@given(st.text())
def test_the_name_of_a_backup_is_one_that_windows_takes(why: str) -> None:
    name = dated_path(Path("backups"), why).name
    assert not re.search(r'[<>:"/\\|?*\x00-\x1f]', name)
    assert len(name) < 100
    assert name.removesuffix(".db").rstrip(". ") == name.removesuffix(".db")


def test_restoring_a_backup_brings_the_records_back_and_keeps_what_it_replaced(library: Library) -> None:
    backup = back_up(library, "by hand")
    import_file(library, b"report", "Report")
    library.close()
    kept = restore(backup, library.folder)
    assert kept is not None
    assert titles(library.folder) == ["Plan"]
    restore(kept, library.folder)
    assert titles(library.folder) == ["Plan", "Report"]


@pytest.mark.parametrize("damage", ["cut", "scribbled", "log left", "emptied"])
def test_a_damaged_library_is_restored_over_and_kept_as_it_was(library: Library, damage: str) -> None:
    backup = back_up(library, "by hand")
    import_file(library, b"report", "Report")
    database = library.folder / "library.db"
    log = database.with_name("library.db-wal")
    log_bytes = log.read_bytes() if log.exists() else b"nonsense"
    library.close()
    whole_one = database.read_bytes()
    scribbled = whole_one[:100] + b"x" * 99
    broken = {"cut": whole_one[:30_000], "emptied": b""}.get(damage, scribbled)
    database.write_bytes(broken)
    if damage == "log left":
        log.write_bytes(log_bytes)
    kept = restore(backup, library.folder)
    assert kept is not None
    assert kept.read_bytes() == broken or damage == "log left"
    assert titles(library.folder) == ["Plan"]


def test_somebody_who_reads_is_not_pulled_the_floor_away(library: Library) -> None:
    backup = back_up(library, "by hand")
    import_file(library, b"report", "Report")
    wal = library.db.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
    reader = open_library(library.folder, write=False)
    library.close()
    if wal:
        with pytest.raises(KnownError, match="Somebody is reading"):
            restore(backup, library.folder)
    reader.close()
    assert titles(library.folder) == ["Plan", "Report"]


def test_a_whole_library_in_a_zip_unpacks_to_a_library(library: Library, tmp_path: Path) -> None:
    back_up(library, "by hand")
    steps: list[tuple[int, int]] = []
    out = whole(library, tmp_path / "out" / "copy.zip", lambda done, total: steps.append((done, total)))
    assert steps[-1][0] == steps[-1][1] == 3
    library.close()
    with zipfile.ZipFile(out) as pack:
        assert pack.testzip() is None
        assert sorted(name.split("/")[0] + "/" + name.split("/")[1] for name in pack.namelist()) == [
            "Northshire.evidence/Read me first.txt", "Northshire.evidence/files", "Northshire.evidence/library.db"
        ]  # fmt: skip
        pack.extractall(tmp_path / "unpacked")
    assert titles(tmp_path / "unpacked" / "Northshire.evidence") == ["Plan"]
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["copy.zip"]


def test_a_zip_is_restored_into_a_new_place_and_over_its_own_library(library: Library, tmp_path: Path) -> None:
    out = whole(library, tmp_path / "copy.zip")
    import_file(library, b"report", "Report")
    library.close()
    assert restore(out, tmp_path / "new" / "Northshire.evidence") is None
    assert titles(tmp_path / "new" / "Northshire.evidence") == ["Plan"]
    library.files.remove(hashlib.sha256(b"plan").hexdigest())
    kept = restore(out, library.folder)
    assert kept is not None
    assert titles(library.folder) == ["Plan"]


def test_stopping_the_packing_leaves_nothing(library: Library, tmp_path: Path) -> None:
    def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        whole(library, tmp_path / "out" / "copy.zip", stop)
    assert list((tmp_path / "out").iterdir()) == []
    library.close()
    assert not list(library.folder.rglob("*.part*"))


def test_a_zip_is_not_put_where_it_would_do_harm(library: Library, tmp_path: Path) -> None:
    for place in (library.folder / "copy.zip", library.folder / "files" / "copy.zip", tmp_path):
        with pytest.raises(KnownError):
            whole(library, place)
    assert whole(library, library.backups / "copy.zip").is_file()
    library.close()


def test_what_is_no_backup_is_refused_and_changes_nothing(library: Library, tmp_path: Path) -> None:
    folder = library.folder
    good = back_up(library, "by hand")
    other = made(tmp_path / "other")
    foreign = back_up(other, "by hand")
    other.close()
    library.close()
    (tmp_path / "text.db").write_text("hello" * 100, encoding="utf-8")
    (tmp_path / "cut.db").write_bytes(good.read_bytes()[:20_000])
    with zipfile.ZipFile(tmp_path / "empty.zip", "w") as pack:
        pack.writestr("a.txt", "x")
    before = (folder / "library.db").read_bytes()
    for backup in (tmp_path / "text.db", tmp_path / "cut.db", tmp_path / "empty.zip", tmp_path / "gone.db", foreign):
        with pytest.raises(KnownError):
            restore(backup, folder)
        assert (folder / "library.db").read_bytes() == before
        assert not list(folder.rglob("*.part*"))
    with pytest.raises(KnownError, match="no library in new"):
        restore(good, tmp_path / "new")
    assert not (tmp_path / "new").exists()
    assert titles(folder) == ["Plan"]


def test_a_zip_whose_file_was_changed_is_refused_naming_it(library: Library, tmp_path: Path) -> None:
    out = whole(library, tmp_path / "copy.zip")
    library.close()
    bad = tmp_path / "bad.zip"
    with zipfile.ZipFile(out) as old, zipfile.ZipFile(bad, "w") as new:
        for name in old.namelist():
            new.writestr(name, b"changed" if "/files/" in name else old.read(name))
    sha256 = hashlib.sha256(b"plan").hexdigest()
    with pytest.raises(KnownError, match=f"{sha256} has changed"):
        restore(bad, tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_a_library_in_use_is_not_restored_over(library: Library) -> None:
    backup = back_up(library, "by hand")
    with pytest.raises(KnownError, match="has had this library open"):
        restore(backup, library.folder)
    library.close()


def test_a_reader_makes_no_backup_in_the_library_but_may_pack_it(library: Library, tmp_path: Path) -> None:
    library.close()
    reader = open_library(library.folder, write=False)
    with pytest.raises(KnownError, match="reading only"):
        back_up(reader, "by hand")
    assert whole(reader, tmp_path / "copy.zip").is_file()
    reader.close()
