"""What travels between libraries: actions and entries as JSON objects (journal.md 22)."""

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from evidence_desk.library import entries as journal
from evidence_desk.model.paths import root, within

Record = dict[str, Any]
_ROWS = "SELECT j.id, a.id, j.entity, j.body FROM journal j JOIN action a ON a.n = j.action"
_Row = tuple[str, str, str, str]


def records(db: sqlite3.Connection, roots: Collection[str] | None) -> Iterator[Record]:
    """All actions and entries of whole roots (None: of everything): actions first, each part by id.

    Erasures travel whatever the scope, with the emptied entries of what they name.
    """
    if roots is None:
        yield from _actions(db, None)
        yield from _entries(journal.rows(db, f"{_ROWS} ORDER BY j.id"))
        return
    chosen = _in_scope(db, roots)
    yield from _actions(db, {action for _id, action, _entity, _body in chosen})
    yield from _entries(chosen)


def _in_scope(db: sqlite3.Connection, roots: Collection[str]) -> list[_Row]:
    wanted = set(roots)
    targets = {target for (target,) in journal.rows(db, "SELECT target FROM erased")}
    entities = {target for target in targets if ":" in target or target == "library"}
    on = {entity for (entity,) in journal.rows(db, "SELECT entity FROM erased")}
    erasing_roots = {root(entity) for entity in entities | on}
    found = []
    for row in _of_roots(db, wanted | erasing_roots):
        id, _action, entity, body = row
        if root(entity) in wanted or id in targets or _erases(body) or _is_within_any(entity, entities):
            found.append(row)
    return sorted(found)


def _of_roots(db: sqlite3.Connection, roots: Iterable[str]) -> list[_Row]:
    listed = json.dumps(sorted(roots))
    at = _ROWS.replace("FROM journal j", "FROM json_each(?) r CROSS JOIN journal j ON j.entity = r.value")
    below = _ROWS.replace(
        "FROM journal j",
        "FROM json_each(?) r CROSS JOIN journal j ON j.entity > r.value || '/' AND j.entity < r.value || '0'",
    )
    return journal.rows(db, f"{at} UNION ALL {below}", (listed, listed))


def _erases(body: str) -> bool:
    return '"erase"' in body and bool(json.loads(body).get("erase"))


def _is_within_any(entity: str, targets: Collection[str]) -> bool:
    return any(within(entity, target) for target in targets)


def _actions(db: sqlite3.Connection, ids: Collection[str] | None) -> Iterator[Record]:
    sql = "SELECT id, actor, agency, label, undoes, program FROM action ORDER BY id"
    for id, actor, agency, label, undoes, program in journal.rows(db, sql):
        if ids is None or id in ids:
            action = {"id": id, "actor": actor, "agency": agency, "label": label, "undoes": undoes, "program": program}
            yield {"action": action}


def _entries(rows: Iterable[_Row]) -> Iterator[Record]:
    for id, action, entity, body in rows:
        yield {"entry": {"id": id, "action": action, "entity": entity, "body": json.loads(body)}}
