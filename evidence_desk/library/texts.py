"""The text of files as it was read: derived, kept by SHA-256, never journaled and never exchanged."""

import sqlite3

from evidence_desk.library.database import write
from evidence_desk.library.recognition import await_pages
from evidence_desk.model.passage import Extraction


def save_extraction(db: sqlite3.Connection, sha256: str, extraction: Extraction) -> None:
    """Puts what was read from a file in the place of what was read from it before."""
    characters = sum(len(passage.text.strip()) for passage in extraction.passages)
    with write(db):
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
