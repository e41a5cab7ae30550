"""Rarer words, more of them and shorter texts weigh more."""

from hypothesis import given
from hypothesis import strategies as st

from evidence_desk.search.scoring import rarity, times_in_a_row, weight

positions = st.lists(st.integers(0, 12), unique=True).map(sorted)


def test_rare_words_weigh_more_and_none_less_than_nothing() -> None:
    assert rarity(1, 100) > rarity(50, 100) > rarity(100, 100) > 0


def test_more_of_a_word_and_a_shorter_text_weigh_more() -> None:
    assert weight(2, 100, 100) > weight(1, 100, 100) > weight(1, 200, 100)
    assert weight(1, 10, 0) > 0


@given(st.lists(positions, min_size=1, max_size=4))
def test_runs_are_counted_as_by_hand(places: list[list[int]]) -> None:
    by_hand = sum(all(start + step in places[step] for step in range(len(places))) for start in places[0])
    assert times_in_a_row(places) == by_hand
