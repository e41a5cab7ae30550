"""What the window says of an inspection: the figure, the sentence beneath it, and the line in the status bar."""

from datetime import date
from typing import Final

from evidence_desk.desk import Desk
from evidence_desk.insight.timetable import Step, Timetable, timetable
from evidence_desk.ui.words import count, day

_WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def weekday(one: date) -> str:
    """`Monday 8 February 2027`."""
    return f"{_WEEKDAYS[one.weekday()]} {day(one.isoformat())}"


def figure(times: Timetable) -> str:
    """`Working day 6 of 10`, or what it is before and after."""
    here = times.countdown
    if times.over:
        return "The inspection is over"
    if here.stage == "on-site":
        return "Inspectors are on site"
    if here.stage == "notice":
        return f"Working day {here.day} of {here.of}"
    if here.notice is None:
        return f"{count(here.left, 'working day')} until inspectors come"
    return f"{count(here.until_notice, 'working day')} until notice"


def inspection_status(desk: Desk) -> str:
    """The quiet line of the window; nothing without a date, and nothing once the inspection is over."""
    times = timetable(desk.library.db, desk.today)
    return "" if times is None or times.over else figure(times)


def sentence(times: Timetable) -> str:
    """Which dates the figure speaks of."""
    here = times.countdown
    first = weekday(here.first_on_site)
    if times.over:
        return f"Inspectors were on site from {first} to {weekday(times.last)}."
    if times.today == here.first_on_site:
        return "Today is the first day on site."
    if here.stage == "on-site":
        return f"Inspectors have been on site since {first}."
    if here.notice is None:
        return f"The first day on site is {first}."
    if here.stage == "before":
        return f"Notice comes on {weekday(here.notice)}."
    came = "Notice came today" if here.notice == times.today else f"Notice came on {weekday(here.notice)}"
    return f"{came}. Inspectors come on site in {count(here.left, 'working day')}, on {first}."


def doubts(times: Timetable) -> str:
    """What the dates rest on, and what to look at again."""
    words = f"Weekends and England’s bank holidays are left out. They are known up to {times.holidays_until}"
    words += "." if times.certain else ": days after that may shift."
    if not times.on_working_day:
        words += f" {weekday(times.countdown.first_on_site)} is no working day. Check the date."
    return words


def span(step: Step) -> str:
    """`Monday 8 February 2027`, or from one day to another."""
    if step.first == step.last:
        return weekday(step.first)
    first, last = day(step.first.isoformat()), day(step.last.isoformat())
    return f"{first.removesuffix(f' {step.first.year}') if step.first.year == step.last.year else first} to {last}"
