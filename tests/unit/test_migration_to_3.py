"""A library of format 2, kept as it was written then, opens in this one with all that was in it."""

import contextlib
import sqlite3
from pathlib import Path

import pytest

from evidence_desk.library import schema
from evidence_desk.library.database import APPLICATION_ID, format_of
from evidence_desk.library.presence import why_no_text
from evidence_desk.library.store import create, open_library

FORMATS = Path(__file__).parent / "formats"


def library_of_format(number: int, folder: Path) -> Path:
    create(folder, actor="Ann", agency=None, area="Northshire", framework="own-1").close()
    database = folder / "library.db"
    database.unlink()
    with contextlib.closing(sqlite3.connect(database)) as db:
        db.executescript((FORMATS / f"format-{number}.sql").read_text(encoding="utf-8"))
        db.execute(f"PRAGMA application_id={APPLICATION_ID}")
        db.execute(f"PRAGMA user_version={number}")
    return database


def shape(database: Path) -> dict[str, list[tuple[str, ...]]]:
    with contextlib.closing(sqlite3.connect(database)) as db:
        names = [str(row[0]) for row in db.execute("SELECT name FROM sqlite_master WHERE sql IS NOT NULL ORDER BY 1")]
        return {name: [row[1:6] for row in db.execute(f"PRAGMA table_info({name})")] for name in names}


def test_a_library_from_before_recognition_opens_with_all_that_was_in_it(tmp_path: Path) -> None:
    database = library_of_format(2, tmp_path / "Old.evidence")
    library = open_library(tmp_path / "Old.evidence")
    try:
        texts = [text for (text,) in library.db.execute("SELECT text FROM passage WHERE NOT recognised")]
        assert texts == ["Waiting times are falling."]
        assert library.db.execute("SELECT count(*) FROM item WHERE visible").fetchone()[0] == 2
        assert library.db.execute("SELECT count(*) FROM import_report").fetchone()[0] == 0
        assert why_no_text(library.db, _sha256(library.db, "Plan.txt")) is None
    finally:
        library.close()
    assert format_of(database) == schema.FORMAT
    assert [backup for backup in (tmp_path / "Old.evidence" / "backups").iterdir() if "before format" in backup.name]


@pytest.mark.parametrize("number", range(1, schema.FORMAT))
def test_a_migrated_database_has_every_table_column_and_index_of_a_new_one(number: int, tmp_path: Path) -> None:
    old = library_of_format(number, tmp_path / "Old.evidence")
    open_library(tmp_path / "Old.evidence").close()
    create(tmp_path / "New.evidence", actor="Ann", agency=None, area="Northshire", framework="own-1").close()
    assert shape(old) == shape(tmp_path / "New.evidence" / "library.db")


def _sha256(db: sqlite3.Connection, name: str) -> str:
    return str(db.execute("SELECT sha256 FROM version WHERE name = ?", (name,)).fetchone()[0])
