"""Who changed what, when, from what to what: the journal as people read it, and the library as it once was known."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from evidence_desk.library import entries as journal
from evidence_desk.library import schema
from evidence_desk.library.projection import project
from evidence_desk.model.entry import Entry, Json, by_entity, iso, moment
from evidence_desk.model.fold import precedence
from evidence_desk.model.ids import crockford


@dataclass(frozen=True, slots=True)
class FieldChange:
    """What one entry did to one field; None where there was nothing, or where it was erased or withheld."""

    entity: str
    field: str
    before: Json
    after: Json


@dataclass(frozen=True, slots=True)
class Step:
    """One action."""

    change: str
    at: str
    by: str
    agency: str | None
    label: str
    undoes: str | None
    entries: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class Exported:
    """One export that was made; `confirmed_by` is who answered for sensitive items in it."""

    form: str
    items: int
    left_out: int
    confirmed_by: str | None
    by: str
    agency: str | None
    at: str


def history(db: sqlite3.Connection, item_key: str | None = None, limit: int | None = None) -> list[Step]:
    """The newest actions first (by id, not by arrival); of one item, only what was done to it and below it."""
    entity = None if item_key is None else f"item:{item_key}"
    actions = _actions(db, entity, -1 if limit is None else limit)
    return _steps(db, actions, _written(db, [row[0] for row in actions], entity))


def step(db: sqlite3.Connection, change: str, item_key: str | None = None, most: int | None = None) -> tuple[Step, int]:
    """One action with its first `most` entries, and how many more it has; of one item, only what concerns that item."""
    sql = "SELECT a.id, a.actor, a.agency, a.label, a.undoes FROM action a WHERE a.id = ?"
    below = None if item_key is None else f"item:{item_key}"
    told = journal.of_action(db, change, below, most)
    (found,) = _steps(db, journal.rows(db, sql, (change,)), {change: told})
    return found, journal.count_of_action(db, change, below) - len(told)


def exports(db: sqlite3.Connection) -> list[Exported]:
    """What went out of this library and its copies, the newest first."""
    sql = "SELECT form, items, left_out, confirmed_by, by, agency, at FROM export WHERE visible"
    return [Exported(*row) for row in journal.rows(db, f"{sql} ORDER BY at DESC, entity")]


def known_at(db: sqlite3.Connection, at: int) -> sqlite3.Connection:
    """The typed tables as they were known at a moment (milliseconds since 1970), in memory: journal.md 24."""
    then = sqlite3.connect(":memory:", isolation_level=None)
    then.row_factory = sqlite3.Row
    schema.create(then)
    project(db, then, crockford(at, 10))
    return then


def _steps(
    db: sqlite3.Connection, actions: Iterable[tuple[str, str, str | None, str, str]], written: Mapping[str, list[Entry]]
) -> list[Step]:
    known = {entry.id: entry for entries in written.values() for entry in entries}
    _complete(db, known, [id for entry in known.values() for id in _referred(entry)])
    _complete(db, known, [id for entry in known.values() for id in _referred(entry)])
    return [
        Step(id, iso(moment(id)), actor, agency, label, undoes, tuple(_changes(written.get(id, ()), known)))
        for id, actor, agency, label, undoes in actions
    ]


def _actions(db: sqlite3.Connection, entity: str | None, limit: int) -> list[tuple[str, str, str | None, str, str]]:
    columns = "SELECT a.id, a.actor, a.agency, a.label, a.undoes FROM action a"
    if entity is None:
        return journal.rows(db, f"{columns} ORDER BY a.id DESC LIMIT ?", (limit,))
    there = "SELECT action FROM journal WHERE entity = ? OR (entity > ? AND entity < ?)"
    sql = f"{columns} WHERE a.n IN ({there}) ORDER BY a.id DESC LIMIT ?"
    return journal.rows(db, sql, (entity, f"{entity}/", f"{entity}0", limit))


def _written(db: sqlite3.Connection, actions: list[str], entity: str | None) -> dict[str, list[Entry]]:
    found: dict[str, list[Entry]] = {}
    entries = journal.within(db, [entity]) if entity else journal.of_actions(db, actions)
    for entry in sorted(entries, key=lambda one: one.id):
        found.setdefault(entry.action, []).append(entry)
    return found


def _referred(entry: Entry) -> list[str]:
    """The entries that tell what was there before: those undone and those overwritten."""
    return [*entry.undoes, *(id for _value, overwritten in entry.writes.values() for id in overwritten)]


def _complete(db: sqlite3.Connection, known: dict[str, Entry], wanted: Iterable[str]) -> None:
    missing = set(wanted) - known.keys()
    if missing:
        known.update(journal.by_ids(db, missing))


def _changes(entries: Iterable[Entry], known: Mapping[str, Entry]) -> Iterator[FieldChange]:
    for entry in entries:
        for name in sorted(entry.writes):
            yield FieldChange(entry.entity, name, _before(entry, name, known), entry.value(name))
        if entry.erases:
            yield FieldChange(entry.entity, "erased", None, entry.body.get("reason"))
        yield from _undone(entry, known)


def _before(entry: Entry, name: str, known: Mapping[str, Entry]) -> Json:
    """What stood before: the highest of the values it overwrote on the same entity."""
    overwritten = (known[id] for id in entry.overwrote(name) if id in known)
    candidates = [one for one in overwritten if one.entity == entry.entity and name in one.writes]
    return max(candidates, key=precedence).value(name) if candidates else None


def _undone(undo: Entry, known: Mapping[str, Entry]) -> Iterator[FieldChange]:
    """An undo turns before and after round, an undo of an undo turns them back."""
    undone = [known[id] for id in undo.undoes if id in known]
    for entity, entries in by_entity(undone).items():
        for entry in entries:
            for name in sorted(entry.writes):
                yield FieldChange(entity, name, entry.value(name), _before(entry, name, known))
            for again in (known[id] for id in entry.undoes if id in known):
                for name in sorted(again.writes):
                    yield FieldChange(entity, name, _before(again, name, known), again.value(name))
