"""After an erasure: no byte of what was erased may remain in any file of the library (journal.md 19).

Erasing empties the journal and hides the rows; what is done here is the rest: files, derived text, paths of origin,
every copy in `backups/`, and the free pages of the database. It works from what the database says is erased, so that
it can be done again, and is done when a library is opened after a program was killed in between.
"""

import hashlib
import json
import sqlite3
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from evidence_desk.errors import KnownError
from evidence_desk.library import entries, migrations
from evidence_desk.library.copying import UNFINISHED, put
from evidence_desk.library.database import compact, connect, set_journal, write
from evidence_desk.library.needed import erased_files
from evidence_desk.library.reports import clean_reports
from evidence_desk.library.texts import forget
from evidence_desk.library.troubles import told
from evidence_desk.model.entry import Entry

if TYPE_CHECKING:
    from evidence_desk.library.erasing import Erased
    from evidence_desk.library.store import Library

_DONE = "scrubbed"
_DATABASE_NAME = "library.db"


@dataclass(frozen=True, slots=True)
class Scrubbed:
    """What could not be cleaned: backups that were deleted for it, and files that still hold what was erased."""

    deleted: tuple[str, ...] = ()
    left: tuple[str, ...] = ()


def scrub(library: "Library", erased: "Erased | None" = None) -> Scrubbed:
    """Takes out of the library's folder whatever its erasures name; `erased` is only the occasion."""
    if library.read_only:
        raise KnownError("This library is open for reading only.", str(library.folder), "Open it for writing to erase.")
    left = _clean_files(library)
    deleted: list[str] = []
    for backup in sorted(path for path in library.backups.glob("*") if _is_ours(path)):
        if not _clean_backup(library.db, backup):
            try:
                backup.unlink()
                deleted.append(backup.name)
            except OSError:
                left.append(str(backup))
    clean_texts(library.db)
    try:
        if not compact(library.db):
            left.append(f"{library.database}-wal")
    except KnownError:
        left.append(str(library.database))
    if not left:
        _note_done(library.db)
    # A copy that a sync program made of two people's work is not ours to delete.
    left += [str(copy) for copy in conflict_copies(library) if not _clean_backup(library.db, copy)]
    return Scrubbed(tuple(deleted), tuple(left))


def conflict_copies(library: "Library") -> list[Path]:
    """Other databases beside the library's own, such as `library-LAPTOP7.db`: sync programs make them."""
    return sorted(path for path in library.folder.glob("*.db") if path != library.database)


def is_due(db: sqlite3.Connection) -> bool:
    """Whether there are erasures that `scrub` has not finished for."""
    row = db.execute("SELECT value FROM meta WHERE key = ?", (_DONE,)).fetchone()
    return (row[0] if row else _state([])) != _state(_targets(db))


def clean_texts(db: sqlite3.Connection) -> None:
    """Deletes derived text of erased files, where erased versions came from, and their rows in reports of imports."""
    with write(db):
        for sha256 in sorted(erased_files(db)):
            forget(db, sha256)
        # What came inside an erased file has that file's name in its path.
        db.execute(
            "DELETE FROM origin WHERE EXISTS (SELECT 1 FROM origin o WHERE"
            " (o.path = origin.path OR substr(origin.path, 1, length(o.path) + 2) = o.path || '!/') AND"
            " ('item:' || o.item IN (SELECT target FROM erased)"
            " OR 'item:' || o.item || '/version:' || o.sha256 IN (SELECT target FROM erased)))"
        )
        clean_reports(db)


def clean_database(path: Path, erasures: list[Entry]) -> None:
    """Applies erasures to a copy of a database, so that nothing of what they name is left in the file."""
    from evidence_desk.library.erasing import apply_erasures

    migrations.migrate(path, None)
    db = connect(path)
    try:
        set_journal(db, wal=False)
        with write(db):
            apply_erasures(db, erasures)
            clean_texts(db)
            _note_done(db)
        compact(db)
    finally:
        db.close()


def _clean_files(library: "Library") -> list[str]:
    left = []
    for sha256 in sorted(erased_files(library.db)):
        try:
            library.files.remove(sha256)
        except KnownError:
            left.append(str(library.files.path(sha256)))
    return left


def _is_ours(path: Path) -> bool:
    """Backups, and what a program that was killed while making one left; not what people put there."""
    return path.is_file() and path.name.endswith((".db", ".zip", UNFINISHED, "-journal", "-wal", "-shm"))


def _clean_backup(db: sqlite3.Connection, backup: Path) -> bool:
    """Whether the backup is now free of what was erased; another file than a backup is none and cannot be cleaned."""
    try:
        if zipfile.is_zipfile(backup):
            _clean_zip(db, backup)
        elif not _knows(backup, _targets(db)):
            clean_database(backup, entries.erasures(db))
    except (KnownError, OSError, sqlite3.Error, zipfile.BadZipFile, ValueError):
        return False
    return True


def _knows(backup: Path, targets: list[str]) -> bool:
    copy = connect(backup, read_only=True)
    try:
        return set(targets) <= set(_targets(copy)) and not is_due(copy)
    finally:
        copy.close()


def _clean_zip(db: sqlite3.Connection, backup: Path) -> None:
    """Writes a ZIP of a whole library anew: its database cleaned, erased files left out."""
    names = (backup.with_name(backup.name + suffix) for suffix in (UNFINISHED, f".db{UNFINISHED}"))
    unfinished, database = names
    try:
        with told(backup), zipfile.ZipFile(backup) as old:
            member = database_member(old)
            database.write_bytes(old.read(member))
            if _knows(database, _targets(db)):
                return
            clean_database(database, entries.erasures(db))
            copy = connect(database, read_only=True)
            gone = erased_files(copy)
            copy.close()
            with zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new:
                new.write(database, member)
                for info in old.infolist():
                    if info.filename != member and info.filename.rpartition("/")[2] not in gone:
                        new.writestr(info, old.read(info))
        put(unfinished, backup)
    finally:
        for path in (unfinished, database):
            path.unlink(missing_ok=True)


def database_member(pack: zipfile.ZipFile) -> str:
    """The name of the library's database in a ZIP: at its top or one folder down."""
    found = [name for name in pack.namelist() if name.split("/")[-1] == _DATABASE_NAME and name.count("/") <= 1]
    if len(found) != 1:
        raise KnownError("This ZIP file holds no evidence library.", str(pack.filename), "Choose another file.")
    return found[0]


def _note_done(db: sqlite3.Connection) -> None:
    with write(db):
        db.execute("INSERT OR REPLACE INTO meta(key, value) VALUES (?, ?)", (_DONE, _state(_targets(db))))


def _targets(db: sqlite3.Connection) -> list[str]:
    return [str(row[0]) for row in db.execute("SELECT target FROM erased ORDER BY target")]


def _state(targets: list[str]) -> str:
    return hashlib.sha256(json.dumps(targets).encode()).hexdigest()
