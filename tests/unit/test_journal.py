"""Changes: what is written, what is left out, and that all of it or nothing happens."""

import pytest
from ledger import ITEM, VERSION, bodies, do, empty, import_item, row, with_item

from evidence_desk.errors import BugError, KnownError
from evidence_desk.library.erasing import erase_entity
from evidence_desk.library.journal import change


def actions(db):
    return [tuple(one) for one in db.execute("SELECT label, actor, agency, undoes, here FROM action ORDER BY n")]


def test_one_change_is_one_action_with_its_label_and_tells_what_changed():
    db = with_item()
    assert actions(db) == [("imported 1 file", "Ann", "health", None, 1)]
    made = do(db, lambda one: one.set(ITEM, {"title": "Plan"}))
    assert made.changes.action == made.id
    assert ITEM in made.changes.entities


def test_the_label_may_be_set_until_the_end():
    db = empty()

    def act(made):
        import_item(made)
        made.label = "imported 1 file"

    do(db, act, label="importing")
    assert actions(db)[0][0] == "imported 1 file"


def test_a_change_without_an_entry_leaves_no_action():
    db = with_item()
    made = do(db, lambda one: one.set(ITEM, {}))
    assert (made.changes.action, len(actions(db))) == (None, 1)


def test_an_exception_rolls_everything_back():
    db = with_item()
    before = bodies(db)

    def act(made):
        made.set(ITEM, {"title": "Plan"})
        raise ValueError("the disk went away")

    with pytest.raises(ValueError, match="disk"):
        do(db, act)
    assert (bodies(db), row(db)["title"]) == (before, "a guess")


def test_writing_what_stands_already_writes_nothing_but_confirming_a_guess_does():
    db = with_item()
    assert do(db, lambda made: made.set(ITEM, {"title": "a guess"})).changes.action
    assert do(db, lambda made: made.set(ITEM, {"title": "a guess"})).changes.action is None
    assert row(db)["guessed"] == '["kind"]'


def test_a_guess_is_not_written_over_what_a_person_wrote():
    db = with_item()
    do(db, lambda made: made.set(ITEM, {"title": "Plan"}))
    assert do(db, lambda made: made.set(ITEM, {"title": "better guess"}, auto=True)).changes.action is None
    assert row(db)["title"] == "Plan"


def test_what_was_removed_comes_back_with_all_that_lay_below():
    db = with_item()
    assert do(db, lambda made: made.delete(ITEM)).changes.action
    assert (row(db)["visible"], row(db, VERSION)["visible"]) == (0, 0)
    assert do(db, lambda made: made.delete(ITEM)).changes.action is None
    do(db, lambda made: made.add(ITEM))
    assert (row(db)["visible"], row(db, VERSION)["visible"]) == (1, 1)


def test_one_change_sees_what_it_wrote_itself():
    db = empty()

    def act(made):
        import_item(made)
        assert made.set(ITEM, {"title": "Plan"})
        assert not made.set(ITEM, {"title": "Plan"})
        assert not made.add(ITEM)

    do(db, act)
    assert row(db)["title"] == "Plan"


def test_an_import_in_batches_is_one_action():
    db = empty()
    first = do(db, import_item, label="imported 2 files")
    with change(db, actor="Ann", agency="health", label="other words", resume=first.id) as made:
        made.add("item:SECOND")
    assert actions(db) == [("imported 2 files", "Ann", "health", None, 1)]
    assert made.changes.action == first.id


def test_nobody_goes_on_with_an_action_of_somebody_else():
    db = empty()
    first = do(db, import_item, by="Ann")
    with pytest.raises(BugError), change(db, actor="Ben", agency=None, label="", resume=first.id):
        pass


def test_what_was_erased_is_not_written_to_again():
    db = with_item()
    erase_entity(db, ITEM, reason="it was asked for", actor="Ann", agency=None)
    with pytest.raises(KnownError, match="erased"):
        do(db, lambda made: made.add(VERSION))


def test_a_file_name_of_no_known_encoding_is_kept_as_far_as_it_can_be_read():
    db = with_item()
    do(db, lambda made: made.set(VERSION, {"name": "caf\udce9.pdf"}))
    assert row(db, VERSION)["name"] == "caf?.pdf"
