"""Rows are as tall as their wrapped text, so that nothing is cut in print."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_desk.pack.workbook.heights import row_height

ONE = row_height(["word"], [20])
LINE = row_height(["one\ntwo"], [20]) - ONE


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 10, 1),
        ("short", 10, 1),
        ("one\n\nthree", 10, 3),
        # Each of these words leaves no room for the next.
        ("Impact on the experiences and outcomes of children and young people with SEND", 20, 5),
        ("unbreakable" * 10, 10, 10),
    ],
)
def test_lines_break_between_words_or_where_a_word_is_too_long(text: str, width: int, lines: int) -> None:
    assert row_height([text], [width]) == ONE + (lines - 1) * LINE


@given(st.lists(st.text(max_size=400) | st.integers() | st.none(), min_size=1, max_size=5))
def test_a_row_is_as_tall_as_its_tallest_cell_and_fits_into_excel(values: list[object]) -> None:
    widths = [12] * len(values)
    assert row_height(values, widths) == max(row_height([value], [12]) for value in values)
    assert ONE <= row_height(values, widths) <= 409.5


def test_endless_text_stops_at_the_tallest_row() -> None:
    assert row_height(["word " * 10_000], [20]) == 409
