"""The perception gap of a library: what coverage counts, beside the judgements; the rules are the model's."""

import sqlite3
from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from evidence_desk.frameworks.rules import perception_limits
from evidence_desk.insight.behind import Said, said_of
from evidence_desk.insight.coverage import counted
from evidence_desk.library.queries import judgements
from evidence_desk.model.framework import Framework
from evidence_desk.model.perception import Comparison, Heard, compare, groups_of
from evidence_desk.model.perception_words import sentence

# Concerns first: they are what a rating overlooks.
_ORDER = {"concern": 0, "strength": 1}


def perception(db: sqlite3.Connection, framework: Framework, as_of: date) -> list[Comparison]:
    """The criteria in the order of the framework, as if today were `as_of`; ratings are those that stand now."""
    facts, marks = counted(db, framework, as_of)
    criteria = [criterion.id for criterion in framework.criteria]
    scale = [rating.id for rating in framework.scale]
    ratings = {one.criterion: one.rating for one in judgements(db, framework.id)}
    return compare(criteria, scale, ratings, facts, marks, perception_limits())


def quotes_behind(
    db: sqlite3.Connection, framework: Framework, as_of: date, criterion: str, group: str | None = None
) -> list[Said]:
    """The tags behind the mark of a group, or of all groups: concerns first, then strengths, then context."""
    said = ((one, groups_of(one.voices)) for one in said_of(db, framework, as_of, criterion))
    behind = [one for one, groups in said if (groups if group is None else group in groups)]
    return sorted(behind, key=lambda one: _ORDER.get(one.stance, len(_ORDER)))


def as_json(framework: Framework, comparisons: Sequence[Comparison]) -> list[dict[str, Any]]:
    """The shape that scripts depend on, in the order given."""
    return [_shape(framework, one) for one in comparisons]


def _shape(framework: Framework, one: Comparison) -> dict[str, Any]:
    known = framework.criterion(one.criterion)
    return {
        "criterion": one.criterion,
        "title": known.title if known else one.criterion,
        "rating": one.rating,
        "rating_place": _number(one.place),
        "groups": list(_groups(one.heard)),
        "gap": _number(one.gap),
        "direction": one.direction,
        "furthest": list(one.furthest),
        "size": one.size,
        "words": sentence(one),
    }


def _groups(heard: Sequence[Heard]) -> Iterator[dict[str, Any]]:
    for one in heard:
        yield {
            "group": one.group,
            "strengths": one.strengths,
            "concerns": one.concerns,
            "context": one.context,
            "items": one.items,
            "place": _number(one.place),
        }


def _number(place: Fraction | None) -> float | None:
    return None if place is None else round(float(place), 4)
