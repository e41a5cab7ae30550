"""Format 3: pages read by recognition, sketches of texts, and the report of each import kept in the library."""

import sqlite3

_CHANGES = """
ALTER TABLE passage ADD COLUMN recognised INTEGER NOT NULL DEFAULT 0;
ALTER TABLE passage ADD COLUMN confidence REAL;
CREATE TABLE scanned_page(
  sha256 TEXT NOT NULL, page INTEGER NOT NULL, engine TEXT, text TEXT, words TEXT, confidence REAL, reason TEXT,
  PRIMARY KEY(sha256, page)) WITHOUT ROWID;
CREATE INDEX scanned_page_waiting ON scanned_page(sha256) WHERE engine IS NULL;
CREATE TABLE sketch(
  sha256 TEXT NOT NULL, characters INTEGER NOT NULL, shingles INTEGER NOT NULL, least BLOB NOT NULL,
  PRIMARY KEY(sha256)) WITHOUT ROWID;
CREATE TABLE import_report(
  id INTEGER PRIMARY KEY, at TEXT NOT NULL, by TEXT NOT NULL, agency TEXT, label TEXT NOT NULL, action TEXT);
CREATE TABLE import_row(
  report INTEGER NOT NULL REFERENCES import_report(id), n INTEGER NOT NULL, path TEXT NOT NULL, status TEXT NOT NULL,
  item TEXT, sha256 TEXT, text INTEGER NOT NULL, reason TEXT, like_item TEXT, PRIMARY KEY(report, n)) WITHOUT ROWID;
CREATE INDEX import_row_item ON import_row(item);
CREATE INDEX import_row_sha256 ON import_row(sha256);
CREATE INDEX import_row_like ON import_row(like_item) WHERE like_item IS NOT NULL;
"""


def step(db: sqlite3.Connection) -> None:
    # `executescript` would commit the steps before this one.
    for change in _CHANGES.split(";"):
        db.execute(change)
