"""Settling what colleagues, working apart, said differently."""

from evidence_desk.desk import Desk
from evidence_desk.errors import KnownError
from evidence_desk.frameworks.stored import find
from evidence_desk.library import citations
from evidence_desk.library.contested import conflict as conflict_by_id
from evidence_desk.model.entry import PRESENCE, Json
from evidence_desk.model.paths import last
from evidence_desk.model.records import Conflict
from evidence_desk.model.vocabulary import STANCES, VOICES
from evidence_desk.operations import describing
from evidence_desk.operations.checking import choice, choices
from evidence_desk.operations.judging import checked, keep_in_step


def settle(desk: Desk, conflict_id: str, *, keep: str | None = None, value: str | None = None) -> None:
    """Settles for everybody: `keep` is `standing` or the number of another value (from 1), else `value` is new.

    Raises KnownError where there is no such conflict or value.
    """
    conflict = conflict_by_id(desk.library.db, conflict_id)
    chosen = _kept(conflict, keep) if keep is not None else _typed(desk, conflict, value or "")
    with desk.change("settled 1 conflict") as change:
        kind, name = last(conflict.entity)
        framework, _, criterion = name.partition(":")
        before = citations.named(change.db, framework, criterion) if kind == "judgement" else []
        change.settle(conflict.entity, conflict.field, chosen)
        if kind == "judgement":
            keep_in_step(change, framework, criterion, before)


def _kept(conflict: Conflict, keep: str) -> Json:
    if keep == "standing":
        return conflict.standing.value
    number = int(keep) if keep.isdecimal() else 0
    if not 1 <= number <= len(conflict.others):
        raise KnownError(
            f"{conflict.id} has no value {keep!r}.",
            what_to_do=f"Keep `standing`, or a number from 1 to {len(conflict.others)}.",
        )
    return conflict.others[number - 1].value


def _typed(desk: Desk, conflict: Conflict, value: str) -> Json:
    """A new value as the field takes it, checked as if it were set by hand."""
    kind, field = last(conflict.entity)[0], conflict.field
    if field == PRESENCE:
        raise KnownError(f"{conflict.id} is about whether it is there.", what_to_do="Settle it with --keep.")
    if kind == "item":
        return describing.value_of(describing.parse_assignment(f"{field}={value}"))
    if kind == "tag" and field == "stance":
        return choice("stance", value, STANCES)
    if kind == "tag" and field == "voices":
        return choices("voice", value.split(","), VOICES)
    if kind == "judgement":
        return checked(find(desk.library.db, last(conflict.entity)[1].partition(":")[0]), field, value)
    return value
