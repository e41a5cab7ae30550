"""Settling what colleagues, working apart, said differently."""

from dataclasses import replace

from evidence_desk.desk import Desk
from evidence_desk.errors import KnownError
from evidence_desk.frameworks.stored import find
from evidence_desk.library import citations, queries
from evidence_desk.library.contested import CURRENT, places_to_settle
from evidence_desk.library.contested import conflict as conflict_by_id
from evidence_desk.library.journal import Change
from evidence_desk.library.places import PLACES, contested, places_of
from evidence_desk.library.standing import place_in
from evidence_desk.model.entry import PRESENCE, Json
from evidence_desk.model.paths import item_of, last
from evidence_desk.model.records import Conflict
from evidence_desk.model.vocabulary import STANCES, VOICES
from evidence_desk.operations import describing
from evidence_desk.operations.carrying import Carried, carry_over
from evidence_desk.operations.checking import choice, choices
from evidence_desk.operations.judging import checked, keep_in_step


def settle(desk: Desk, conflict_id: str, *, keep: str | None = None, value: str | None = None) -> Carried:
    """Settles for everybody: `keep` is `standing` or the number of another value (from 1), else `value` is new.

    Where it was about the newest file of an item, its quotes follow into that; what became of them is returned.
    Raises KnownError where there is no such conflict or value.
    """
    db = desk.library.db
    conflict = conflict_by_id(db, conflict_id)
    at = _number(conflict, keep) if keep is not None else None
    chosen = _typed(desk, conflict, value or "") if at is None else (conflict.standing, *conflict.others)[at].value
    with desk.change("settled 1 conflict") as change:
        if conflict.field == PLACES:
            return _settle_places(change, item_of(conflict.entity) or "", at or 0)
        kind, name = last(conflict.entity)
        framework, _, criterion = name.partition(":")
        before = citations.named(change.db, framework, criterion) if kind == "judgement" else []
        change.settle(conflict.entity, conflict.field, chosen)
        if kind == "judgement":
            keep_in_step(change, framework, criterion, before)
        if (kind, conflict.field) == ("item", CURRENT):
            moved = carry_over(change, name, str(chosen), queries.passages(db, str(chosen)))
            # Those that stood in the chosen file all along are told with the others.
            return moved if moved.unread else replace(moved, found=conflict.quotes - moved.lost)
    return Carried()


def _settle_places(change: Change, key: str, at: int) -> Carried:
    """Keeps one side for every quote; one that this side does not place is found again in its file, or stays whole."""
    kept = places_to_settle(change.db, key)[at]
    passages = queries.passages(change.db, kept.newest.sha256)
    excerpts = {one.entity: one for one in queries.excerpts(change.db, key)}
    found = 0
    for entity in contested(change.db, key):
        apart = places_of(change.db, entity)
        own = kept.places.get(entity)
        there = own.fields if own else place_in(change.db, excerpts[entity], apart, kept.newest.sha256, passages)
        change.settle_all(entity, apart[0].fields | (there or {}))
        found += there is not None
    return Carried(found)


def _number(conflict: Conflict, keep: str) -> int:
    if keep == "standing":
        return 0
    number = int(keep) if keep.isdecimal() else 0
    if not 1 <= number <= len(conflict.others):
        raise KnownError(
            f"{conflict.id} has no value {keep!r}.",
            what_to_do=f"Keep `standing`, or a number from 1 to {len(conflict.others)}.",
        )
    return number


def _typed(desk: Desk, conflict: Conflict, value: str) -> Json:
    """A new value as the field takes it, checked as if it were set by hand."""
    kind, field = last(conflict.entity)[0], conflict.field
    if field == PRESENCE:
        raise KnownError(f"{conflict.id} is about whether it is there.", what_to_do="Settle it with --keep.")
    if field in (CURRENT, PLACES):
        raise KnownError(f"{conflict.id} is about which file counts.", what_to_do="Settle it with --keep.")
    if kind == "item":
        return describing.value_of(describing.parse_assignment(f"{field}={value}"))
    if kind == "tag" and field == "stance":
        return choice("stance", value, STANCES)
    if kind == "tag" and field == "voices":
        return choices("voice", value.split(","), VOICES)
    if kind == "judgement":
        return checked(find(desk.library.db, last(conflict.entity)[1].partition(":")[0]), field, value)
    return value
