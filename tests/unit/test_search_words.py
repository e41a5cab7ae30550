"""Text falls into the same words whoever wrote it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_desk.search.words import as_one, located, positions, slots, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Children’s plans, parents' views", ["children", "plans", "parents", "views"]),
        ("Café ﬁrst don't", ["cafe", "first", "dont"]),
        ("4.5% in 2026-01", ["4", "5", "in", "2026", "01"]),
        ("snake_case", ["snake", "case"]),
        ("co\u00adopera\u00adtion", ["cooperation"]),
        ("real inclu-\nsion", ["real", "inclusion"]),
        ("multi-agency work", ["multi", "agency", "work"]),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_a_compound_counts_whole_and_in_parts() -> None:
    assert slots("co-production") == [("co", "coproduction"), ("production",)]
    assert slots("well-\n being") == [("wellbeing", "well", "being")]
    assert as_one("Co-production") == "coproduction"
    assert as_one("18-25") is None and as_one("plan") is None


@given(st.lists(st.text(st.sampled_from("abAé'’- \n1_.\u00ad"))))
def test_words_stand_where_they_are_counted(texts: list[str]) -> None:
    found: dict[str, list[int]] = {}
    end = positions(texts, found)
    expected: list[tuple[str, ...]] = [slot for text in texts for slot in slots(text)]
    assert end == len(expected)
    everywhere = {word for slot in expected for word in slot}
    assert found == {
        word: [at for at, slot in enumerate(expected) for each in slot if each == word] for word in everywhere
    }


@given(st.text(st.sampled_from("abAé'’- \n1_.\u00ad")))
def test_located_words_are_the_words(text: str) -> None:
    assert [slot for slot, _, _ in located(text)] == slots(text)
    for slot, start, stop in located(text):
        assert slot == () or slot[0] in {word for each in slots(text[start:stop]) for word in each}
