"""The facts of an item: setting them, and taking the item out and bringing it back."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from evidence_desk.desk import Desk
from evidence_desk.errors import KnownError
from evidence_desk.library import queries
from evidence_desk.library.journal import Change
from evidence_desk.model import paths
from evidence_desk.model.dates import parse_date, parse_period
from evidence_desk.model.records import Item
from evidence_desk.model.vocabulary import AGENCIES, CONSENTS, KINDS, MARKINGS, VOICES
from evidence_desk.operations.checking import choice, choices
from evidence_desk.work.job import Job

One = TypeVar("One")
# After so many items of a change to many, it says how far it is and may be cancelled.
STEP = 50
_CHOICES = {"kind": KINDS, "marking": MARKINGS, "consent": CONSENTS, "anonymised": ("yes", "no")}
_SETS = {"agencies": AGENCIES, "voices": VOICES}
_DATES = ("date", "review_date", "keep_until")
CASE_FIELDS = ("age_phase", "need", "own_words", "what_changed", "consent", "anonymised", "keep_until")
FIELDS = (
    "title", "kind", "date", "period", "agencies", "voices", "source", "marking", "review_date", "labels", *CASE_FIELDS,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Assignment:
    """`FIELD=VALUE`, or for sets `FIELD+=VALUE` and `FIELD-=VALUE`."""

    field: str
    operator: str
    value: str


def parse_assignment(typed: str) -> Assignment:
    """Raises KnownError where the field is unknown or the form is another."""
    match = re.match(r"(?s)\s*([a-z_]+)\s*(\+=|-=|=)(.*)", typed)
    if match is None:
        raise KnownError(f"{typed!r} sets nothing.", what_to_do="Write FIELD=VALUE.")
    assignment = Assignment(match[1], match[2], match[3].strip())
    if assignment.field not in FIELDS:
        raise KnownError(f"There is no fact {assignment.field!r}.", what_to_do=f"Facts are: {', '.join(FIELDS)}.")
    if assignment.operator != "=" and assignment.field not in (*_SETS, "labels"):
        raise KnownError(f"{assignment.field} holds one value.", what_to_do=f"Write {assignment.field}=VALUE.")
    return assignment


def set_fields(
    desk: Desk, refs: Sequence[str], assignments: Sequence[Assignment], *, job: Job | None = None
) -> list[Item]:
    """Sets facts of one or more items in one step; setting a guess to the same value confirms it.

    Cancelled, nothing is written.
    """
    before = _items(desk, refs)
    for item in before:
        _check_case_fields(item, assignments)
    names = ", ".join(dict.fromkeys(assignment.field for assignment in assignments))
    with desk.change(f"set {names} of {_count(before)}") as change:
        for item in _with_progress(before, job):
            _write(change, item, assignments)
    return _items(desk, [item.key for item in before])


def _items(desk: Desk, refs: Sequence[str]) -> list[Item]:
    """The items in the order they are named, each once."""
    db = desk.library.db
    keys = dict.fromkeys(queries.resolve(db, ref) for ref in refs)
    if len(keys) == 1:
        return [queries.item(db, key, desk.today) for key in keys]
    found = {item.key: item for item in queries.items(db, desk.today, list(keys))}
    return [found[key] for key in keys]


def _count(items: Sequence[object]) -> str:
    return f"{len(items):,} {'item' if len(items) == 1 else 'items'}"


def _with_progress(items: Sequence[One], job: Job | None) -> Iterator[One]:
    """The items one by one, saying how far it is every so often; cancelling ends it all."""
    for done, item in enumerate(items):
        if job is not None and done % STEP == 0:
            job.check()
            job.progress(done, len(items))
        yield item


def value_of(assignment: Assignment) -> str | list[str] | None:
    """The value as it is stored, checked; None clears a date."""
    field, value = assignment.field, assignment.value
    if field in _SETS:
        return choices(field, _listed(value), _SETS[field])
    if field in _CHOICES:
        return choice(field, value, _CHOICES[field])
    if field in _DATES:
        return parse_date(value) if value else None
    if field == "period":
        return parse_period(value) if value else None
    if field == "title" and not value:
        raise KnownError("An item needs a title.", what_to_do="Give it a few words.")
    return value


def remove(desk: Desk, ref: str) -> Item:
    """Takes an item out of view; Undo or `bring_back` returns it. No file of the person's own is touched."""
    db = desk.library.db
    item = queries.item(db, queries.resolve(db, ref), desk.today)
    with desk.change("removed 1 item") as change:
        change.delete(paths.item(item.key))
    return item


def remove_items(desk: Desk, refs: Sequence[str], *, job: Job | None = None) -> int:
    """Takes several items out of view in one step and says how many; Undo brings them all back.

    Cancelled, nothing is written.
    """
    keys = list(dict.fromkeys(queries.resolve(desk.library.db, ref) for ref in refs))
    with desk.change(f"removed {_count(keys)}") as change:
        for key in _with_progress(keys, job):
            change.delete(paths.item(key))
    return len(keys)


def bring_back(desk: Desk, ref: str) -> Item:
    """Returns a removed item with all that was on it."""
    db = desk.library.db
    key = queries.resolve(db, ref, include_removed=True)
    with desk.change("brought back 1 item") as change:
        change.add(paths.item(key), {})
    return queries.item(db, key, desk.today)


def _check_case_fields(item: Item, assignments: Sequence[Assignment]) -> None:
    kinds = [assignment.value for assignment in assignments if assignment.field == "kind"] or [item.kind]
    asked = [assignment.field for assignment in assignments if assignment.field in CASE_FIELDS]
    if asked and kinds[-1].lower() != "case-study":
        raise KnownError(
            f"Only a case study has {asked[0]}, and {item.ref} is a {item.kind}.",
            what_to_do="Set kind=case-study first.",
        )


def _write(change: Change, item: Item, assignments: Sequence[Assignment]) -> None:
    fields: dict[str, object] = {}
    sets = {"agencies": set(item.agencies), "voices": set(item.voices)}
    for one in assignments:
        if one.field == "labels":
            _write_labels(change, item, one)
        elif one.field in _SETS:
            words = set(choices(one.field, _listed(one.value), _SETS[one.field]))
            sets[one.field] = _combined(sets[one.field], one.operator, words)
            fields[one.field] = sorted(sets[one.field])
        else:
            fields[one.field] = value_of(one)
    if fields:
        change.set(paths.item(item.key), fields)


def _write_labels(change: Change, item: Item, assignment: Assignment) -> None:
    words = {" ".join(word.split()) for word in _listed(assignment.value)}
    # One label in two spellings of its capitals is one label (journal.md 4).
    present = {paths.label(item.key, text) for text in item.labels}
    named = {paths.label(item.key, text): text for text in sorted(words, reverse=True)}
    wanted = _combined(present, assignment.operator, set(named))
    for entity in sorted(present - wanted):
        change.delete(entity)
    for entity in sorted(wanted & named.keys()):
        change.add(entity, {"text": named[entity]})


def _combined(present: set[str], operator: str, words: set[str]) -> set[str]:
    return {"=": words, "+=": present | words, "-=": present - words}[operator]


def _listed(value: str) -> list[str]:
    return [word.strip() for word in value.split(",") if word.strip()]
