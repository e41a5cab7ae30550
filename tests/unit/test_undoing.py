"""Undo and redo of single actions; what they take over long histories is a law (tests/laws)."""

from ledger import ITEM, VERSION, do, empty, import_item, row, with_item

from evidence_desk.library.journal import change
from evidence_desk.library.undoing import redo, redoable, undo, undoable


def test_there_may_be_nothing_to_undo_or_redo():
    db = empty()
    for act in (undo, redo):
        done = act(db, actor="Ann", agency=None)
        assert (done.label, done.kept, done.changes.action) == (None, (), None)
    assert (undoable(db, "Ann"), redoable(db, "Ann")) == (None, None)


def test_the_label_told_is_of_the_action_undone():
    db = with_item()
    assert undoable(db, "Ann") == "imported 1 file"
    done = undo(db, actor="Ann", agency=None)
    assert done.label == "imported 1 file"
    assert ITEM in done.changes.entities
    assert db.execute("SELECT label FROM action ORDER BY n DESC").fetchone()[0] == "undid: imported 1 file"
    assert (undoable(db, "Ann"), redoable(db, "Ann")) == (None, "imported 1 file")
    assert redo(db, actor="Ann", agency=None).label == "imported 1 file"
    assert (row(db)["visible"], row(db, VERSION)["visible"]) == (1, 1)


def test_nobody_undoes_what_somebody_else_did():
    db = with_item(by="Ann")
    assert undo(db, actor="Ben", agency=None).label is None
    assert row(db)["visible"] == 1


def test_an_import_in_batches_is_undone_in_one_step():
    db = empty()
    first = do(db, import_item)
    with change(db, actor="Ann", agency=None, label="", resume=first.id) as made:
        made.add("item:SECOND")
    undo(db, actor="Ann", agency=None)
    assert (row(db)["visible"], row(db, "item:SECOND")["visible"]) == (0, 0)


def test_an_export_is_not_undone_and_does_not_stand_before_a_redo():
    db = with_item()
    undo(db, actor="Ann", agency=None)
    do(db, lambda made: made.add("export:E1", {"form": "pack"}))
    assert (undoable(db, "Ann"), redoable(db, "Ann")) == (None, "imported 1 file")


def test_an_undo_that_could_undo_nothing_is_a_step_all_the_same():
    db = with_item()
    do(db, lambda made: made.set(ITEM, {"title": "Ben's"}), by="Ben")
    assert [kept.why for kept in undo(db, actor="Ann", agency=None).kept] == ["Ben changed it since"]
    assert undoable(db, "Ann") is None
    assert row(db)["visible"] == 1
