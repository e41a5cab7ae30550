"""Conflicts are told with both sides, by reference and criterion, and only where they can be seen."""

from pathlib import Path

import pytest

from evidence_desk.errors import KnownError
from evidence_desk.library.contested import conflict, conflicts, criterion_of
from evidence_desk.library.merging import library_records, merge_records
from evidence_desk.library.store import Library, create
from evidence_desk.model import ids, paths

KEY = "7K3F9QTX000000000001"


def made(folder: Path, actor: str) -> Library:
    return create(folder, actor=actor, agency=None, area="Northshire", framework="area-send-2023")


def set_fields(library: Library, actor: str, entity: str, **fields: object) -> None:
    with library.change(actor=actor, agency=None, label="set 1 field") as change:
        change.add(entity, fields)


@pytest.fixture
def merged(tmp_path: Path) -> Library:
    """Ann and Ben set the same things apart, and their copies met."""
    ours, theirs = made(tmp_path / "ours", "Ann"), made(tmp_path / "theirs", "Ben")
    set_fields(ours, "Ann", paths.item(KEY), title="Plan")
    merge_records(theirs.db, library_records(ours.db))
    for library, actor in ((ours, "Ann"), (theirs, "Ben")):
        set_fields(library, actor, paths.item(KEY), title=f"Plan of {actor}")
        set_fields(library, actor, paths.judgement("area-send-2023", "1.10"), know=f"{actor} knows", rating="positive")
        set_fields(library, actor, paths.judgement("area-send-2023", "1.2"), know=f"{actor} knows")
    merge_records(ours.db, library_records(theirs.db))
    theirs.close()
    return ours


def test_both_sides_are_told_in_the_order_of_what_they_are_about(merged: Library) -> None:
    found = conflicts(merged.db)
    assert [(one.ref, one.criterion, one.field) for one in found] == [
        (None, "1.2", "know"), (None, "1.10", "know"), ("E-7K3F-9QTX", None, "title")
    ]  # fmt: skip
    title = found[-1]
    assert title.id == ids.conflict_id(paths.item(KEY), "title")
    assert {title.standing.value, *(one.value for one in title.others)} == {"Plan of Ann", "Plan of Ben"}
    assert (title.standing.by, title.others[0].by) in {("Ann", "Ben"), ("Ben", "Ann")}
    assert conflict(merged.db, f" {title.id.lower()} ") == title
    merged.close()


def test_a_conflict_about_what_is_hidden_is_not_told(merged: Library) -> None:
    known = conflicts(merged.db)[-1]
    with merged.change(actor="Ann", agency=None, label="removed 1 item") as change:
        change.delete(paths.item(KEY))
    assert [one.field for one in conflicts(merged.db)] == ["know", "know"]
    with pytest.raises(KnownError, match="no open conflict"):
        conflict(merged.db, known.id)
    merged.close()


def test_a_settled_conflict_is_open_no_more(merged: Library) -> None:
    for one in conflicts(merged.db):
        with merged.change(actor="Ann", agency=None, label="settled 1 conflict") as change:
            change.settle(one.entity, one.field, one.standing.value)
    assert conflicts(merged.db) == []
    merged.close()


@pytest.mark.parametrize(
    ("entity", "criterion"),
    [
        (paths.judgement("f", "1.2"), "1.2"),
        (paths.judgement_evidence("f", "1.2", KEY), "1.2"),
        (paths.tag(paths.item(KEY), "f", "1.2", "Ann"), "1.2"),
        (paths.tag(paths.excerpt(KEY, "X"), "f", "1.2", "Ann"), "1.2"),
        (paths.criterion("f", "1.2"), "1.2"),
        (paths.item(KEY), None),
        ("plan:X", None),
    ],
)
def test_a_path_tells_its_criterion(entity: str, criterion: str | None) -> None:
    assert criterion_of(entity) == criterion
