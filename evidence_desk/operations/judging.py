"""The area's own evaluation of a criterion."""

from collections.abc import Mapping

from evidence_desk.desk import Desk
from evidence_desk.errors import KnownError
from evidence_desk.frameworks.stored import find, resolve_criterion
from evidence_desk.library import citations, queries
from evidence_desk.library.contested import contested_fields
from evidence_desk.library.journal import Change
from evidence_desk.model import paths
from evidence_desk.model.citing import Cited
from evidence_desk.model.entry import PRESENCE, Json
from evidence_desk.model.framework import Framework
from evidence_desk.model.records import Judgement
from evidence_desk.model.vocabulary import STATUSES
from evidence_desk.operations.checking import choice

FIELDS = ("rating", *citations.TEXTS, "owner", "status")


def judgement_of(desk: Desk, criterion: str) -> Judgement:
    """What the area says of the criterion now, empty where it has said nothing."""
    framework, criterion_id = resolve_criterion(desk.library.db, criterion)
    return queries.judgement(desk.library.db, framework, criterion_id)


def cites_of(desk: Desk, judgement: Judgement) -> list[dict[str, str | None]]:
    """What a judgement cites, by reference and place."""
    db = desk.library.db
    found = citations.cites(db, judgement)
    items = citations.cited_items(db, {one.key for one in found}, desk.today)
    return [{"ref": items[one.key].ref, "place": one.place} for one in found if one.key in items]


def judge(desk: Desk, criterion: str, fields: Mapping[str, str]) -> Judgement:
    """Writes the given fields of a judgement; the others stay. What its words cite becomes its evidence with it.

    Raises KnownError where the rating is not on the library's scale.
    """
    db = desk.library.db
    framework, criterion_id = resolve_criterion(db, criterion)
    values = {field: checked(find(db, framework), field, value) for field, value in fields.items()}
    with desk.change(f"judged {criterion_id}") as change:
        before = citations.named(db, framework, criterion_id)
        change.add(paths.judgement(framework, criterion_id), values)
        keep_in_step(change, framework, criterion_id, before)
    return queries.judgement(db, framework, criterion_id)


def keep_in_step(change: Change, framework: str, criterion: str, before: list[Cited]) -> None:
    """Brings the citations of a judgement in step with its words, which were changed since `before`.

    What was never named in words stays, and so does what only the other side of a conflict names. An item that two
    people cited at different places apart is in no conflict for anybody to settle: the words say what holds.
    """
    now = citations.stored_places(citations.named(change.db, framework, criterion))
    for key, place in now.items():
        entity = paths.judgement_evidence(framework, criterion, key)
        change.add(entity, {"place": place})
        said: dict[str, Json] = {"place": place, PRESENCE: False}
        for field in contested_fields(change.db, entity):
            change.settle(entity, field, said[field])
    for key in sorted({one.key for one in before} - now.keys()):
        change.delete(paths.judgement_evidence(framework, criterion, key))


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
