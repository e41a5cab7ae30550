"""Files that an import looks at again: those without their text, and those that others came out of."""

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


def containers(db: sqlite3.Connection) -> frozenset[str]:
    """The SHA-256 of each file that others came out of, such as a mail or a PDF with attachments."""
    origins = {str(path): str(sha256) for path, sha256 in db.execute("SELECT path, sha256 FROM origin")}
    outer = {path.rpartition("!/")[0] for path in origins if "!/" in path}
    return frozenset(origins[path] for path in outer if path in origins)
