"""Files that are here without their text, and may be read after all: with a password, or by another program."""

import sqlite3
from collections.abc import Sequence


def files_without_text(db: sqlite3.Connection, reasons: Sequence[str]) -> frozenset[str]:
    """The SHA-256 of each file that can be seen and whose text is missing for one of these reasons."""
    marks = ", ".join("?" * len(reasons))
    rows = db.execute(
        "SELECT DISTINCT v.sha256 FROM version v JOIN extraction e ON e.sha256 = v.sha256"
        f" WHERE v.visible AND e.characters = 0 AND e.reason IN ({marks})",
        tuple(reasons),
    )
    return frozenset(str(row[0]) for row in rows)
