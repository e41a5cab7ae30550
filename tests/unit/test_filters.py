"""Choices become a tree of facts: alternatives within a kind, all of them between kinds."""

from datetime import date
from pathlib import Path

import pytest
from searching import Shelf

from evidence_desk.search.facts import keys_with
from evidence_desk.search.filters import FACETS, asks_for_words, compiled, keys_of
from evidence_desk.search.query import EVERYTHING, And, Fact, Not, Or, Words, parse

TODAY = date(2026, 11, 24)


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    shelf = Shelf(tmp_path / "lib")
    plan = shelf.put("plan", "A plan", date="2026-03", agencies=["education", "health"], voices=["leader"])
    shelf.put("waits", kind="data-extract", date="2026-01", voices=["data"], agencies=["health"])
    story = shelf.put("story", kind="case-study", date="2017", withheld_why="case study")
    shelf.hide(shelf.put("gone", kind="case-study", date="2026-03"))
    shelf.tag(plan, "1.3", "concern", voices='["parent"]')
    shelf.tag(story, "2.1", "strength")
    shelf.label(story, 'Board" OR kind:document')
    return shelf


def found(shelf: Shelf, **chosen: tuple[str, ...]) -> set[str]:
    titles = dict(shelf.db.execute("SELECT key, title FROM item").fetchall())
    return {titles[key] for key in keys_of(shelf.db, compiled(chosen), TODAY)}


def test_nothing_chosen_is_everything() -> None:
    assert compiled({}) == compiled({"kind": ()}) == EVERYTHING


def test_choices_of_one_kind_are_alternatives_and_kinds_are_joined_by_and() -> None:
    tree = compiled({"kind": ("document", "case-study"), "voice": ["parent"]})
    assert tree == And((Or((Fact("kind", "case-study"), Fact("kind", "document"))), Fact("voice", "parent")))


def test_one_choice_is_one_fact() -> None:
    assert compiled({"fresh": ("ageing",)}) == Fact("is", "ageing")


def test_the_order_of_choosing_does_not_matter() -> None:
    assert compiled({"voice": ["parent", "child"], "kind": ["document"]}) == compiled(
        {"kind": ["document"], "voice": ["child", "parent"]}
    )


@pytest.mark.parametrize(
    ("chosen", "titles"),
    [
        ({"kind": ("document",)}, {"plan"}),
        ({"kind": ("document", "data-extract")}, {"plan", "waits"}),
        ({"agency": ("health",), "kind": ("data-extract",)}, {"waits"}),
        ({"voice": ("parent",)}, {"plan"}),
        ({"criterion": ("1.3", "2.1")}, {"plan", "story"}),
        ({"fresh": ("out-of-date",)}, {"story"}),
        ({"more": ("concern", "strength")}, {"plan", "story"}),
        ({"more": ("concern", "withheld")}, {"plan", "story"}),
        ({"untagged": ("untagged",)}, {"waits"}),
        ({"more": ("withheld",)}, {"story"}),
        ({"more": ("no-text",)}, {"waits", "story"}),
        ({"more": ("no-text", "withheld"), "untagged": ("untagged",)}, {"waits"}),
        ({"kind": ("document",), "fresh": ("out-of-date",)}, set()),
        ({}, {"plan", "waits", "story"}),
    ],
)
def test_what_filters_leave(shelf: Shelf, chosen: dict[str, tuple[str, ...]], titles: set[str]) -> None:
    assert found(shelf, **chosen) == titles


def test_a_label_that_looks_like_a_query_is_only_a_label(shelf: Shelf) -> None:
    assert found(shelf, label=('Board" OR kind:document',)) == {"story"}


def test_every_facet_is_a_fact_the_tables_can_answer(shelf: Shelf) -> None:
    for fact in FACETS.values():
        assert isinstance(keys_with(shelf.db, Fact(fact, "untagged"), TODAY), set)


@pytest.mark.parametrize(
    ("typed", "needed"),
    [
        ("kind:document OR NOT is:untagged", False),
        ("(criterion:1.3 voice:parent)", False),
        ("", False),
        ("kind:document waiting", True),
        ("NOT waiting", True),
        ('"a phrase"', True),
        ("wait*", True),
    ],
)
def test_facts_alone_need_no_word_index(typed: str, needed: bool) -> None:
    assert asks_for_words(parse(typed).node) is needed


def test_trees_of_facts_are_worked_out_with_not_too(shelf: Shelf) -> None:
    titles = dict(shelf.db.execute("SELECT key, title FROM item").fetchall())
    tree = And((Not(Fact("kind", "document")), Not(Or((Fact("is", "tagged"), Fact("is", "withheld"))))))
    assert {titles[key] for key in keys_of(shelf.db, tree, TODAY)} == {"waits"}


def test_words_are_not_answered_here(shelf: Shelf) -> None:
    with pytest.raises(ValueError, match="asks for words"):
        keys_of(shelf.db, Words("waiting"), TODAY)
