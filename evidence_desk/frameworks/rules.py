"""The rules that are data: how long evidence stays fresh, how long notice is, which days are holidays."""

import tomllib
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import lru_cache
from typing import Any

from evidence_desk.model import perception
from evidence_desk.model.currency import Limits, Rules
from evidence_desk.resources import resource


@dataclass(frozen=True, slots=True)
class Holidays:
    """Bank holidays in England, and the last year that the list covers: beyond it, counts may be too high."""

    days: frozenset[date]
    last_year: int

    def cover(self, day: date) -> bool:
        return day.year <= self.last_year


@lru_cache(maxsize=1)
def currency_rules() -> Rules:
    """The months by kind that come with the program."""
    tables = _read("rules.toml")["currency"]
    return {kind: Limits(one["current_months"], one["ageing_months"]) for kind, one in tables.items()}


def notice_days(framework_id: str) -> int | None:
    """The working days between notice and the first day on site; None where the framework has no such rule."""
    days: int | None = _read("rules.toml")["notice_working_days"].get(framework_id)
    return days


@lru_cache(maxsize=1)
def perception_limits() -> perception.Limits:
    """How little is too little to say, and which distances are wide, that come with the program."""
    table = _read("rules.toml")["perception"]
    return perception.Limits(table["least"], Fraction(str(table["wide"])), Fraction(str(table["some"])))


@dataclass(frozen=True, slots=True)
class InspectionStep:
    """What happens from one working day of an inspection to another; day 1 is the day of notice."""

    title: str
    words: str
    first_day: int
    last_day: int


def inspection_steps(framework_id: str) -> tuple[InspectionStep, ...]:
    """The steps of an inspection under the framework, in order; none where nothing is known of them."""
    return tuple(InspectionStep(**one) for one in _read("rules.toml")["inspection_steps"].get(framework_id, ()))


@lru_cache(maxsize=1)
def bank_holidays() -> Holidays:
    """Those of England and Wales that come with the program."""
    data = _read("bank-holidays.toml")
    return Holidays(frozenset(data["days"]), data["last_year"])


@lru_cache(maxsize=4)
def _read(name: str) -> dict[str, Any]:
    with resource(name).open("rb") as file:
        return tomllib.load(file)
