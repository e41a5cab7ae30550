"""Coverage against a count made by hand from its definition, on random libraries."""

import json
import sqlite3
from collections import Counter
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence_desk.frameworks import reader
from evidence_desk.insight.coverage import coverage
from evidence_desk.library import schema
from evidence_desk.model.coverage import Fact, Mark, count
from evidence_desk.model.currency import currency
from evidence_desk.model.framework import mapped
from evidence_desk.model.vocabulary import AGENCIES, CURRENCIES, KINDS, STANCES, VOICES

TODAY = date(2026, 11, 24)
NEW, OLD = "area-send-2023", "area-send-2016"

_sets = st.frozensets(st.sampled_from(VOICES[:3]), max_size=2)
_items = st.fixed_dictionaries(
    {
        "visible": st.sampled_from([1, 1, 1, 0]),
        "kind": st.sampled_from(KINDS),
        "date": st.sampled_from([None, "2026-11", "2026-11-25", "2027", "2025-01-01", "2020", "rubbish"]),
        "period": st.sampled_from([None, "2026-12..2027-01", "2025..2027", "2019..2019"]),
        "review_date": st.sampled_from([None, None, "2026-01-01", "2027"]),
        "voices": _sets,
        "agencies": st.frozensets(st.sampled_from(AGENCIES[:3]), max_size=2),
        "guessed": st.frozensets(st.sampled_from(["date", "period", "title"]), max_size=2),
    }
)
_tags = st.fixed_dictionaries(
    {
        "visible": st.sampled_from([1, 1, 1, 0]),
        "item": st.integers(0, 5),
        "excerpt": st.sampled_from([None, "X", "Y"]),
        "where": st.sampled_from([(NEW, "1.1"), (NEW, "2.3"), (NEW, "9.9"), (OLD, "A"), (OLD, "B"), ("gone", "1.1")]),
        "stance": st.sampled_from(STANCES),
        "voices": st.none() | _sets,
    }
)


def _library(items: list[dict[str, Any]], tags: list[dict[str, Any]]) -> sqlite3.Connection:
    db = sqlite3.connect(":memory:", isolation_level=None)
    schema.create(db)
    db.execute("INSERT INTO library VALUES ('library', 1, 'Here', ?, NULL, NULL)", (NEW,))
    for number, item in enumerate(items):
        _insert_item(db, number, item)
    for number, tag in enumerate(tags):
        values = None if tag["voices"] is None else json.dumps(sorted(tag["voices"]))
        row = (f"e{number}", tag["visible"], f"T-{number}", f"K{tag['item']}", _excerpt(tag), *tag["where"])
        row = (*row, tag["stance"], values, "", "Ann", None, "now")
        db.execute(f"INSERT INTO tag VALUES ({', '.join('?' * len(row))})", row)
    return db


def _excerpt(tag: dict[str, Any]) -> str | None:
    return f"item:K{tag['item']}/excerpt:{tag['excerpt']}" if tag["excerpt"] else None


def _insert_item(db: sqlite3.Connection, number: int, item: dict[str, Any]) -> None:
    blank = ("title", "source", "marking", "age_phase", "need", "own_words", "what_changed", "consent", "anonymised")
    row = dict.fromkeys((*blank, "by", "at"), "") | {"entity": f"item:K{number}", "key": f"K{number}", "ref": "E"}
    row |= {name: json.dumps(sorted(value)) if isinstance(value, frozenset) else value for name, value in item.items()}
    db.execute(f"INSERT INTO item({', '.join(row)}) VALUES ({', '.join('?' * len(row))})", list(row.values()))


def _counts_here(tag: dict[str, Any], criterion: str, framework: str, items: list[dict[str, Any]]) -> bool:
    """Whether a tag counts for a criterion, from the definition."""
    if not tag["visible"] or tag["item"] >= len(items) or not items[tag["item"]]["visible"]:
        return False
    if _later(items[tag["item"]]):
        return False
    if tag["where"] == (framework, criterion):
        return True
    ways = list(mapped(reader.builtin(framework), {})) if framework != NEW else []
    return (*tag["where"], criterion) in ways


def _later(item: dict[str, Any]) -> bool:
    dated = None if item["date"] == "rubbish" else item["date"]
    starts = {"2026-11-25", "2027"} if dated else {"2026-12..2027-01"}
    return (dated or item["period"]) in starts


@settings(max_examples=150, deadline=None)
@given(st.lists(_items, max_size=5), st.lists(_tags, max_size=14), st.sampled_from([NEW, OLD]))
def test_coverage_is_what_its_definition_says(
    items: list[dict[str, Any]], tags: list[dict[str, Any]], framework: str
) -> None:
    found = coverage(_library(items, tags), reader.builtin(framework), TODAY)
    assert [one.criterion for one in found.criteria] == [one.id for one in reader.builtin(framework).criteria]
    counted = set()
    for one in found.criteria:
        here = [tag for tag in tags if _counts_here(tag, one.criterion, framework, items)]
        numbers = {tag["item"] for tag in here}
        counted |= numbers
        assert one.items == len(numbers)
        assert one.excerpts == len({(tag["item"], tag["excerpt"]) for tag in here if tag["excerpt"]})
        assert one.kind == {kind: sum(items[n]["kind"] == kind for n in numbers) for kind in KINDS}
        voices = {(t["item"], voice) for t in here for voice in t["voices"] or items[t["item"]]["voices"]}
        assert one.voice == {v: Counter(voice for _, voice in voices)[v] for v in VOICES}
        assert one.agency == {a: sum(a in items[n]["agencies"] for n in numbers) for a in AGENCIES}
        assert one.stance == {s: len({t["item"] for t in here if t["stance"] == s}) for s in STANCES}
        fresh = [_currency(items[n]) for n in numbers]
        assert one.currency == {c: fresh.count(c) for c in CURRENCIES}
    assert found.guessed_dates == sum(_guessed(items[n]) for n in counted)


def _currency(item: dict[str, Any]) -> str:
    return currency(item["kind"], item["date"], item["period"], item["review_date"], TODAY)


def _guessed(item: dict[str, Any]) -> bool:
    return ("date" if item["date"] else "period") in item["guessed"]


def test_the_json_has_the_agreed_shape_with_noughts_for_every_word() -> None:
    found = coverage(_library([], []), reader.builtin(NEW), TODAY).as_json()
    assert list(found) == ["as_of", "framework", "guessed_dates", "criteria"]
    assert found["as_of"] == "2026-11-24" and found["framework"] == NEW and found["guessed_dates"] == 0
    assert len(found["criteria"]) == 11
    assert found["criteria"][0] == {
        "criterion": "1.1",
        "items": 0,
        "excerpts": 0,
        "kind": dict.fromkeys(KINDS, 0),
        "voice": dict.fromkeys(VOICES, 0),
        "agency": dict.fromkeys(AGENCIES, 0),
        "stance": dict.fromkeys(STANCES, 0),
        "currency": dict.fromkeys(CURRENCIES, 0),
        "retired": False,
    }
    json.dumps(found)


def test_two_officers_and_two_excerpts_make_one_item() -> None:
    facts = {"K": Fact("document", ("parent",), ("health",), "current")}
    marks = [
        Mark("a", "K", None, "strength", None),
        Mark("a", "K", "X", "strength", None),
        Mark("a", "K", "Y", "concern", ("child",)),
    ]
    one = count(["a", "b"], facts, marks, framework="f", as_of="2026-11-24").of("a")
    assert one is not None
    assert (one.items, one.excerpts) == (1, 2)
    assert (one.voice["parent"], one.voice["child"]) == (1, 1)
    assert (one.stance["strength"], one.stance["concern"], one.stance["context"]) == (1, 1, 0)


def test_a_word_that_is_not_in_the_vocabulary_is_counted_and_not_lost() -> None:
    facts = {"K": Fact("film", ("neighbour",), (), "current")}
    one = count(["a"], facts, [Mark("a", "K", None, "context", None)], framework="f", as_of="2026-11-24").criteria[0]
    assert one.kind == {**dict.fromkeys(KINDS, 0), "film": 1}
    assert one.voice["neighbour"] == 1


def test_as_of_an_earlier_day_is_as_if_today_were_that_day() -> None:
    blank: dict[str, Any] = {"visible": 1, "kind": "document", "period": None, "review_date": None}
    blank |= {"voices": frozenset(), "agencies": frozenset(), "guessed": frozenset()}
    tag = {"visible": 1, "excerpt": None, "where": (NEW, "1.1"), "stance": "context", "voices": None}
    db = _library(
        [blank | {"date": "2024-06-01"}, blank | {"date": "2026-06-01"}], [tag | {"item": 0}, tag | {"item": 1}]
    )
    then = coverage(db, reader.builtin(NEW), date(2025, 6, 1)).criteria[0]
    now = coverage(db, reader.builtin(NEW), TODAY).criteria[0]
    assert (then.items, then.currency["current"]) == (1, 1)
    assert (now.items, now.currency["current"], now.currency["out-of-date"]) == (2, 1, 1)


def test_few_questions_are_put_to_the_database() -> None:
    db = _library([], [])
    asked: list[str] = []
    db.set_trace_callback(asked.append)
    coverage(db, reader.builtin(OLD), TODAY)
    assert len(asked) <= 6


@pytest.mark.parametrize("broken", ["3", "null", '{"a": 1}', '[1, "parent"]'])
def test_a_set_of_another_form_stops_nothing(broken: str) -> None:
    item: dict[str, Any] = {"visible": 1, "kind": "document", "date": None, "period": None, "review_date": None}
    db = _library(
        [item | {"voices": frozenset(), "agencies": frozenset(), "guessed": frozenset()}],
        [{"visible": 1, "item": 0, "excerpt": None, "where": (NEW, "1.1"), "stance": "context", "voices": None}],
    )
    db.execute("UPDATE item SET voices = ?, agencies = ?, guessed = ?", (broken, broken, broken))
    assert coverage(db, reader.builtin(NEW), TODAY).criteria[0].items == 1
