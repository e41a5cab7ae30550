"""What two people said differently apart: the conflicts still open, with both sides."""

import sqlite3
from typing import Any

from evidence_desk.errors import KnownError
from evidence_desk.library.listing import natural
from evidence_desk.library.settling import heads_of
from evidence_desk.model import paths
from evidence_desk.model.records import Conflict, Value

_TABLE_OF = {
    "library": "library", "item": "item", "version": "version", "label": "label", "excerpt": "excerpt", "tag": "tag",
    "comment": "comment", "judgement": "judgement", "evidence": "citation", "framework": "framework",
    "criterion": "criterion", "export": "export",
}  # fmt: skip


def conflicts(db: sqlite3.Connection) -> list[Conflict]:
    """All that are open, by reference, criterion and field."""
    found = [_conflict(db, row) for row in db.execute("SELECT entity, field, id FROM conflict") if _is_seen(db, row[0])]
    return sorted(found, key=_order)


def conflict(db: sqlite3.Connection, conflict_id: str) -> Conflict:
    """The open conflict with this id, typed in any case."""
    typed = conflict_id.strip().upper()
    row = db.execute("SELECT entity, field, id FROM conflict WHERE id = ?", (typed,)).fetchone()
    if row is None or not _is_seen(db, row[0]):
        raise KnownError(
            f"There is no open conflict {conflict_id.strip()!r}.", what_to_do="`conflicts` lists those still open."
        )
    return _conflict(db, row)


def contested_fields(db: sqlite3.Connection, entity: str) -> list[str]:
    """The fields of an entity that are in an open conflict, by name."""
    return [str(row[0]) for row in db.execute("SELECT field FROM conflict WHERE entity = ? ORDER BY field", (entity,))]


def _conflict(db: sqlite3.Connection, row: sqlite3.Row) -> Conflict:
    entity, field, conflict_id = row
    values = [Value(head.value, head.by, head.at) for head in heads_of(db, entity, field)]
    standing, *others = values
    return Conflict(conflict_id, entity, _ref(db, entity), criterion_of(entity), field, standing, tuple(others))


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
