"""Where quotes stand, as people working apart left it: each place as a whole, since no field of it says anything alone.

Two officers who give an item different new versions anchor its quotes anew, each in theirs. That makes up to six
fields of every quote differ, and nobody can judge between them: the place of a quote follows the version of its item.
"""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from evidence_desk.library import entries as journal
from evidence_desk.model import paths
from evidence_desk.model.entry import Entry, Json, canonical
from evidence_desk.model.fold import Folded, active_entries, heads_of, in_conflict, reached_through_every_field

PLACE: Final = ("page", "start", "stop", "before", "after", "sha256")
PLACES: Final = "places"
"""The places of all quotes of an item, as the field of one conflict. No entry writes it."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody left a quote; `id` and `action` are of the entry that says so."""

    id: str
    action: str
    by: str
    at: str
    fields: dict[str, Json]

    @property
    def sha256(self) -> str:
        return str(self.fields.get("sha256") or "")


@dataclass(slots=True)
class Side:
    """What one import, or another step, made of the contested quotes of an item: by excerpt its place."""

    newest: Place
    places: dict[str, Place] = field(default_factory=dict)

    def says(self) -> str:
        return canonical({entity: place.fields for entity, place in self.places.items()})


def is_place(entity: str, name: str) -> bool:
    """Whether a field says where a quote stands."""
    return name in PLACE and paths.last(entity)[0] == "excerpt"


def told_as(entity: str, name: str) -> tuple[str, str]:
    """Under which entity and field a contested field is told: the places of all quotes of an item are one thing."""
    return (paths.root(entity), PLACES) if is_place(entity, name) else (entity, name)


def contested(db: sqlite3.Connection, key: str) -> list[str]:
    """The quotes of an item whose place is in conflict and that can be seen: what is removed must not be written to."""
    sql = (
        "SELECT DISTINCT entity FROM excerpt JOIN conflict USING(entity) WHERE item = ? AND visible"
        " AND field IN (SELECT value FROM json_each(?)) ORDER BY entity"
    )
    return [entity for (entity,) in journal.rows(db, sql, (key, json.dumps(PLACE)))]


def places_of(db: sqlite3.Connection, entity: str) -> list[Place]:
    """The places that people gave a quote apart, the latest first; each as its writer left it, never a mix."""
    known = journal.of_entity(db, entity)
    active = active_entries(known)
    heads = heads_of(active, known)
    differing = [heads[name] for name in PLACE if in_conflict(name, heads.get(name, []))]
    writers = {head.id: head for some in differing for head in some if head.is_by_person}
    one = Folded(entity, active, heads, known)
    return [
        Place(writer.id, writer.action, writer.by, writer.at, _as_left(writer, one))
        for _, writer in sorted(writers.items(), reverse=True)
    ]


def _as_left(writer: Entry, one: Folded) -> dict[str, Json]:
    """What an entry does not write of the place was right already for its writer: as it stood in what that saw."""
    seen = reached_through_every_field([writer], [one])
    stood = heads_of([entry for entry in one.active if entry.id in seen], one.known)
    fields = {name: stood[name][0].value(name) for name in PLACE if name in stood and stood[name][0].is_readable}
    return fields | {name: writer.value(name) for name in PLACE if name in writer.writes}


def sides(db: sqlite3.Connection, key: str, sha256: str | None) -> list[Side]:
    """The contested places of an item by the step that left them: those in the file `sha256` first, then the latest."""
    by_action: dict[str, list[tuple[str, Place]]] = defaultdict(list)
    for entity in contested(db, key):
        for place in places_of(db, entity):
            by_action[place.action].append((entity, place))
    found = [Side(max((place for _, place in some), key=_id), dict(some)) for some in by_action.values()]
    found.sort(key=lambda side: (side.newest.sha256 == sha256, side.newest.id), reverse=True)
    return _each_once(found)


def _id(place: Place) -> str:
    return place.id


def _each_once(found: Iterable[Side]) -> list[Side]:
    once: dict[str, Side] = {}
    for side in found:
        once.setdefault(side.says(), side)
    return list(once.values())
