"""The skeleton of a text and the way back from it."""

from hypothesis import given
from hypothesis import strategies as st

from evidence_desk.model.folding import Skeleton, offsets, pressed, skeleton


@given(st.text())
def test_every_pressed_character_knows_where_it_comes_from(text: str) -> None:
    places = offsets(text)
    assert len(places) == len(pressed(text))
    assert places == sorted(places)


@given(st.lists(st.text(st.sampled_from("ab-1\u2013 ")), min_size=1))
def test_every_place_in_a_skeleton_leads_back_to_its_character(texts: list[str]) -> None:
    pieces = [pressed(text) for text in texts]
    whole = Skeleton(pieces)
    for at, char in enumerate(whole.text):
        piece, place = whole.place(at)
        assert pieces[piece][place] == char


def test_dashes_count_only_beside_figures() -> None:
    assert skeleton("well-\nbeing") == skeleton("Wellbeing")
    assert skeleton("18\u201325") != skeleton("1825")
    assert skeleton("- a list") == "alist"
    assert skeleton("\u22125") == "-5"
