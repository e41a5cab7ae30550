"""The typed tables, written from the journal: in one go for a whole library, or for what an action touched."""

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator
from itertools import groupby

from evidence_desk.library import entries as journal
from evidence_desk.library.batching import uncollected
from evidence_desk.library.database import write
from evidence_desk.library.rows import Row, row_of
from evidence_desk.library.schema import FOLDED_TABLES
from evidence_desk.model.entry import Entry
from evidence_desk.model.fold import Folded, fold_root
from evidence_desk.model.ids import SHORTEST_REFERENCE, conflict_id, reference
from evidence_desk.model.paths import containers, root, within

ROOTS_AT_ONCE = 500
_TEMPORARY_REFERENCE = ""


def refold(db: sqlite3.Connection, entities: Iterable[str]) -> frozenset[str]:
    """Folds the entities, their containers and whatever that hides or shows; the entities whose rows were written."""
    touched: dict[str, set[str]] = {}
    for entity in entities:
        touched.setdefault(root(entity), set()).add(entity)
    written: set[str] = set()
    with write(db), uncollected():
        for chunk in _chunks(sorted(touched)):
            parts: list[Folded] = []
            for one, entries in journal.by_root(db, chunk).items():
                parts += to_be_written(_folded(one, entries), touched[one])
            _replace(db, parts)
            written.update(part.entity for part in parts)
        if touched:
            _see_what_is_retired(db)
    return frozenset(written)


def rebuild(db: sqlite3.Connection) -> None:
    """Empties the folded tables and folds everything."""
    with write(db):
        for table in FOLDED_TABLES:
            db.execute(f"DELETE FROM {table}")
        project(db, db)


def project(source: sqlite3.Connection, target: sqlite3.Connection, until: str | None = None) -> None:
    """Folds the journal of one database into the empty folded tables of another, or of itself.

    With `until` (ten letters of a ULID) as it was known at that moment: journal.md 24.
    """
    with uncollected():
        for chunk in _chunks(sorted(journal.roots(source))):
            parts: list[Folded] = []
            for one, entries in journal.by_root(source, chunk).items():
                parts += _folded(one, entries, until).values()
            _replace(target, parts, fresh=True)
    _name_references(target, [key for (key,) in journal.rows(target, "SELECT key FROM item ORDER BY key")])
    _see_what_is_retired(target)


def _chunks(roots: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(roots), ROOTS_AT_ONCE):
        yield roots[start : start + ROOTS_AT_ONCE]


def _folded(one: str, entries: list[Entry], until: str | None = None) -> dict[str, Folded]:
    """The root itself is always there: the reference of an item known only by what lies below it counts too."""
    folded = fold_root(entries, until)
    if one not in folded:
        folded[one] = Folded(one, [], {}, [], hidden=True)
    return folded


def to_be_written(folded: dict[str, Folded], touched: Collection[str]) -> list[Folded]:
    """The touched entities; all of the root where more may have been hidden or shown.

    That is so where something lies below a touched entity, or where a container is erased or has a deletion that
    new work below may hold up. A container of which nothing is known yet gets its row too.
    """
    above = {container for entity in touched for container in containers(entity)}
    holding = {container for entity in folded for container in containers(entity)}
    if not holding.isdisjoint(touched):
        return list(folded.values())
    if any(folded[container].erased or folded[container].deletions() for container in above):
        return list(folded.values())
    wanted = {*touched, *(container for container in above if not folded[container].known)}
    return [one for entity, one in folded.items() if entity in wanted]


def _replace(db: sqlite3.Connection, parts: list[Folded], *, fresh: bool = False) -> None:
    tables: dict[str, list[Row]] = {}
    for part in parts:
        found = row_of(part)
        if found:
            tables.setdefault(found[0], []).append(found[1])
    new_keys = [] if fresh else _unknown_keys(db, [row["key"] for row in tables.get("item", ())])
    for table, rows in tables.items():
        _upsert(db, table, rows)
    if new_keys:
        _name_references(db, _rivals(db, new_keys))
    if not fresh:
        db.executemany("DELETE FROM conflict WHERE entity = ?", [(part.entity,) for part in parts])
    conflicts = [(part.entity, name, conflict_id(part.entity, name)) for part in parts for name in part.conflicts]
    db.executemany("INSERT INTO conflict VALUES(?, ?, ?)", conflicts)
    _note_erasures(db, parts)


def _upsert(db: sqlite3.Connection, table: str, rows: list[Row]) -> None:
    columns = list(rows[0])
    if table == "item":
        # The reference depends on all other keys and stays until a new one begins alike.
        columns.append("ref")
        for row in rows:
            row["ref"] = _TEMPORARY_REFERENCE
    changed = ", ".join(f"{name}=excluded.{name}" for name in columns if name not in ("entity", "ref"))
    sql = (
        f"INSERT INTO {table}({', '.join(columns)}) VALUES({', '.join('?' * len(columns))})"
        f" ON CONFLICT(entity) DO UPDATE SET {changed}"
    )
    db.executemany(sql, [tuple(row.values()) for row in rows])


def _unknown_keys(db: sqlite3.Connection, keys: list[str]) -> list[str]:
    sql = "SELECT i.key FROM json_each(?) r CROSS JOIN item i ON i.key = r.value"
    known = journal.rows(db, sql, (json.dumps(keys),))
    return sorted(set(keys) - {key for (key,) in known})


def _rivals(db: sqlite3.Connection, new_keys: list[str]) -> list[str]:
    """The new keys and all that begin like one of them."""
    beginnings = json.dumps(sorted({key[:SHORTEST_REFERENCE] for key in new_keys}))
    sql = "SELECT i.key FROM json_each(?) r CROSS JOIN item i ON i.key >= r.value AND i.key < r.value || '~'"
    return sorted(key for (key,) in journal.rows(db, sql, (beginnings,)))


def _name_references(db: sqlite3.Connection, keys: list[str]) -> None:
    """Journal.md 6: among all keys, those of removed and erased items too, no two references are alike."""
    named = []
    for _beginning, group in groupby(keys, key=lambda key: key[:SHORTEST_REFERENCE]):
        rivals = list(group)
        named += [(reference(key, rivals), key) for key in rivals]
    db.executemany("UPDATE item SET ref = ? WHERE key = ?", named)


def _note_erasures(db: sqlite3.Connection, parts: list[Folded]) -> None:
    found = [
        (target, part.entity, entry.id, str(entry.body.get("reason", "")))
        for part in parts
        for entry in part.known
        for target in entry.erases
    ]
    db.executemany(
        "INSERT INTO erased(target, entity, entry, reason) VALUES(?, ?, ?, ?) ON CONFLICT(target) DO UPDATE"
        " SET entity = excluded.entity, entry = excluded.entry, reason = excluded.reason"
        " WHERE excluded.entry < erased.entry",
        found,
    )


def _see_what_is_retired(db: sqlite3.Connection) -> None:
    """Journal.md 13: a removed criterion that living tags or judgements refer to is retired, not hidden."""
    db.execute(
        "UPDATE criterion SET visible ="
        " EXISTS(SELECT 1 FROM tag t WHERE t.framework = criterion.framework AND t.criterion = criterion.id"
        " AND t.visible)"
        " OR EXISTS(SELECT 1 FROM judgement j WHERE j.framework = criterion.framework AND j.criterion = criterion.id"
        " AND j.visible)"
        " WHERE retired"
    )


def visible(db: sqlite3.Connection, entity: str) -> bool:
    """Whether the entity is there for people: neither it nor a container is hidden."""
    folded = fold_root(journal.within(db, [root(entity)]))
    return entity in folded and folded[entity].visible


def subtree(folded: dict[str, Folded], entity: str) -> list[Folded]:
    return [one for path, one in folded.items() if within(path, entity)]
