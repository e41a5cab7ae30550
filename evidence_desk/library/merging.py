"""Merging is the union of two sets of entries: rules 20 and 21 of the journal. A merge writes no entries."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from evidence_desk.library import blanking
from evidence_desk.library import entries as journal
from evidence_desk.library.arriving import Arriving, ArrivingAction, ArrivingEntry, check, refused
from evidence_desk.library.batching import uncollected
from evidence_desk.library.database import write
from evidence_desk.library.projection import refold
from evidence_desk.library.records import Record, records
from evidence_desk.library.seen import Seen, seen
from evidence_desk.model.entry import ERASED, WITHHELD
from evidence_desk.model.paths import item_of
from evidence_desk.model.records import Changes


@dataclass(frozen=True, slots=True)
class Erasure:
    """An erasure that arrived: what it names, the item's reference where it is of one, and the reason."""

    target: str
    ref: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merge did, in numbers of entities and by name; `conflicts` are those it opened."""

    added: int
    updated: int
    unchanged: int
    erased: tuple[Erasure, ...]
    conflicts: tuple[tuple[str, str], ...]
    changes: Changes
    warnings: tuple[str, ...] = ()
    new: frozenset[str] = frozenset()
    changed: frozenset[str] = frozenset()


@dataclass(slots=True)
class _Plan:
    """What the union adds to this library."""

    new: list[ArrivingEntry] = field(default_factory=list)
    replaced: list[tuple[str, int]] = field(default_factory=list)
    touched: set[str] = field(default_factory=set)
    erasing: list[ArrivingEntry] = field(default_factory=list)


def library_records(other: sqlite3.Connection) -> Iterator[Record]:
    """All records of another library."""
    return records(other, None)


def merge_records(db: sqlite3.Connection, incoming: Iterable[Mapping[str, Any]], *, dry_run: bool = False) -> Merged:
    """Takes in what is not known here, in one transaction; refuses the whole with a KnownError naming the entry."""
    with uncollected():
        arriving = check(incoming)
    with write(db), uncollected():
        db.execute("SAVEPOINT merging")
        try:
            merged = _merge(db, arriving)
        except BaseException:
            _roll_back(db)
            raise
        if dry_run:
            _roll_back(db)
        else:
            db.execute("RELEASE merging")
    return merged


def _roll_back(db: sqlite3.Connection) -> None:
    # After a full disk SQLite may have ended the transaction already.
    if db.in_transaction:
        db.execute("ROLLBACK TO merging")
        db.execute("RELEASE merging")


def _merge(db: sqlite3.Connection, arriving: Arriving) -> Merged:
    _merge_actions(db, arriving)
    entities = {entry.entity for entry in arriving.entries.values()}
    known = _known_entities(db, entities)
    plan = _plan(db, arriving)
    before = seen(db, plan.touched & known)
    conflicts = _conflicts(db)
    _insert(db, plan)
    targets = {target for entry in plan.erasing for target in entry.body["erase"]}
    blanked = blanking.blank(db, targets) if targets else set()
    try:
        written = refold(db, plan.touched | blanked)
    except sqlite3.IntegrityError as error:
        raise refused("an entity", str(error)) from error
    after = seen(db, (plan.touched & known) | (entities - known))
    added, updated = _told_apart(entities, known, plan.touched, before, after)
    opened = sorted(_conflicts(db) - conflicts)
    visible = seen(db, {entity for entity, _field in opened})
    return Merged(
        len(added), len(updated), len(entities) - len(added) - len(updated),
        tuple(_erasures(db, plan.erasing)),
        tuple(one for one in opened if visible.get(one[0], True)),
        Changes(None, None, written),
        tuple(arriving.warnings),
        added, updated,
    )  # fmt: skip


def _merge_actions(db: sqlite3.Connection, arriving: Arriving) -> None:
    """Inserts unknown actions; a known one must be by the same person and undo the same. Labels may differ."""
    known = {}
    for id, actor, agency, undoes in journal.rows(db, "SELECT id, actor, agency, undoes FROM action"):
        known[id] = (actor, agency, undoes)
    new: list[ArrivingAction] = []
    for action in arriving.actions.values():
        if action.id not in known:
            new.append(action)
        elif known[action.id] != (action.actor, action.agency, action.undoes):
            raise refused(f"action {action.id}", "it is known here otherwise")
    for entry in arriving.entries.values():
        if entry.action not in known and entry.action not in arriving.actions:
            raise refused(f"entry {entry.id}", "its action is missing")
    db.executemany(
        "INSERT INTO action(id, actor, agency, label, undoes, program, here) VALUES(?, ?, ?, ?, ?, ?, 0)",
        [(one.id, one.actor, one.agency, one.label, one.undoes, one.program) for one in new],
    )


def _known_entities(db: sqlite3.Connection, entities: set[str]) -> set[str]:
    sql = "SELECT r.value FROM json_each(?) r WHERE EXISTS (SELECT 1 FROM journal j WHERE j.entity = r.value)"
    return {entity for (entity,) in journal.rows(db, sql, (json.dumps(sorted(entities)),))}


def _plan(db: sqlite3.Connection, arriving: Arriving) -> _Plan:
    plan = _Plan()
    _scrub_on_arrival(db, arriving)
    sql = (
        "SELECT j.id, j.n, a.id, j.entity, j.body FROM json_each(?) r CROSS JOIN journal j ON j.id = r.value"
        " JOIN action a ON a.n = j.action"
    )
    here = {row[0]: row[1:] for row in journal.rows(db, sql, (json.dumps(sorted(arriving.entries)),))}
    for entry in arriving.entries.values():
        if entry.id not in here:
            plan.new.append(entry)
            plan.touched.add(entry.entity)
            if entry.body.get("erase"):
                plan.erasing.append(entry)
            continue
        n, action, entity, body = here[entry.id]
        if (action, entity) != (entry.action, entry.entity):
            raise refused(f"entry {entry.id}", "it is known here of something else")
        if body != entry.text and _replaces(entry, json.loads(body)):
            plan.replaced.append((entry.text, n))
            plan.touched.add(entity)
    plan.new.sort(key=lambda entry: entry.id)
    return plan


def _scrub_on_arrival(db: sqlite3.Connection, arriving: Arriving) -> None:
    """Never trust a pack to have scrubbed (journal.md 19): by what is erased here and by what it erases itself."""
    targets = {target for (target,) in journal.rows(db, "SELECT target FROM erased")}
    for entry in arriving.entries.values():
        targets.update(entry.body.get("erase", ()))
    if not targets:
        return
    for entry in arriving.entries.values():
        if blanking.is_erased(entry.entity, entry.id, targets):
            entry.body, entry.text = blanking.blanked(entry.body)


def _replaces(entry: ArrivingEntry, here: Mapping[str, Any]) -> bool:
    """Rule 21: withheld < full < erased, the higher stands; both full and different is refused."""
    theirs, ours = _rank(entry.body), _rank(here)
    if theirs == ours == _rank({}) and entry.body != here:
        raise refused(f"entry {entry.id}", "it is known here with other words")
    return theirs > ours


def _rank(body: Mapping[str, Any]) -> int:
    return {WITHHELD: 0, ERASED: 2}.get(body.get("x", 0), 1)


def _insert(db: sqlite3.Connection, plan: _Plan) -> None:
    numbers = dict(journal.rows(db, "SELECT id, n FROM action"))
    db.executemany(
        "INSERT INTO journal(id, action, entity, body) VALUES(?, ?, ?, ?)",
        [(entry.id, numbers[entry.action], entry.entity, entry.text) for entry in plan.new],
    )
    blanking.renumber(db, plan.replaced)


def _conflicts(db: sqlite3.Connection) -> set[tuple[str, str]]:
    return set(journal.rows(db, "SELECT entity, field FROM conflict"))


def _told_apart(
    entities: set[str], known: set[str], touched: set[str], before: Mapping[str, Seen], after: Mapping[str, Seen]
) -> tuple[frozenset[str], frozenset[str]]:
    """New here and there to be seen; known here and now seen otherwise. Kinds without a table count when written."""
    added = frozenset(entity for entity in entities - known if after.get(entity, True))
    updated = frozenset(one for one in touched & known if one not in after or before.get(one) != after[one])
    return added, updated


def _erasures(db: sqlite3.Connection, erasing: list[ArrivingEntry]) -> Iterator[Erasure]:
    for entry in sorted(erasing, key=lambda one: one.id):
        row = db.execute("SELECT ref FROM item WHERE key = ?", (item_of(entry.entity) or "",)).fetchone()
        for target in entry.body["erase"]:
            yield Erasure(target, row[0] if row else None, str(entry.body["reason"]))
