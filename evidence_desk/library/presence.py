"""Small questions an operation asks before it writes: is it there, and which is there already."""

import sqlite3

from evidence_desk.library.recognition import tally
from evidence_desk.model import paths
from evidence_desk.model.scans import told

_TABLES = {"item", "version", "label", "excerpt", "tag", "comment", "judgement", "framework", "criterion"}


def is_present(db: sqlite3.Connection, entity: str) -> bool:
    """Whether the entity can be seen: neither it nor a container is hidden."""
    table = paths.last(entity)[0]
    if table not in _TABLES:
        raise ValueError(f"{entity} has no table")
    found = db.execute(f"SELECT 1 FROM {table} WHERE entity = ? AND visible", (entity,)).fetchone()
    return found is not None


def excerpt_at(db: sqlite3.Connection, key: str, sha256: str, page: str, start: int, quote: str) -> str | None:
    """The path of the excerpt with this quote at this place of this version, if somebody made one."""
    found = db.execute(
        "SELECT entity FROM excerpt WHERE item = ? AND visible AND sha256 = ? AND page = ? AND start = ? AND quote = ?"
        " ORDER BY entity",
        (key, sha256, page, start, quote),
    ).fetchone()
    return None if found is None else str(found["entity"])


def why_no_text(db: sqlite3.Connection, sha256: str) -> str | None:
    """Why there is no, or not all, text of a file: what its reader said, and how far recognition is."""
    found = db.execute("SELECT reason FROM extraction WHERE sha256 = ?", (sha256,)).fetchone()
    return None if found is None else told(found[0], tally(db, sha256))


def file_name(db: sqlite3.Connection, sha256: str) -> str:
    """A name this file goes by; its hash where no version says one."""
    found = db.execute(
        "SELECT name FROM version WHERE sha256 = ? AND name <> '' ORDER BY item LIMIT 1", (sha256,)
    ).fetchone()
    return sha256 if found is None else str(found["name"])
