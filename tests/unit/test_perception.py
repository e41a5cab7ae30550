"""The perception gap: what has a place, which gap is told, and in what order."""

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_desk.frameworks import reader
from evidence_desk.frameworks.rules import perception_limits
from evidence_desk.insight.perception import as_json, perception, quotes_behind
from evidence_desk.model.coverage import Fact, Mark
from evidence_desk.model.perception import GROUPS, Comparison, Heard, Limits, compare, places, widest_first
from evidence_desk.model.perception_words import group_words, sentence
from evidence_desk.model.vocabulary import STANCES, VOICES
from tests.unit.shelves import Shelf

SCALE = ("good", "mixed", "poor")
LIMITS = Limits(2, Fraction(1, 2), Fraction(1, 4))
TODAY = date(2026, 11, 24)
FRAMEWORK = reader.builtin("area-send-2023")

_voices = st.frozensets(st.sampled_from(VOICES), max_size=3).map(tuple)
_marks = st.lists(
    st.builds(
        Mark,
        st.sampled_from(["1", "2", "3", "elsewhere"]),
        st.sampled_from(["A", "B", "C", "D"]),
        st.none() | st.sampled_from(["x", "y"]),
        st.sampled_from(STANCES),
        st.none() | _voices,
    ),
    max_size=30,
)
_facts = st.fixed_dictionaries(
    {item: st.builds(Fact, st.just("document"), _voices, st.just(()), st.just("current")) for item in "ABC"}
)
_ratings = st.dictionaries(st.sampled_from(["1", "2", "3"]), st.sampled_from([*SCALE, "", "unknown"]))


def _said(*said: tuple[str, str, str], rating: str = "mixed") -> Comparison:
    """The comparison of one criterion from (item, voice, stance)."""
    marks = [Mark("1", item, None, stance, (voice,)) for item, voice, stance in said]
    facts = {item: Fact("document", (), (), "current") for item, _, _ in said}
    return compare(["1"], SCALE, {"1": rating}, facts, marks, LIMITS)[0]


def _of(found: Comparison, group: str) -> Heard:
    return next(one for one in found.heard if one.group == group)


def test_steps_of_a_scale_stand_evenly_and_one_step_compares_nothing() -> None:
    assert places(SCALE) == {"good": 1, "mixed": Fraction(1, 2), "poor": 0}
    assert places(["only"]) == places([]) == {}


@given(_facts, _marks, _ratings)
def test_every_place_and_gap_is_what_its_definition_says(
    facts: dict[str, Fact], marks: list[Mark], ratings: dict[str, str]
) -> None:
    for one in compare(["1", "2", "3"], SCALE, ratings, facts, marks, LIMITS):
        assert one.place == places(SCALE).get(ratings.get(one.criterion, ""))
        for heard in one.heard:
            weighed = heard.strengths + heard.concerns
            assert heard.place == (Fraction(heard.strengths, weighed) if weighed >= 2 else None)
            assert heard.items <= weighed + heard.context
        away = {each.group: abs(one.place - each.place) for each in one.placed} if one.place is not None else {}  # type: ignore[operator]
        assert one.gap == (max(away.values()) if away else None)
        assert all(away[group] == one.gap for group in one.furthest)
        assert (one.direction is None) == (one.gap is None) == (not one.furthest)
        assert sentence(one)


@given(_facts, _marks, _ratings)
def test_context_moves_no_mark(facts: dict[str, Fact], marks: list[Mark], ratings: dict[str, str]) -> None:
    def outline(some: list[Mark]) -> list[tuple[object, ...]]:
        found = compare(["1", "2", "3"], SCALE, ratings, facts, some, LIMITS)
        placed = [[(each.group, each.place) for each in one.placed] for one in found]
        return [(one.gap, one.direction, one.furthest, *here) for one, here in zip(found, placed, strict=True)]

    assert outline(marks) == outline([mark for mark in marks if mark.stance != "context"])


@given(_facts, _marks, _ratings, st.randoms())
def test_neither_order_nor_repetition_of_tags_counts(
    facts: dict[str, Fact], marks: list[Mark], ratings: dict[str, str], chance: object
) -> None:
    mixed = [*marks, *marks]
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    arguments = (["1", "2", "3"], SCALE, ratings, facts)
    assert compare(*arguments, marks, LIMITS) == compare(*arguments, mixed, LIMITS)


@given(_facts, _marks, _ratings)
def test_one_more_strength_never_lowers_a_place(
    facts: dict[str, Fact], marks: list[Mark], ratings: dict[str, str]
) -> None:
    facts = facts | {"new": Fact("document", tuple(VOICES), (), "current")}
    more = [*marks, Mark("1", "new", None, "strength", None)]
    before = compare(["1"], SCALE, ratings, facts, marks, LIMITS)[0]
    after = compare(["1"], SCALE, ratings, facts, more, LIMITS)[0]
    for heard in before.placed:
        place = _of(after, heard.group).place
        assert place is not None and heard.place is not None and place >= heard.place


@given(_facts, _marks, _ratings)
def test_the_widest_gap_comes_first_and_what_cannot_be_compared_last(
    facts: dict[str, Fact], marks: list[Mark], ratings: dict[str, str]
) -> None:
    found = compare(["1", "2", "3"], SCALE, ratings, facts, marks, LIMITS)
    ordered = widest_first(found)
    assert sorted(one.criterion for one in ordered) == ["1", "2", "3"]
    kinds = ["gap" if one.gap is not None else "spread" if one.spread is not None else "nothing" for one in ordered]
    assert kinds == sorted(kinds, key=["gap", "spread", "nothing"].index)
    gaps = [one.gap for one in ordered if one.gap is not None]
    assert gaps == sorted(gaps, reverse=True)


def test_of_two_gaps_of_one_size_the_one_leaders_do_not_see_comes_first() -> None:
    low = compare(["1"], SCALE, {"1": "mixed"}, {"A": _fact("parent")}, _twice("1", "A", "strength"), LIMITS)
    high = compare(["2"], SCALE, {"2": "mixed"}, {"A": _fact("parent")}, _twice("2", "A", "concern"), LIMITS)
    assert [one.direction for one in widest_first([*low, *high])] == ["higher", "lower"]
    assert low[0].gap == high[0].gap == Fraction(1, 2)


def test_a_gap_both_ways_in_one_criterion_is_told_in_the_dangerous_direction() -> None:
    found = _said(
        ("A", "parent", "concern"), ("B", "parent", "concern"), ("C", "child", "strength"), ("D", "child", "strength")
    )
    assert (found.direction, found.furthest) == ("higher", ("parents",))


def test_one_voice_is_an_anecdote_and_is_counted_all_the_same() -> None:
    found = _said(("A", "parent", "concern"), ("B", "child", "context"))
    assert _of(found, "parents") == Heard("parents", concerns=1, items=1)
    assert _of(found, "children") == Heard("children", context=1, items=1)
    assert (found.gap, sentence(found)) == (None, "Too little to say: no group has shown enough strengths or concerns")
    assert group_words(_of(found, "parents")) == "Parents: 0 strengths, 1 concern, too little to say"
    assert group_words(_of(found, "practitioners")) == "Practitioners: nothing heard"


def test_quotes_are_counted_one_by_one_and_the_whole_item_beside_them_is_not() -> None:
    marks = [
        Mark("1", "A", "x", "concern", None),
        Mark("1", "A", "y", "concern", None),
        Mark("1", "A", None, "concern", None),
        Mark("1", "A", None, "strength", None),
    ]
    found = compare(["1"], SCALE, {}, {"A": _fact("parent")}, marks, LIMITS)[0]
    assert _of(found, "parents") == Heard("parents", strengths=1, concerns=2, items=1, place=Fraction(1, 3))


def test_voices_of_the_tag_go_before_those_of_the_item() -> None:
    marks = [Mark("1", "A", "x", "concern", ("child",)), Mark("1", "A", "y", "concern", None)]
    found = compare(["1"], SCALE, {}, {"A": _fact("parent", "audit")}, marks, LIMITS)[0]
    assert [(one.group, one.concerns) for one in found.heard] == [
        ("parents", 1), ("children", 1), ("practitioners", 0), ("data", 1),
    ]  # fmt: skip


def test_leaders_and_the_voiceless_make_no_mark_and_those_outside_show_only_when_heard() -> None:
    quiet = _said(("A", "leader", "strength"), ("B", "leader", "strength"))
    assert not any(one.anything for one in quiet.heard) and quiet.gap is None
    assert [one.group for one in quiet.heard] == ["parents", "children", "practitioners", "data"]
    assert "external" in [one.group for one in _said(("A", "external", "context")).heard]


@pytest.mark.parametrize(
    ("rating", "voice", "stance", "words"),
    [
        ("good", "parent", "concern", "Wide gap: leaders rate it higher than parents say"),
        ("mixed", "audit", "concern", "Wide gap: leaders rate it higher than data and audits show"),
        ("poor", "child", "strength", "Wide gap: leaders rate it lower than children say"),
        ("good", "child", "strength", "Close: what children say fits the leaders’ rating"),
        ("", "parent", "concern", "Not rated yet: only parents have shown enough to be placed"),
    ],
)
def test_the_gap_in_words(rating: str, voice: str, stance: str, words: str) -> None:
    assert sentence(_said(("A", voice, stance), ("B", voice, stance), rating=rating)) == words


def test_all_who_are_furthest_are_named() -> None:
    said = [(f"{voice}{n}", voice, "concern") for voice in ("parent", "child", "data") for n in range(2)]
    assert sentence(_said(*said, rating="good")) == (
        "Wide gap: leaders rate it higher than parents and children say and data and audits show"
    )


def test_without_a_rating_the_voices_are_set_against_each_other() -> None:
    said = [("A", "parent", "concern"), ("B", "parent", "concern"), ("C", "practitioner", "strength")]
    found = _said(*said, ("D", "practitioner", "strength"), rating="")
    assert found.gap is None and found.spread == 1
    assert sentence(found) == "Not rated yet: practitioners tell a better story than parents"


def test_limits_of_the_program_say_what_is_wide() -> None:
    limits = perception_limits()
    assert limits.least == 2
    assert [limits.size(Fraction(n, 100)) for n in (0, 24, 25, 49, 50, 100)] == [
        "close", "close", "some", "some", "wide", "wide",
    ]  # fmt: skip


def test_a_library_tells_the_gap_and_the_quotes_behind_it(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    survey = shelf.item("survey", voices='["parent"]', date="2026-06")
    minutes = shelf.item("minutes", voices='["practitioner"]')
    later = shelf.item("later", voices='["parent"]', date="2026-12-01")
    shelf.tag(survey, "1.2", excerpt=shelf.excerpt(survey, "Nobody asked us."))
    shelf.tag(minutes, "1.2", voices='["parent", "audit"]', note="Said twice.")
    shelf.tag(later, "1.2")
    shelf.tag(survey, "1.2", visible=0, by="Ben")
    shelf.judgement("1.2", "We listen.", rating="positive")
    found = next(one for one in perception(shelf.db, FRAMEWORK, TODAY) if one.criterion == "1.2")
    assert _of(found, "parents") == Heard("parents", concerns=2, items=2, place=Fraction(0))
    assert found.gap == 1 and (found.direction, found.furthest) == ("higher", ("parents",))
    behind = quotes_behind(shelf.db, FRAMEWORK, TODAY, "1.2", "parents")
    assert {(one.title, one.quote, one.page, one.voices) for one in behind} == {
        ("survey", "Nobody asked us.", "page 4", ("parent",)),
        ("minutes", None, None, ("audit", "parent")),
    }
    assert [one.title for one in quotes_behind(shelf.db, FRAMEWORK, TODAY, "1.2", "data")] == ["minutes"]
    assert len(quotes_behind(shelf.db, FRAMEWORK, TODAY, "1.2")) == 2
    shape = next(one for one in as_json(FRAMEWORK, [found]))
    assert (shape["rating"], shape["rating_place"], shape["gap"], shape["words"]) == (
        "positive", 1.0, 1.0, "Wide gap: leaders rate it higher than parents say",
    )  # fmt: skip


def _fact(*voices: str) -> Fact:
    return Fact("document", voices, (), "current")


def _twice(criterion: str, item: str, stance: str) -> list[Mark]:
    return [Mark(criterion, item, excerpt, stance, None) for excerpt in ("x", "y")]


def test_every_voice_but_the_leaders_belongs_to_one_group() -> None:
    assert sorted(voice for voices in GROUPS.values() for voice in voices) == sorted({*VOICES} - {"leader"})
