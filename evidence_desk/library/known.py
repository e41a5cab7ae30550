"""Which files the library knows, whatever became of them: what a look into a watched folder is compared with."""

import sqlite3
from dataclasses import dataclass

from evidence_desk.library.reports import refused_files


@dataclass(frozen=True, slots=True)
class KnownFiles:
    """By SHA-256, by size and by the path they came from. Removed and erased files are known, and so are refused ones.

    Of a refused file only the path says where to look, since its size is not kept.
    """

    sha256s: frozenset[str]
    sizes: frozenset[int]
    origins: frozenset[str]
    refused: frozenset[str]

    def may_hold(self, path: str, size: int) -> bool:
        """Whether a file of this size at this path can be one of them; else it need not be read to know that."""
        return size in self.sizes or path in self.refused


def known_files(db: sqlite3.Connection) -> KnownFiles:
    """All that were ever taken in or refused here."""
    versions = db.execute("SELECT sha256, bytes FROM version").fetchall()
    origins = db.execute("SELECT o.path FROM origin o JOIN item i ON i.key = o.item WHERE i.visible").fetchall()
    refused = db.execute("SELECT path FROM import_row WHERE status = 'rejected' AND sha256 IS NOT NULL").fetchall()
    return KnownFiles(
        frozenset(str(row[0]) for row in versions) | refused_files(db),
        frozenset(int(row[1]) for row in versions),
        frozenset(str(row[0]) for row in origins),
        frozenset(str(row[0]) for row in refused),
    )
