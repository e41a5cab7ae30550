"""The text of files as it was read: derived, kept by SHA-256, never journaled and never exchanged."""

import sqlite3
from dataclasses import dataclass

from evidence_desk.library.database import write
from evidence_desk.library.needed import is_erased
from evidence_desk.library.recognition import await_pages
from evidence_desk.model.passage import Extraction

# Beside the version that tried in vain to read a file anew; SQL and people read the number before it.
_KEPT = " kept"


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the text of a file that was read: any at all, text not recognised, pages that are pictures."""

    has_text: bool
    has_own_text: bool
    has_scans: bool

    @property
    def is_something(self) -> bool:
        """Whether a reading that found nothing would lose anything."""
        return self.has_text or self.has_scans


def save_extraction(db: sqlite3.Connection, sha256: str, extraction: Extraction) -> bool:
    """Puts what was read from a file in the place of what was read from it before; False where it was erased since."""
    characters = sum(len(passage.text.strip()) for passage in extraction.passages)
    with write(db):
        if is_erased(db, sha256):
            return False
        _forget_read(db, sha256)
        db.execute(
            "INSERT INTO extraction(sha256, extractor, pages, characters, reason) VALUES (?, ?, ?, ?, ?)",
            (sha256, extraction.extractor, extraction.pages, characters, extraction.reason),
        )
        db.executemany(
            "INSERT INTO passage(sha256, n, label, kind, text) VALUES (?, ?, ?, ?, ?)",
            (
                (sha256, n, _storable(passage.label), passage.kind, _storable(passage.text))
                for n, passage in enumerate(extraction.passages)
            ),
        )
        await_pages(db, sha256, extraction.scanned)
    return True


def forget(db: sqlite3.Connection, sha256: str) -> None:
    """Deletes what was read from a file, and what was recognised on its pages."""
    with write(db):
        _forget_read(db, sha256)
        db.execute("DELETE FROM scanned_page WHERE sha256 = ?", (sha256,))
        db.execute("DELETE FROM sketch WHERE sha256 = ?", (sha256,))


def has_extraction(db: sqlite3.Connection, sha256: str) -> bool:
    """Whether the file has been read, also where there was nothing to read in it."""
    return db.execute("SELECT 1 FROM extraction WHERE sha256 = ?", (sha256,)).fetchone() is not None


def has_text(db: sqlite3.Connection, sha256: str) -> bool:
    """Whether words were read from the file."""
    return db.execute("SELECT 1 FROM extraction WHERE sha256 = ? AND characters > 0", (sha256,)).fetchone() is not None


def known_text(db: sqlite3.Connection, sha256: str) -> Known | None:
    """What is known of the text of a file; None where it was never read."""
    row = db.execute(
        "SELECT characters > 0, EXISTS (SELECT 1 FROM passage WHERE passage.sha256 = e.sha256 AND NOT recognised"
        " AND trim(text) <> ''), EXISTS (SELECT 1 FROM scanned_page WHERE scanned_page.sha256 = e.sha256)"
        " FROM extraction e WHERE sha256 = ?",
        (sha256,),
    ).fetchone()
    return None if row is None else Known(*map(bool, row))


def keep_older(db: sqlite3.Connection, sha256: str, extractor: str) -> None:
    """Notes that this extractor tried to read a file anew in vain, so that it is not tried each time."""
    with write(db):
        db.execute("UPDATE extraction SET extractor = ? WHERE sha256 = ?", (extractor + _KEPT, sha256))


def older_texts(db: sqlite3.Connection, extractor: str, *, kept: bool = False) -> list[str]:
    """Files of visible versions read by an older extractor than this one; `kept`: or in vain by this one; in order."""
    rows = db.execute(
        "SELECT sha256 FROM extraction WHERE (CAST(extractor AS INTEGER) < CAST(?1 AS INTEGER)"
        " OR (?2 AND extractor = ?1 || ?3)) AND sha256 IN (SELECT sha256 FROM version WHERE visible) ORDER BY sha256",
        (extractor, kept, _KEPT),
    )
    return [str(row[0]) for row in rows]


def missing_text(db: sqlite3.Connection, extractor: str | None = None) -> list[str]:
    """Files of visible versions that were never read, or read by another extractor than this one; in order."""
    rows = db.execute(
        "SELECT DISTINCT sha256 FROM version WHERE visible AND NOT EXISTS (SELECT 1 FROM extraction"
        " WHERE extraction.sha256 = version.sha256 AND (?1 IS NULL OR extractor = ?1)) ORDER BY sha256",
        (extractor,),
    )
    return [str(row[0]) for row in rows]


def _forget_read(db: sqlite3.Connection, sha256: str) -> None:
    db.execute("DELETE FROM passage WHERE sha256 = ?", (sha256,))
    db.execute("DELETE FROM extraction WHERE sha256 = ?", (sha256,))


def _storable(text: str) -> str:
    """Without lone surrogates, which a broken file may yield and SQLite cannot keep."""
    return text.encode("utf-8", "replace").decode("utf-8")
