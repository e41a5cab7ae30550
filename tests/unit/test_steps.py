"""History in pages and by filter, and one action with what it changed."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from evidence_desk.library.history import exports, step
from evidence_desk.library.steps import Action, Asked, page, people
from evidence_desk.library.store import Library, create
from evidence_desk.library.subjects import subjects
from evidence_desk.model import paths

FIRST, SECOND = "7K3F9QTX000000000001", "8K3F9QTX000000000002"


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """Two people's work on two items: nine actions beside the making of the library."""
    made = create(tmp_path / "L.evidence", actor="Ann", agency=None, area="Northshire", framework="area-send-2023")
    for actor, key, title in (("Ann", FIRST, "Survey of parents"), ("Ben", SECOND, "Waits for therapy")):
        with made.change(actor=actor, agency=None, label="import of 1 file") as change:
            change.add(paths.item(key), {"title": title, "date": "2026-03-12"})
    for number in range(6):
        with made.change(actor="Ann", agency=None, label=f"set title of 1 item, time {number}") as change:
            change.set(paths.item(FIRST), {"title": f"Survey of parents {number}"})
    with made.change(actor="Ben", agency=None, label="tagged 1 item to 1.3") as change:
        change.add(paths.tag(paths.item(SECOND), "area-send-2023", "1.3", "Ben"), {"stance": "concern", "note": ""})
    yield made
    made.close()


def test_pages_follow_each_other_without_a_gap_or_a_repeat(library: Library) -> None:
    whole = page(library.db, Asked())
    found: list[Action] = []
    before = None
    while (part := page(library.db, Asked(), before=before, most=4)).actions:
        assert part.total == whole.total == 10
        found += part.actions
        before = found[-1].change
    assert tuple(found) == whole.actions
    assert [one.label for one in found[:1]] == ["tagged 1 item to 1.3"]


def test_a_filter_is_by_person_by_item_and_by_words_of_the_item_or_the_label(library: Library) -> None:
    def labels(asked: Asked) -> list[str]:
        return [one.label for one in page(library.db, asked).actions]

    assert people(library.db) == ["Ann", "Ben"]
    assert labels(Asked(by="Ben")) == ["tagged 1 item to 1.3", "import of 1 file"]
    assert labels(Asked(item=SECOND)) == ["tagged 1 item to 1.3", "import of 1 file"]
    assert labels(Asked(words="THERAPY")) == ["tagged 1 item to 1.3", "import of 1 file"]
    assert labels(Asked(words="therapy tagged")) == ["tagged 1 item to 1.3"]
    assert labels(Asked(words="therapy", by="Ann")) == []
    assert len(labels(Asked(words="set title"))) == 6


def test_a_step_tells_its_first_changes_and_how_many_more_there_are(library: Library) -> None:
    newest, *_ = page(library.db, Asked(words="title")).actions
    told, more = step(library.db, newest.change)
    assert more == 0
    assert [(one.field, one.before, one.after) for one in told.entries] == [
        ("title", "Survey of parents 4", "Survey of parents 5")
    ]
    with library.change(actor="Ann", agency=None, label="two at once") as change:
        for key in (FIRST, SECOND):
            change.set(paths.item(key), {"date": "2026-03-14"})
    (both, *_) = page(library.db, Asked()).actions
    cut, more = step(library.db, both.change, most=1)
    assert more == 1 and len(cut.entries) == 1
    of_one, more = step(library.db, both.change, SECOND)
    assert more == 0 and [one.entity for one in of_one.entries] == [paths.item(SECOND)]


def test_what_was_removed_still_has_its_name(library: Library) -> None:
    with library.change(actor="Ann", agency=None, label="removed 1 item") as change:
        change.delete(paths.item(FIRST))
    tag = paths.tag(paths.item(SECOND), "area-send-2023", "1.3", "Ben")
    found = subjects(library.db, [paths.item(FIRST), tag, paths.judgement("area-send-2023", "1.2"), "future:thing"])
    assert found[paths.item(FIRST)].title == "Survey of parents 5" and not found[paths.item(FIRST)].here
    assert (found[tag].by, found[tag].criterion, found[tag].title) == ("Ben", "1.3", "Waits for therapy")
    assert found[paths.judgement("area-send-2023", "1.2")].criterion == "1.2"
    assert found["future:thing"].kind == "future"


def test_exports_are_told_newest_first(library: Library) -> None:
    for code, form in (("AAAAAAAA", "workbook"), ("BBBBBBBB", "pack")):
        with library.change(actor="Ann", agency=None, label=f"exported {form}") as change:
            change.add(paths.export(code), {"form": form, "items": 2, "left_out": 1})
    assert {one.form for one in exports(library.db)} == {"workbook", "pack"}
    assert all(one.by == "Ann" and one.items == 2 and one.confirmed_by is None for one in exports(library.db))
