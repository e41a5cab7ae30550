"""How fresh an item is: the rules of design, one by one, and their order."""

from datetime import date

import pytest

from evidence_desk.model.currency import Limits, currency, dated_later


@pytest.mark.parametrize(
    ("dated", "today", "fresh"),
    [
        ("2025-11-24", "2025-11-24", "current"),
        ("2025-11-24", "2026-11-24", "current"),
        ("2025-11-24", "2026-11-25", "ageing"),
        ("2025-11-24", "2027-11-24", "ageing"),
        ("2025-11-24", "2027-11-25", "out-of-date"),
        ("2024-02-29", "2025-02-28", "current"),
        ("2024-02-29", "2025-03-01", "ageing"),
        ("2025-11", "2026-11-30", "current"),
        ("2025-11", "2026-12-01", "ageing"),
        ("2025", "2026-12-31", "current"),
        ("2025", "2027-01-01", "ageing"),
        ("2027-01-01", "2026-11-24", "current"),
    ],
)
def test_months_are_counted_from_the_last_day_the_date_can_mean(dated: str, today: str, fresh: str) -> None:
    assert currency("document", dated, None, None, today) == fresh
    assert currency("document", dated, None, None, date.fromisoformat(today)) == fresh


def test_without_a_date_the_end_of_the_period_counts() -> None:
    assert currency("data-extract", None, "2024-04..2025-03", None, "2026-03-31") == "current"
    assert currency("data-extract", None, "2024-04..2025-03", None, "2026-04-01") == "ageing"


def test_the_date_counts_before_the_period() -> None:
    assert currency("document", "2020-01-01", "2026..2026", None, "2026-11-24") == "out-of-date"
    assert currency("document", "2026-11-01", "2019..2020", None, "2026-11-24") == "current"


def test_with_neither_it_is_undated() -> None:
    assert currency("document", None, None, None, "2026-11-24") == "undated"
    assert currency("document", "", "", "", "2026-11-24") == "undated"


def test_past_its_review_date_it_is_out_of_date_whatever_else() -> None:
    assert currency("document", "2026-11-24", None, "2026-11-23", "2026-11-24") == "out-of-date"
    assert currency("document", None, None, "2026-11-23", "2026-11-24") == "out-of-date"
    assert currency("document", "2026-11-24", None, "2026-11-24", "2026-11-24") == "current"
    assert currency("document", "2026-11-24", None, "2026-11", "2026-11-30") == "current"


def test_a_value_that_is_no_date_counts_as_none() -> None:
    assert currency("document", "last week", None, "soon", "2026-11-24") == "undated"
    assert currency("document", "last week", "2026..2026", "soon", "2026-11-24") == "current"


def test_the_months_are_those_of_the_kind() -> None:
    rules = {"case-study": Limits(current_months=6, ageing_months=9)}
    assert currency("case-study", "2026-01-15", None, None, "2026-07-15", rules) == "current"
    assert currency("case-study", "2026-01-15", None, None, "2026-07-16", rules) == "ageing"
    assert currency("case-study", "2026-01-15", None, None, "2026-10-16", rules) == "out-of-date"
    assert currency("document", "2026-01-15", None, None, "2026-10-16", rules) == "current"


def test_later_means_that_every_day_it_can_mean_lies_ahead() -> None:
    today = date(2026, 11, 24)
    assert dated_later("2026-11-25", None, today) and dated_later("2027", None, today)
    assert not dated_later("2026-11", None, today) and not dated_later("2026-11-24", None, today)
    assert dated_later(None, "2026-12..2027-03", today) and not dated_later(None, "2025-09..2028-08", today)
    assert dated_later("nonsense", "2027..2028", today)
    assert not dated_later(None, None, today)
