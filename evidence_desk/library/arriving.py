"""Records from elsewhere are not trusted: their shape is checked before anything is written (journal.md 21, 22)."""

import re
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from evidence_desk.errors import KnownError
from evidence_desk.model.entry import PRESENCE, Body, canonical, iso, moment
from evidence_desk.model.paths import root

ULID = re.compile("[0-7][0-9A-HJKMNP-TV-Z]{25}")
_ENTITY = re.compile("(?:library|[a-z]+:[A-Za-z0-9.:@-]+)(?:/[a-z]+:[A-Za-z0-9.:@-]+)*")
_VERSION = re.compile("(?:^|/)version:(?![0-9a-f]{64}(?:/|$))")
LONGEST_ENTITY = 500
LONGEST_NAME = 1_000
LARGEST_BODY = 8_000_000
MOST_WARNINGS = 20
_DAY = 86_400_000


@dataclass(slots=True)
class ArrivingAction:
    id: str
    actor: str
    agency: str | None
    label: str
    undoes: str | None
    program: str


@dataclass(slots=True)
class ArrivingEntry:
    id: str
    action: str
    entity: str
    body: Body
    text: str
    """The body as it will be stored."""


@dataclass(slots=True)
class Arriving:
    """What a pack or another library brings, checked, by id."""

    actions: dict[str, ArrivingAction] = field(default_factory=dict)
    entries: dict[str, ArrivingEntry] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)


def check(incoming: Iterable[Mapping[str, Any]]) -> Arriving:
    """Reads all records, or refuses the whole with the record named."""
    arriving = Arriving()
    latest = time.time_ns() // 1_000_000 + _DAY
    for number, record in enumerate(incoming, 1):
        try:
            _take(arriving, record, latest)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise refused(_name_of(record, number), str(error)) from error
    return arriving


def refused(name: str, why: str) -> KnownError:
    """The pack is refused whole, naming the entry."""
    return KnownError(
        f"These records cannot be merged: {name} is not as it should be ({why}).",
        "Nothing was changed.",
        "Ask whoever sent them for a new pack.",
    )


def _name_of(record: object, number: int) -> str:
    if isinstance(record, dict):
        for kind in ("entry", "action"):
            part = record.get(kind)
            if isinstance(part, dict) and isinstance(part.get("id"), str) and ULID.fullmatch(part["id"]):
                return f"{kind} {part['id']}"
    return f"record {number}"


def _take(arriving: Arriving, record: Mapping[str, Any], latest: int) -> None:
    if "action" in record:
        action = _action(record["action"])
        if arriving.actions.setdefault(action.id, action) != action:
            raise ValueError("it is there twice and differs")
    elif "entry" in record:
        entry = _entry(record["entry"])
        if arriving.entries.setdefault(entry.id, entry) != entry:
            raise ValueError("it is there twice and differs")
        if moment(entry.id) > latest and len(arriving.warnings) < MOST_WARNINGS:
            arriving.warnings.append(f"Entry {entry.id} bears a time ahead of this clock: {iso(moment(entry.id))}.")
    else:
        raise ValueError("it is neither an action nor an entry")


def _action(given: Mapping[str, Any]) -> ArrivingAction:
    return ArrivingAction(
        _id(given["id"]),
        _text(given["actor"], "actor"),
        None if given.get("agency") is None else _text(given["agency"], "agency"),
        _text(given["label"], "label"),
        None if given.get("undoes") is None else _id(given["undoes"]),
        _text(given["program"], "program"),
    )


def _entry(given: Mapping[str, Any]) -> ArrivingEntry:
    entity = _text(given["entity"], "entity")
    if len(entity) > LONGEST_ENTITY or not _ENTITY.fullmatch(entity) or _VERSION.search(entity):
        raise ValueError("its entity is no path")
    body = given["body"]
    if not isinstance(body, dict):
        raise TypeError("its body is no object")
    _check_body(entity, body)
    text = canonical(body)
    if len(text.encode()) > LARGEST_BODY:
        raise ValueError("its body is too large")
    return ArrivingEntry(_id(given["id"]), _id(given["action"]), entity, body, text)


def _check_body(entity: str, body: Body) -> None:
    if body.get("auto", 0) not in (0, 1) or body.get("x", 0) not in (0, 1, 2):
        raise ValueError("its flags are unknown")
    for name, written in _object(body.get("set", {})).items():
        if not isinstance(written, list) or len(written) != 2 or len(name) > LONGEST_NAME:
            raise ValueError("a field is not a value with the ids it overwrote")
        _ids(written[1])
        if name == PRESENCE and not isinstance(written[0], bool):
            raise ValueError("its presence is neither true nor false")
    _ids(body.get("undo", []))
    if "erase" in body:
        _check_erasure(entity, body)


def _check_erasure(entity: str, body: Body) -> None:
    """An erasure names the entity it lies on, or entries: nothing on other roots is erased in passing."""
    targets = body["erase"]
    if not isinstance(targets, list) or not targets or set(body) - {"erase", "reason"}:
        raise ValueError("its erasure says more or less than what and why")
    if not all(target == entity or (isinstance(target, str) and ULID.fullmatch(target)) for target in targets):
        raise ValueError(f"its erasure names something else than {root(entity)}")
    _text(body.get("reason"), "reason")


def _object(value: object) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise TypeError("its fields are no object")
    return value


def _ids(value: object) -> None:
    if not isinstance(value, list):
        raise TypeError("its ids are no list")
    for one in value:
        _id(one)


def _id(value: object) -> str:
    if not isinstance(value, str) or not ULID.fullmatch(value):
        raise ValueError("an id is no ULID")
    return value


def _text(value: object, what: str) -> str:
    if not isinstance(value, str) or len(value) > LONGEST_NAME:
        raise ValueError(f"its {what} is no short text")
    value.encode()
    return value
