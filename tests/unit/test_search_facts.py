"""Each fact finds the items of which it is true."""

from datetime import date
from pathlib import Path

import pytest
from searching import Shelf

from evidence_desk.library import database
from evidence_desk.search.facts import keys_with
from evidence_desk.search.query import Fact, parse

TODAY = date(2026, 11, 24)


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    shelf = Shelf(tmp_path / "lib")
    shelf.put("plan", date="2026-03", agencies=["education", "health"], voices=["leader"], marking="public")
    shelf.put("waits", kind="data-extract", period="2025-04..2026-03", voices=["data"], by="Ben Nurse")
    old = shelf.put("old", date="2017", guessed=["date", "title"], withheld_why="It is marked official-sensitive.")
    told = shelf.put("told", kind="case-study", review_date="2026-01-01", date="2026-05-31")
    shelf.hide(shelf.put("gone", date="2026-03"))
    shelf.tag(old, "1.3", "concern", voices='["parent"]')
    shelf.tag(told, "area-send-2016:A", "strength", by="Cat Lead")
    shelf.tag(told, "2.2", "concern", visible=0)
    shelf.label(told, "Ofsted 2026")
    return shelf


def found(shelf: Shelf, text: str) -> set[str]:
    node = parse(text).node
    assert isinstance(node, Fact), text
    titles = dict(shelf.db.execute("SELECT key, title FROM item").fetchall())
    return {titles[key] for key in keys_with(shelf.db, node, TODAY)}


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("kind:document", {"plan", "old"}),
        ("kind:documents", {"plan", "old"}),
        ("kind:case-study", {"told"}),
        ("agency:health", {"plan"}),
        ("voice:data", {"waits"}),
        ("voice:parent", {"old"}),
        ("stance:concern", {"old"}),
        ("criterion:1.3", {"old"}),
        ("criterion:area-send-2016:A", {"told"}),
        ("criterion:A", set()),
        ("marking:public", {"plan"}),
        ("is:tagged", {"old", "told"}),
        ("is:untagged", {"plan", "waits"}),
        ("is:withheld", {"old"}),
        ("is:guessed", {"old"}),
        ("is:lost-quote", set()),
        ("is:current", {"plan", "waits"}),
        ("is:out-of-date", {"old", "told"}),
        ("is:undated", set()),
        ('label:"ofsted 2026"', {"told"}),
        ("label:ofsted", set()),
        ("by:nurse", {"waits"}),
        ("by:CAT", {"told"}),
        ("date:2026-03", {"plan", "waits"}),
        ("date:2026-05-31", {"told"}),
        ("date:2026-05-30", set()),
        ("date:2026-01..2026-06", {"plan", "waits", "told"}),
        ("date:2026-04..", {"told"}),
        ("date:..2017-01", {"old"}),
        ("date:2025", {"waits"}),
        ('date:"financial year 2025/26"', {"plan", "waits"}),
    ],
)
def test_a_fact_finds_what_it_is_true_of(shelf: Shelf, text: str, titles: set[str]) -> None:
    assert found(shelf, text) == titles


def test_a_reference_is_found_as_it_is_typed(shelf: Shelf) -> None:
    ref = shelf.db.execute("SELECT ref FROM item WHERE title = 'plan'").fetchone()[0]
    for typed in (ref, ref.lower(), ref.replace("-", ""), ref[:6]):
        assert found(shelf, f"ref:{typed}") == {"plan"}


def test_a_criterion_is_one_of_the_librarys_own_framework(shelf: Shelf) -> None:
    with database.write(shelf.db):
        shelf.db.execute("INSERT INTO library VALUES ('library', 1, 'Northshire', 'area-send-2016', NULL, NULL)")
    assert found(shelf, "criterion:A") == {"told"}
    assert found(shelf, "criterion:1.3") == set()


def test_what_is_typed_is_never_part_of_the_sql(shelf: Shelf) -> None:
    for name in ("label", "by"):
        assert found(shelf, f"{name}:\"x') OR 1=1 --\"") == set()
