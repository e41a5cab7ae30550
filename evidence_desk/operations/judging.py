"""The area's own evaluation of a criterion."""

from collections.abc import Mapping

from evidence_desk.desk import Desk
from evidence_desk.errors import KnownError
from evidence_desk.frameworks.stored import find, resolve_criterion
from evidence_desk.library import queries
from evidence_desk.model import paths
from evidence_desk.model.framework import Framework
from evidence_desk.model.records import Judgement
from evidence_desk.model.vocabulary import STATUSES
from evidence_desk.operations.checking import choice

FIELDS = ("rating", "know", "how", "impact", "next", "owner", "status")


def judgement_of(desk: Desk, criterion: str) -> Judgement:
    """What the area says of the criterion now, empty where it has said nothing."""
    framework, criterion_id = resolve_criterion(desk.library.db, criterion)
    return queries.judgement(desk.library.db, framework, criterion_id)


def judge(desk: Desk, criterion: str, fields: Mapping[str, str]) -> Judgement:
    """Writes the given fields of a judgement; the others stay.

    Raises KnownError where the rating is not on the library's scale.
    """
    db = desk.library.db
    framework, criterion_id = resolve_criterion(db, criterion)
    values = {field: checked(find(db, framework), field, value) for field, value in fields.items()}
    with desk.change(f"judged {criterion_id}") as change:
        change.add(paths.judgement(framework, criterion_id), values)
    return queries.judgement(db, framework, criterion_id)


def checked(framework: Framework, field: str, value: str) -> str:
    """A value as it is stored; KnownError where the field does not take it."""
    if field not in FIELDS:
        raise KnownError(f"A judgement has no {field!r}.", what_to_do=f"It has {', '.join(FIELDS)}.")
    if field == "rating" and value:
        scale = [rating.id for rating in framework.scale]
        if not scale:
            raise KnownError(f"{framework.id} has no ratings.", what_to_do="Add them to its file under [[scale]].")
        return choice("rating of this framework", value, scale)
    if field == "status" and value:
        return choice("status", value, STATUSES)
    return value
