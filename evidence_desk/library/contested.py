"""What two people said differently apart: the conflicts still open, with both sides.

The place of a quote is no question of its own. While it is open which file of an item is the newest, the places of its
quotes are part of that question; else they are one question of the item.
"""

import sqlite3
from typing import Any, Final, TypeAlias

from evidence_desk.errors import KnownError
from evidence_desk.library.listing import natural
from evidence_desk.library.places import PLACES, Place, Side, contested, sides, told_as
from evidence_desk.library.settling import Head, heads_of
from evidence_desk.model import paths
from evidence_desk.model.entry import Json
from evidence_desk.model.ids import conflict_id
from evidence_desk.model.records import Conflict, Value, Version

CURRENT: Final = "current"
_Field: TypeAlias = tuple[str, str]

_TABLE_OF = {
    "library": "library", "item": "item", "version": "version", "label": "label", "excerpt": "excerpt", "tag": "tag",
    "comment": "comment", "judgement": "judgement", "evidence": "citation", "framework": "framework",
    "criterion": "criterion", "export": "export",
}  # fmt: skip


def conflicts(db: sqlite3.Connection) -> list[Conflict]:
    """All that are open, by reference, criterion and field."""
    return sorted((_conflict(db, *one) for one in set(_questions(db).values())), key=_order)


def conflict(db: sqlite3.Connection, typed: str) -> Conflict:
    """The open conflict with this id, typed in any case; the id of a place leads to the question it is part of."""
    wanted = typed.strip().upper()
    for row, told in _questions(db).items():
        if wanted in (conflict_id(*row), conflict_id(*told)):
            return _conflict(db, *told)
    raise KnownError(f"There is no open conflict {typed.strip()!r}.", what_to_do="`conflicts` lists those still open.")


def contested_fields(db: sqlite3.Connection, entity: str) -> list[str]:
    """The fields of an entity that are in an open conflict, by name."""
    return [str(row[0]) for row in db.execute("SELECT field FROM conflict WHERE entity = ? ORDER BY field", (entity,))]


def _questions(db: sqlite3.Connection) -> dict[_Field, _Field]:
    """By contested field that can be seen the one it is told as."""
    rows: list[_Field] = [(entity, field) for entity, field in db.execute("SELECT entity, field FROM conflict")]
    there = {entity for entity in {entity for entity, _ in rows} if _is_seen(db, entity)}
    seen = {row for row in rows if row[0] in there}
    return {row: _told_as(*row, seen) for row in seen}


def _told_as(entity: str, field: str, seen: set[_Field]) -> _Field:
    told, file = told_as(entity, field), (paths.root(entity), CURRENT)
    return file if told[1] == PLACES and file in seen else told


def _conflict(db: sqlite3.Connection, entity: str, field: str) -> Conflict:
    key = paths.item_of(entity) or ""
    if field == PLACES:
        newest = [side.newest for side in places_to_settle(db, key)]
        values = [_value(db, key, place.sha256, place) for place in newest]
        quotes = len(contested(db, key))
    else:
        is_file = field == CURRENT and entity == paths.item(key)
        values = [_value(db, key if is_file else "", head.value, head) for head in heads_of(db, entity, field)]
        quotes = _tagged_quotes(db, key) if is_file else 0
    standing, *others = values
    id, ref, criterion = conflict_id(entity, field), _ref(db, entity), criterion_of(entity)
    return Conflict(id, entity, ref, criterion, field, standing, tuple(others), quotes)


def places_to_settle(db: sqlite3.Connection, key: str) -> list[Side]:
    """The sides of the question where the quotes of an item stand, in the order of its values."""
    current = [head.value for head in heads_of(db, paths.item(key), CURRENT)]
    return sides(db, key, str(current[0]) if current else None)


def _value(db: sqlite3.Connection, key: str, value: Json, said: Head | Place) -> Value:
    return Value(value, said.by, said.at, _version(db, key, str(value)) if key else None)


def _version(db: sqlite3.Connection, key: str, sha256: str) -> Version | None:
    """The file, also where it was removed."""
    found = db.execute(
        "SELECT item, sha256, name, bytes, at, by FROM version WHERE entity = ?", (paths.version(key, sha256),)
    ).fetchone()
    return Version(*found) if found else None


def _tagged_quotes(db: sqlite3.Connection, key: str) -> int:
    sql = "SELECT count(DISTINCT excerpt) FROM tag WHERE item = ? AND visible AND excerpt IS NOT NULL"
    return int(db.execute(sql, (key,)).fetchone()[0])


def criterion_of(entity: str) -> str | None:
    """The criterion a path names: of a judgement, of its evidence, of a tag or of a framework."""
    for segment in entity.split("/"):
        kind, _, name = segment.partition(":")
        if kind in ("judgement", "tag"):
            return name.partition(":")[2].partition("@")[0] or None
        if kind == "criterion":
            return name
    return None


def _ref(db: sqlite3.Connection, entity: str) -> str | None:
    key = paths.item_of(entity) or (paths.last(entity)[1] if paths.last(entity)[0] == "evidence" else None)
    if key is None:
        return None
    row = db.execute("SELECT ref FROM item WHERE key = ?", (key,)).fetchone()
    return str(row[0]) if row else None


def _is_seen(db: sqlite3.Connection, entity: str) -> bool:
    """A kind this version does not know has no table; its conflict is shown rather than lost."""
    table = _TABLE_OF.get(paths.last(entity)[0])
    if table is None:
        return True
    return db.execute(f"SELECT 1 FROM {table} WHERE entity = ? AND visible", (entity,)).fetchone() is not None


def _order(one: Conflict) -> tuple[Any, ...]:
    return one.ref or "", natural(one.criterion or ""), one.entity, one.field
