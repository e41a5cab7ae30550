"""The rules that are data."""

from datetime import date, timedelta

import pytest

from evidence_desk.frameworks.rules import bank_holidays, currency_rules, notice_days
from evidence_desk.model.currency import DEFAULT_RULES
from evidence_desk.model.vocabulary import KINDS


def test_the_months_in_the_file_are_those_the_database_reckons_with() -> None:
    assert dict(currency_rules()) == dict(DEFAULT_RULES)
    assert set(currency_rules()) == set(KINDS)


def test_notice_is_that_of_the_handbook() -> None:
    assert notice_days("area-send-2023") == 10 and notice_days("area-send-2016") == 5
    assert notice_days("own") is None


def _easter(year: int) -> date:
    """Easter Sunday, by the anonymous Gregorian computus (Meeus, Astronomical Algorithms)."""
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return date(year, f // 31, f % 31 + 1)


def _monday(day: date) -> date:
    return day + timedelta(days=-day.weekday() % 7)


def _by_rule(year: int) -> set[date]:
    easter = _easter(year)
    days = {easter - timedelta(days=2), easter + timedelta(days=1), _monday(date(year, 5, 1))}
    days |= {_monday(date(year, 5, 25)), _monday(date(year, 8, 25))}
    for fixed in (date(year, 1, 1), date(year, 12, 25), date(year, 12, 26)):
        while fixed.weekday() > 4 or fixed in days:
            fixed += timedelta(days=1)
        days.add(fixed)
    return days


@pytest.mark.parametrize("year", range(2023, bank_holidays().last_year + 1))
def test_every_bank_holiday_is_that_of_the_rule_but_the_coronation(year: int) -> None:
    listed = {day for day in bank_holidays().days if day.year == year}
    assert listed - {date(2023, 5, 8)} == _by_rule(year)


def test_the_last_year_covered_is_said() -> None:
    holidays = bank_holidays()
    assert max(day.year for day in holidays.days) == holidays.last_year
    assert holidays.cover(date(2028, 12, 31)) and not holidays.cover(date(2029, 1, 1))
    assert all(type(day) is date for day in holidays.days)
