"""The gate of an export: which items do not leave, and why. Applied once, in `gathering`."""

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from evidence_desk.model.records import Item

SAME_FILE = "its file is also that of a withheld item"


def withheld_items(db: sqlite3.Connection, items: Iterable[Item]) -> Mapping[str, str]:
    """Why, by key: what the item is or may be. An item that shares a file with such a one is withheld with it."""
    why = {item.key: item.withheld_why for item in items if item.withheld_why}
    owners, files = _owners(db)
    waiting = list(why)
    while waiting:
        for sha256 in files[waiting.pop()]:
            for key in owners[sha256] - why.keys():
                why[key] = SAME_FILE
                waiting.append(key)
    return why


def _owners(db: sqlite3.Connection) -> tuple[Mapping[str, Collection[str]], Mapping[str, Collection[str]]]:
    owners: dict[str, set[str]] = defaultdict(set)
    files: dict[str, set[str]] = defaultdict(set)
    found = db.execute(
        "SELECT v.item, v.sha256 FROM version v JOIN item i ON i.key = v.item WHERE i.visible ORDER BY v.entity"
    )
    for key, sha256 in found:
        owners[sha256].add(key)
        files[key].add(sha256)
    return owners, files
