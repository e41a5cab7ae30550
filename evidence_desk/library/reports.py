"""The reports of imports made here: local, never exchanged, and without a row that an erasure names."""

import json
import sqlite3

from evidence_desk.library.database import write
from evidence_desk.library.needed import erased_files

# A file, item or version that is erased, or a version whose own values (its file name) are.
_GONE = """
SELECT report, n, path FROM import_row
WHERE sha256 IN (SELECT value FROM json_each(?))
  OR 'item:' || item IN (SELECT target FROM erased)
  OR 'item:' || item || '/version:' || sha256 IN (SELECT entity FROM erased)
"""


def clean_reports(db: sqlite3.Connection) -> None:
    """Deletes the rows of what was erased, and of what came inside it, since their paths name it."""
    with write(db):
        for report, n, path in db.execute(_GONE, (json.dumps(sorted(erased_files(db))),)).fetchall():
            db.execute(
                "DELETE FROM import_row WHERE report = ?1 AND (n = ?2 OR substr(path, 1, length(?3)) = ?3)",
                (report, n, f"{path}!/"),
            )
        db.execute("UPDATE import_row SET like_item = NULL WHERE 'item:' || like_item IN (SELECT target FROM erased)")
