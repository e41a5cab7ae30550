"""The directed cases of journal.md: histories short enough to be read."""

import json

import pytest
from world import FRAMEWORK, KEYS, NOON, SHAS, YEAR_2099, Officer, copied, empty, merge

from evidence_desk.library.blanking import blanked
from evidence_desk.library.erasing import erase_entity
from evidence_desk.library.history import known_at
from evidence_desk.library.records import records
from evidence_desk.library.undoing import redo, undo
from evidence_desk.model.paths import item, tag, version

ITEM = item(KEYS[0])
VERSION = version(KEYS[0], SHAS[0])


def officer(name: str, now: int = NOON) -> Officer:
    return Officer(name, empty(), now, 1000)


def import_one(who: Officer) -> None:
    with who.change("imported 1 file") as made:
        made.add(ITEM, {"title": "a guess"}, auto=True)
        made.add(VERSION, {"name": "a.pdf", "bytes": 7})


def put(who: Officer, entity: str = ITEM, **fields: object) -> None:
    with who.change("set 1 field") as made:
        made.set(entity, fields)


def delete(who: Officer, entity: str = ITEM) -> None:
    with who.change("removed 1 item") as made:
        made.delete(entity)


def shown(who: Officer, column: str = "title", entity: str = ITEM) -> object:
    table = entity.rpartition("/")[2].partition(":")[0]
    return who.db.execute(f"SELECT {column} FROM {table} WHERE entity = ?", (entity,)).fetchone()[0]


def take_back(who: Officer) -> tuple[str, ...]:
    return tuple(kept.why for kept in undo(who.db, actor=who.name, agency=None, clock=who.clock).kept)


def do_again(who: Officer) -> tuple[str, ...]:
    return tuple(kept.why for kept in redo(who.db, actor=who.name, agency=None, clock=who.clock).kept)


def both(ann: Officer, ben: Officer) -> None:
    merge(ann, ben)
    merge(ben, ann)
    assert ann.truth() == ben.truth()


@pytest.fixture
def ann() -> Officer:
    return officer("Ann")


@pytest.fixture
def ben() -> Officer:
    return officer("Ben")


def test_the_same_value_set_apart_and_then_edited_is_no_conflict(ann: Officer, ben: Officer) -> None:
    import_one(ann)
    merge(ben, ann)
    put(ann, title="Plan")
    put(ben, title="Plan")
    both(ann, ben)
    assert ann.conflicts() == []
    put(ann, title="Plan 2026")
    both(ann, ben)
    assert ann.conflicts() == []
    assert shown(ben) == "Plan 2026"


def test_different_values_set_apart_are_a_conflict_that_one_settles_for_both(ann: Officer, ben: Officer) -> None:
    import_one(ann)
    merge(ben, ann)
    put(ann, title="Plan")
    put(ben, title="Strategy")
    both(ann, ben)
    assert ann.conflicts() == [(ITEM, "title")]
    with ben.change() as made:
        made.settle(ITEM, "title", "Strategy and plan")
    both(ann, ben)
    assert ann.conflicts() == []
    assert shown(ann) == "Strategy and plan"


def test_the_same_file_imported_apart_and_deleted_by_one_stays_and_is_told(ann: Officer, ben: Officer) -> None:
    import_one(ann)
    import_one(ben)
    delete(ann)
    both(ann, ben)
    assert shown(ann, "visible") == 1
    assert ann.conflicts() == [(ITEM, "gone")]
    delete(ben)
    both(ann, ben)
    assert shown(ann, "visible") == 0


def test_an_erased_deletion_still_deletes(ann: Officer) -> None:
    import_one(ann)
    delete(ann)
    emptied = [
        {"entry": {**record["entry"], "body": blanked(record["entry"]["body"])[0]}} if "entry" in record else record
        for record in records(ann.db, None)
    ]
    other = officer("Dan")
    merge(other, ann, incoming=emptied)
    assert shown(other, "visible") == 0
    assert shown(other) == ""


def test_an_unknown_key_is_passed_on_and_erased_with_the_rest(ann: Officer, ben: Officer) -> None:
    import_one(ann)
    merge(ben, ann)
    with ben.change() as made:
        made.write(ITEM, {"set": {"title": ["Plan", []]}, "to come": {"deep": ["Xanthippe"]}})
        made.write("plan:ABC", {"set": {"gone": [False, []], "aim": ["Xanthippe", []]}})
    merge(ann, ben)
    assert any("to come" in entry for entry in ann.entries().values())
    erase_entity(ann.db, ITEM, reason="it was asked for", actor="Ann", agency=None)
    assert not any("to come" in entry for entry in ann.entries().values())
    # The plan, of a kind this program does not know, held the same words.
    assert "Xanthippe" not in json.dumps(list(ann.entries().values()))
    merge(ann, ben)
    both(ann, ben)
    assert "Xanthippe" not in json.dumps(list(ben.entries().values()))


def test_as_known_at_a_moment_passes_through_what_a_fast_clock_wrote(ann: Officer) -> None:
    import_one(ann)
    put(ann, title="first")
    fast = Officer("Ben", copied(ann.db), YEAR_2099, 1000)
    put(fast, title="written in 2099")
    merge(ann, fast)
    put(ann, title="corrected")
    then = known_at(ann.db, ann.now + 1)
    assert [tuple(row) for row in then.execute("SELECT title FROM item")] == [("corrected",)]
    assert then.execute("SELECT count(*) FROM conflict").fetchone()[0] == 0


def test_as_known_earlier_is_what_stood_then(ann: Officer) -> None:
    import_one(ann)
    put(ann, title="first")
    then = ann.now
    put(ann, title="second")
    delete(ann)
    (row,) = known_at(ann.db, then).execute("SELECT title, visible FROM item")
    assert tuple(row) == ("first", 1)


def test_a_clock_set_to_2099_does_not_beat_an_edit_that_saw_it(ann: Officer) -> None:
    import_one(ann)
    fast = Officer("Ben", copied(ann.db), YEAR_2099, 1000)
    put(fast, title="from the future")
    merge(ann, fast)
    put(ann, title="now")
    assert shown(ann) == "now"
    assert ann.conflicts() == []


def test_undo_keeps_a_creation_that_somebody_tagged_and_says_who(ann: Officer, ben: Officer) -> None:
    import_one(ann)
    merge(ben, ann)
    with ben.change() as made:
        made.add(tag(ITEM, FRAMEWORK, "1.1", "Ben"))
    merge(ann, ben)
    assert take_back(ann) == ("Ben tagged it since",)
    assert shown(ann, "visible") == 1


def test_undo_of_a_value_that_somebody_wrote_over_changes_nothing_and_says_so(ann: Officer, ben: Officer) -> None:
    import_one(ann)
    put(ann, title="Plan")
    merge(ben, ann)
    put(ben, title="Strategy")
    merge(ann, ben)
    assert take_back(ann) == ("Ben changed it since",)
    assert shown(ann) == "Strategy"


def test_redo_leaves_out_what_would_contradict_a_colleague(ann: Officer, ben: Officer) -> None:
    import_one(ann)
    put(ann, title="Plan")
    take_back(ann)
    merge(ben, ann)
    put(ben, title="Strategy")
    merge(ann, ben)
    assert do_again(ann) == ("Ben changed it since",)
    assert ann.conflicts() == []
    assert shown(ann) == "Strategy"


def test_an_undo_of_a_redo_takes_back_a_creation_only_if_nobody_built_on_it(ann: Officer, ben: Officer) -> None:
    import_one(ann)
    take_back(ann)
    do_again(ann)
    merge(ben, ann)
    with ben.change() as made:
        made.add(tag(ITEM, FRAMEWORK, "1.1", "Ben"))
    merge(ann, ben)
    assert take_back(ann) == ("Ben tagged it since",)
    assert shown(ann, "visible") == 1
    assert ann.conflicts() == []


def test_erasing_hides_what_arrives_later_below(ann: Officer, ben: Officer) -> None:
    import_one(ann)
    merge(ben, ann)
    erase_entity(ann.db, ITEM, reason="it was asked for", actor="Ann", agency=None)
    mine = tag(ITEM, FRAMEWORK, "1.1", "Ben")
    with ben.change() as made:
        made.add(mine, {"note": "Xanthippe"})
    both(ann, ben)
    assert ann.visible() == []
    assert ann.conflicts() == []
    assert "Xanthippe" not in json.dumps(list(ann.entries().values()))


def test_what_is_undone_on_something_erased_is_the_same_in_every_copy() -> None:
    ann = officer("Ann")
    import_one(ann)
    mine = tag(ITEM, FRAMEWORK, "1.1", "Ann")
    with ann.change("tagged 1 item") as made:
        made.add(mine, {"note": "a word"})
    put(ann, mine, note="another word")
    erase_entity(ann.db, mine, reason="it was asked for", actor="Ann", agency=None)
    undo(ann.db, actor="Ann", agency=None)
    fresh = Officer("Ben", empty(), NOON, 0)
    merge(fresh, ann)
    assert fresh.entries() == ann.entries()
    assert merge(ann, fresh).updated == 0
