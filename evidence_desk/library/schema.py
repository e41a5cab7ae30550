"""The tables. `action` and `journal` are the truth; `meta` is local; the rest is folded from the journal.

Text of files (`extraction`, `passage`, `scanned_page`) is derived from the files themselves and never exchanged; nor
is `origin`, the path on this machine that a version was imported from, nor are the reports of imports made here.
"""

import sqlite3

FORMAT = 4

TRUTH = """
CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE action(
  n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, actor TEXT NOT NULL, agency TEXT, label TEXT NOT NULL,
  undoes TEXT, program TEXT NOT NULL, here INTEGER NOT NULL);
CREATE TABLE journal(
  n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, action INTEGER NOT NULL REFERENCES action(n),
  entity TEXT NOT NULL, body TEXT NOT NULL);
CREATE INDEX journal_entity ON journal(entity);
CREATE INDEX journal_action ON journal(action);
CREATE INDEX action_undoes ON action(undoes) WHERE undoes IS NOT NULL;
"""

# Every folded table has `entity` as its key and `visible` (neither it nor a container is hidden).
# A criterion that was removed is `retired`; it stays visible while a living tag or judgement refers to it.
# `erased.entity` is where the erasure lies: the target itself, or the entity of the entry that is the target.
# Sets are sorted JSON lists. `by`, `agency` and `at` are those of the entry that made the entity present.
FOLDED = """
CREATE TABLE library(
  entity TEXT PRIMARY KEY, visible INTEGER NOT NULL, area TEXT NOT NULL, framework TEXT NOT NULL,
  scale TEXT, inspection TEXT) WITHOUT ROWID;
CREATE TABLE item(
  entity TEXT PRIMARY KEY, visible INTEGER NOT NULL, key TEXT NOT NULL UNIQUE, ref TEXT NOT NULL,
  kind TEXT NOT NULL, title TEXT NOT NULL, date TEXT, period TEXT, agencies TEXT NOT NULL, voices TEXT NOT NULL,
  source TEXT NOT NULL, marking TEXT NOT NULL, review_date TEXT, current TEXT, joined TEXT,
  age_phase TEXT NOT NULL, need TEXT NOT NULL, own_words TEXT NOT NULL, what_changed TEXT NOT NULL,
  consent TEXT NOT NULL, anonymised TEXT NOT NULL, keep_until TEXT,
  guessed TEXT NOT NULL, withheld_why TEXT, by TEXT NOT NULL, agency TEXT, at TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE version(
  entity TEXT PRIMARY KEY, visible INTEGER NOT NULL, item TEXT NOT NULL, sha256 TEXT NOT NULL, name TEXT NOT NULL,
  bytes INTEGER NOT NULL, origin TEXT, by TEXT NOT NULL, agency TEXT, at TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX version_item ON version(item);
CREATE INDEX version_sha256 ON version(sha256);
CREATE TABLE label(
  entity TEXT PRIMARY KEY, visible INTEGER NOT NULL, item TEXT NOT NULL, text TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX label_item ON label(item);
CREATE TABLE excerpt(
  entity TEXT PRIMARY KEY, visible INTEGER NOT NULL, item TEXT NOT NULL, quote TEXT NOT NULL, before TEXT NOT NULL,
  after TEXT NOT NULL, page TEXT, start INTEGER, stop INTEGER, sha256 TEXT,
  by TEXT NOT NULL, agency TEXT, at TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX excerpt_item ON excerpt(item);
CREATE TABLE tag(
  entity TEXT PRIMARY KEY, visible INTEGER NOT NULL, id TEXT NOT NULL UNIQUE, item TEXT NOT NULL, excerpt TEXT,
  framework TEXT NOT NULL, criterion TEXT NOT NULL, stance TEXT NOT NULL, voices TEXT, note TEXT NOT NULL,
  by TEXT NOT NULL, agency TEXT, at TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX tag_item ON tag(item);
CREATE INDEX tag_criterion ON tag(framework, criterion);
CREATE TABLE comment(
  entity TEXT PRIMARY KEY, visible INTEGER NOT NULL, item TEXT NOT NULL, text TEXT NOT NULL,
  by TEXT NOT NULL, agency TEXT, at TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE judgement(
  entity TEXT PRIMARY KEY, visible INTEGER NOT NULL, framework TEXT NOT NULL, criterion TEXT NOT NULL,
  rating TEXT NOT NULL, know TEXT NOT NULL, how TEXT NOT NULL, impact TEXT NOT NULL, next TEXT NOT NULL,
  owner TEXT NOT NULL, status TEXT NOT NULL, by TEXT NOT NULL, agency TEXT, at TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE citation(
  entity TEXT PRIMARY KEY, visible INTEGER NOT NULL, framework TEXT NOT NULL, criterion TEXT NOT NULL,
  item TEXT NOT NULL, place TEXT, by TEXT NOT NULL, agency TEXT, at TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE framework(
  entity TEXT PRIMARY KEY, visible INTEGER NOT NULL, id TEXT NOT NULL UNIQUE, title TEXT NOT NULL,
  version TEXT NOT NULL, source TEXT NOT NULL, licence TEXT NOT NULL, themes TEXT NOT NULL, scale TEXT NOT NULL,
  crosswalk TEXT NOT NULL, basis TEXT NOT NULL DEFAULT '[]') WITHOUT ROWID;
CREATE TABLE criterion(
  entity TEXT PRIMARY KEY, visible INTEGER NOT NULL, framework TEXT NOT NULL, id TEXT NOT NULL, theme TEXT NOT NULL,
  title TEXT NOT NULL, prompts TEXT NOT NULL, position INTEGER NOT NULL,
  retired INTEGER NOT NULL DEFAULT 0, evaluates TEXT NOT NULL DEFAULT '', evidence TEXT NOT NULL DEFAULT '[]',
  voices TEXT NOT NULL DEFAULT '[]', questions TEXT NOT NULL DEFAULT '[]', basis TEXT NOT NULL DEFAULT '[]')
  WITHOUT ROWID;
CREATE INDEX criterion_retired ON criterion(retired) WHERE retired;
CREATE TABLE export(
  entity TEXT PRIMARY KEY, visible INTEGER NOT NULL, form TEXT NOT NULL, items INTEGER NOT NULL,
  left_out INTEGER NOT NULL, confirmed_by TEXT, by TEXT NOT NULL, agency TEXT, at TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE conflict(
  entity TEXT NOT NULL, field TEXT NOT NULL, id TEXT NOT NULL UNIQUE, PRIMARY KEY(entity, field)) WITHOUT ROWID;
CREATE TABLE erased(
  target TEXT PRIMARY KEY, entity TEXT NOT NULL, entry TEXT NOT NULL, reason TEXT NOT NULL) WITHOUT ROWID;
"""

# Derived, keyed by SHA-256. A `scanned_page` without an engine waits for recognition; one with a reason failed in it.
# `words` are the recognised words with their boxes in points. Its text is joined into `passage`.
# A `sketch` (model/likeness.py) is of the text when that had so many characters; it is made anew where that is no more.
TEXT = """
CREATE TABLE extraction(
  sha256 TEXT NOT NULL, extractor TEXT NOT NULL, pages INTEGER, characters INTEGER NOT NULL, reason TEXT,
  PRIMARY KEY(sha256)) WITHOUT ROWID;
CREATE TABLE passage(
  sha256 TEXT NOT NULL, n INTEGER NOT NULL, label TEXT NOT NULL, kind TEXT NOT NULL, text TEXT NOT NULL,
  recognised INTEGER NOT NULL DEFAULT 0, confidence REAL, PRIMARY KEY(sha256, n)) WITHOUT ROWID;
CREATE TABLE scanned_page(
  sha256 TEXT NOT NULL, page INTEGER NOT NULL, engine TEXT, text TEXT, words TEXT, confidence REAL, reason TEXT,
  PRIMARY KEY(sha256, page)) WITHOUT ROWID;
CREATE INDEX scanned_page_waiting ON scanned_page(sha256) WHERE engine IS NULL;
CREATE TABLE sketch(
  sha256 TEXT NOT NULL, characters INTEGER NOT NULL, shingles INTEGER NOT NULL, least BLOB NOT NULL,
  PRIMARY KEY(sha256)) WITHOUT ROWID;
CREATE TABLE origin(
  item TEXT NOT NULL, sha256 TEXT NOT NULL, path TEXT NOT NULL, PRIMARY KEY(item, sha256)) WITHOUT ROWID;
CREATE INDEX origin_path ON origin(path);
"""

# `import_report.action` is the import's action in the journal; `import_row` is what became of each of its files.
# One that is not `finished` was broken off, or is under way; `expected` files were to come, and `told` somebody knows.
# `item` and `like_item` are keys of items; `path` is one on this machine, a member's with its container's before `!/`.
REPORTS = """
CREATE TABLE import_report(
  id INTEGER PRIMARY KEY, at TEXT NOT NULL, by TEXT NOT NULL, agency TEXT, label TEXT NOT NULL, action TEXT,
  expected INTEGER, finished INTEGER NOT NULL DEFAULT 1, told INTEGER NOT NULL DEFAULT 0);
CREATE TABLE import_row(
  report INTEGER NOT NULL REFERENCES import_report(id), n INTEGER NOT NULL, path TEXT NOT NULL, status TEXT NOT NULL,
  item TEXT, sha256 TEXT, text INTEGER NOT NULL, reason TEXT, like_item TEXT, PRIMARY KEY(report, n)) WITHOUT ROWID;
CREATE INDEX import_row_item ON import_row(item);
CREATE INDEX import_row_sha256 ON import_row(sha256);
CREATE INDEX import_row_like ON import_row(like_item) WHERE like_item IS NOT NULL;
"""

FOLDED_TABLES = (
    "library", "item", "version", "label", "excerpt", "tag", "comment", "judgement", "citation", "framework",
    "criterion", "export", "conflict", "erased",
)  # fmt: skip


def create(db: sqlite3.Connection) -> None:
    """Makes every table in an empty database."""
    db.executescript(TRUTH + FOLDED + TEXT + REPORTS)
