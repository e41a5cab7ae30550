"""The words of the screen."""

import pytest

from evidence_desk.model import vocabulary
from evidence_desk.ui import words


@pytest.mark.parametrize(
    ("stored", "long", "short"),
    [
        ("2026-03-12", "12 March 2026", "12 Mar 2026"),
        ("2026-03", "March 2026", "Mar 2026"),
        ("2026", "2026", "2026"),
        (None, "", ""),
        ("2026-99", "2026-99", "2026-99"),
    ],
)
def test_dates_are_said_as_people_say_them(stored: str | None, long: str, short: str) -> None:
    assert words.day(stored) == long
    assert words.day(stored, short=True) == short


@pytest.mark.parametrize("typed", ["12 March 2026", "12 Mar 2026", "12/3/2026", "12.03.2026", "2026-03-12"])
def test_a_day_typed_in_the_usual_ways_is_understood(typed: str) -> None:
    assert words.stored_day(typed) == "2026-03-12"


def test_what_is_no_day_is_left_for_the_rules_to_refuse() -> None:
    assert words.stored_day("soon") == "soon"


def test_a_day_or_period_said_and_typed_again_is_the_same() -> None:
    for stored in ("2026-03-12", "2026-03", "2026"):
        assert words.stored_day(words.day(stored)) == stored
    for stored in ("2024-09..2025-08", "2025", "2025-01-06..2025-07-22"):
        assert words.stored_period(words.period(stored)) == stored


def test_in_a_table_the_end_of_a_period_counts() -> None:
    assert words.period("2024-09..2025-08", short=True) == "to Aug 2025"


def test_every_stored_word_has_a_word_of_the_screen() -> None:
    assert set(words.KINDS) == set(vocabulary.KINDS)
    assert set(words.VOICES) == set(vocabulary.VOICES)
    assert set(words.AGENCIES) == set(vocabulary.AGENCIES)
    assert set(words.MARKINGS) == set(vocabulary.MARKINGS)
    assert set(words.STANCES) == set(words.SHOWS) == set(vocabulary.STANCES)
    assert set(words.FRESH) == set(vocabulary.CURRENCIES)


def test_counts_have_their_plural_and_their_thousands() -> None:
    assert [words.count(number, "item") for number in (0, 1, 5000)] == ["0 items", "1 item", "5,000 items"]


def test_a_long_line_is_cut_at_a_word() -> None:
    assert words.shorter("one two\nthree four", 9) == "one two…"
