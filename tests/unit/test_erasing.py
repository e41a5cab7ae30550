"""Erasing: no word stays in the journal or in the bytes of its file, and the erasure itself tells no name."""

import sqlite3

import pytest
from ledger import ITEM, KEY, SHA, VERSION, bodies, do, empty, import_item, row, sent, with_item

from evidence_desk.errors import KnownError
from evidence_desk.library import schema
from evidence_desk.library.entries import erasures
from evidence_desk.library.erasing import (
    apply_erasures,
    erase_action_values,
    erase_entity,
    is_erased_file,
    known_erasures,
)
from evidence_desk.library.merging import merge_records
from evidence_desk.library.undoing import undo

NAME = "Xanthippe of Nowhere"
GIVEN = {"reason": "it was asked for", "actor": "Ann", "agency": None}


def named():
    """An item whose title, file name, note, quote and comment hold a name."""
    db = with_item()

    def act(made):
        made.set(ITEM, {"title": f"Letter about {NAME}", "source": "the school"})
        made.set(VERSION, {"name": f"{NAME}.pdf"})
        made.add(f"{ITEM}/excerpt:X1", {"quote": f"{NAME} waited"})
        made.add(f"{ITEM}/tag:F:1.1@ABCDEFGHJK", {"note": f"of {NAME}", "by": "Ann"})
        made.add(f"{ITEM}/comment:C1", {"text": NAME})

    do(db, act)
    return db


def test_an_erased_item_is_hidden_and_its_words_are_gone():
    db = named()
    erased = erase_entity(db, ITEM, **GIVEN)
    assert NAME not in bodies(db)
    assert row(db)["visible"] == 0
    assert erased.sha256s == {SHA}
    assert f"of {NAME}" in erased.words
    assert known_erasures(db) == {ITEM: "it was asked for"}
    assert is_erased_file(db, SHA) == "it was asked for"


def test_no_byte_of_it_is_left_in_the_file(tmp_path):
    db = sqlite3.connect(tmp_path / "library.db", isolation_level=None)
    db.row_factory = sqlite3.Row
    db.execute("PRAGMA secure_delete=ON")
    schema.create(db)
    do(db, import_item)
    for number in range(200):
        text = f"{NAME} {number}"
        do(db, lambda made, text=text, number=number: made.add(f"{ITEM}/comment:C{number}", {"text": text}))
    erase_entity(db, ITEM, **GIVEN)
    db.close()
    for file in tmp_path.iterdir():
        assert NAME.encode() not in file.read_bytes()


def test_a_file_that_a_living_item_needs_too_is_kept():
    db = named()
    do(db, lambda made: (made.add("item:OTHER"), made.add(f"item:OTHER/version:{SHA}", {"name": "a.pdf"})))
    assert erase_entity(db, ITEM, **GIVEN).sha256s == frozenset()
    assert is_erased_file(db, SHA) is None


def test_copies_that_settling_or_making_one_left_elsewhere_are_erased_too():
    db = named()
    do(db, lambda made: made.add("item:OTHER/tag:F:1.1@ABCDEFGHJK", {"note": f"of {NAME}"}))
    do(db, lambda made: made.add("item:OTHER", {"title": "kept", "source": "the school"}))
    erased = erase_entity(db, ITEM, **GIVEN)
    assert NAME not in bodies(db)
    assert len(erased.targets) == 2
    assert row(db, "item:OTHER")["title"] == "kept"
    assert row(db, "item:OTHER")["source"] == "the school"


def test_titles_are_copies_only_between_items_that_were_made_one():
    db = with_item()
    do(db, lambda made: made.set(ITEM, {"title": "Annual report"}))
    do(db, lambda made: (made.add("item:BESIDE", {"title": "Annual report"}), made.add("item:JOINED")))
    erase_entity(db, ITEM, **GIVEN)
    assert row(db, "item:BESIDE")["title"] == "Annual report"
    do(db, lambda made: made.set("item:JOINED", {"title": "Annual report", "joined": "BESIDE"}))
    erase_entity(db, "item:JOINED", **GIVEN)
    assert row(db, "item:BESIDE")["title"] == ""


def test_the_values_of_one_change_are_erased_wherever_they_stand_and_in_later_wordings():
    db = with_item()
    made = do(db, lambda one: one.set(ITEM, {"title": f"Letter about {NAME}"}))
    do(db, lambda one: one.set(ITEM, {"title": f"Letter about {NAME}, 2026"}))
    do(db, lambda one: one.add("item:OTHER", {"title": f"Letter about {NAME}"}))
    erased = erase_action_values(db, made.id, **GIVEN)
    assert NAME not in bodies(db)
    assert len(erased.targets) == 3
    assert (row(db)["visible"], row(db, "item:OTHER")["visible"]) == (1, 1)
    assert erased.sha256s == frozenset()


def test_an_item_whose_marking_was_erased_is_withheld():
    db = with_item()
    made = do(db, lambda one: one.set(ITEM, {"title": NAME, "marking": "official-sensitive"}))
    erase_action_values(db, made.id, **GIVEN)
    assert row(db)["withheld_why"] == "marked official-sensitive"


@pytest.mark.parametrize("reason", ["about Xanthippe", "XANTHIPPE asked", "", "  "])
def test_a_reason_that_repeats_a_name_or_says_nothing_is_refused(reason):
    db = named()
    before = bodies(db)
    with pytest.raises(KnownError):
        erase_entity(db, ITEM, reason=reason, actor="Ann", agency=None)
    assert bodies(db) == before


def test_little_words_may_stand_in_a_reason():
    db = with_item()
    do(db, lambda made: made.set(ITEM, {"title": "The letter"}))
    erase_entity(db, ITEM, reason="The family asked", actor="Ann", agency=None)
    assert known_erasures(db) == {ITEM: "The family asked"}


def test_what_is_not_there_or_erased_already_cannot_be_erased():
    db = named()
    with pytest.raises(KnownError, match="nothing"):
        erase_entity(db, "item:NONE", **GIVEN)
    with pytest.raises(KnownError, match="no such change"):
        erase_action_values(db, "01ARZ3NDEKTSV4RRFFQ69G5FAV", **GIVEN)
    erase_entity(db, ITEM, **GIVEN)
    with pytest.raises(KnownError, match="already"):
        erase_entity(db, VERSION, **GIVEN)


def test_an_erasure_is_not_undone_and_what_was_erased_is_left_alone():
    db = named()
    erase_entity(db, ITEM, **GIVEN)
    for _ in range(3):
        undo(db, actor="Ann", agency=None)
    assert row(db)["visible"] == 0
    assert NAME not in bodies(db)


def test_a_backup_is_cleaned_in_place_by_the_same_erasures():
    db = named()
    backup = empty()
    merge_records(backup, sent(db))
    erase_entity(db, ITEM, **GIVEN)
    apply_erasures(backup, erasures(db))
    apply_erasures(backup, erasures(db))
    assert NAME not in bodies(backup)
    assert row(backup)["visible"] == 0
    assert merge_records(backup, sent(db)).added == 0
    assert KEY in row(backup)["key"]
