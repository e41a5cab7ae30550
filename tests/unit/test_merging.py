"""Merging: what is counted, what is refused, and that a refusal leaves nothing behind."""

import copy
import json
import time

import pytest
from ledger import ACTION, ITEM, SHA, VERSION, bodies, do, empty, row, sent, ulid, with_item

from evidence_desk.errors import KnownError
from evidence_desk.library.erasing import erase_entity
from evidence_desk.library.merging import merge_records
from evidence_desk.library.records import records
from evidence_desk.library.ulids import rising
from evidence_desk.model.entry import shape


def counts(merged):
    return merged.added, merged.updated, merged.unchanged


def record(entity=ITEM, body=None, **changed):
    made = {"id": ulid(1), "action": ACTION, "entity": entity, "body": {"set": {"gone": [False, []]}}}
    return {"entry": {**made, **({"body": body} if body is not None else {}), **changed}}


def action(**changed):
    given = {"id": ACTION, "actor": "Ben", "agency": None, "label": "l", "undoes": None, "program": "1"}
    return {"action": {**given, **changed}}


def test_numbers_are_of_entities_and_a_second_merge_adds_nothing():
    ann, ben = with_item(), empty()
    assert counts(merge_records(ben, sent(ann))) == (2, 0, 0)
    do(ann, lambda made: made.set(ITEM, {"title": "Plan"}))
    assert counts(merge_records(ben, sent(ann))) == (0, 1, 1)
    again = merge_records(ben, sent(ann))
    assert (counts(again), again.changes.entities) == ((0, 0, 2), frozenset())
    assert row(ben) == row(ann)


def test_what_arrives_was_not_made_here():
    ben = empty()
    merge_records(ben, sent(with_item()))
    assert [one[0] for one in ben.execute("SELECT here FROM action")] == [0]


def test_a_dry_run_tells_the_same_and_changes_nothing():
    ann, ben = with_item(), empty()
    told = merge_records(ben, sent(ann), dry_run=True)
    assert bodies(ben) == ""
    assert ben.execute("SELECT count(*) FROM action").fetchone()[0] == 0
    assert counts(merge_records(ben, sent(ann))) == counts(told)


def test_only_conflicts_that_this_merge_opened_are_told():
    ann, ben = with_item(), empty()
    merge_records(ben, sent(ann))
    do(ann, lambda made: made.set(ITEM, {"title": "Plan"}))
    do(ben, lambda made: made.set(ITEM, {"title": "Strategy"}), by="Ben")
    assert merge_records(ben, sent(ann)).conflicts == ((ITEM, "title"),)
    assert merge_records(ben, sent(ann)).conflicts == ()


def test_arriving_erasures_are_told_by_reference_and_reason():
    ann, ben = with_item(), empty()
    merge_records(ben, sent(ann))
    erase_entity(ann, ITEM, reason="it was asked for", actor="Ann", agency=None)
    merged = merge_records(ben, sent(ann))
    assert [(one.target, one.ref, one.reason) for one in merged.erased] == [(ITEM, "E-7K3F-9QTX", "it was asked for")]
    assert merge_records(ben, sent(ann)).erased == ()


def test_what_a_known_erasure_names_is_scrubbed_on_arrival_whoever_sends_it():
    ann, ben = with_item(), empty()
    merge_records(ben, sent(ann))
    erase_entity(ben, ITEM, reason="it was asked for", actor="Ben", agency=None)
    do(ann, lambda made: made.set(ITEM, {"title": "Xanthippe", "to come": "Xanthippe"}))
    merge_records(ben, sent(ann))
    assert "Xanthippe" not in bodies(ben)


def test_a_filled_row_moves_to_the_end_of_the_journal():
    whole = sent(with_item())
    emptied = copy.deepcopy(whole)
    for one in emptied:
        if "entry" in one:
            one["entry"]["body"] = {**shape(one["entry"]["body"]), "x": 2}
    db = empty()
    merge_records(db, emptied)
    last = db.execute("SELECT max(n) FROM journal").fetchone()[0]
    assert row(db)["title"] == ""
    assert counts(merge_records(db, whole)) == (0, 2, 0)
    assert db.execute("SELECT min(n) FROM journal").fetchone()[0] > last
    assert counts(merge_records(db, emptied)) == (0, 0, 2)


def test_the_same_entry_with_other_words_is_refused_whole_and_named():
    ann, ben = with_item(), empty()
    merge_records(ben, sent(ann))
    forged = sent(ann)
    do(ann, lambda made: made.set(ITEM, {"title": "Plan"}))
    forged = [*sent(ann)[-1:], *forged]
    forged[-1]["entry"]["body"]["set"]["name"] = ["other.pdf", []]
    before = bodies(ben)
    with pytest.raises(KnownError, match=forged[-1]["entry"]["id"]):
        merge_records(ben, [*sent(ann)[:2], *forged])
    assert bodies(ben) == before


def test_an_entry_known_here_of_another_entity_or_action_is_refused():
    db = empty()
    merge_records(db, [action(), record()])
    with pytest.raises(KnownError, match=ulid(1)):
        merge_records(db, [action(), record(entity="item:OTHER")])
    with pytest.raises(KnownError, match=ACTION):
        merge_records(db, [action(actor="Somebody")])


BAD = {
    "no object": "words",
    "neither": {"other": {}},
    "an id that is no ULID": record(id="x"),
    "a path that climbs": record(entity="item:../x"),
    "a path with spaces": record(entity="item:A B"),
    "a version that is no hash": record(entity=f"{ITEM}/version:.."),
    "no body": record(body="words"),
    "a field without ids": record(body={"set": {"title": ["a"]}}),
    "presence of another kind": record(body={"set": {"gone": ["no", []]}}),
    "fields that are a list": record(body={"set": [1]}),
    "an undo of no id": record(body={"undo": ["x"]}),
    "ids that are a word": record(body={"undo": "x"}),
    "an unknown flag": record(body={"x": 9}),
    "an erasure of something else": record(body={"erase": ["item:OTHER"], "reason": "r"}),
    "an erasure without a reason": record(body={"erase": [ITEM]}),
    "an erasure that also writes": record(body={"erase": [ITEM], "reason": "r", "set": {}}),
    "no action": record(action=ulid(9)),
    "a number that is none": record(body={"set": {"title": [float("nan"), []]}}),
    "half a letter": record(body={"set": {"title": ["\ud800", []]}}),
    "an actor that is a list": action(actor=["Ben"]),
    "an actor too long": action(actor="B" * 5000),
}


@pytest.mark.parametrize("bad", BAD.values(), ids=BAD.keys())
def test_a_record_of_the_wrong_shape_is_refused_and_nothing_changes(bad):
    db = empty()
    with pytest.raises(KnownError):
        merge_records(db, [action(), record(entity="item:GOOD", id=ulid(2)), bad])
    assert bodies(db) == ""


def test_a_body_nested_too_deep_is_refused():
    deep = json.loads("[" * 900 + "]" * 900)
    for _ in range(5):
        deep = [deep] * 1
    body = {"set": {"title": [deep, []]}}
    for _ in range(3000):
        body = {"set": {}, "to come": body}
    with pytest.raises(KnownError):
        merge_records(empty(), [action(), record(body=body)])


def test_ids_more_than_a_day_ahead_get_a_warning():
    ahead = next(rising(lambda: time.time_ns() // 1_000_000 + 3 * 86_400_000))
    merged = merge_records(empty(), [action(), record(id=ahead)])
    assert ahead in merged.warnings[0]


def test_unknown_kinds_and_keys_are_passed_on():
    db, next_one = empty(), empty()
    merge_records(db, [action(), record(entity="plan:P1", body={"set": {"aim": ["a", []]}, "to come": {"x": [1.5]}})])
    merge_records(next_one, sent(db))
    assert sent(next_one) == sent(db)
    assert '"to come":{"x":[1.5]}' in bodies(next_one)


def test_records_of_chosen_roots_are_whole_and_erasures_always_travel():
    db = with_item()
    do(db, lambda made: (made.add("item:OTHER", {"title": "other"}), made.add("judgement:F:1.1", {"know": "k"})))
    do(db, lambda made: made.add("item:GONE", {"title": "Xanthippe"}), by="Cat", label="imported 1 file")
    erase_entity(db, "item:GONE", reason="it was asked for", actor="Ann", agency=None)
    chosen = list(records(db, [ITEM]))
    entities = {one["entry"]["entity"] for one in chosen if "entry" in one}
    assert entities == {ITEM, VERSION, "item:GONE"}
    acting = {one["action"]["id"] for one in chosen if "action" in one}
    assert acting == {one["entry"]["action"] for one in chosen if "entry" in one}
    assert chosen == list(records(db, [ITEM]))
    other = empty()
    merge_records(other, chosen)
    assert row(other, VERSION)["sha256"] == SHA
