"""The rows of the place Inspection: the days as dates with today among them, and what runs out by then."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from evidence_desk.insight.expiring import Ending, Expiring, Stale
from evidence_desk.insight.timetable import Step, Timetable
from evidence_desk.ui.models.lines import Line
from evidence_desk.ui.timewords import span, weekday
from evidence_desk.ui.words import count, day

# What a list measures row by row; all of them are a press away under Evidence.
MOST_SHOWN: Final = 60
CRITERION: Final = "criterion:"


def step_lines(times: Timetable) -> list[Line]:
    """The steps in order, with today among them."""
    lines = [_step(step, times.today) for step in times.steps]
    if not lines:
        lines = [Line("First day on site", weekday(times.countdown.first_on_site), "calendar")]
    if not any(_holds(step, times.today) for step in times.steps):
        ahead = sum(step.last < times.today for step in times.steps)
        lines.insert(ahead, Line("Today", weekday(times.today), "chevron-right", "accent", strong=True))
    return lines


def _holds(step: Step, today: date) -> bool:
    return step.first <= today <= step.last


def _step(step: Step, today: date) -> Line:
    words = f"{span(step)}. {step.words}"
    if _holds(step, today):
        return Line(f"{step.title}: today", words, "chevron-right", "accent", strong=True)
    if step.last < today:
        return Line(f"{step.title}: passed", words, "tick")
    return Line(step.title, words, "calendar")


def ending_lines(found: Expiring, today: date) -> list[Line]:
    """Three groups under headings: what will run out, what has, and which criteria have nothing current then."""
    then = "today" if found.on == today else "then"
    return [
        *_group("Will be out of date by then", [_ending(one) for one in found.later]),
        *_group(f"Criteria with nothing current {then}", [_stale(one, now=found.on == today) for one in found.stale]),
        *_group("Out of date already", [_ending(one) for one in found.already]),
    ]


def _group(heading: str, lines: Sequence[Line]) -> Iterator[Line]:
    if lines:
        yield Line(f"{heading} ({len(lines):,})", heading=True)
        yield from lines[:MOST_SHOWN]
    if len(lines) > MOST_SHOWN:
        yield Line(f"And {count(len(lines) - MOST_SHOWN, 'more', 'more')}", "List them to see all.", "more")


def _ending(one: Ending) -> Line:
    why = "Review date" if one.reviewed else "Current enough until"
    return Line(one.title, f"{why} {day(one.last_day.isoformat())} · {one.ref}", one.kind, key=one.key)


def _stale(one: Stale, *, now: bool) -> Line:
    second = f"{count(len(one.keys), 'item')} of evidence."
    if not now:
        second += " Nothing is current today either." if one.today else " Something is current today."
    words = f"{one.criterion.id} {one.criterion.title}"
    return Line(words, second, "ageing", key=f"{CRITERION}{one.criterion.id}")
