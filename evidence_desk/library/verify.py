"""Whether a library is sound: the database, its tables against its journal, the originals, and what was erased."""

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import Any

from evidence_desk.errors import KnownError
from evidence_desk.library import schema
from evidence_desk.library.blanking import is_erased
from evidence_desk.library.database import connect
from evidence_desk.library.files import sha256_of
from evidence_desk.library.needed import erased_files, needed_files
from evidence_desk.library.projection import project
from evidence_desk.library.scrubbing import conflict_copies, is_due
from evidence_desk.library.store import Library
from evidence_desk.model.entry import scrubbed

# So many faults of one kind are named; the first few tell what is wrong.
NAMED = 50

_RESTORE = "Restore the newest backup."
_REFOLD = "Make a backup and restore it: that makes the tables anew from the journal."
_FIND_FILE = "Merge a pack that holds the file, import it again, or take it from an earlier copy of the library."
_NEW_BACKUP = "Make a new backup and delete this one."
_ERASE = "Close the library and open it again: erasing is then finished."


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, where, and what helps."""

    what: str
    where: str
    cure: str


@dataclass(frozen=True, slots=True)
class Report:
    """What was checked, in numbers, and the faults that were found."""

    checked: dict[str, int]
    faults: tuple[Fault, ...]

    @property
    def ok(self) -> bool:
        return not self.faults


# Says how many items the index holds, and what is wrong with it.
IndexCheck = Callable[[], tuple[int, Iterable[Fault]]]
_Faults = Iterator[Fault]


def verify(library: Library, quick: bool = False, index_check: IndexCheck | None = None) -> Report:
    """Checks everything; `quick` takes a file's size for its content. Stray files of a killed program are removed."""
    with closing(connect(library.database, read_only=True)) as db:
        # One moment for all questions, whatever is written meanwhile.
        db.execute("BEGIN")
        try:
            faults = list(_database(db, quick)) or [*_journal(db), *_files(library, db, quick), *_left(library, db)]
            counted = _counted(db)
        except sqlite3.DatabaseError as error:
            faults, counted = [Fault(f"The database is damaged: {error}.", library.database.name, _RESTORE)], {}
    needed, unreadable = _needed_by_all(library)
    if not library.read_only and not faults and not unreadable:
        library.files.remove_stray(needed)
    indexed, of_index = index_check() if index_check is not None else (0, ())
    checked = {"entries": 0, "items": 0, "files": 0, **counted, "index": indexed}
    return Report(checked, (*faults, *unreadable, *of_index))


def _needed_by_all(library: Library) -> tuple[set[str], list[Fault]]:
    """The files that the library or a copy of it still needs: a backup restored must find its files."""
    needed, unreadable = needed_files(library.db), []
    for backup in (*sorted(library.backups.glob("*.db")), *conflict_copies(library)):
        try:
            with closing(connect(backup, read_only=True)) as db:
                needed |= needed_files(db)
        except (KnownError, sqlite3.Error):
            unreadable.append(Fault("A backup cannot be read.", backup.name, _NEW_BACKUP))
    return needed, unreadable


def _counted(db: sqlite3.Connection) -> dict[str, int]:
    count = "SELECT count(*) FROM "
    questions = {"entries": count + "journal", "items": count + "item WHERE visible"}
    return {name: int(db.execute(sql).fetchone()[0]) for name, sql in questions.items()} | {
        "files": len(needed_files(db))
    }


def _database(db: sqlite3.Connection, quick: bool) -> _Faults:
    for row in db.execute(f"PRAGMA {'quick_check' if quick else 'integrity_check'}({NAMED})"):
        if row[0] != "ok":
            yield Fault(f"The database is damaged: {row[0]}.", "library.db", _RESTORE)
            return
    for row in db.execute("SELECT id FROM journal WHERE NOT json_valid(body) LIMIT ?", (NAMED,)):
        yield Fault("An entry of the journal cannot be read.", str(row[0]), _RESTORE)
    for row in db.execute("SELECT id FROM journal WHERE action NOT IN (SELECT n FROM action) LIMIT ?", (NAMED,)):
        yield Fault("An entry of the journal belongs to no action.", str(row[0]), _RESTORE)


def _journal(db: sqlite3.Connection) -> _Faults:
    yield from _tables(db)
    yield from _erased_bodies(db)


def _tables(db: sqlite3.Connection) -> _Faults:
    """Folds the journal into an empty database and compares row by row (journal.md 5)."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as anew:
        schema.create(anew)
        anew.execute("BEGIN")
        project(db, anew)
        for table in schema.FOLDED_TABLES:
            different = {row[0] for row in _rows(db, table) ^ _rows(anew, table)}
            for where in sorted(different)[:NAMED]:
                yield Fault(f"A row of the table {table} is not what the journal says.", str(where), _REFOLD)


def _rows(db: sqlite3.Connection, table: str) -> set[tuple[Any, ...]]:
    cursor = db.cursor()
    cursor.row_factory = None
    return set(cursor.execute(f"SELECT * FROM {table}"))


def _erased_bodies(db: sqlite3.Connection) -> _Faults:
    """Journal.md 19: what was erased holds no values any more, wherever it lies."""
    targets = {str(row[0]) for row in db.execute("SELECT target FROM erased")}
    if not targets:
        return
    for row in db.execute("SELECT id, entity, body FROM journal"):
        if is_erased(row["entity"], row["id"], targets):
            body = json.loads(row["body"])
            if scrubbed(body) != body:
                yield Fault("An erased entry still holds its values.", str(row["id"]), _REFOLD)


def _files(library: Library, db: sqlite3.Connection, quick: bool) -> _Faults:
    found = db.execute("SELECT sha256, max(bytes) AS bytes, max(visible) AS visible FROM version GROUP BY sha256")
    sizes = {str(row["sha256"]): (int(row["bytes"]), bool(row["visible"])) for row in found}
    for sha256 in sorted(needed_files(db)):
        path = library.files.path(sha256)
        size, visible = sizes[sha256]
        if not path.is_file():
            if visible:
                yield Fault("A file is missing.", _named(db, sha256), _FIND_FILE)
        elif (size and path.stat().st_size != size) or (not quick and sha256_of(path) != sha256):
            yield Fault("A file has changed.", _named(db, sha256), _FIND_FILE)


def _named(db: sqlite3.Connection, sha256: str) -> str:
    row = db.execute(
        "SELECT ref, name FROM version JOIN item ON item.key = version.item WHERE sha256 = ? ORDER BY ref", (sha256,)
    ).fetchone()
    return f"{row[0]} {row[1]} (files/{sha256[:2]}/{sha256})"


def _left(library: Library, db: sqlite3.Connection) -> _Faults:
    erased = erased_files(db)
    for sha256 in sorted(erased):
        if library.files.has(sha256):
            yield Fault("An erased file is still there.", f"files/{sha256[:2]}/{sha256}", _ERASE)
    tables = "SELECT sha256 FROM extraction UNION SELECT sha256 FROM passage UNION SELECT sha256 FROM scanned_page"
    texts = {str(row[0]) for row in db.execute(tables)}
    for sha256 in sorted(erased & texts):
        yield Fault("The text of an erased file is still there.", sha256, _ERASE)
    if is_due(db):
        yield Fault("An erasure is not finished.", str(library.folder), _ERASE)
