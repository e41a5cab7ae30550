"""Dates as evidence has them: a year, a month or a day, and periods from one to another.

Stored form: `2025`, `2025-11`, `2025-11-24`; a period is `FIRST..LAST`, both ends included.
`2025/26` alone is refused: it is a school year to one reader and a financial year to the next, and five months'
difference would decide whether evidence counts as current. `school year 2025/26` and `financial year 2025/26` are read.
"""

import calendar
import re
from datetime import date
from functools import lru_cache

from evidence_desk.errors import KnownError

_PARTIAL = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_YEAR_PAIR = re.compile(r"(?:(academic|school|financial)(?: year)? )?([0-9]{4}) ?/ ?([0-9]{4}|[0-9]{2})", re.IGNORECASE)
_SEPARATOR = re.compile(r"\s*(?:\.\.|/)\s*")
_HOW_DATE = "Write a year, a month or a day, such as 2025, 2025-11 or 2025-11-24."
_HOW_PERIOD = "Write first and last, such as 2025-04..2026-03."


def parse_date(text: str) -> str:
    """The date in its stored form, or a KnownError that says how to write one."""
    typed = text.strip()
    if _bounds_of_date(typed) is None:
        raise KnownError(f"“{typed}” is not a date.", what_to_do=_HOW_DATE)
    return typed


def parse_day(text: str) -> date:
    """A whole day (as `--as-of` wants), or a KnownError."""
    typed = text.strip()
    bounds = _bounds_of_date(typed)
    if bounds is None or bounds[0] != bounds[1]:
        raise KnownError(f"“{typed}” is not a day.", what_to_do="Write year, month and day, such as 2025-11-24.")
    return bounds[0]


def parse_period(text: str) -> str:
    """The period in its stored form `FIRST..LAST`; a single year or month is a period too."""
    typed = text.strip()
    pair = _YEAR_PAIR.fullmatch(typed)
    if pair and _is_year_pair(pair[2], pair[3]):
        return _named_year(typed, pair[1], int(pair[2]))
    ends = _SEPARATOR.split(typed)
    first, last = _bounds_of_date(ends[0]), _bounds_of_date(ends[-1])
    if len(ends) > 2 or first is None or last is None:
        raise KnownError(f"“{typed}” is not a period.", what_to_do=_HOW_PERIOD)
    if first[0] > last[1]:
        raise KnownError(f"The period “{typed}” ends before it begins.", what_to_do=_HOW_PERIOD)
    return f"{ends[0]}..{ends[-1]}"


def start_of(value: str) -> date:
    """The first day a stored date or period can mean."""
    return _known_bounds(value)[0]


def end_of(value: str) -> date:
    """The last day a stored date or period can mean."""
    return _known_bounds(value)[1]


def overlaps(one: str, other: str) -> bool:
    """Whether two stored dates or periods share a day."""
    first, second = _known_bounds(one), _known_bounds(other)
    return first[0] <= second[1] and second[0] <= first[1]


def covers(outer: str, inner: str) -> bool:
    """Whether every day of `inner` lies in `outer`."""
    around, within = _known_bounds(outer), _known_bounds(inner)
    return around[0] <= within[0] and within[1] <= around[1]


def add_months(day: date, months: int) -> date:
    """The same day so many calendar months on; the last of the month where that day does not exist."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    if year > date.max.year:
        return date.max
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


@lru_cache(maxsize=65536)
def bounds(value: str) -> tuple[date, date] | None:
    """First and last day of a stored date or period; None where it is neither (a merge may bring anything)."""
    first, dots, last = value.partition("..")
    head = _bounds_of_date(first)
    tail = _bounds_of_date(last) if dots else head
    if head is None or tail is None or head[0] > tail[1]:
        return None
    return head[0], tail[1]


def _known_bounds(value: str) -> tuple[date, date]:
    found = bounds(value)
    if found is None:
        raise KnownError(f"“{value}” is neither a date nor a period.", what_to_do=f"{_HOW_DATE} {_HOW_PERIOD}")
    return found


def _bounds_of_date(text: str) -> tuple[date, date] | None:
    match = _PARTIAL.fullmatch(text)
    if match is None:
        return None
    year = int(match[1])
    month, day = (int(part) if part else None for part in match.group(2, 3))
    try:
        first = date(year, 1 if month is None else month, 1 if day is None else day)
        if day is not None:
            return first, first
        last = first.replace(month=12 if month is None else month)
        return first, last.replace(day=calendar.monthrange(last.year, last.month)[1])
    except ValueError:
        return None


def _is_year_pair(first: str, last: str) -> bool:
    """`2025/26`, `2025/2026`; not `2023/2026`, which is two years and what lies between."""
    return int(last) == (int(first) + 1) % (100 if len(last) == 2 else 10_000)


def _named_year(typed: str, name: str | None, year: int) -> str:
    school, financial = f"{year}-09..{year + 1}-08", f"{year}-04..{year + 1}-03"
    if name is None:
        raise KnownError(
            f"“{typed}” may be a school year or a financial year.",
            what_to_do=f"Write {school} for the school year, or {financial} for the financial year.",
        )
    return financial if name.casefold() == "financial" else school
