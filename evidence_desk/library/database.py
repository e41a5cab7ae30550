"""Connections to `library.db`: how they are set up, and the only door through which anything is written."""

import functools
import sqlite3
import unicodedata
import urllib.parse
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from evidence_desk.errors import KnownError
from evidence_desk.library import schema
from evidence_desk.library.troubles import damaged, told, told_of_database

if TYPE_CHECKING:
    from evidence_desk.model.currency import Rules

# "EvDk": tells a library from any other SQLite file (https://www.sqlite.org/pragma.html#pragma_application_id).
APPLICATION_ID = 0x4576446B
# A merge or a long import may hold the door for some seconds.
BUSY_MILLISECONDS = 15_000

# Erased words must not stay in freed pages or temporary files: journal.md 19, secure_delete and temp_store.
# EXTRA also syncs the folder after the rollback journal is gone, so that an acknowledged commit survives a power cut.
# A library may come from anybody: trusted_schema=OFF keeps its schema from calling functions.
_SETTINGS = f"""
PRAGMA busy_timeout={BUSY_MILLISECONDS};
PRAGMA secure_delete=ON;
PRAGMA temp_store=MEMORY;
PRAGMA foreign_keys=ON;
PRAGMA synchronous=EXTRA;
PRAGMA fullfsync=ON;
PRAGMA checkpoint_fullfsync=ON;
PRAGMA trusted_schema=OFF;
"""


class Connection(sqlite3.Connection):
    """A connection that knows its file and whether it may ever write."""

    path: Path = Path(":memory:")
    read_only: bool = False


def connect(path: Path, *, read_only: bool = False) -> Connection:
    """Opens an existing database; outside `write()` the connection refuses every change."""
    with told(path):
        db = _open_to_read(path) if read_only else _open(path, "mode=rw")
    db.read_only = read_only
    return db


def make(path: Path) -> Connection:
    """A new, empty database of this format at a path where there is no file yet."""
    with told(path):
        path.open("xb").close()
        db = _open(path, "mode=rw")
        db.execute("PRAGMA query_only=OFF")
        # Thirty tables would wait for the disk thirty times; whoever puts the file in its place waits once.
        db.execute("PRAGMA synchronous=OFF")
        db.execute(f"PRAGMA application_id={APPLICATION_ID}")
        db.execute(f"PRAGMA user_version={schema.FORMAT}")
        schema.create(db)
        db.execute("PRAGMA synchronous=EXTRA")
        db.execute("PRAGMA query_only=ON")
    return db


@contextmanager
def write(db: sqlite3.Connection) -> Iterator[None]:
    """`BEGIN IMMEDIATE` … `COMMIT`, or `ROLLBACK` on an exception; inside another `write` it joins that one."""
    if db.in_transaction:
        yield
        return
    path = getattr(db, "path", Path("library.db"))
    if getattr(db, "read_only", False):
        raise KnownError("This library is open for reading only.", str(path), "Open it where it can be changed.")
    with told_of_database(path), _writable(db):
        db.execute("BEGIN IMMEDIATE")
        try:
            yield
            db.execute("COMMIT")
        finally:
            # After a full disk SQLite may have rolled back already.
            if db.in_transaction:
                db.execute("ROLLBACK")


@contextmanager
def _writable(db: sqlite3.Connection) -> Iterator[None]:
    before = db.execute("PRAGMA query_only").fetchone()[0]
    db.execute("PRAGMA query_only=OFF")
    try:
        yield
    finally:
        db.execute(f"PRAGMA query_only={before}")


def compact(db: sqlite3.Connection) -> bool:
    """Rewrites the file without its freed pages and empties the write-ahead log; False where a reader holds it up."""
    with told_of_database(getattr(db, "path", Path("library.db"))), _writable(db):
        db.execute("VACUUM")
        busy = db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    return not busy


def set_journal(db: Connection, *, wal: bool) -> bool:
    """Chooses the journal; False where somebody else reads just now and it must stay as it is."""
    wanted = "wal" if wal else "delete"
    with told_of_database(db.path), _writable(db):
        db.execute("PRAGMA busy_timeout=200")
        try:
            return str(db.execute(f"PRAGMA journal_mode={wanted}").fetchone()[0]) == wanted
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF not in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
                raise
            return False
        finally:
            db.execute(f"PRAGMA busy_timeout={BUSY_MILLISECONDS}")


def _open(path: Path, options: str) -> Connection:
    db = sqlite3.connect(
        f"{_uri(path)}?{options}",
        uri=True, isolation_level=None, check_same_thread=False, cached_statements=256, factory=Connection,
    )  # fmt: skip
    try:
        db.path = path
        db.row_factory = sqlite3.Row
        db.executescript(_SETTINGS)
        db.execute("SELECT count(*) FROM sqlite_master").fetchone()
        db.create_function("currency", 5, _currency, deterministic=True)
        db.create_function("folded", 1, folded, deterministic=True)
        db.execute("PRAGMA query_only=ON")
    except BaseException:
        db.close()
        raise
    return db


def _uri(path: Path) -> str:
    """Not `Path.as_uri`: SQLite takes a server's name only as part of the path (https://www.sqlite.org/uri.html)."""
    plain = path.absolute().as_posix()
    return "file://" + ("" if plain.startswith("/") else "/") + urllib.parse.quote(plain, safe="/:")


def _open_to_read(path: Path) -> Connection:
    """Plainly; else so that SQLite may mend what a killed program left; else as a file that nobody changes."""
    try:
        return _open(path, "mode=ro")
    except sqlite3.OperationalError:
        try:
            return _open(path, "mode=rw")
        except sqlite3.OperationalError:
            if _unfinished(path):
                raise
            return _open(path, "mode=ro&immutable=1")


def _unfinished(path: Path) -> bool:
    """Whether a log beside the database holds what the database itself does not say yet."""
    logs = (path.with_name(path.name + suffix) for suffix in ("-wal", "-journal"))
    return any(log.is_file() and log.stat().st_size > 0 for log in logs)


def format_of(path: Path) -> int | None:
    """The format number from the file's header, or None where the file is no library; changes nothing.

    The header: https://www.sqlite.org/fileformat.html#the_database_header.
    """
    with told(path), path.open("rb") as file:
        header = file.read(100)
    if not header.startswith(b"SQLite format 3\0"):
        return None
    if len(header) < 100:
        raise damaged(path)
    user_version, application = header[60:64], header[68:72]
    return int.from_bytes(user_version) if int.from_bytes(application) == APPLICATION_ID else None


def folded(text: str | None) -> str | None:
    """The form in which words are compared and sorted: case and accents as people overlook them."""
    if text is None or text.isascii():
        return text and text.casefold()
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


_rules: "Rules | None" = None


def use_rules(rules: "Rules | None") -> None:
    """The months by kind that `currency()` goes by from now on; None stands for the usual ones."""
    global _rules
    _rules = rules
    _currency.cache_clear()


@functools.lru_cache(maxsize=32768)
def _currency(kind: str, day: str | None, period: str | None, review_date: str | None, today: str) -> str:
    from evidence_desk.model.currency import currency

    return currency(kind, day, period, review_date, today, _rules)
