"""The coverage of a library: two questions to the database, the counting is the model's."""

import json
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache
from math import log2

from evidence_desk.frameworks.rules import currency_rules
from evidence_desk.frameworks.stored import all_frameworks, of_area
from evidence_desk.model.coverage import Coverage, Fact, Mark, count
from evidence_desk.model.currency import currency, dated_later
from evidence_desk.model.framework import Framework, mapped

# Their framework and criterion: the criteria here for which such a tag counts.
Ways = Mapping[tuple[str, str], tuple[str, ...]]


def coverage(db: sqlite3.Connection, framework: Framework, as_of: date) -> Coverage:
    """The coverage of a framework as if today were `as_of`; items dated later do not count, nor do removed ones.

    Under a framework that is not the library's own, tags of others count too, by the crosswalk. Under its own they
    do not: a crosswalk is broader than a person's word, and would overstate what the library holds.
    """
    facts, marks = counted(db, framework, as_of)
    criteria = [criterion.id for criterion in framework.criteria]
    found = count(criteria, facts, marks, framework=framework.id, as_of=as_of.isoformat())
    gone = {criterion.id for criterion in framework.criteria if criterion.retired}
    return replace(found, criteria=tuple(replace(one, retired=one.criterion in gone) for one in found.criteria))


def counted(db: sqlite3.Connection, framework: Framework, as_of: date) -> tuple[dict[str, Fact], Iterator[Mark]]:
    """What counts on that day: the facts of the tagged items by key, and the marks under the framework's criteria."""
    return _facts(db, as_of), _marks(db, ways_to(db, framework))


def ways_to(db: sqlite3.Connection, framework: Framework) -> Ways:
    """Which tags count for which criteria of the framework."""
    return _ways(framework, None if framework.id == of_area(db) else all_frameworks(db))


def shade(number: int, most: int) -> int:
    """How deep a figure is shaded, 0 to 5, where `most` is the largest of the map.

    By doublings and not in proportion, so that one item differs from three beside a figure of three hundred. Five
    steps are made of at least sixteen: a few items must not look like much.
    """
    if number <= 0:
        return 0
    return 1 + min(4, int(4 * log2(number) / log2(max(most, 16)) + 0.5))


def _ways(framework: Framework, others: list[Framework] | None) -> Ways:
    ways: dict[tuple[str, str], tuple[str, ...]] = {(framework.id, one.id): (one.id,) for one in framework.criteria}
    if others is not None:
        for other, theirs, ours in mapped(framework, {one.id: one for one in others}):
            ways[other, theirs] = (*ways.get((other, theirs), ()), ours)
    return ways


def _facts(db: sqlite3.Connection, as_of: date) -> dict[str, Fact]:
    rules = currency_rules()
    rows = db.execute(
        "SELECT key, kind, date, period, review_date, voices, agencies, guessed FROM item AS i WHERE visible"
        " AND EXISTS (SELECT 1 FROM tag WHERE item = i.key AND visible)"
    )
    return {
        key: Fact(
            kind=kind,
            voices=stored_set(voices),
            agencies=stored_set(agencies),
            currency=currency(kind, dated, period, review, as_of, rules),
            guessed=("date" if dated else "period") in stored_set(guessed),
        )
        for key, kind, dated, period, review, voices, agencies, guessed in rows
        if not dated_later(dated, period, as_of)
    }


def _marks(db: sqlite3.Connection, ways: Ways) -> Iterator[Mark]:
    frameworks = sorted({framework for framework, _ in ways})
    places = ", ".join("?" * len(frameworks))
    rows = db.execute(
        "SELECT framework, criterion, item, excerpt, stance, voices FROM tag"
        f" WHERE visible AND framework IN ({places})",
        frameworks,
    )
    for framework, criterion, item, excerpt, stance, voices in rows:
        own = stored_set(voices) if voices else ()
        for ours in ways.get((framework, criterion), ()):
            yield Mark(ours, item, excerpt, stance, own or None)


@lru_cache(maxsize=4096)
def stored_set(text: str) -> tuple[str, ...]:
    """The words of a stored set; a merge may bring any JSON, and what is no word is left out."""
    value = json.loads(text)
    return tuple({one for one in value if isinstance(one, str)}) if isinstance(value, list) else ()
