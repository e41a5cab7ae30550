"""What of a library goes into the word index, and how to tell that an item's part in it is out of date."""

import hashlib
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

# What stands in the fields of an item, and on the screen as the place of a hit.
FIELDS = {"title": "title", "source": "source", "own_words": "own words", "what_changed": "what changed"}

_ITEMS = """
SELECT item.key, item.title, item.source, item.own_words, item.what_changed, item.current,
       extraction.extractor, extraction.characters
FROM item LEFT JOIN extraction ON extraction.sha256 = item.current WHERE item.visible
"""


@dataclass(frozen=True, slots=True)
class Document:
    """The words of one item: single fields, then the running text of its passages."""

    key: str
    mark: str
    title: str
    fields: tuple[str, ...]
    texts: tuple[str, ...]


def marks(db: sqlite3.Connection) -> dict[str, str]:
    """For each visible item a mark that changes when any word of it may have changed."""
    return {row["key"]: _mark(row) for row in db.execute(_ITEMS)}


def document(db: sqlite3.Connection, key: str) -> Document | None:
    """The words of a visible item as they stand now."""
    row = db.execute(_ITEMS + " AND item.key = ?", (key,)).fetchone()
    if row is None:
        return None
    texts = tuple(text for _, text in passages(db, row["current"]))
    fields = tuple(row[name] for name in FIELDS if name != "title" and row[name])
    return Document(key, _mark(row), row["title"], fields, texts)


def passages(db: sqlite3.Connection, sha256: str | None) -> Iterator[tuple[str, str]]:
    """Label and text of each passage of a file, in order."""
    rows = db.execute("SELECT label, text FROM passage WHERE sha256 = ? ORDER BY n", (sha256,))
    return ((row["label"], row["text"]) for row in rows)


def batches(db: sqlite3.Connection, keys: list[str], characters: int) -> list[list[str]]:
    """The keys in lots of about so many characters of text; one empty lot where there is no key."""
    rows = db.execute("SELECT key, characters FROM item JOIN extraction ON sha256 = current")
    sizes = {row["key"]: row["characters"] for row in rows}
    lots: list[list[str]] = [[]]
    size = 0
    for key in keys:
        if size >= characters:
            lots.append([])
            size = 0
        lots[-1].append(key)
        size += sizes.get(key, 0)
    return lots


def newest(db: sqlite3.Connection) -> tuple[int, str]:
    """Number and id of the last journal entry; (0, "") in an empty journal."""
    row = db.execute("SELECT n, id FROM journal ORDER BY n DESC LIMIT 1").fetchone()
    return (row["n"], row["id"]) if row else (0, "")


def is_in_journal(db: sqlite3.Connection, n: int, entry: str) -> bool:
    """Whether this journal holds this entry at this number: whether an index made from it was made from this one."""
    if n == 0:
        return True
    row = db.execute("SELECT id FROM journal WHERE n = ?", (n,)).fetchone()
    return row is not None and row["id"] == entry


def text_mark(db: sqlite3.Connection) -> str:
    """Changes when a text arrives, goes or is read anew: that may be long after the journal entry of its file."""
    rows = db.execute("SELECT extractor, count(*), sum(characters) FROM extraction GROUP BY 1 ORDER BY 1")
    return " ".join(f"{row[0]}:{row[1]}:{row[2]}" for row in rows)


def erased(db: sqlite3.Connection) -> int:
    """How many erasures this library knows; after a further one no byte of the erased words may stay in an index."""
    return int(db.execute("SELECT count(*) FROM erased").fetchone()[0])


def _mark(row: sqlite3.Row) -> str:
    parts = "\x1f".join("" if value is None else str(value) for value in tuple(row)[1:])
    return hashlib.blake2b(parts.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()
