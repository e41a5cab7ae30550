"""What people type as dates and periods, and the days these mean."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_desk.errors import KnownError
from evidence_desk.model import dates


@pytest.mark.parametrize("text", ["2025", "2025-11", "2025-11-24", "2024-02-29", " 2025-11 "])
def test_a_year_a_month_or_a_day_is_a_date(text: str) -> None:
    assert dates.parse_date(text) == text.strip()


@pytest.mark.parametrize(
    "text",
    ["", "yesterday", "2025-13", "2025-02-30", "2025-00", "0000", "25-11-24", "24/11/2025", "2025-1-2", "２０２５"],
)
def test_anything_else_is_refused_with_the_way_to_write_it(text: str) -> None:
    with pytest.raises(KnownError) as refused:
        dates.parse_date(text)
    assert "2025-11-24" in refused.value.what_to_do


def test_the_day_asked_for_must_be_a_whole_day() -> None:
    assert dates.parse_day("2025-11-24") == date(2025, 11, 24)
    with pytest.raises(KnownError, match="not a day"):
        dates.parse_day("2025-11")


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("2025-04..2026-03", "2025-04..2026-03"),
        ("2025-04 / 2026-03", "2025-04..2026-03"),
        ("2025-04-01/2026-03-31", "2025-04-01..2026-03-31"),
        ("2023/2026", "2023..2026"),
        ("2025", "2025..2025"),
        ("2025-11", "2025-11..2025-11"),
        ("school year 2025/26", "2025-09..2026-08"),
        ("Academic year 2025/2026", "2025-09..2026-08"),
        ("financial year 2025/26", "2025-04..2026-03"),
        ("financial 1999/00", "1999-04..2000-03"),
    ],
)
def test_a_period_has_one_stored_form(typed: str, stored: str) -> None:
    assert dates.parse_period(typed) == stored


@pytest.mark.parametrize("typed", ["2025/26", "2025/2026", "1999/00"])
def test_a_year_pair_that_may_be_school_or_financial_is_refused_with_both_offered(typed: str) -> None:
    with pytest.raises(KnownError) as refused:
        dates.parse_period(typed)
    offered = refused.value.what_to_do
    assert "-09.." in offered and "-04.." in offered


@pytest.mark.parametrize(
    "typed", ["", "..", "2025..", "..2025", "2026..2025", "2025-04..2025-02", "a..b", "2024..2025..2026"]
)
def test_half_a_period_or_one_backwards_is_refused(typed: str) -> None:
    with pytest.raises(KnownError):
        dates.parse_period(typed)


def test_a_date_means_every_day_in_it() -> None:
    assert (dates.start_of("2024"), dates.end_of("2024")) == (date(2024, 1, 1), date(2024, 12, 31))
    assert (dates.start_of("2024-02"), dates.end_of("2024-02")) == (date(2024, 2, 1), date(2024, 2, 29))
    assert dates.end_of("2025-04..2026-03") == date(2026, 3, 31)
    with pytest.raises(KnownError):
        dates.end_of("soon")


def test_overlap_and_cover() -> None:
    assert dates.overlaps("2026-01..2026-06", "2026-06-30")
    assert not dates.overlaps("2026-01..2026-06", "2026-07")
    assert dates.covers("2026", "2026-02..2026-03") and not dates.covers("2026-02", "2026")


def test_months_on_from_the_last_of_a_month_stay_in_the_month() -> None:
    assert dates.add_months(date(2024, 1, 31), 1) == date(2024, 2, 29)
    assert dates.add_months(date(2024, 2, 29), 12) == date(2025, 2, 28)
    assert dates.add_months(date(2025, 11, 24), 2) == date(2026, 1, 24)
    assert dates.add_months(date(9999, 1, 1), 24) == date.max


@given(st.dates(min_value=date(1000, 1, 1)), st.sampled_from([4, 7, 10]))
def test_every_prefix_of_a_day_holds_the_day(day: date, length: int) -> None:
    text = dates.parse_date(day.isoformat()[:length])
    assert dates.start_of(text) <= day <= dates.end_of(text)


@given(st.text(max_size=24))
def test_no_text_is_more_than_refused(text: str) -> None:
    for parse in (dates.parse_date, dates.parse_period, dates.parse_day):
        try:
            parse(text)
        except KnownError as refused:
            assert refused.title
    dates.bounds(text)
