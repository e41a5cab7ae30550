"""Format 4: the report of an import says whether the import came to its end, and how many files were to come."""

import sqlite3

# Nobody knows of an earlier import whether it was broken off: it counts as finished.
_COLUMNS = (
    "expected INTEGER",
    "finished INTEGER NOT NULL DEFAULT 1",
    "told INTEGER NOT NULL DEFAULT 0",
)


def step(db: sqlite3.Connection) -> None:
    for column in _COLUMNS:
        db.execute(f"ALTER TABLE import_report ADD COLUMN {column}")
