"""Hits come in a steady order, with the places where the words stand and with help where they stand nowhere."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from searching import Shelf

from evidence_desk.search.engine import Engine
from evidence_desk.search.finding import Found, find, matching_keys
from evidence_desk.search.whoosh_engine import open_engine

TODAY = date(2026, 11, 24)


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "lib")


@pytest.fixture
def engine(shelf: Shelf) -> Iterator[Engine]:
    engine = open_engine(shelf)
    yield engine
    engine.close()


def ask(shelf: Shelf, engine: Engine, text: str, **options: object) -> Found:
    engine.catch_up(shelf)
    return find(shelf, engine, text, today=TODAY, **options)  # type: ignore[arg-type]


def titles(found: Found) -> list[str]:
    return [hit.title for hit in found.hits]


def test_hits_name_their_places_with_the_words_around(shelf: Shelf, engine: Engine) -> None:
    shelf.put("Audit", ["Nothing here. " * 50, "x " * 200 + "Many annual reviews are late. " + "y " * 200, "A review."])
    (hit,) = ask(shelf, engine, "annual review").hits
    assert [label for label, _ in hit.passages] == ["page 2", "page 3"]
    assert "annual reviews are late." in hit.passages[0][1]
    assert hit.passages[0][1].startswith("… x") and hit.passages[0][1].endswith("y …")
    assert all(len(snippet) <= 170 for _, snippet in hit.passages)


def test_a_phrase_is_shown_where_it_stands(shelf: Shelf, engine: Engine) -> None:
    shelf.put("Audit", ["A plan. " + "z " * 300 + "Late " + "q " * 300, "The plan is late."])
    (hit,) = ask(shelf, engine, '"plan is late"').hits
    assert hit.passages == (("page 2", "The plan is late."),)


def test_at_most_three_places_and_the_best_first(shelf: Shelf, engine: Engine) -> None:
    shelf.put("Audit", ["waits", "waits", "plans", "waits and plans", "waits"])
    (hit,) = ask(shelf, engine, "plan waits").hits
    assert [label for label, _ in hit.passages] == ["page 4", "page 1", "page 2"]


def test_the_title_is_a_place_only_where_there_is_no_other(shelf: Shelf, engine: Engine) -> None:
    shelf.put("Autism pathway", "nothing of the kind")
    shelf.put("Autism audit", "on autism", own_words="")
    places = {hit.title: hit.passages for hit in ask(shelf, engine, "autism").hits}
    assert places["Autism pathway"] == (("title", "Autism pathway"),)
    assert places["Autism audit"] == (("page 1", "on autism"),)


def test_the_words_of_a_case_study_are_found(shelf: Shelf, engine: Engine) -> None:
    shelf.put("A family", kind="case-study", own_words="We waited two years.", what_changed="A keyworker came.")
    (hit,) = ask(shelf, engine, "keyworker").hits
    assert hit.passages == (("what changed", "A keyworker came."),)
    assert ask(shelf, engine, '"years a keyworker"').total == 0


def test_a_title_counts_more_than_a_text_and_equals_go_by_reference(shelf: Shelf, engine: Engine) -> None:
    for number in range(5):
        shelf.put(f"Paper {number}", "Some words on autism among others.")
    shelf.put("Autism", "Some words on it among others.")
    found = ask(shelf, engine, "autism")
    assert titles(found)[0] == "Autism"
    refs = [hit.ref for hit in found.hits[1:]]
    assert refs == sorted(refs)
    assert matching_keys(shelf, engine, "autism", TODAY) == [hit.key for hit in found.hits]


def test_the_total_counts_all_and_the_limit_shows_some(shelf: Shelf, engine: Engine) -> None:
    for number in range(5):
        shelf.put(f"Paper {number}", "autism")
    found = ask(shelf, engine, "autism", limit=2)
    assert (found.total, len(found.hits)) == (5, 2)
    assert found.elapsed_ms >= 0


def test_kind_and_criterion_narrow_the_search(shelf: Shelf, engine: Engine) -> None:
    paper, table = shelf.put("Paper", "autism"), shelf.put("Table", "autism", kind="data-extract")
    shelf.tag(paper, "1.1")
    assert titles(ask(shelf, engine, "autism", kind="data-extract")) == ["Table"]
    assert titles(ask(shelf, engine, "autism OR plan", criterion="1.1")) == ["Paper"]
    assert titles(ask(shelf, engine, "", criterion="1.1")) == ["Paper"]
    assert table


def test_abbreviations_find_their_long_form_and_back(shelf: Shelf, engine: Engine) -> None:
    shelf.put("Short", "Every EHCP was read.")
    shelf.put("Long", "Education, health and care plans were read.")
    shelf.put("Other", "A plan of health care.")
    found = ask(shelf, engine, "EHCP")
    assert sorted(titles(found)) == ["Long", "Short"]
    assert found.hint == "Also: education, health and care plan; EHC plan."
    assert sorted(titles(ask(shelf, engine, "education health and care plan"))) == ["Long", "Short"]
    quoted = ask(shelf, engine, '"EHCP"')
    assert (titles(quoted), quoted.hint) == (["Short"], None)


def test_a_misspelt_word_gets_a_suggestion(shelf: Shelf, engine: Engine) -> None:
    shelf.put("Paper", "Families waited for an assessment.")
    shelf.hide(shelf.put("Gone", "reveiws"))
    found = ask(shelf, engine, "famlies assesment -plan")
    assert (found.total, found.did_you_mean) == (0, "families assessment -plan")
    assert ask(shelf, engine, "families").did_you_mean is None
    assert ask(shelf, engine, "fam").did_you_mean is None
    assert ask(shelf, engine, "reveiw").did_you_mean is None


def test_a_bad_date_is_told_and_hides_nothing(shelf: Shelf, engine: Engine) -> None:
    shelf.put("Paper", "autism")
    found = ask(shelf, engine, "autism date:2026-13")
    assert found.total == 1
    assert found.hint is not None and "date:2026-13" in found.hint


def test_facts_alone_list_items_without_places(shelf: Shelf, engine: Engine) -> None:
    shelf.put("Paper", "autism")
    (hit,) = ask(shelf, engine, "is:untagged").hits
    assert (hit.score, hit.passages) == (0.0, ())


def test_a_hit_hidden_since_is_not_shown(shelf: Shelf, engine: Engine) -> None:
    key = shelf.put("Paper", "autism")
    engine.catch_up(shelf)
    shelf.hide(key)
    assert find(shelf, engine, "autism", today=TODAY).total == 0
    assert find(shelf, engine, "NOT plan", today=TODAY).total == 0


def test_a_large_sheet_has_short_places_too(shelf: Shelf, engine: Engine) -> None:
    shelf.put("Sheet", "one two three\n" * 20_000 + "needle\n" + "one two three\n" * 20_000)
    (hit,) = ask(shelf, engine, "needle").hits
    assert len(hit.passages) == 1 and "needle" in hit.passages[0][1]


def test_words_broken_at_a_hyphen_are_shown(shelf: Shelf, engine: Engine) -> None:
    shelf.put("Paper", "for real inclu-\nsion of all, by co-production")
    assert ask(shelf, engine, "inclusion").hits[0].passages[0][1].startswith("for real inclu- sion")
    assert ask(shelf, engine, "coproduction").hits[0].passages[0][0] == "page 1"


def test_a_criterion_that_no_framework_has_is_told(shelf: Shelf, engine: Engine) -> None:
    shelf.put("Audit", ["A plan."])
    assert ask(shelf, engine, "plan criterion:zz").hint == "There is no criterion zz."
    assert ask(shelf, engine, "plan OR (NOT criterion:1.1)").hint is None
