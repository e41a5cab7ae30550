"""Working days: weekends and bank holidays left out. Used to say on which day of an inspection a date falls."""

from collections.abc import Collection
from datetime import date, timedelta

_DAY = timedelta(days=1)


def is_working_day(day: date, holidays: Collection[date]) -> bool:
    return day.weekday() < 5 and day not in holidays


def working_days_after(first: date, last: date, holidays: Collection[date]) -> int:
    """How many working days lie after `first`, up to and with `last`; negative where `last` comes first."""
    if last < first:
        return -working_days_after(last, first, holidays)
    span = (last - first).days
    weeks, rest = divmod(span, 7)
    weekdays = weeks * 5 + sum((first + _DAY * (n + 1)).weekday() < 5 for n in range(rest))
    return weekdays - sum(first < day <= last and day.weekday() < 5 for day in holidays)


def add_working_days(day: date, number: int, holidays: Collection[date]) -> date:
    """The day so many working days after (or, if negative, before)."""
    step = _DAY if number >= 0 else -_DAY
    for _ in range(abs(number)):
        day += step
        while not is_working_day(day, holidays):
            day += step
    return day


def notice_day(first_on_site: date, notice_days: int, holidays: Collection[date]) -> date:
    """The day on which leaders are told: day 1 of the inspection."""
    return add_working_days(first_on_site, -notice_days, holidays)


def inspection_day(day: date, first_on_site: date, notice_days: int, holidays: Collection[date]) -> int | None:
    """Which working day of the inspection it is, day 1 being notice; None before notice. On a day off: the last one."""
    notice = notice_day(first_on_site, notice_days, holidays)
    return None if day < notice else working_days_after(notice, day, holidays) + 1
