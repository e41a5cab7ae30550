"""When an inspection comes: its days as dates, and where today stands among them."""

import sqlite3
from dataclasses import dataclass
from datetime import date

from evidence_desk.frameworks.rules import bank_holidays, inspection_steps, notice_days
from evidence_desk.library import queries
from evidence_desk.model.working_days import Countdown, add_working_days, countdown, is_working_day


@dataclass(frozen=True, slots=True)
class Step:
    """What happens from one date to another, both included."""

    title: str
    words: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Timetable:
    """The inspection as seen from `today`. Bank holidays are known up to and with `holidays_until`."""

    today: date
    countdown: Countdown
    steps: tuple[Step, ...]
    holidays_until: int
    on_working_day: bool

    @property
    def certain(self) -> bool:
        """Whether every bank holiday that could matter is known."""
        return max(self.last, self.today).year <= self.holidays_until

    @property
    def last(self) -> date:
        """The last day that is known of."""
        return max([self.countdown.first_on_site, *(step.last for step in self.steps)])

    @property
    def over(self) -> bool:
        """Whether all of it has passed. Where only the first day on site is known, that cannot be said."""
        return self.last > self.countdown.first_on_site and self.today > self.last


def inspection_date(db: sqlite3.Connection) -> date | None:
    """The first day on site; None where none is set, or where a merge brought something that is no day."""
    stored = queries.library_facts(db).inspection
    try:
        return date.fromisoformat(stored) if stored else None
    except ValueError:
        return None


def timetable(db: sqlite3.Connection, today: date) -> Timetable | None:
    """The days of the library's inspection; None where no date is set."""
    first = inspection_date(db)
    if first is None:
        return None
    framework, known = queries.library_facts(db).framework, bank_holidays()
    counted = countdown(today, first, notice_days(framework), known.days)
    steps = _steps(framework, counted.notice, known.days)
    return Timetable(today, counted, steps, known.last_year, is_working_day(first, known.days))


def _steps(framework: str, notice: date | None, holidays: frozenset[date]) -> tuple[Step, ...]:
    if notice is None:
        return ()
    return tuple(
        Step(
            one.title,
            one.words,
            add_working_days(notice, one.first_day - 1, holidays),
            add_working_days(notice, one.last_day - 1, holidays),
        )
        for one in inspection_steps(framework)
    )
