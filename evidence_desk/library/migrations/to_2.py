"""Format 2: a criterion says what inspectors evaluate, what shows it, whose voices count and what leaders are asked."""

import sqlite3

_COLUMNS = (
    "framework ADD COLUMN basis TEXT NOT NULL DEFAULT '[]'",
    "criterion ADD COLUMN evaluates TEXT NOT NULL DEFAULT ''",
    "criterion ADD COLUMN evidence TEXT NOT NULL DEFAULT '[]'",
    "criterion ADD COLUMN voices TEXT NOT NULL DEFAULT '[]'",
    "criterion ADD COLUMN questions TEXT NOT NULL DEFAULT '[]'",
    "criterion ADD COLUMN basis TEXT NOT NULL DEFAULT '[]'",
)


def step(db: sqlite3.Connection) -> None:
    for column in _COLUMNS:
        db.execute(f"ALTER TABLE {column}")
