"""Where in one item the sought words stand: every place in order, and short excerpts of the best."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from searching import Shelf

from evidence_desk.search.engine import Engine
from evidence_desk.search.excerpts import LENGTH, MOST_STANDS, Excerpt, Places
from evidence_desk.search.finding import matched, places_in
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


def places(shelf: Shelf, engine: Engine, text: str) -> Places:
    engine.catch_up(shelf)
    (key,) = matched(shelf, engine, text, TODAY).keys
    return places_in(shelf, engine, text, key, TODAY)


def marked(excerpt: Excerpt) -> list[str]:
    return [excerpt.text[begin:end] for begin, end in excerpt.marks]


def test_every_place_comes_in_the_order_of_reading_as_it_is_written(shelf: Shelf, engine: Engine) -> None:
    texts = ["They waited. Waiting is long.", "Nothing.", "One waits."]
    shelf.put("Audit", texts)
    stands = places(shelf, engine, "wait").stands
    assert [(one.label, one.words) for one in stands] == [
        ("page 1", "waited"), ("page 1", "Waiting"), ("page 3", "waits"),
    ]  # fmt: skip
    assert [texts[one.passage or 0][one.start : one.stop] for one in stands] == [one.words for one in stands]


def test_an_excerpt_marks_the_words_it_was_found_by(shelf: Shelf, engine: Engine) -> None:
    shelf.put("Audit", "x " * 200 + "Children\n wait  82 weeks;\tothers wait less. " + "y " * 200)
    (excerpt,) = places(shelf, engine, "wait weeks").excerpts
    assert excerpt.text.startswith("… ") and excerpt.text.endswith(" …")
    assert "Children wait 82 weeks; others wait less." in excerpt.text
    assert marked(excerpt) == ["wait", "weeks", "wait"]
    assert len(excerpt.text) <= LENGTH + 4


def test_at_most_three_excerpts_the_best_first_and_it_is_known_of_how_many(shelf: Shelf, engine: Engine) -> None:
    shelf.put("Audit", ["waits", "waits", "plans", "waits and plans", "waits"])
    found = places(shelf, engine, "plan waits")
    assert [one.label for one in found.excerpts] == ["page 4", "page 1", "page 2"]
    assert found.labels == 5
    assert found.stands[found.excerpts[0].at or 0].label == "page 4"


def test_another_name_of_a_thing_is_one_place_with_all_its_words(shelf: Shelf, engine: Engine) -> None:
    shelf.put("Audit", "An education, health and care plan was late.")
    found = places(shelf, engine, "EHCP")
    assert [one.words for one in found.stands] == ["education, health and care plan"]
    assert marked(found.excerpts[0]) == ["education, health and care plan"]


def test_a_word_broken_at_a_line_end_is_found(shelf: Shelf, engine: Engine) -> None:
    shelf.put("Audit", "A tri-\nbunal was held.")
    (stand,) = places(shelf, engine, "tribunal").stands
    assert stand.words == "tri-\nbunal"


def test_a_compound_is_found_however_it_is_written(shelf: Shelf, engine: Engine) -> None:
    shelf.put("Audit", ["Coproduction.", "Co-production.", "Don\u2019t."])
    assert [one.words for one in places(shelf, engine, "coproduction").stands] == ["Coproduction", "Co-production"]
    assert [one.words for one in places(shelf, engine, "dont").stands] == ["Don\u2019t"]


def test_the_title_is_a_place_only_where_there_is_no_other(shelf: Shelf, engine: Engine) -> None:
    shelf.put("Autism pathway", "nothing of the kind")
    found = places(shelf, engine, "autism")
    assert [(one.label, one.at) for one in found.excerpts] == [("title", None)]
    assert found.stands == ()


def test_what_is_denied_is_no_place(shelf: Shelf, engine: Engine) -> None:
    shelf.put("Audit", "therapy and waits")
    assert [one.words for one in places(shelf, engine, "waits -physio").stands] == ["waits"]


def test_no_text_has_more_places_than_one_could_go_through(shelf: Shelf, engine: Engine) -> None:
    shelf.put("Audit", ["waits " * MOST_STANDS, "waits"])
    assert len(places(shelf, engine, "waits").stands) == MOST_STANDS


def test_a_search_says_what_it_makes_of_the_query(shelf: Shelf, engine: Engine) -> None:
    shelf.put("Audit", "An exclusion, and an education, health and care plan.")
    engine.catch_up(shelf)
    assert matched(shelf, engine, "exclussion", TODAY).did_you_mean == "exclusion"
    assert "education, health and care plan" in matched(shelf, engine, "EHCP", TODAY).also
    assert matched(shelf, engine, "criterion:9.9 audit", TODAY).odd == ("There is no criterion 9.9.",)
    assert matched(shelf, engine, "exclusion", TODAY).odd == ()
