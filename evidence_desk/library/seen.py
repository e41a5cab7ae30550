"""What people see of entities: their rows, without who wrote last, to tell whether a merge changed anything."""

import json
import sqlite3
from collections.abc import Collection
from typing import Any

from evidence_desk.library import entries as journal
from evidence_desk.library.schema import FOLDED_TABLES

TYPED_TABLES = tuple(table for table in FOLDED_TABLES if table not in ("conflict", "erased"))
_AUTHORSHIP = {"by", "agency", "at", "ref"}
Seen = tuple[Any, ...]


def seen(db: sqlite3.Connection, entities: Collection[str]) -> dict[str, Seen]:
    """By entity the row and the contested fields; None-like `()` for hidden ones, nothing for kinds without a table."""
    listed = json.dumps(sorted(entities))
    contested: dict[str, list[str]] = {}
    for entity, field in journal.rows(db, "SELECT entity, field FROM conflict ORDER BY entity, field"):
        contested.setdefault(entity, []).append(field)
    found: dict[str, Seen] = {}
    for table in TYPED_TABLES:
        columns = [name for (name,) in journal.rows(db, "SELECT name FROM pragma_table_info(?)", (table,))]
        chosen = ", ".join(f"t.{name}" for name in columns if name not in _AUTHORSHIP)
        sql = f"SELECT {chosen} FROM json_each(?) r CROSS JOIN {table} t ON t.entity = r.value"
        for entity, visible, *values in journal.rows(db, sql, (listed,)):
            found[entity] = (*values, *contested.get(entity, ())) if visible else ()
    return found
