"""What SQLite and the disk may answer, said as the world's fault in plain words."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from evidence_desk.errors import KnownError

_FULL_ERRNOS = frozenset({errno.ENOSPC, errno.EDQUOT})
_READ_ONLY_ERRNOS = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turns a full, busy, damaged or read-only disk or database into a KnownError that names the path."""
    try:
        with told_of_database(path):
            yield
    except OSError as error:
        raise of_disk(error, path) from error


@contextmanager
def told_of_database(path: Path) -> Iterator[None]:
    """As `told`, but an answer of the disk to something else inside is left alone."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        known = of_sqlite(error, path)
        if known is None:
            raise
        raise known from error


def of_sqlite(error: sqlite3.DatabaseError, path: Path) -> KnownError | None:
    """The KnownError for an answer of SQLite, or None where the fault is the program's own."""
    # The low byte is the primary result code (https://www.sqlite.org/rescode.html).
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code == sqlite3.SQLITE_FULL:
        return full_disk(path)
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return KnownError(
            f"Another program is using {path.name}.", str(path), "Wait a moment, or close the other program."
        )
    if code == sqlite3.SQLITE_READONLY:
        return KnownError(f"{path.name} can only be read here.", str(path), "Move the library to a folder you own.")
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return damaged(path)
    if code in (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN):
        return KnownError(f"{path.name} could not be read or written.", str(path), "Check the disk or the network.")
    return None


def of_disk(error: OSError, path: Path) -> KnownError:
    """The KnownError for an answer of the operating system about a file."""
    where = Path(error.filename) if isinstance(error.filename, str) else path
    if error.errno in _FULL_ERRNOS:
        return full_disk(where)
    if error.errno in _READ_ONLY_ERRNOS:
        return KnownError(f"{where.name} may not be read or changed here.", str(where), "Check who may use the folder.")
    if error.errno == errno.ENOENT:
        return KnownError(f"{where.name} is not there.", str(where), "It may have been moved or renamed.")
    return KnownError(f"{where.name} could not be read or written.", f"{where}: {error.strerror}.", "Check the disk.")


def full_disk(path: Path) -> KnownError:
    said = f"There was no room for {path}. What was saved before is safe."
    return KnownError("The disk is full.", said, "Make room and do it again.")


def damaged(path: Path) -> KnownError:
    return KnownError(f"{path.name} is damaged.", str(path), "Restore the newest backup from the library's backups.")
