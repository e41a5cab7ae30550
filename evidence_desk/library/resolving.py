"""From what a person types for an item to the item: any case, with or without hyphens, any prefix that is unique."""

import sqlite3

from evidence_desk.errors import KnownError
from evidence_desk.model.ids import reference_prefix

# So many candidates are named in an error; more help nobody.
NAMED = 8


def resolve(db: sqlite3.Connection, typed: str, *, include_removed: bool = False) -> str:
    """The key meant; KnownError where none or several fit, naming them. An item made one with another leads there.

    `include_removed` also finds items that were removed (to bring back or erase them), never erased ones.
    """
    found = {_led_to(db, key) for prefix in _prefixes(typed) for key in _keys(db, prefix, include_removed)}
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


def _keys(db: sqlite3.Connection, prefix: str, include_removed: bool) -> list[str]:
    if not prefix.isascii() or not prefix.isalnum():
        return []
    which = "entity NOT IN (SELECT target FROM erased)" if include_removed else "(visible OR joined IS NOT NULL)"
    rows = db.execute(f"SELECT key FROM item WHERE key >= ? AND key < ? AND {which}", (prefix, prefix + "~"))
    return [str(row[0]) for row in rows]


def _led_to(db: sqlite3.Connection, key: str) -> str:
    """The item this one was made one with, if it was, and so on: journal.md 7."""
    seen = {key}
    while True:
        row = db.execute("SELECT joined FROM item WHERE key = ? AND NOT visible", (key,)).fetchone()
        if row is None or row[0] is None or row[0] in seen:
            return key
        key = str(row[0])
        seen.add(key)


def _refs(db: sqlite3.Connection, keys: set[str]) -> list[tuple[str, str]]:
    marks = ",".join("?" * len(keys))
    rows = db.execute(f"SELECT key, ref FROM item WHERE key IN ({marks}) ORDER BY ref LIMIT 999", sorted(keys)[:900])
    return [(str(row[0]), str(row[1])) for row in rows]


def _several(typed: str, refs: list[str]) -> KnownError:
    named = ", ".join(refs[:NAMED]) + (f" and {len(refs) - NAMED} more" if len(refs) > NAMED else "")
    return KnownError(f"{typed.strip()!r} could be {named}.", what_to_do="Type more of the reference.")
