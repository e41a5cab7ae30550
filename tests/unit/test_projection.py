"""Rows: defaults, references, guesses, the gate and retired criteria."""

from ledger import ITEM, KEY, SHA, VERSION, do, empty, row, with_item

from evidence_desk.library.projection import rebuild
from evidence_desk.library.schema import FOLDED_TABLES
from evidence_desk.model.ids import conflict_id, tag_id
from evidence_desk.model.paths import tag


def rows(db):
    return {table: [tuple(one) for one in db.execute(f"SELECT * FROM {table}")] for table in FOLDED_TABLES}


def test_what_nobody_filled_has_its_usual_value():
    db = empty()
    do(db, lambda made: made.add(ITEM))
    found = row(db)
    assert (found["kind"], found["marking"], found["title"], found["date"]) == ("document", "official", "", None)
    assert (found["agencies"], found["guessed"], found["withheld_why"]) == ("[]", "[]", None)
    assert (found["by"], found["agency"], found["at"][10]) == ("Ann", "health", "T")


def test_every_kind_of_entity_has_its_row():
    db = with_item()
    mark = f"{ITEM}/excerpt:X1"
    on_item, on_mark = tag(ITEM, "F", "1.1", "Ann"), tag(mark, "F", "1.1", "Ann")

    def act(made):
        made.add("library", {"area": "Northshire", "framework": "F"})
        made.add(f"{ITEM}/label:AAAAAAAAAA", {"text": "to read"})
        made.add(mark, {"quote": "q", "page": "page 1", "start": 3, "stop": 4})
        made.add(on_item, {"voices": ["parent", "child"]})
        made.add(on_mark, {"stance": "strength", "note": "n", "by": "Ann B"})
        made.add(f"{ITEM}/comment:C1", {"text": "c"})
        made.add("judgement:F:1.1", {"know": "k"})
        made.add(f"judgement:F:1.1/evidence:{KEY}", {"place": "page 1"})
        made.add("framework:F", {"title": "Ours", "themes": [{"id": "1"}]})
        made.add("framework:F/criterion:1.1", {"title": "t", "prompts": ["p"], "position": 1})
        made.add("export:E1", {"form": "pack", "items": 1, "left_out": 0})
        made.add("plan:P1", {"aim": "of a newer program"})

    do(db, act)
    assert row(db, VERSION)["sha256"] == SHA
    assert (row(db, on_item)["voices"], row(db, on_item)["stance"]) == ('["child","parent"]', "context")
    found = row(db, on_mark)
    assert (found["id"], found["excerpt"], found["by"]) == (tag_id(on_mark), mark, "Ann B")
    assert row(db, f"judgement:F:1.1/evidence:{KEY}")["item"] == KEY
    assert all(db.execute(f"SELECT sum(visible) FROM {table}").fetchone()[0] for table in FOLDED_TABLES[:-2])
    before = rows(db)
    rebuild(db)
    assert rows(db) == before


def test_references_grow_where_two_keys_begin_alike_even_if_one_was_removed():
    db = empty()
    first, second, third = "item:7K3F9QTXAA0000000000", "item:7K3F9QTXAB0000000000", "item:7K3F9QTZ000000000000"
    do(db, lambda made: made.add(first))
    assert row(db, first)["ref"] == "E-7K3F-9QTX"
    do(db, lambda made: made.delete(first))
    do(db, lambda made: (made.add(second), made.add(third)))
    assert [row(db, one)["ref"] for one in (first, second, third)] == [
        "E-7K3F-9QTX-AA",
        "E-7K3F-9QTX-AB",
        "E-7K3F-9QTZ",
    ]
    before = rows(db)
    rebuild(db)
    assert rows(db) == before


def test_a_key_known_only_by_what_lies_below_counts_for_references_too():
    db = empty()
    do(db, lambda made: made.add("item:7K3F9QTXAA0000000000/comment:C1", {"text": "c"}))
    do(db, lambda made: made.add("item:7K3F9QTXAB0000000000"))
    assert row(db, "item:7K3F9QTXAB0000000000")["ref"] == "E-7K3F-9QTX-AB"
    assert row(db, "item:7K3F9QTXAA0000000000")["visible"] == 0


def test_the_gate_takes_every_guess_until_a_person_has_said_it():
    db = empty()
    do(db, lambda made: made.add(ITEM, {"kind": "case-study", "marking": "official"}, auto=True))
    do(db, lambda made: made.set(ITEM, {"kind": "document"}, auto=True))
    assert row(db)["kind"] == "document"
    assert row(db)["withheld_why"] == "case study"
    do(db, lambda made: made.set(ITEM, {"kind": "document"}))
    assert row(db)["withheld_why"] is None


def test_values_of_any_type_make_a_row():
    db = empty()
    odd = {"title": ["x"], "agencies": "health", "voices": [1, "parent"], "date": {"a": 1}, "current": 5}
    do(db, lambda made: made.add(ITEM, odd))
    found = row(db)
    assert (found["title"], found["agencies"], found["voices"], found["current"]) == ('["x"]', "[]", '["parent"]', "5")
    do(db, lambda made: made.add(VERSION, {"name": None, "bytes": "many"}))
    assert row(db, VERSION)["bytes"] == 0


def test_a_removed_criterion_is_retired_while_something_living_refers_to_it():
    db = with_item()
    criterion, mine = "framework:F/criterion:1.1", tag(ITEM, "F", "1.1", "Ann")
    do(db, lambda made: (made.add("framework:F"), made.add(criterion, {"title": "t"}), made.add(mine)))
    do(db, lambda made: made.delete(criterion))
    assert (row(db, criterion)["visible"], row(db, criterion)["retired"]) == (1, 1)
    do(db, lambda made: made.delete(mine))
    assert (row(db, criterion)["visible"], row(db, criterion)["retired"]) == (0, 1)
    do(db, lambda made: made.add(criterion))
    assert (row(db, criterion)["visible"], row(db, criterion)["retired"]) == (1, 0)


def test_a_conflict_has_the_id_that_people_type():
    db = with_item()
    do(db, lambda made: made.write(ITEM, {"set": {"title": ["one", []]}}))
    do(db, lambda made: made.write(ITEM, {"set": {"title": ["two", []]}}))
    (found,) = db.execute("SELECT * FROM conflict")
    assert tuple(found) == (ITEM, "title", conflict_id(ITEM, "title"))
