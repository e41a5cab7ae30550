"""What is current enough today and will not be on another day, such as the first day of an inspection."""

import sqlite3
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from evidence_desk.frameworks.rules import currency_rules
from evidence_desk.insight.coverage import counted
from evidence_desk.model.currency import DEFAULT_LIMITS, Rules
from evidence_desk.model.dates import add_months, bounds
from evidence_desk.model.framework import Criterion, Framework


@dataclass(frozen=True, slots=True)
class Ending:
    """An item with the last day on which it is not yet out of date; `reviewed` where its review date decides."""

    key: str
    ref: str
    title: str
    kind: str
    last_day: date
    reviewed: bool


@dataclass(frozen=True, slots=True)
class Stale:
    """A criterion with evidence of which nothing is current; `today` says that it is so already."""

    criterion: Criterion
    keys: tuple[str, ...]
    today: bool


@dataclass(frozen=True, slots=True)
class Expiring:
    """What will be out of date on a day and is not yet, what is already, and which criteria have nothing current."""

    on: date
    later: tuple[Ending, ...]
    already: tuple[Ending, ...]
    stale: tuple[Stale, ...]


def expiring(db: sqlite3.Connection, framework: Framework, today: date, on: date) -> Expiring:
    """By the rules of `model/currency`. A day that has passed is answered as today."""
    day = max(today, on)
    endings = sorted(_endings(db), key=lambda one: (one.last_day, one.ref))
    return Expiring(
        on=day,
        later=tuple(one for one in endings if today <= one.last_day < day),
        already=tuple(one for one in endings if one.last_day < today),
        stale=_stale(db, framework, today, day),
    )


def last_day(
    kind: str, dated: str | None, period: str | None, review: str | None, rules: Rules
) -> tuple[date, bool] | None:
    """The last day on which `model.currency.currency` does not say `out-of-date`, and whether the review date decides.

    None where that never happens: without a date and without a review date.
    """
    ends = []
    if (reviewed := bounds(review) if review else None) is not None:
        ends.append((reviewed[1], True))
    found = (bounds(dated) if dated else None) or (bounds(period) if period else None)
    if found is not None:
        ends.append((add_months(found[1], rules.get(kind, DEFAULT_LIMITS).ageing_months), False))
    return min(ends, default=None)


def _endings(db: sqlite3.Connection) -> list[Ending]:
    rules = currency_rules()
    rows = db.execute("SELECT key, ref, title, kind, date, period, review_date FROM item WHERE visible")
    found = []
    for key, ref, title, kind, dated, period, review in rows:
        end = last_day(kind, dated, period, review, rules)
        if end is not None and end[0] < date.max - timedelta(days=1):
            found.append(Ending(key, ref, title, kind, *end))
    return found


def _stale(db: sqlite3.Connection, framework: Framework, today: date, on: date) -> tuple[Stale, ...]:
    then, now = _fresh_by_criterion(db, framework, on), _fresh_by_criterion(db, framework, today)
    return tuple(
        Stale(one, tuple(sorted(then[one.id])), today=not any(now[one.id].values()))
        for one in framework.criteria
        if then[one.id] and not any(then[one.id].values())
    )


def _fresh_by_criterion(db: sqlite3.Connection, framework: Framework, day: date) -> dict[str, dict[str, bool]]:
    """For each criterion its items, and whether each is current on that day."""
    facts, marks = counted(db, framework, day)
    found: dict[str, dict[str, bool]] = defaultdict(dict)
    for mark in marks:
        if mark.item in facts:
            found[mark.criterion][mark.item] = facts[mark.item].currency == "current"
    return found
