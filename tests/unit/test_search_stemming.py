"""Forms of a word are found by the beginning of their stem, and none is missed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_desk.search.whoosh_engine import STEMMING

ENDINGS = [
    "", "s", "es", "ed", "ing", "ies", "ied", "y", "ly", "ness", "ation", "ational", "ization", "isation", "iveness",
    "fulness", "ousness", "ability", "ibility", "able", "ible", "ement", "ments", "er", "ers", "or", "ors", "al",
    "ally", "icate", "iciti", "ical", "ful", "less", "lessly", "ously", "ively", "ency", "ance", "ogy", "ogist", "ee",
]  # fmt: skip
stems = st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=7)


@pytest.mark.parametrize(
    ("word", "form"),
    [("plan", "planning"), ("review", "reviewed"), ("child's", "child's"), ("skies", "sky"), ("dying", "die"),
     ("responsibility", "responsible"), ("commissioning", "commission"), ("families", "family"), ("1", "1")],
)  # fmt: skip
def test_forms_share_a_stem(word: str, form: str) -> None:
    assert STEMMING.forms(word, [form, "zebra"]) == {form}


@given(stems, st.sampled_from(ENDINGS), st.sampled_from(ENDINGS))
def test_every_form_begins_as_its_stem_does_or_is_a_known_exception(stem: str, one: str, other: str) -> None:
    for word in (stem + one, stem + one + other):
        assert word.startswith(STEMMING.begins(word)) or word in STEMMING.unlike(word)
