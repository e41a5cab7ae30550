"""An entry: what one action did to one entity. Bodies are JSON, kept as they were received (journal.md 3)."""

import functools
import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any, TypeAlias

from evidence_desk.model.ids import CROCKFORD

Json: TypeAlias = Any
Body: TypeAlias = dict[str, Any]

PRESENCE = "gone"
ERASED = 1
WITHHELD = 2

_NO_FIELDS: dict[str, list[Any]] = {}
_NO_IDS: list[str] = []
_ENCODER = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
_TO_PYTHON_DIGITS = str.maketrans(CROCKFORD, "0123456789ABCDEFGHIJKLMNOPQRSTUV")
_LAST_SECOND = int(datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC).timestamp())


class Entry:
    """One entry with the actor and agency of its action."""

    __slots__ = ("action", "agency", "body", "by", "entity", "erases", "id", "undoes", "writes")

    def __init__(self, id: str, action: str, entity: str, body: Body, by: str = "", agency: str | None = None) -> None:
        self.id = id
        self.action = action
        self.entity = entity
        self.body = body
        self.by = by
        self.agency = agency
        # By field: the value and the ids it overwrote.
        self.writes: dict[str, list[Any]] = body.get("set") or _NO_FIELDS
        self.undoes: list[str] = body.get("undo") or _NO_IDS
        self.erases: list[str] = body.get("erase") or _NO_IDS

    @property
    def is_guess(self) -> bool:
        return bool(self.body.get("auto"))

    @property
    def is_erased(self) -> bool:
        return self.body.get("x") == ERASED

    @property
    def is_withheld(self) -> bool:
        return self.body.get("x") == WITHHELD

    @property
    def is_readable(self) -> bool:
        """Its values are there: neither erased nor withheld from a pack."""
        return not self.body.get("x")

    @property
    def is_by_person(self) -> bool:
        """A value somebody typed and that can be read: what takes part in conflicts (journal.md 12)."""
        return not self.body.get("auto") and not self.body.get("x")

    def value(self, field: str) -> Json:
        return self.writes[field][0]

    def overwrote(self, field: str) -> list[str]:
        found: list[str] = self.writes[field][1]
        return found

    @property
    def at(self) -> str:
        return iso(moment(self.id))


def canonical(value: Json) -> str:
    """One text for equal JSON values."""
    return _ENCODER.encode(value)


def moment(ulid: str) -> int:
    """The milliseconds since 1970 that a ULID was made at (its first ten letters)."""
    return int(ulid[:10].translate(_TO_PYTHON_DIGITS), 32)


def iso(milliseconds: int) -> str:
    """ISO 8601 in UTC with seconds."""
    return _iso(min(milliseconds // 1000, _LAST_SECOND))


@functools.lru_cache(maxsize=4096)
def _iso(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ").rjust(20, "0")


def shape(body: Mapping[str, Any]) -> Body:
    """The body without what was said in it (journal.md 19): flags, undone ids, fields, overwritten ids, presence."""
    kept: Body = {}
    if body.get("auto"):
        kept["auto"] = 1
    if "undo" in body:
        kept["undo"] = body["undo"]
    if "set" in body:
        kept["set"] = {
            field: [value if field == PRESENCE else None, overwritten]
            for field, (value, overwritten) in body["set"].items()
        }
    return kept


def scrubbed(body: Mapping[str, Any]) -> Body:
    """What is left of an erased body. An erasure itself stays, or it would be forgotten."""
    if "erase" in body:
        return {"erase": body["erase"], "reason": body.get("reason", "")}
    return {**shape(body), "x": ERASED}


def by_entity(entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        groups.setdefault(entry.entity, []).append(entry)
    return groups
