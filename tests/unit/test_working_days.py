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
