"""Working days, and the days of an inspection."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from evidence_desk.frameworks.rules import bank_holidays
from evidence_desk.model import working_days as wd

HOLIDAYS = bank_holidays().days
_days = st.dates(date(2023, 1, 1), date(2028, 12, 31))


@given(_days, _days)
def test_the_count_is_the_count_day_by_day(first: date, last: date) -> None:
    early, late = sorted((first, last))
    by_hand = sum(wd.is_working_day(early + timedelta(days=n + 1), HOLIDAYS) for n in range((late - early).days))
    assert wd.working_days_after(first, last, HOLIDAYS) == (by_hand if first <= last else -by_hand)


@given(_days, st.integers(-40, 40))
def test_adding_days_ends_on_a_working_day_and_comes_back(day: date, number: int) -> None:
    there = wd.add_working_days(day, number, HOLIDAYS)
    assert number == 0 or wd.is_working_day(there, HOLIDAYS)
    if wd.is_working_day(day, HOLIDAYS):
        assert wd.working_days_after(day, there, HOLIDAYS) == number
        assert wd.add_working_days(there, -number, HOLIDAYS) == day


def test_day_one_is_notice_and_the_first_day_on_site_comes_ten_working_days_later() -> None:
    on_site = date(2026, 11, 23)
    notice = wd.notice_day(on_site, 10, HOLIDAYS)
    assert notice == date(2026, 11, 9)
    assert wd.inspection_day(notice, on_site, 10, HOLIDAYS) == 1
    assert wd.inspection_day(date(2026, 11, 14), on_site, 10, HOLIDAYS) == 5
    assert wd.inspection_day(on_site, on_site, 10, HOLIDAYS) == 11
    assert wd.inspection_day(date(2026, 11, 8), on_site, 10, HOLIDAYS) is None


def test_bank_holidays_move_notice_back() -> None:
    assert wd.notice_day(date(2026, 4, 14), 10, HOLIDAYS) == date(2026, 3, 27)


@given(_days, _days, st.frozensets(_days, max_size=30))
def test_a_holiday_at_a_weekend_is_taken_off_once(first: date, last: date, holidays: frozenset[date]) -> None:
    weekdays_off = frozenset(day for day in holidays if day.weekday() < 5)
    assert wd.working_days_after(first, last, holidays) == wd.working_days_after(first, last, weekdays_off)


@given(_days, st.integers(0, 15), _days)
def test_the_days_of_an_inspection_begin_at_one_and_never_go_back(on_site: date, notice: int, day: date) -> None:
    first = wd.notice_day(on_site, notice, HOLIDAYS)
    assert wd.inspection_day(first - timedelta(days=1), on_site, notice, HOLIDAYS) is None
    assert wd.inspection_day(first, on_site, notice, HOLIDAYS) == 1
    today, tomorrow = (
        wd.inspection_day(one, on_site, notice, HOLIDAYS) or 0 for one in (day, day + timedelta(days=1))
    )
    assert tomorrow - today in (0, 1)
    assert tomorrow > today or not wd.is_working_day(day + timedelta(days=1), HOLIDAYS) or not tomorrow


def test_notice_before_christmas_is_given_two_weeks_and_more_earlier() -> None:
    assert wd.notice_day(date(2027, 1, 4), 10, HOLIDAYS) == date(2026, 12, 16)
    assert wd.inspection_day(date(2026, 12, 28), date(2027, 1, 4), 10, HOLIDAYS) == 7


def test_a_first_day_on_site_that_is_a_day_off_counts_from_the_working_day_before_it() -> None:
    saturday, monday = date(2026, 11, 21), date(2026, 11, 23)
    assert wd.notice_day(saturday, 1, HOLIDAYS) == date(2026, 11, 20) == wd.notice_day(monday, 1, HOLIDAYS)
    assert wd.notice_day(saturday, 0, HOLIDAYS) == saturday
