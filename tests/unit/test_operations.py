"""Each thing a person can do is one action with a label, and undo restores what was seen."""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import locks
import papers
import pytest

from evidence_desk import operations
from evidence_desk.desk import Desk
from evidence_desk.errors import KnownError
from evidence_desk.library import queries
from evidence_desk.operations import (
    describing,
    frameworks,
    importing,
    judging,
    planning,
    starting,
    tagging,
    undoing,
    unlocking,
    versions,
)
from evidence_desk.work.job import Cancelled, Job

# These answer questions and write nothing.
READERS = {
    "searching.find", "searching.matching", "searching.matched", "searching.places",
    "searching.narrowed", "searching.untagged", "judging.judgement_of", "judging.cites_of",
    "undoing.undoable", "undoing.redoable", "verifying.verify_library",
    "reading.read_missing_texts", "reading.older_files", "exporting.preview", "exporting.is_own_name",
    "erasing.forget_in_index", "frameworks.preview", "recognising.waiting_pages", "recognising.is_paused",
    "reporting.kept_report", "reporting.kept_reports", "watching.watched_folders", "watching.look",
    "watching.look_twice", "alike.how_alike", "versions.in_order",
}  # fmt: skip
# Erasing, merging and exporting cannot be undone (design); undo and redo undo each other; settling has its own laws.
NOT_UNDONE = {
    "erasing.erase", "merging.merge", "exporting.export_workbook", "exporting.export_pack", "undoing.undo",
    "undoing.redo", "settling.settle", "reporting.export_report",
}  # fmt: skip


@dataclass
class Setting:
    """A desk with two items, one of them locked, one tag and one removed item."""

    desk: Desk
    folder: Path
    ref: str
    tag: str
    removed: str
    locked: importing.ImportReport


def step(setting: Setting, name: str) -> object:
    """Does one thing, by the name of its operation."""
    desk, ref = setting.desk, setting.ref
    assignment = describing.parse_assignment("title=Another title")
    steps: dict[str, Callable[[], object]] = {
        "importing.import_paths": lambda: importing.import_paths(desk, [setting.folder]),
        "unlocking.unlock": lambda: unlocking.unlock(desk, setting.locked, ["open sesame"]),
        "tagging.tag": lambda: tagging.tag(desk, ref, "2.2", quote="second paper", note="new"),
        "tagging.tag_items": lambda: tagging.tag_items(desk, [ref], "2.2", stance="concern", note="new"),
        "tagging.untag": lambda: tagging.untag(desk, setting.tag),
        "describing.set_fields": lambda: describing.set_fields(desk, [ref], [assignment]),
        "describing.remove": lambda: describing.remove(desk, ref),
        "describing.remove_items": lambda: describing.remove_items(desk, [ref]),
        "describing.bring_back": lambda: describing.bring_back(desk, setting.removed),
        "versions.make_version_of": lambda: versions.make_version_of(desk, str(setting.locked.files[0].ref), ref),
        "planning.set_inspection": lambda: planning.set_inspection(desk, date(2027, 2, 8)),
        "judging.judge": lambda: judging.judge(desk, "1.1", {"know": "Something."}),
        "frameworks.add_framework": lambda: frameworks.add_framework(desk, setting.folder.parent / "own.toml"),
    }
    return steps[name]()


def public_operations() -> set[str]:
    names = set()
    for module in pkgutil.iter_modules(operations.__path__):
        loaded = importlib.import_module(f"evidence_desk.operations.{module.name}")
        for name, function in inspect.getmembers(loaded, inspect.isfunction):
            first = next(iter(inspect.signature(function).parameters), "")
            if function.__module__ == loaded.__name__ and not name.startswith("_") and first == "desk":
                names.add(f"{module.name}.{name}")
    return names


# These keep what is derived from files, such as recognised text: no change that a person makes.
DERIVERS = {
    "reading.read_texts", "reading.read_older_texts", "recognising.recognise", "recognising.pause",
    "guessing.keep_page", "guessing.keep_last_page",
    "converting.convert_waiting", "converting.convert_imported", "converting.waiting_conversions",
    "converting.readable_conversions", "guessing.keep_text",
}  # fmt: skip
# These keep what is this person's on this computer, such as what they were told.
PREFERRERS = {"watching.watch", "watching.stop_watching", "reporting.broken_off", "alike.keep_both"}
MUTATORS = sorted(public_operations() - READERS - NOT_UNDONE - DERIVERS - PREFERRERS)


@pytest.fixture
def setting(tmp_path: Path) -> Iterator[Setting]:
    folder = tmp_path / "in"
    folder.mkdir()
    library = starting.start_library(tmp_path / "L.evidence", area="Testshire", actor="Ann")
    desk = Desk(library, actor="Ann", agency="health")
    for name in ("one", "two"):
        (tmp_path / f"{name}.txt").write_text(f"The {name} paper is the second paper.", encoding="utf-8")
        (folder / f"{name}.txt").write_text(f"Another paper called {name}.", encoding="utf-8")
    (tmp_path / "own.toml").write_text(
        'id = "own"\ntitle = "Own"\nversion = "1"\nsource = "here"\nlicence = "none"\n'
        '[[themes]]\nid = "T"\ntitle = "T"\n'
        '[[themes.criteria]]\nid = "1"\ntitle = "One"\nprompts = ["What?"]\n',
        encoding="utf-8",
    )
    rows = importing.import_paths(desk, [tmp_path / "one.txt", tmp_path / "two.txt"]).files
    ref, removed = str(rows[0].ref), str(rows[1].ref)
    made = tagging.tag(desk, ref, "1.1", note="first")
    describing.remove(desk, removed)
    locked = papers.word(tmp_path / "locked.docx", "Words", title="Minutes of the board")
    report = importing.import_paths(desk, [locks.office(locked, "open sesame")])
    yield Setting(desk, folder, ref, made.id, removed, report)
    desk.close()


def seen(desk: Desk) -> object:
    db = desk.library.db
    own = [tuple(row) for row in queries.own_frameworks(db)]
    judged = [one for one in queries.judgements(db, "area-send-2023") if any((one.rating, one.know))]
    return queries.items(db, desk.today), judged, own, queries.library_facts(db).inspection


@pytest.mark.parametrize("name", MUTATORS)
def test_it_is_one_action_with_a_label_and_undo_restores_what_was_seen(setting: Setting, name: str) -> None:
    desk = setting.desk
    actions = desk.library.db.execute("SELECT count(*) FROM action").fetchone()[0]
    before = seen(desk)
    told: list[object] = []
    desk.subscribe(told.append)
    step(setting, name)
    after = seen(desk)
    assert after != before and told
    written = desk.library.db.execute("SELECT label, actor FROM action ORDER BY n DESC").fetchall()
    assert len(written) == actions + 1 and written[0]["label"] and written[0]["actor"] == "Ann"
    assert undoing.undo(desk).label == written[0]["label"]
    assert seen(desk) == before
    undoing.redo(desk)
    assert seen(desk) == after


def test_every_operation_is_accounted_for() -> None:
    assert set(MUTATORS) == {
        "importing.import_paths", "tagging.tag", "tagging.untag", "describing.set_fields", "describing.remove",
        "describing.bring_back", "describing.remove_items", "tagging.tag_items", "judging.judge",
        "frameworks.add_framework", "planning.set_inspection", "unlocking.unlock", "versions.make_version_of",
    }  # fmt: skip


def test_several_items_are_changed_in_one_step_each(setting: Setting) -> None:
    desk = setting.desk
    describing.bring_back(desk, setting.removed)
    both = [setting.ref, setting.removed]
    before = seen(desk)
    assert tagging.tag_items(desk, both, "1.3", stance="strength", voices=["parent"], note="Both say so.") == "1.3"
    assert undoing.undoable(desk) == "tagged 2 items to 1.3"
    describing.set_fields(desk, both, [describing.Assignment("labels", "+=", "Board")])
    keys = [queries.resolve(desk.library.db, ref) for ref in both]
    assert [item.labels for item in queries.items(desk.library.db, desk.today, keys)] == [("Board",)] * 2
    assert describing.remove_items(desk, both) == 2
    assert queries.items(desk.library.db, desk.today, keys) == []
    for _ in range(3):
        undoing.undo(desk)
    assert seen(desk) == before


def test_a_cancelled_change_to_several_items_writes_nothing(setting: Setting) -> None:
    before = seen(setting.desk)
    job = Job("Tagging")
    job.cancel()
    for step in (
        lambda: tagging.tag_items(setting.desk, [setting.ref], "1.3", job=job),
        lambda: describing.remove_items(setting.desk, [setting.ref], job=job),
    ):
        with pytest.raises(Cancelled):
            step()
    assert seen(setting.desk) == before


def test_an_item_named_twice_is_changed_once(setting: Setting) -> None:
    describing.remove_items(setting.desk, [setting.ref, setting.ref.lower()])
    assert undoing.undoable(setting.desk) == "removed 1 item"


def test_a_write_outside_a_change_is_refused(setting: Setting) -> None:
    with pytest.raises(Exception, match="readonly"):
        setting.desk.library.db.execute("UPDATE item SET title = 'x'")


def test_a_failed_change_writes_nothing(setting: Setting) -> None:
    before = seen(setting.desk)
    with pytest.raises(KnownError):
        tagging.tag(setting.desk, setting.ref, "1.1", quote="words that are not there")
    with pytest.raises(ZeroDivisionError), setting.desk.change("nothing") as change:
        change.set(f"item:{queries.resolve(setting.desk.library.db, setting.ref)}", {"title": "x"})
        raise ZeroDivisionError
    assert seen(setting.desk) == before


def test_tagging_again_keeps_what_was_not_said(setting: Setting) -> None:
    desk, ref = setting.desk, setting.ref
    tagging.tag(desk, ref, "1.1", stance="concern")
    again = tagging.tag(desk, ref, "1.1", note="more")
    assert (again.stance, again.note, len(queries.tags(desk.library.db, again.item_key))) == ("concern", "more", 1)


def test_the_same_quote_tagged_twice_is_one_excerpt(setting: Setting) -> None:
    desk, ref = setting.desk, setting.ref
    first = tagging.tag(desk, ref, "1.2", quote="the  SECOND paper")
    second = tagging.tag(desk, ref, "1.3", quote="the second paper")
    assert first.excerpt == second.excerpt and first.quote == "the second paper"


def test_a_page_can_be_tagged_without_a_quote(setting: Setting) -> None:
    place = queries.text_of(setting.desk.library.db, queries.resolve(setting.desk.library.db, setting.ref))[0].label
    made = tagging.tag(setting.desk, setting.ref, "1.2", page=place)
    assert (made.quote, made.page) == (None, place)


def test_the_making_of_the_library_is_not_undone(tmp_path: Path) -> None:
    library = starting.start_library(tmp_path / "L.evidence", area="Testshire", actor="Ann")
    desk = Desk(library, actor="Ann")
    assert undoing.undoable(desk) is None and undoing.undo(desk).label is None
    assert queries.library_facts(library.db).area == "Testshire"
    desk.close()
