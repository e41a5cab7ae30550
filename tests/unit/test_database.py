"""The door through which anything is written, and what an opened database promises."""

import json
import sqlite3
import threading
from pathlib import Path, PurePosixPath

import pytest

from evidence_desk.errors import KnownError
from evidence_desk.library import database, schema
from evidence_desk.library.database import Connection, connect, make, write
from evidence_desk.model.currency import Limits


@pytest.fixture
def db(tmp_path: Path) -> Connection:
    return make(tmp_path / "library.db")


def insert(db: sqlite3.Connection, key: str) -> None:
    db.execute("INSERT INTO meta VALUES(?, 'x')", (key,))


def keys(db: sqlite3.Connection) -> list[str]:
    return [row[0] for row in db.execute("SELECT key FROM meta ORDER BY key")]


def test_a_write_outside_the_door_is_refused(db: Connection) -> None:
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        insert(db, "stray")
    assert keys(db) == []


def test_what_a_write_did_is_kept_and_the_door_is_shut_again(db: Connection) -> None:
    with write(db):
        insert(db, "a")
    assert keys(db) == ["a"]
    with pytest.raises(sqlite3.OperationalError):
        insert(db, "b")


def test_an_exception_takes_everything_back_also_what_an_inner_write_did(db: Connection) -> None:
    with pytest.raises(RuntimeError), write(db):
        insert(db, "a")
        with write(db):
            insert(db, "b")
        raise RuntimeError
    assert keys(db) == []
    assert not db.in_transaction


def test_a_plain_connection_may_be_written_to_as_before(tmp_path: Path) -> None:
    plain = sqlite3.connect(":memory:", isolation_level=None)
    schema.create(plain)
    with write(plain):
        insert(plain, "a")
    insert(plain, "b")
    assert keys(plain) == ["a", "b"]


def test_erased_words_cannot_stay_in_freed_pages_or_temporary_files(db: Connection) -> None:
    assert db.execute("PRAGMA secure_delete").fetchone()[0] == 1
    assert db.execute("PRAGMA temp_store").fetchone()[0] == 2
    assert db.execute("PRAGMA journal_mode").fetchone()[0] == "delete"
    assert db.execute("PRAGMA synchronous").fetchone()[0] == 3
    assert db.execute("PRAGMA foreign_keys").fetchone()[0] == 1


def test_a_full_disk_is_told_and_loses_nothing(db: Connection) -> None:
    with write(db):
        insert(db, "kept")
    pages = db.execute("PRAGMA page_count").fetchone()[0]
    db.execute(f"PRAGMA max_page_count={pages}")
    with pytest.raises(KnownError, match="The disk is full"), write(db):
        db.execute("INSERT INTO meta VALUES('big', ?)", ("x" * 100_000,))
    assert keys(db) == ["kept"]
    with write(db):
        insert(db, "later")
    assert keys(db) == ["kept", "later"]


def test_a_reader_reads_what_is_committed_while_another_writes(db: Connection) -> None:
    reader = connect(db.path, read_only=True)
    with write(db):
        insert(db, "a")
        assert keys(reader) == []
    assert keys(reader) == ["a"]
    with pytest.raises(KnownError, match="reading only"), write(reader):
        pass


def test_a_writer_that_waits_too_long_is_told_so(db: Connection) -> None:
    other = connect(db.path)
    other.execute("PRAGMA busy_timeout=20")
    with write(db), pytest.raises(KnownError, match="Another program is using library.db"), write(other):
        pass


def test_the_journal_stays_as_it_is_while_somebody_reads(db: Connection) -> None:
    assert database.set_journal(db, wal=True)
    reader = connect(db.path, read_only=True)
    reader.execute("BEGIN")
    keys(reader)
    assert not database.set_journal(db, wal=False)
    reader.close()
    assert database.set_journal(db, wal=False)
    assert db.execute("PRAGMA journal_mode").fetchone()[0] == "delete"


def test_a_log_left_by_a_killed_program_is_mended_even_by_a_reader(db: Connection, tmp_path: Path) -> None:
    with write(db):
        db.execute("PRAGMA cache_size=1")
        for n in range(200):
            db.execute("INSERT INTO meta VALUES(?, ?)", (str(n), "x" * 500))
        copy = tmp_path / "copy"
        copy.mkdir()
        for name in ("library.db", "library.db-journal"):
            (copy / name).write_bytes((tmp_path / name).read_bytes())
    assert keys(connect(copy / "library.db", read_only=True)) == []


def test_names_with_marks_that_mean_something_in_an_address_are_opened(tmp_path: Path) -> None:
    odd = tmp_path / "50% of #1? ünï"
    odd.mkdir()
    make(odd / "library.db").close()
    assert keys(connect(odd / "library.db")) == []


def test_the_address_of_a_windows_drive_and_of_a_server_is_what_sqlite_takes() -> None:
    class Fake(PurePosixPath):
        def absolute(self) -> "Fake":
            return self

    assert database._uri(Fake("C:/a b/library.db")) == "file:///C:/a%20b/library.db"  # type: ignore[arg-type]
    assert database._uri(Fake("//server/share/library.db")) == "file:////server/share/library.db"  # type: ignore[arg-type]


def test_a_database_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(KnownError):
        connect(tmp_path / "library.db")
    assert list(tmp_path.iterdir()) == []


def test_the_header_tells_a_library_and_its_format(db: Connection, tmp_path: Path) -> None:
    assert database.format_of(db.path) == schema.FORMAT
    sqlite3.connect(tmp_path / "other.db").executescript("CREATE TABLE t(x)")
    assert database.format_of(tmp_path / "other.db") is None
    (tmp_path / "text.db").write_text("hello", encoding="utf-8")
    assert database.format_of(tmp_path / "text.db") is None
    (tmp_path / "short.db").write_bytes(db.path.read_bytes()[:60])
    with pytest.raises(KnownError, match="short.db is damaged"):
        database.format_of(tmp_path / "short.db")


def test_freshness_is_a_function_of_sql(db: Connection) -> None:
    ask = "SELECT currency('document', ?, NULL, NULL, '2026-11-24')"
    assert db.execute(ask, ("2026-03",)).fetchone()[0] == "current"
    assert db.execute(ask, ("2017",)).fetchone()[0] == "out-of-date"
    assert db.execute(ask, (None,)).fetchone()[0] == "undated"


def test_the_months_by_kind_can_be_set(db: Connection) -> None:
    ask = "SELECT currency('document', '2026-03', NULL, NULL, '2026-11-24')"
    database.use_rules({"document": Limits(1, 2)})
    try:
        assert db.execute(ask).fetchone()[0] == "out-of-date"
    finally:
        database.use_rules(None)
    assert db.execute(ask).fetchone()[0] == "current"


def test_sorting_overlooks_case_and_accents(db: Connection) -> None:
    words = ["éclair", "Zebra", "apple", "Echo"]
    rows = db.execute("SELECT value FROM json_each(?) ORDER BY folded(value)", (json.dumps(words),))
    assert [row[0] for row in rows] == ["apple", "Echo", "éclair", "Zebra"]


def test_a_connection_made_in_one_thread_can_be_closed_in_another(db: Connection) -> None:
    thread = threading.Thread(target=db.close)
    thread.start()
    thread.join()
    with pytest.raises(sqlite3.ProgrammingError):
        db.execute("SELECT 1")
