"""Pages that are pictures: which wait for recognition, and what was read off the others. Derived and local."""

import json
import sqlite3
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from evidence_desk.library.database import write
from evidence_desk.model.scans import Tally, note, page_number

_PAUSED = "recognition paused"

# The present files of what was imported last come first: somebody is waiting for those.
_WAITING = """
SELECT p.sha256, p.page FROM scanned_page p
JOIN (SELECT v.sha256 AS sha256, max(v.sha256 IS i.current) AS present, max(v.at) AS at
      FROM version v JOIN item i ON i.key = v.item WHERE v.visible GROUP BY v.sha256) f USING (sha256)
WHERE p.engine IS NULL ORDER BY f.present DESC, f.at DESC, p.sha256, p.page
"""

# A page that is a picture may bear a stamp that is text, and a page with a photo its own words.
_HAS_OWN = """EXISTS (SELECT 1 FROM passage
  WHERE passage.sha256 = scanned_page.sha256 AND passage.label = 'page ' || page)"""

Box = tuple[float, float, float, float, str]


@dataclass(frozen=True, slots=True)
class PageRead:
    """What recognition made of one page; with a `reason` it failed, and is tried again when the file is read anew."""

    engine: str
    text: str = ""
    words: Sequence[Box] = ()
    confidence: float | None = None
    reason: str | None = None


def await_pages(db: sqlite3.Connection, sha256: str, pages: Collection[int]) -> None:
    """Notes which pages of a file just read are pictures; what was recognised of it before is not lost."""
    if not pages and db.execute("SELECT 1 FROM scanned_page WHERE sha256 = ?", (sha256,)).fetchone() is None:
        return
    with write(db):
        # One that failed gets another try: the file may be open to us now, or the reader better.
        db.execute("DELETE FROM scanned_page WHERE sha256 = ? AND (engine IS NULL OR reason IS NOT NULL)", (sha256,))
        db.executemany(
            "INSERT OR IGNORE INTO scanned_page(sha256, page) VALUES (?, ?)", ((sha256, page) for page in pages)
        )
        _join_text(db, sha256)


def waiting(db: sqlite3.Connection) -> list[tuple[str, int]]:
    """SHA-256 and number of each page that waits in a file that can be seen, in the order they are read."""
    return [(str(row[0]), int(row[1])) for row in db.execute(_WAITING)]


def scans_of_before(db: sqlite3.Connection) -> list[str]:
    """Files read by a version that knew of no recognition, and found to have pages that are pictures; in order."""
    rows = db.execute(
        "SELECT sha256 FROM extraction WHERE extractor = '1' AND (reason LIKE 'No text %: it looks like a scan%'"
        " OR reason = 'No text in it: it is a picture.') AND sha256 IN (SELECT sha256 FROM version WHERE visible)"
        " ORDER BY sha256"
    )
    return [str(row[0]) for row in rows]


def tally(db: sqlite3.Connection, sha256: str) -> Tally:
    """How far recognition is with a file."""
    rows = db.execute(
        f"SELECT engine, confidence, reason, text <> '' AS words, {_HAS_OWN} AS own FROM scanned_page"
        " WHERE sha256 = ? ORDER BY page",
        (sha256,),
    ).fetchall()
    done = [row for row in rows if row["engine"] is not None]
    read = [row for row in done if row["reason"] is None]
    return Tally(
        waiting=len(rows) - len(done),
        read=tuple(row["confidence"] for row in read if row["words"]),
        wordless=sum(not row["words"] and not row["own"] for row in read),
        failed=len(done) - len(read),
    )


def save_page(db: sqlite3.Connection, sha256: str, page: int, read: PageRead) -> bool:
    """Keeps what was read off a waiting page and joins it to the file's text; False where it waits no more."""
    words = json.dumps(list(read.words), ensure_ascii=False, separators=(",", ":")) if read.words else None
    with write(db):
        saved = db.execute(
            "UPDATE scanned_page SET engine = ?, text = ?, words = ?, confidence = ?, reason = ?"
            " WHERE sha256 = ? AND page = ? AND engine IS NULL",
            (read.engine, read.text, words, read.confidence, read.reason, sha256, page),
        ).rowcount
        if saved:
            _join_text(db, sha256)
    return bool(saved)


def _join_text(db: sqlite3.Connection, sha256: str) -> None:
    """Puts the recognised pages of a file among those it had the text of itself, in the order of the pages.

    What was recognised on a page holds the text that the page had itself; where it does not, that text stands alone.
    """
    with write(db):
        db.execute("DELETE FROM passage WHERE sha256 = ? AND recognised", (sha256,))
        kept = db.execute("SELECT label, kind, text, 0, NULL FROM passage WHERE sha256 = ? ORDER BY n", (sha256,))
        own = [tuple(row) for row in kept]
        texts = {passage[0]: str(passage[2]) for passage in own}
        pages = db.execute(
            "SELECT 'page ' || page, 'page', text, 1, confidence FROM scanned_page"
            " WHERE sha256 = ? AND text <> '' ORDER BY page",
            (sha256,),
        )
        read = {row[0]: tuple(row) for row in pages if texts.get(row[0], "") in row[2]}
        passages = [passage for passage in own if passage[0] not in read] + list(read.values())
        db.execute("DELETE FROM passage WHERE sha256 = ?", (sha256,))
        db.executemany(
            "INSERT INTO passage(sha256, n, label, kind, text, recognised, confidence) VALUES (?, ?, ?, ?, ?, ?, ?)",
            ((sha256, n, *passage) for n, passage in enumerate(sorted(passages, key=_place))),
        )
        letters = sum(len(str(passage[2]).strip()) for passage in passages)
        db.execute("UPDATE extraction SET characters = ? WHERE sha256 = ?", (letters, sha256))


def notes(db: sqlite3.Connection, sha256: str) -> dict[int, str]:
    """For each page of a file that is a picture how it is marked; one that is all text but for a photo is not."""
    rows = db.execute(
        "SELECT page, engine IS NULL, coalesce(text, '') <> '', confidence, reason IS NOT NULL FROM scanned_page"
        f" WHERE sha256 = ? AND NOT (engine IS NOT NULL AND coalesce(text, '') = '' AND {_HAS_OWN}) ORDER BY page",
        (sha256,),
    )
    return {row[0]: note(bool(row[1]), bool(row[2]), row[3], bool(row[4])) for row in rows}


def words_on(db: sqlite3.Connection, sha256: str) -> dict[int, list[Box]]:
    """For each recognised page of a file its words and where they stand, in points from the top left."""
    rows = db.execute("SELECT page, words FROM scanned_page WHERE sha256 = ? AND words IS NOT NULL", (sha256,))
    return {row["page"]: [(x0, y0, x1, y1, word) for x0, y0, x1, y1, word in json.loads(row["words"])] for row in rows}


def items_showing(db: sqlite3.Connection, sha256: str) -> list[str]:
    """The visible items whose present file this is, in order."""
    rows = db.execute("SELECT key FROM item WHERE visible AND current = ? ORDER BY key", (sha256,))
    return [str(row[0]) for row in rows]


def importing_action(db: sqlite3.Connection, key: str, sha256: str, actor: str) -> str | None:
    """The action that this person brought a version in with, here; None where it came another way."""
    row = db.execute(
        "SELECT action.id FROM journal JOIN action ON action.n = journal.action"
        " WHERE journal.entity = ? AND action.here AND action.undoes IS NULL AND action.actor = ?"
        " ORDER BY journal.n LIMIT 1",
        (f"item:{key}/version:{sha256}", actor),
    ).fetchone()
    return None if row is None else str(row[0])


def is_paused(db: sqlite3.Connection) -> bool:
    """Whether somebody asked recognition to wait; kept with this copy of the library."""
    return db.execute("SELECT 1 FROM meta WHERE key = ?", (_PAUSED,)).fetchone() is not None


def set_paused(db: sqlite3.Connection, paused: bool) -> None:
    """Has recognition wait until it is told to go on."""
    if paused == is_paused(db):
        return
    with write(db):
        db.execute("DELETE FROM meta WHERE key = ?", (_PAUSED,))
        if paused:
            db.execute("INSERT INTO meta(key, value) VALUES (?, '1')", (_PAUSED,))


def _place(passage: tuple[object, ...]) -> int:
    """The number of the page a passage is on; sorting keeps the order of passages on one page."""
    return page_number(str(passage[0]))
