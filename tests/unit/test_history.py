"""History: who changed what from what to what, newest first."""

from ledger import ITEM, KEY, do, row, with_item

from evidence_desk.library.erasing import erase_action_values
from evidence_desk.library.history import history
from evidence_desk.library.undoing import redo, undo


def changes(step):
    return [(one.field, one.before, one.after) for one in step.entries]


def test_steps_tell_before_and_after_newest_first():
    db = with_item()
    do(db, lambda made: made.set(ITEM, {"title": "Plan"}), label="set 1 field", by="Ben")
    newest, oldest = history(db)
    assert (newest.by, newest.label, newest.undoes, newest.agency) == ("Ben", "set 1 field", None, "health")
    assert changes(newest) == [("title", "a guess", "Plan")]
    assert ("gone", None, False) in changes(oldest)


def test_an_undo_turns_before_and_after_round_and_a_redo_turns_them_back():
    db = with_item()
    do(db, lambda made: made.set(ITEM, {"title": "Plan"}))
    undo(db, actor="Ann", agency=None)
    redo(db, actor="Ann", agency=None)
    again, undone, first, _imported = history(db)
    assert changes(undone) == [("title", "Plan", "a guess")]
    assert changes(again) == [("title", "a guess", "Plan")]
    assert (undone.undoes, again.undoes) == (first.change, undone.change)


def test_the_history_of_an_item_leaves_out_everything_else():
    db = with_item()
    do(db, lambda made: (made.add("item:OTHER", {"title": "o"}), made.set(ITEM, {"title": "Plan"})))
    do(db, lambda made: made.set("item:OTHER", {"title": "p"}))
    assert [changes(step) for step in history(db, KEY, limit=1)] == [[("title", "a guess", "Plan")]]
    assert len(history(db, KEY)) == 2
    assert len(history(db)) == 3


def test_erased_values_are_not_in_the_history():
    db = with_item()
    made = do(db, lambda one: one.set(ITEM, {"title": "Xanthippe"}))
    erase_action_values(db, made.id, reason="it was asked for", actor="Ann", agency=None)
    assert "Xanthippe" not in repr(history(db))
    assert row(db)["title"] == ""
