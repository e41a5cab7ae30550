"""Working days: weekends and bank holidays left out. Used to say on which day of an inspection a date falls."""

from collections.abc import Collection
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Countdown:
    """How far an inspection is, counted in working days. `of` is None where no rule says how long notice is."""

    first_on_site: date
    notice: date | None
    of: int | None
    day: int | None
    until_notice: int
    left: int

    @property
    def stage(self) -> str:
        """`before` notice, `notice`, or `on-site` from the first day on site."""
        if self.left <= 0:
            return "on-site"
        return "before" if self.day is None else "notice"


def countdown(today: date, first_on_site: date, notice_days: int | None, holidays: Collection[date]) -> Countdown:
    """Where the day stands: working days left until notice and until the first day on site, and which day it is."""
    left = max(0, working_days_after(today, first_on_site, holidays))
    if today < first_on_site:
        # A first day on site that is no working day still lies ahead.
        left = max(1, left)
    if notice_days is None:
        return Countdown(first_on_site, None, None, None, 0, left)
    notice = notice_day(first_on_site, notice_days, holidays)
    day = inspection_day(today, first_on_site, notice_days, holidays)
    until = max(0, working_days_after(today, notice, holidays))
    return Countdown(first_on_site, notice, notice_days, day, until, left)
