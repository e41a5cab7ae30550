"""What a screen or a command may ask of a library, and that hidden things are never answered."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from shelves import OWN, Shelf, sha

from evidence_desk.errors import KnownError
from evidence_desk.library import queries
from evidence_desk.library.database import write
from evidence_desk.library.listing import ORDERS
from evidence_desk.library.texts import forget, has_extraction, missing_text, save_extraction
from evidence_desk.model import ids, paths
from evidence_desk.model.passage import Extraction, Guesses, Passage
from evidence_desk.model.records import LibraryFacts

TODAY = date(2026, 11, 24)


def extraction(*texts: str, pages: int | None = None) -> Extraction:
    found = tuple(Passage(f"page {n}", "page", text) for n, text in enumerate(texts, 1))
    return Extraction("7", found, Guesses("t", "document", "official"), pages=pages)


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path)


def test_an_item_comes_with_all_that_is_known_of_it(shelf: Shelf) -> None:
    key = shelf.item("Plan", date="2026-03", voices='["child","parent"]', agencies='["health"]', guessed='["title"]')
    save_extraction(shelf.db, sha("Plan"), extraction("Waits are long.", pages=4))
    excerpt = shelf.excerpt(key, "Waits are long.")
    shelf.tag(key, "1.10", voices='["parent"]', note="n")
    shelf.tag(key, "1.2", excerpt=excerpt)
    shelf.label(key, "Waits")
    shelf.label(key, "Audit")
    one = queries.item(shelf.db, key, TODAY)
    assert (one.ref, one.title, one.pages, one.sha256, one.versions) == (ids.reference(key), "Plan", 4, sha("Plan"), 1)
    assert (one.voices, one.agencies, one.labels) == (("child", "parent"), ("health",), ("Audit", "Waits"))
    assert (one.currency, one.guessed) == ("current", frozenset({"title"}))
    assert [tag.criterion for tag in one.tags] == ["1.2", "1.10"]
    assert (one.tags[0].quote, one.tags[0].page, one.tags[1].quote) == ("Waits are long.", "page 4", None)
    assert one.tags == tuple(queries.tags(shelf.db, key))
    assert queries.items(shelf.db, TODAY, [key]) == [one] == queries.items(shelf.db, TODAY)


def test_nothing_hidden_is_answered(shelf: Shelf) -> None:
    seen, gone = shelf.item("Seen"), shelf.item("Gone", visible=0)
    shelf.tag(seen, "1.1", visible=0)
    tag_of_gone = shelf.tag(gone, "1.1", visible=0)
    shelf.label(seen, "hidden", visible=0)
    shelf.version(seen, sha("old"), visible=0)
    shelf.excerpt(seen, "hidden", visible=0)
    shelf.judgement("1.1", "hidden", visible=0)
    db = shelf.db
    assert [one.key for one in queries.items(db, TODAY)] == [seen] == [row.key for row in queries.rows(db, TODAY)]
    one = queries.item(db, seen, TODAY)
    assert (one.tags, one.labels, one.versions, len(queries.versions(db, seen))) == ((), (), 1, 1)
    assert queries.rows(db, TODAY)[0].criteria == ()
    assert not queries.labels(db) + queries.excerpts(db, seen) + queries.judgements(db, OWN)
    assert queries.judgement(db, OWN, "1.1").know == ""
    assert queries.items_by_sha256(db, sha("Gone")) == queries.items_by_sha256(db, sha("old")) == []
    for ask in (
        lambda: queries.item(db, gone, TODAY),
        lambda: queries.tag(db, tag_of_gone),
        lambda: queries.resolve(db, ids.reference(gone)),
    ):
        with pytest.raises(KnownError):
            ask()


def test_what_was_removed_can_be_listed_to_be_brought_back_but_not_what_was_erased(shelf: Shelf) -> None:
    gone, erased = shelf.item("Gone", visible=0), shelf.item("Erased", visible=0)
    made_one = shelf.item("Twin", visible=0, joined=shelf.item("Seen"))
    shelf.erased(erased)
    assert [(one.key, one.sha256, one.versions) for one in queries.removed(shelf.db, TODAY)] == [(gone, sha("Gone"), 1)]
    assert queries.removed_item(shelf.db, sha("Gone")) == gone
    assert queries.removed_item(shelf.db, sha("Erased")) is queries.removed_item(shelf.db, sha("Twin")) is None
    assert queries.keys_of_all(shelf.db) >= {gone, erased, made_one}


def test_a_row_says_of_an_item_what_the_item_says(shelf: Shelf) -> None:
    for n, word in enumerate(("Étude", "apple", "Zebra")):
        key = shelf.item(word, date=f"20{17 + n}", marking="public", withheld_why=None if n else "case study")
        shelf.tag(key, "2.10")
        shelf.tag(key, "2.9")
        shelf.tag(key, "2.9", by="Ben")
        shelf.tag(key, "A", framework="old")
    save_extraction(shelf.db, sha("apple"), extraction("words"))
    save_extraction(shelf.db, sha("Zebra"), extraction("  "))
    for row, one in zip(queries.rows(shelf.db, TODAY, order="ref"), queries.items(shelf.db, TODAY), strict=True):
        assert row[:7] == (one.key, one.ref, one.title, one.kind, one.date, one.voices, one.currency)
        assert (row.criteria, row.withheld) == (("2.9", "2.10", "old:A"), one.withheld_why)
        assert row.text == (one.title == "apple")


def test_rows_are_sorted_by_any_column_and_those_alike_by_reference(shelf: Shelf) -> None:
    for n in range(12):
        day = [None, "2017", "2026-03", "2025-01"][n % 4]
        marking = ["public", "official-sensitive", "official"][n % 3]
        key = shelf.item(f"item {n}", title=f"item {n % 3}", date=day, marking=marking)
        for criterion in range(n % 3):
            shelf.tag(key, f"1.{criterion}")

    def shown(order: str, descending: bool = False) -> list[Any]:
        found = queries.rows(shelf.db, TODAY, order=order, descending=descending)
        values = [getattr(row, order) for row in found]
        for value in values:
            refs = [row.ref for row in found if getattr(row, order) == value]
            assert refs == sorted(refs)
        return list(dict.fromkeys(values))

    assert shown("title") == ["item 0", "item 1", "item 2"] == shown("title", True)[::-1]
    assert shown("currency") == ["current", "ageing", "out-of-date", "undated"]
    assert shown("date") == ["2017", "2025-01", "2026-03", None]
    assert shown("date", True) == ["2026-03", "2025-01", "2017", None]
    assert shown("marking") == ["public", "official", "official-sensitive"]
    assert [len(one) for one in shown("criteria")] == [0, 1, 2]
    for order in ORDERS:
        shown(order, True)


def test_rows_can_be_restricted_to_keys(shelf: Shelf) -> None:
    keys = sorted(shelf.item(f"item {n}") for n in range(5))
    assert [row.key for row in queries.rows(shelf.db, TODAY, keys=keys[1:3], order="ref")] == keys[1:3]
    assert queries.rows(shelf.db, TODAY, keys=[]) == []
    assert [one.key for one in queries.items(shelf.db, TODAY, keys=keys[1:3])] == keys[1:3]
    assert queries.items(shelf.db, TODAY, keys=[]) == []


def test_versions_come_as_they_were_added(shelf: Shelf) -> None:
    key = shelf.item("Plan")
    later, same = sha("later"), sorted([sha("x"), sha("y")])
    shelf.version(key, later, at="2026-11-25T00:00:00Z")
    for sha256 in reversed(same):
        shelf.version(key, sha256, at="2026-11-24T23:00:00Z")
    assert [one.sha256 for one in queries.versions(shelf.db, key)] == [sha("Plan"), *same, later]
    assert queries.item(shelf.db, key, TODAY).sha256 == sha("Plan")


def test_where_the_current_file_is_gone_the_last_one_stands(shelf: Shelf) -> None:
    key = shelf.item("Plan", current=sha("never"))
    shelf.version(key, sha("later"), at="2026-11-25T00:00:00Z")
    assert queries.item(shelf.db, key, TODAY).sha256 == sha("later")


def test_judgements_come_by_criterion_and_a_missing_one_is_empty(shelf: Shelf) -> None:
    for criterion in ("1.10", "1.9", "2.1"):
        shelf.judgement(criterion, f"know {criterion}")
    assert [one.criterion for one in queries.judgements(shelf.db, OWN)] == ["1.9", "1.10", "2.1"]
    assert queries.judgement(shelf.db, OWN, "1.9").know == "know 1.9"
    assert queries.judgement(shelf.db, OWN, "9.9").know == ""


def test_labels_are_listed_once_however_they_are_written(shelf: Shelf) -> None:
    one, two = shelf.item("one"), shelf.item("two")
    shelf.label(one, "waits")
    shelf.label(two, "Waits")
    shelf.label(two, "audit")
    assert queries.labels(shelf.db) == ["audit", "Waits"]


def test_the_library_tells_its_facts(shelf: Shelf) -> None:
    with write(shelf.db):
        shelf.db.execute("INSERT INTO meta VALUES('id', 'L1')")
    facts = queries.library_facts(shelf.db)
    assert facts == LibraryFacts("L1", "Northshire", OWN, None, None)


def test_a_tag_is_found_in_any_case(shelf: Shelf) -> None:
    tag_id = shelf.tag(shelf.item("Plan"), "1.1")
    assert queries.tag(shelf.db, f" {tag_id.lower()} ").id == tag_id


def test_text_is_kept_once_and_read_in_order(shelf: Shelf) -> None:
    key = shelf.item("Plan")
    assert missing_text(shelf.db) == [sha("Plan")]
    save_extraction(shelf.db, sha("Plan"), extraction("old", "text"))
    save_extraction(shelf.db, sha("Plan"), extraction("first", "second \ud800 half"))
    assert [one.text for one in queries.text_of(shelf.db, key)] == ["first", "second ? half"]
    assert queries.text_of(shelf.db, key) == queries.passages(shelf.db, sha("Plan"))
    assert has_extraction(shelf.db, sha("Plan"))
    assert missing_text(shelf.db) == [] == missing_text(shelf.db, "7")
    assert missing_text(shelf.db, "8") == [sha("Plan")]
    forget(shelf.db, sha("Plan"))
    assert queries.passages(shelf.db, sha("Plan")) == []
    assert not has_extraction(shelf.db, sha("Plan"))


def test_own_frameworks_are_told_in_order(shelf: Shelf) -> None:
    for name in ("b", "a"):
        shelf._put(
            "framework", entity=paths.framework(name), visible=1, id=name, title=name, version="", source="",
            licence="", themes="[]", scale="[]", crosswalk="{}",
        )  # fmt: skip
        shelf._put(
            "criterion", entity=paths.criterion(name, "1"), visible=1, framework=name, id="1", theme="t", title="c",
            prompts=json.dumps([]), position=0,
        )  # fmt: skip
    assert [row["id"] for row in queries.own_frameworks(shelf.db)] == ["a", "b"]
    assert [row["title"] for row in queries.own_criteria(shelf.db, "a")] == ["c"]
