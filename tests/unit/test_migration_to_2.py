"""A library of format 1, kept as it was written then, opens in this one with all that was in it."""

import contextlib
import sqlite3
from pathlib import Path

from evidence_desk.frameworks import stored
from evidence_desk.library import queries, schema
from evidence_desk.library.database import APPLICATION_ID, format_of
from evidence_desk.library.store import create, open_library

FORMAT_1 = Path(__file__).parent / "formats" / "format-1.sql"


def _library_of_format_1(folder: Path) -> Path:
    create(folder, actor="Ann", agency=None, area="Northshire", framework="own-1").close()
    database = folder / "library.db"
    database.unlink()
    with contextlib.closing(sqlite3.connect(database)) as db:
        db.executescript(FORMAT_1.read_text(encoding="utf-8"))
        db.execute(f"PRAGMA application_id={APPLICATION_ID}")
        db.execute("PRAGMA user_version=1")
    return database


def test_a_library_from_before_frameworks_said_more_opens_with_all_that_was_in_it(tmp_path: Path) -> None:
    database = _library_of_format_1(tmp_path / "Old.evidence")
    library = open_library(tmp_path / "Old.evidence")
    try:
        own = stored.of_library(library.db, "own-1")
        assert own is not None and [one.id for one in own.criteria] == ["a", "b"]
        assert own.criteria[0].prompts == ("Who was asked?",)
        assert (own.criteria[0].evaluates, own.criteria[0].evidence, own.basis) == ("", {}, {})
        assert own.crosswalk == {"area-send-2023": {"2.2": ("a",)}}
        assert queries.judgement(library.db, "own-1", "a").rating == "met"
        assert library.db.execute("SELECT count(*) FROM tag WHERE visible").fetchone()[0] == 1
    finally:
        library.close()
    assert format_of(database) == schema.FORMAT
    assert [backup for backup in (tmp_path / "Old.evidence" / "backups").iterdir() if "before format" in backup.name]


def test_a_migrated_database_has_the_columns_of_a_new_one(tmp_path: Path) -> None:
    old = _library_of_format_1(tmp_path / "Old.evidence")
    open_library(tmp_path / "Old.evidence").close()
    create(tmp_path / "New.evidence", actor="Ann", agency=None, area="Northshire", framework="own-1").close()
    assert _columns(old) == _columns(tmp_path / "New.evidence" / "library.db")


def test_what_a_newer_colleague_wrote_before_is_seen_after(tmp_path: Path) -> None:
    database = _library_of_format_1(tmp_path / "Old.evidence")
    with contextlib.closing(sqlite3.connect(database)) as db:
        db.execute(
            """UPDATE journal SET body = replace(body, '{"set":{', '{"set":{"evaluates":["Asked",[]],')"""
            " WHERE entity = 'framework:own-1/criterion:a'"
        )
        db.commit()
    library = open_library(tmp_path / "Old.evidence")
    own = stored.of_library(library.db, "own-1")
    library.close()
    assert own is not None and own.criteria[0].evaluates == "Asked"


def _columns(database: Path) -> dict[str, list[tuple[str, ...]]]:
    with contextlib.closing(sqlite3.connect(database)) as db:
        return {
            table: [row[1:5] for row in db.execute(f"PRAGMA table_info({table})")] for table in schema.FOLDED_TABLES
        }
