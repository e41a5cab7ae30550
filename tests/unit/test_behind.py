"""Behind every figure of the coverage stand exactly the items that it counts."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_coverage import NEW, OLD, TODAY, _items, _library, _tags

from evidence_desk.frameworks import reader
from evidence_desk.insight.behind import keys_behind, said_of
from evidence_desk.insight.coverage import coverage, shade
from evidence_desk.insight.gaps import SHORT, by_criterion, gaps

DIMENSIONS = ("kind", "voice", "agency", "stance", "currency")
ITEM: dict[str, Any] = {
    "visible": 1, "kind": "document", "date": "2026-05-01", "period": None, "review_date": None,
    "voices": frozenset({"leader"}), "agencies": frozenset(), "guessed": frozenset(),
}  # fmt: skip
TAG: dict[str, Any] = {
    "visible": 1, "item": 0, "excerpt": None, "where": (NEW, "1.1"), "stance": "context", "voices": None
}  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(_items, max_size=5), st.lists(_tags, max_size=14), st.sampled_from([NEW, OLD]))
def test_every_figure_is_as_large_as_the_list_behind_it(
    items: list[dict[str, Any]], tags: list[dict[str, Any]], framework_id: str
) -> None:
    db, framework = _library(items, tags), reader.builtin(framework_id)
    for one in coverage(db, framework, TODAY).criteria:
        keys = keys_behind(db, framework, TODAY, one.criterion)
        assert len(keys) == one.items
        assert len(set(keys)) == len(keys)
        if not keys:
            continue
        for dimension in DIMENSIONS:
            for value, number in getattr(one, dimension).items():
                behind = keys_behind(db, framework, TODAY, one.criterion, dimension, value)
                assert len(behind) == number, (one.criterion, dimension, value)
                assert set(behind) <= set(keys)
        said = said_of(db, framework, TODAY, one.criterion)
        assert {word.key for word in said} == set(keys)
        assert {word.stance for word in said} == {stance for stance, number in one.stance.items() if number}


def test_a_voice_named_with_the_tag_goes_before_that_of_the_item() -> None:
    db = _library([ITEM, ITEM], [TAG | {"voices": frozenset({"child"})}, TAG | {"item": 1}])
    framework = reader.builtin(NEW)
    assert keys_behind(db, framework, TODAY, "1.1", "voice", "child") == ["K0"]
    assert keys_behind(db, framework, TODAY, "1.1", "voice", "leader") == ["K1"]
    assert [one.voices for one in said_of(db, framework, TODAY, "1.1")] == [("child",), ("leader",)]


def test_through_the_crosswalk_the_items_of_the_other_framework_are_listed() -> None:
    db = _library([ITEM], [TAG])
    assert keys_behind(db, reader.builtin(OLD), TODAY, "A") == ["K0"]
    assert [one.key for one in said_of(db, reader.builtin(OLD), TODAY, "A")] == ["K0"]
    assert keys_behind(_library([ITEM], [TAG | {"where": (OLD, "A")}]), reader.builtin(NEW), TODAY, "1.1") == []


def test_what_is_dated_later_is_not_behind_a_figure() -> None:
    db = _library([ITEM], [TAG])
    assert keys_behind(db, reader.builtin(NEW), date(2026, 4, 30), "1.1") == []
    assert said_of(db, reader.builtin(NEW), date(2026, 4, 30), "1.1") == []


def test_strengths_are_said_first_then_concerns_then_context() -> None:
    tags = [TAG | {"stance": stance} for stance in ("context", "concern", "strength")]
    said = said_of(_library([ITEM], tags), reader.builtin(NEW), TODAY, "1.1")
    assert [one.stance for one in said] == ["strength", "concern", "context"]


def test_gaps_are_told_by_criterion_in_words_there_are() -> None:
    found = coverage(_library([ITEM | {"date": "2020"}], [TAG]), reader.builtin(NEW), TODAY)
    rules = by_criterion(found)
    assert rules["1.1"] == ("one-voice", "nothing-current")
    assert rules["1.2"] == ("nothing",)
    assert {gap.rule for gap in gaps(found)} <= SHORT.keys()
    assert len(rules) == len(found.criteria)


@pytest.mark.parametrize(
    ("number", "most", "step"),
    [(0, 9, 0), (1, 1, 1), (2, 2, 2), (4, 5, 3), (8, 9, 4), (16, 16, 5), (1, 400, 1), (333, 334, 5), (400, 400, 5)],
)
def test_shades_go_by_doublings_and_a_few_items_are_never_deepest(number: int, most: int, step: int) -> None:
    assert shade(number, most) == step


def test_a_larger_figure_is_never_shaded_less() -> None:
    for most in (1, 3, 17, 5000):
        steps = [shade(number, most) for number in range(most + 1)]
        assert steps == sorted(steps)
        assert set(steps) <= set(range(6))
