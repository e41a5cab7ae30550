"""The sides of a conflict as people see them, and settling it."""

from ledger import ITEM, do, empty, row, sent, with_item

from evidence_desk.library.merging import merge_records
from evidence_desk.library.settling import heads_of
from evidence_desk.model.paths import tag

TAG = tag(ITEM, "F", "1.1", "Ben")


def apart():
    ann, ben = with_item(), empty()
    merge_records(ben, sent(ann))
    return ann, ben


def values(db, field):
    return [(head.value, head.by) for head in heads_of(db, ITEM, field)]


def test_each_value_is_shown_once_the_standing_first():
    ann, ben = apart()
    do(ann, lambda made: made.set(ITEM, {"title": "Plan"}))
    do(ben, lambda made: made.set(ITEM, {"title": "Strategy"}), by="Ben")
    merge_records(ann, sent(ben))
    assert values(ann, "title") == [("Strategy", "Ben"), ("Plan", "Ann")]
    assert row(ann)["title"] == "Strategy"
    do(ann, lambda made: made.settle(ITEM, "title", "Plan"))
    assert values(ann, "title") == [("Plan", "Ann")]
    assert ann.execute("SELECT count(*) FROM conflict").fetchone()[0] == 0


def test_a_contested_deletion_shows_who_worked_on_it_and_who_deleted_it():
    ann, ben = apart()
    do(ben, lambda made: made.add(TAG), by="Ben")
    do(ann, lambda made: made.delete(ITEM))
    merge_records(ann, sent(ben))
    assert values(ann, "gone") == [(False, "Ben"), (True, "Ann")]
    kept = empty()
    merge_records(kept, sent(ann))
    do(kept, lambda made: made.settle(ITEM, "gone", False))
    assert (row(kept)["visible"], kept.execute("SELECT count(*) FROM conflict").fetchone()[0]) == (1, 0)
    do(ann, lambda made: made.settle(ITEM, "gone", True))
    assert (row(ann)["visible"], ann.execute("SELECT count(*) FROM conflict").fetchone()[0]) == (0, 0)


def test_a_guess_is_shown_where_nobody_wrote():
    assert values(with_item(), "title") == [("a guess", "Ann")]
    assert values(with_item(), "source") == []
