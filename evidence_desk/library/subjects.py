"""What entries are about, in the terms a sentence needs: also of what was removed, since history tells of that too."""

import json
import sqlite3
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from evidence_desk.library import entries as journal
from evidence_desk.library.contested import criterion_of
from evidence_desk.model import paths

# The text that tells one from another of its kind, by table; all are keyed by their path.
_WORDS = {
    "version": "name", "label": "text", "excerpt": "quote", "comment": "text", "framework": "title",
    "criterion": "title", "export": "form",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Subject:
    """One entity: its kind, the item it belongs to and whether that can be seen, its criterion, words and maker."""

    entity: str
    kind: str
    key: str | None = None
    ref: str = ""
    title: str = ""
    here: bool = False
    criterion: str | None = None
    words: str = ""
    by: str = ""


def subjects(db: sqlite3.Connection, entities: Collection[str]) -> dict[str, Subject]:
    """By entity what it is about; one that the tables do not know is told by its kind alone."""
    keys = {entity: _item_key(entity) for entity in entities}
    items = _items(db, {key for key in keys.values() if key})
    words = _words(db, entities)
    authors = _authors(db, entities)
    return {
        entity: Subject(
            entity, paths.last(entity)[0], key, *items.get(key or "", ("", "", False)), criterion_of(entity),
            words.get(entity, ""), authors.get(entity, ""),
        )
        for entity, key in keys.items()
    }  # fmt: skip


def subject(db: sqlite3.Connection, entity: str) -> Subject:
    """What one entity is about."""
    return subjects(db, [entity])[entity]


def _item_key(entity: str) -> str | None:
    kind, name = paths.last(entity)
    return paths.item_of(entity) or (name if kind == "evidence" else None)


def _items(db: sqlite3.Connection, keys: Collection[str]) -> dict[str, tuple[str, str, bool]]:
    sql = "SELECT i.key, i.ref, i.title, i.visible FROM json_each(?) r CROSS JOIN item i ON i.key = r.value"
    return {key: (ref, title, bool(here)) for key, ref, title, here in journal.rows(db, sql, (_listed(keys),))}


def _words(db: sqlite3.Connection, entities: Collection[str]) -> dict[str, str]:
    """Of a tag on a passage the words it stands on are those of the passage."""
    found: dict[str, str] = {}
    for table, column in _WORDS.items():
        wanted = [entity for entity in entities if paths.last(entity)[0] == table]
        if wanted:
            sql = f"SELECT entity, {column} FROM json_each(?) r CROSS JOIN {table} ON entity = r.value"
            found.update(journal.rows(db, sql, (_listed(wanted),)))
    return found


def _authors(db: sqlite3.Connection, entities: Collection[str]) -> dict[str, str]:
    tags = [entity for entity in entities if paths.last(entity)[0] == "tag"]
    sql = "SELECT entity, by FROM json_each(?) r CROSS JOIN tag ON entity = r.value"
    return dict(journal.rows(db, sql, (_listed(tags),))) if tags else {}


def _listed(names: Iterable[str]) -> str:
    return json.dumps(sorted(names))
