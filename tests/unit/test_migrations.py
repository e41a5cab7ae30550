"""Bringing a database to a later format: a backup first, and all of it or nothing."""

import contextlib
import sqlite3
from pathlib import Path

import pytest

from evidence_desk.errors import KnownError
from evidence_desk.library import schema
from evidence_desk.library.database import connect, format_of, make, write
from evidence_desk.library.migrations import STEPS, migrate


def made(folder: Path, number: int) -> Path:
    """A database of a format of which nothing but the number matters."""
    path = folder / "library.db"
    db = make(path)
    with write(db):
        db.execute("INSERT INTO meta VALUES('format', ?)", (str(number),))
        db.execute(f"PRAGMA user_version={number}")
    db.close()
    return path


def two(db: sqlite3.Connection) -> None:
    db.execute("ALTER TABLE label ADD COLUMN colour TEXT")


def three(db: sqlite3.Connection) -> None:
    db.execute("INSERT INTO meta VALUES('three', 'done')")


def breaks(db: sqlite3.Connection) -> None:
    three(db)
    db.execute("INSERT INTO nowhere VALUES(1)")


def columns(path: Path) -> list[str]:
    with contextlib.closing(sqlite3.connect(path)) as db:
        return [row[1] for row in db.execute("PRAGMA table_info(label)")]


def test_there_is_a_step_to_every_format_since_the_first() -> None:
    assert sorted(STEPS) == list(range(2, schema.FORMAT + 1))


def test_every_step_is_taken_in_order_after_a_backup(tmp_path: Path) -> None:
    path = made(tmp_path, 1)
    backup = migrate(path, tmp_path / "backups", steps={3: three, 2: two}, target=3)
    assert backup is not None
    assert "before format 3" in backup.name
    assert (format_of(backup), format_of(path)) == (1, 3)
    assert "colour" in columns(path)
    assert "colour" not in columns(backup)
    db = connect(path)
    assert dict(db.execute("SELECT key, value FROM meta")) == {"format": "3", "three": "done"}
    db.close()


def test_a_step_that_fails_leaves_the_library_as_it_was(tmp_path: Path) -> None:
    path = made(tmp_path, 1)
    before = path.read_bytes()
    with pytest.raises(sqlite3.OperationalError):
        migrate(path, tmp_path / "backups", steps={2: two, 3: breaks}, target=3)
    assert path.read_bytes() == before
    assert len(list((tmp_path / "backups").iterdir())) == 1


def test_what_is_up_to_date_or_newer_is_left_alone(tmp_path: Path) -> None:
    path = made(tmp_path, 3)
    before = path.read_bytes()
    for target in (1, 2, 3):
        assert migrate(path, tmp_path / "backups", steps={2: two, 3: three}, target=target) is None
    assert path.read_bytes() == before
    assert not (tmp_path / "backups").exists()


def test_a_format_from_which_no_way_leads_is_refused_by_name(tmp_path: Path) -> None:
    path = made(tmp_path, 1)
    with pytest.raises(KnownError, match=r"library\.db was made by a version too old"):
        migrate(path, tmp_path / "backups", steps={3: three}, target=3)
    assert not (tmp_path / "backups").exists()
