"""Which originals a library needs, by its journal: those of removed items too, for these can be brought back."""

import sqlite3

_IS_ERASED = "(entity IN (SELECT target FROM erased) OR 'item:' || item IN (SELECT target FROM erased))"


def needed_files(db: sqlite3.Connection) -> set[str]:
    """The files of every version that was not erased."""
    return {str(row[0]) for row in db.execute(f"SELECT sha256 FROM version WHERE NOT {_IS_ERASED}")}


def is_needed(db: sqlite3.Connection, sha256: str) -> bool:
    """Whether this file is among those: as `needed_files`, asked of one."""
    sql = f"SELECT 1 FROM version WHERE sha256 = ? AND NOT {_IS_ERASED}"
    return db.execute(sql, (sha256,)).fetchone() is not None


def erased_files(db: sqlite3.Connection) -> set[str]:
    """The files that were erased and that nothing else needs: no byte of them may remain."""
    erased = {str(row[0]) for row in db.execute(f"SELECT sha256 FROM version WHERE {_IS_ERASED}")}
    return erased - needed_files(db)


def is_erased(db: sqlite3.Connection, sha256: str) -> bool:
    """Whether this file is among those: as `erased_files`, asked of one."""
    found = [bool(row[0]) for row in db.execute(f"SELECT {_IS_ERASED} FROM version WHERE sha256 = ?", (sha256,))]
    return bool(found) and all(found)
