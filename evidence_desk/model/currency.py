"""How fresh an item is on the day asked. The months come from `resources/rules.toml`, by kind."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from evidence_desk.model.dates import add_months, bounds


@dataclass(frozen=True, slots=True)
class Limits:
    """Up to and with so many calendar months an item is current, then ageing, then out of date."""

    current_months: int = 12
    ageing_months: int = 24


Rules = Mapping[str, Limits]

DEFAULT_LIMITS: Final = Limits()
DEFAULT_RULES: Final[Rules] = {"document": Limits(), "data-extract": Limits(), "case-study": Limits()}


def currency(
    kind: str,
    date: str | None,
    period: str | None,
    review_date: str | None,
    today: str | date,
    rules: Rules | None = None,
) -> str:
    """The first rule that fits: past its review date, undated, then age in calendar months.

    The date counts before the end of the period; of a year or a month, its last day. What lies ahead is current.
    A value that is no date (a merge may bring one) counts as none.
    """
    day = _ordinal(today) if isinstance(today, str) else today.toordinal()
    if review_date and 0 < _last_day(review_date, 0) < day:
        return "out-of-date"
    dated = date if date and _last_day(date, 0) else period
    if not dated or not _last_day(dated, 0):
        return "undated"
    limits = (DEFAULT_RULES if rules is None else rules).get(kind, DEFAULT_LIMITS)
    if day <= _last_day(dated, limits.current_months):
        return "current"
    return "ageing" if day <= _last_day(dated, limits.ageing_months) else "out-of-date"


def dated_later(date: str | None, period: str | None, today: date) -> bool:
    """Whether even the earliest day the item can mean lies after today: then it was not there yet."""
    found = (bounds(date) if date else None) or (bounds(period) if period else None)
    return found is not None and found[0] > today


@lru_cache(maxsize=65536)
def _last_day(value: str, months: int) -> int:
    """The ordinal of the last day a date or period means, so many months on; 0 where it is neither."""
    found = bounds(value)
    return add_months(found[1], months).toordinal() if found else 0


@lru_cache(maxsize=64)
def _ordinal(today: str) -> int:
    return date.fromisoformat(today).toordinal()
