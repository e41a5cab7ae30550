"""Which records leave with a pack (journal.md 22): whole roots, or none.

In full: the library, its frameworks and judgements, and the items of the content. Removed items leave as bare
removals, so that a colleague's copy learns of them, without a word of what they said. Nothing of withheld ones.
"""

import sqlite3
from collections.abc import Iterator, Mapping
from typing import Any, Final

from evidence_desk.library.records import records
from evidence_desk.model import paths
from evidence_desk.model.entry import WITHHELD, shape
from evidence_desk.pack.content import Content

Record = dict[str, Any]
_ALWAYS: Final = ("judgement", "framework")


def pack_records(db: sqlite3.Connection, content: Content) -> Iterator[Record]:
    """The records of a pack, in an order that depends on nothing but what they are."""
    shown = {paths.item(item.key) for item in content.items}
    bare = _removed(db)
    whole = {paths.LIBRARY} | _roots(db) | shown
    for record in records(db, whole | bare):
        entry = record.get("entry")
        yield {"entry": _bare(entry)} if entry and paths.root(entry["entity"]) in bare else record


def _roots(db: sqlite3.Connection) -> set[str]:
    found: set[str] = set()
    for kind in _ALWAYS:
        # `;` comes right after `:`, so this is every path of the kind, and the index answers it.
        rows = db.execute(
            "SELECT DISTINCT entity FROM journal WHERE entity > ? AND entity < ?", (f"{kind}:", f"{kind};")
        )
        found |= {paths.root(row[0]) for row in rows}
    return found


def _removed(db: sqlite3.Connection) -> set[str]:
    rows = db.execute("SELECT entity FROM item WHERE NOT visible AND withheld_why IS NULL")
    return {str(row[0]) for row in rows}


def _bare(entry: Mapping[str, Any]) -> Record:
    body = entry["body"]
    if "erase" in body or body.get("x"):
        return dict(entry)
    return {**entry, "body": {**shape(body), "x": WITHHELD}}
