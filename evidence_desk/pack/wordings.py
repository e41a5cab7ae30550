"""Counts the items whose records still hold words that nobody sees any more: earlier titles, notes, file names.

They leave with a pack that has records, and only erasing takes them out; so the export says of how many items.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from evidence_desk.model.paths import item_of

Record = dict[str, Any]
# Values that are chosen from a list, dates, numbers or keys: an earlier one tells nothing.
_NO_WORDS: Final = frozenset({
    "gone", "kind", "date", "period", "agencies", "voices", "marking", "review_date", "current", "joined", "consent",
    "anonymised", "keep_until", "stance", "page", "start", "stop", "sha256", "bytes", "place",
})  # fmt: skip


class Wordings:
    """Watches records go by; `items` then says how many items have earlier wordings."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._said: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
        self._overwritten: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._undoing: list[tuple[str, list[str]]] = []

    def watch(self, records: Iterable[Record]) -> Iterator[Record]:
        """The records, unchanged."""
        for record in records:
            entry = record.get("entry")
            if entry and item_of(entry["entity"]):
                self._note(entry)
            yield record

    def _note(self, entry: Mapping[str, Any]) -> None:
        body = entry["body"]
        for field, (value, overwritten) in (body.get("set") or {}).items():
            if field not in _NO_WORDS:
                place = entry["entity"], field
                self._overwritten[place].update(overwritten)
                if isinstance(value, str) and value.strip():
                    self._said[place][entry["id"]] = value
        if body.get("undo"):
            self._undoing.append((entry["id"], body["undo"]))

    @property
    def items(self) -> int:
        """How many items hold words that were overwritten, undone, or lie under something removed."""
        undone, hidden = self._undone(), self._hidden()
        found = set()
        for (entity, field), said in self._said.items():
            past = self._overwritten[entity, field] | undone
            seen = set() if entity in hidden else {words for id, words in said.items() if id not in past}
            if set(said.values()) - seen:
                found.add(item_of(entity))
        return len(found)

    def _undone(self) -> set[str]:
        """Ids named by an undo that still holds; an undo of an undo is newer than it."""
        undone: set[str] = set()
        for id, named in sorted(self._undoing, reverse=True):
            if id not in undone:
                undone.update(named)
        return undone

    def _hidden(self) -> set[str]:
        tables = ("tag", "comment", "label", "excerpt", "version")
        hidden: set[str] = set()
        for table in tables:
            hidden.update(row[0] for row in self._db.execute(f"SELECT entity FROM {table} WHERE NOT visible"))
        return hidden
