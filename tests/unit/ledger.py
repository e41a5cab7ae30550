"""Libraries in memory for the tests of the journal: only tables, no files."""

import itertools
import sqlite3
from collections.abc import Callable
from typing import Any

from evidence_desk.library import schema
from evidence_desk.library.journal import Change, change
from evidence_desk.library.records import records
from evidence_desk.model.entry import Entry

KEY = "7K3F9QTX000000000000"
ITEM = f"item:{KEY}"
SHA = "ab" * 32
VERSION = f"{ITEM}/version:{SHA}"
# Each action has a moment of its own, so that what came later always has the higher id.
_moments = itertools.count(1_790_000_000_000, 10)
ACTION = "01ARZ3NDEKTSV4RRFFQ69G5FAV"


def empty() -> sqlite3.Connection:
    db = sqlite3.connect(":memory:", isolation_level=None)
    db.row_factory = sqlite3.Row
    schema.create(db)
    return db


def do(db: sqlite3.Connection, act: Callable[[Change], Any], *, by: str = "Ann", label: str = "did 1 thing") -> Change:
    """One action by somebody; its changes are known afterwards."""
    moment = next(_moments)
    with change(db, actor=by, agency="health", label=label, clock=lambda: moment) as made:
        act(made)
    return made


def with_item(by: str = "Ann") -> sqlite3.Connection:
    db = empty()
    do(db, lambda made: import_item(made), by=by, label="imported 1 file")
    return db


def import_item(made: Change) -> None:
    made.add(ITEM, {"title": "a guess", "kind": "document", "current": SHA}, auto=True)
    made.add(VERSION, {"name": "a.pdf", "bytes": 7})


def row(db: sqlite3.Connection, entity: str = ITEM) -> dict[str, Any]:
    table = entity.rpartition("/")[2].partition(":")[0]
    table = "citation" if table == "evidence" else table
    return dict(db.execute(f"SELECT * FROM {table} WHERE entity = ?", (entity,)).fetchone())


def sent(db: sqlite3.Connection) -> list[dict[str, Any]]:
    return list(records(db, None))


def bodies(db: sqlite3.Connection) -> str:
    return "\n".join(body for (body,) in db.execute("SELECT body FROM journal ORDER BY id"))


def entry(number: int, fields: dict[str, Any] | None = None, *, entity: str = ITEM, **body: Any) -> Entry:
    """An entry whose id says its number; overwritten and undone entries are given by number."""
    if fields is not None:
        body["set"] = {name: [value, [ulid(one) for one in over]] for name, (value, over) in fields.items()}
    if "undo" in body:
        body["undo"] = [ulid(one) for one in body["undo"]]
    return Entry(ulid(number), ACTION, entity, body, "Ann")


def ulid(number: int) -> str:
    return f"01ARZ3NDEKTSV4RRFFQ69{number:05}"
