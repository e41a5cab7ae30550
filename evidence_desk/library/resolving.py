"""From what a person types for an item to the item: any case, with or without hyphens, any prefix that is unique."""

import json
import sqlite3

from evidence_desk.errors import KnownError
from evidence_desk.model.ids import reference_prefix

# So many candidates are named in an error; more help nobody.
NAMED = 8


def resolve(db: sqlite3.Connection, typed: str, *, include_removed: bool = False) -> str:
    """The key meant; KnownError where none or several fit, naming them. An item made one with another leads there.

    `include_removed` also finds items that were removed (to bring back or erase them), never erased ones.
    """
    begins_so = {key for prefix in _prefixes(typed) for key in _keys(db, prefix)}
    found = {key for one in begins_so if (key := _led_to(db, one, include_removed)) is not None}
    candidates = _refs(db, found)
    if len(candidates) > 1:
        exact = [key for key, ref in candidates if _is_whole(ref, typed)]
        if len(exact) == 1:
            return exact[0]
        raise _several(typed, [ref for _, ref in candidates])
    if not candidates:
        raise KnownError(f"There is no item {typed.strip()!r}.", what_to_do="`list` shows the references of all items.")
    return candidates[0][0]


def _prefixes(typed: str) -> set[str]:
    """What the key may begin with: a first E without its hyphen may belong to the key or stand for `E-`."""
    prefix = reference_prefix(typed)
    both = {prefix, prefix.removeprefix("E")} if not typed.strip().upper().startswith("E-") else {prefix}
    return both - {""}


def _is_whole(ref: str, typed: str) -> bool:
    bare = ref.replace("-", "")
    return reference_prefix(typed) in (bare, bare.removeprefix("E"))


def _keys(db: sqlite3.Connection, prefix: str) -> list[str]:
    if not prefix.isascii() or not prefix.isalnum():
        return []
    rows = db.execute("SELECT key FROM item WHERE key >= ? AND key < ?", (prefix, prefix + "~"))
    return [str(row[0]) for row in rows]


def _led_to(db: sqlite3.Connection, key: str, include_removed: bool) -> str | None:
    """The item itself, or the one it was made one with, and so on (journal.md 7); None where that may not be seen."""
    seen: set[str] = set()
    while key not in seen:
        seen.add(key)
        row = db.execute(
            "SELECT visible, joined, entity IN (SELECT target FROM erased) FROM item WHERE key = ?", (key,)
        ).fetchone()
        if row is None:
            return None
        visible, joined, erased = row
        if visible or joined is None:
            return key if visible or (include_removed and not erased) else None
        key = str(joined)
    return None


def _refs(db: sqlite3.Connection, keys: set[str]) -> list[tuple[str, str]]:
    rows = db.execute(
        "SELECT key, ref FROM item WHERE key IN (SELECT value FROM json_each(?)) ORDER BY ref", (json.dumps([*keys]),)
    )
    return [(str(row[0]), str(row[1])) for row in rows]


def _several(typed: str, refs: list[str]) -> KnownError:
    named = ", ".join(refs[:NAMED]) + (f" and {len(refs) - NAMED} more" if len(refs) > NAMED else "")
    return KnownError(f"{typed.strip()!r} could be {named}.", what_to_do="Type more of the reference.")
