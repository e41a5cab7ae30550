"""Sketches of the texts that are here, and which item's text a new one is like. Derived, local, made when asked for."""

import sqlite3
from collections.abc import Callable, Iterable

from evidence_desk.library.database import write
from evidence_desk.model.likeness import FEWEST, LookAlikes, Sketch, sketch_of, unpacked

Told = Callable[[int, int], None]

_A_COMMIT = 100
# A text that was read anew, or of which more pages were recognised, has another number of characters.
_MISSING = """
SELECT DISTINCT v.sha256, e.characters FROM version v JOIN extraction e ON e.sha256 = v.sha256
WHERE v.visible AND e.characters > 0
  AND NOT EXISTS (SELECT 1 FROM sketch s WHERE s.sha256 = v.sha256 AND s.characters = e.characters)
ORDER BY v.sha256
"""


def look_alikes(db: sqlite3.Connection, told: Told | None = None) -> LookAlikes:
    """The texts of all versions that can be seen, by their items. Sketches that are missing are made first.

    That takes a while after a library of an earlier format was opened; `told` hears how many of how many are made.
    """
    _fill(db, told or (lambda done, total: None))
    known = LookAlikes()
    for key, shingles, least in db.execute(
        "SELECT v.item, s.shingles, s.least FROM version v JOIN sketch s ON s.sha256 = v.sha256"
        " WHERE v.visible ORDER BY v.item, v.sha256"
    ):
        known.add(key, unpacked(shingles, least))
    return known


def save_sketch(db: sqlite3.Connection, sha256: str, texts: Iterable[str]) -> Sketch:
    """Makes and keeps the sketch of a file's text, whose extraction was saved already."""
    sketch = sketch_of(texts)
    with write(db):
        db.execute(
            "INSERT OR REPLACE INTO sketch(sha256, characters, shingles, least)"
            " SELECT sha256, characters, ?, ? FROM extraction WHERE sha256 = ?",
            (sketch.shingles, sketch.packed(), sha256),
        )
    return sketch


def sketch_kept(db: sqlite3.Connection, sha256: str) -> Sketch | None:
    """The sketch of a file's text as it is now; None where there is none, or too little of it to compare."""
    found = db.execute(
        "SELECT s.shingles, s.least FROM sketch s JOIN extraction e USING (sha256, characters) WHERE sha256 = ?",
        (sha256,),
    ).fetchone()
    return unpacked(*found) if found is not None and found[0] >= FEWEST else None


def _fill(db: sqlite3.Connection, told: Told) -> None:
    missing = [str(row[0]) for row in db.execute(_MISSING)]
    for start in range(0, len(missing), _A_COMMIT):
        told(start, len(missing))
        with write(db):
            for sha256 in missing[start : start + _A_COMMIT]:
                texts = db.execute("SELECT text FROM passage WHERE sha256 = ? ORDER BY n", (sha256,))
                save_sketch(db, sha256, (str(row[0]) for row in texts))
