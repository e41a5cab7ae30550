"""Copies made for other programs go again: when the window closes, and when something is erased from anywhere."""

from pathlib import Path

import pytest

from evidence_desk.desk import open_desk
from evidence_desk.library import queries
from evidence_desk.operations.erasing import erase
from evidence_desk.operations.importing import import_paths
from evidence_desk.operations.starting import start_library
from evidence_desk.system.copies import clear_copies, copy_for_others
from evidence_desk.system.folders import remove_folder


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CONFIG", "CACHE", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))


def test_a_copy_has_its_own_name_and_cannot_be_written_by_mistake(tmp_path: Path) -> None:
    stored = tmp_path / "abcdef0123456789"
    stored.write_bytes(b"words")
    copy = copy_for_others(stored, "../Minutes.txt")
    assert copy.name == "Minutes.txt"
    assert copy.read_bytes() == b"words"
    assert not copy.stat().st_mode & 0o222
    assert copy_for_others(stored, "Minutes.txt") == copy
    assert clear_copies() == ()
    assert not copy.exists()


def test_there_may_be_nothing_to_clear() -> None:
    assert clear_copies() == ()


def test_a_folder_with_read_only_files_is_removed_whole(tmp_path: Path) -> None:
    folder = tmp_path / "library"
    (folder / "files").mkdir(parents=True)
    (folder / "files" / "kept").write_text("x", encoding="utf-8")
    (folder / "files" / "kept").chmod(0o400)
    assert remove_folder(folder) == ()
    assert not folder.exists()


def test_erasing_takes_the_copies_away_too(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("A letter about Xanthippe", encoding="utf-8")
    start_library(tmp_path / "Northshire.evidence", area="Northshire", actor="Ann").close()
    with open_desk(tmp_path / "Northshire.evidence", actor="Ann") as desk:
        ref = import_paths(desk, [tmp_path / "letter.txt"]).files[0].ref
        assert ref is not None
        item = queries.item(desk.library.db, queries.resolve(desk.library.db, ref), desk.today)
        copy = copy_for_others(desk.library.files.path(item.sha256), "letter.txt")
        erase(desk, ref, "it was asked for")
    assert not copy.exists()
