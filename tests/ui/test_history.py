"""History: who did what, what each step changed, of everything or of one item, and what Undo would take back."""

import shutil
import sqlite3
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from evidence_desk.desk import open_desk
from evidence_desk.library import queries
from evidence_desk.library.steps import PAGE
from evidence_desk.library.subjects import Subject
from evidence_desk.library.undoing import Undone
from evidence_desk.model import paths
from evidence_desk.model.records import Changes, Kept
from evidence_desk.operations import describing, tagging
from evidence_desk.ui.places.history import HistoryPlace
from evidence_desk.ui.undone import Done
from evidence_desk.ui.window import Window

PATIENCE = 30_000


@pytest.fixture
def worked(shelf: Path, tmp_path: Path) -> Path:
    """The filled library after two people's work of today."""
    folder = Path(shutil.copytree(shelf / "Filled.evidence", tmp_path / "Worked.evidence"))
    with open_desk(folder, actor="Ben Example", agency="health") as desk:
        key = _key(desk.library.db, "Survey")
        describing.set_fields(desk, [key], [describing.parse_assignment("date=2026-03-12")])
        describing.set_fields(desk, [key], [describing.parse_assignment("date=2026-03-14")])
    with open_desk(folder, actor="Asha Example", agency="education") as desk:
        tagging.tag(desk, _key(desk.library.db, "Minutes"), "1.3")
    return folder


def _key(db: sqlite3.Connection, begins: str) -> str:
    return next(row.key for row in queries.rows(db, date.today()) if row.title.lower().startswith(begins.lower()))


@pytest.fixture
def history(qtbot: QtBot, window: Window, worked: Path) -> HistoryPlace:
    with qtbot.waitSignal(window.session.opened, timeout=PATIENCE):
        window.session.open(worked)
    window.go("History")
    place = window.stack.place("History")
    assert isinstance(place, HistoryPlace)
    qtbot.waitUntil(lambda: place.model.rowCount() == 6 and place.who.count() == 3, timeout=PATIENCE)
    return place


def _words(place: HistoryPlace) -> list[str]:
    return [str(place.model.index(at).data()) for at in range(place.model.rowCount())]


def test_steps_stand_under_their_day_newest_first(history: HistoryPlace) -> None:
    words = _words(history)
    assert words[0] == "Today"
    assert words[1:4] == ["Tagged 1 item to 1.3", "Set date of 1 item", "Set date of 1 item"]
    spoken = history.model.index(1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("Tagged 1 item to 1.3: minutes. Asha Example · Education.")
    assert words.count("Import of 5 files") == 1


def test_a_step_tells_each_change_in_words(qtbot: QtBot, history: HistoryPlace) -> None:
    history.list.setFocus()
    QTest.keyClick(history.list, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: history.details.title.text() == "Set date of 1 item", timeout=PATIENCE)
    lines = [str(history.details.model.index(at).data()) for at in range(history.details.model.rowCount())]
    assert lines[0].startswith("Survey of parents") and "(E-" in lines[0]
    assert lines[1:] == ["Date: 12 March 2026 → 14 March 2026"]
    assert history.details.who.text().startswith("Ben Example · Health · ")


def test_enter_on_a_change_reads_its_item(qtbot: QtBot, history: HistoryPlace, window: Window) -> None:
    qtbot.waitUntil(lambda: history.details.model.rowCount() > 0, timeout=PATIENCE)
    with qtbot.waitSignal(window.session.ways.reading, timeout=PATIENCE):
        history.details.list.activated.emit(history.details.model.index(0))


def test_only_mine_and_words_filter_what_is_listed(qtbot: QtBot, history: HistoryPlace) -> None:
    history.who.setCurrentIndex(history.who.findText("Ben Example"))
    history.who.activated.emit(history.who.currentIndex())
    qtbot.waitUntil(lambda: history.sum.text() == "2 steps", timeout=PATIENCE)
    history.who.setCurrentIndex(history.who.findText("Only mine"))
    history.who.activated.emit(history.who.currentIndex())
    qtbot.waitUntil(lambda: history.sum.text() == "3 steps", timeout=PATIENCE)
    history.words.setText("minutes tagged")
    qtbot.waitUntil(lambda: _words(history) == ["Today", "Tagged 1 item to 1.3"], timeout=PATIENCE)
    history.words.setText("zebra")
    qtbot.waitUntil(lambda: history.empty.isVisible(), timeout=PATIENCE)
    assert "No step matches" in history.empty._sentence.text()
    history.words.clear()
    qtbot.waitUntil(lambda: history.sum.text() == "3 steps", timeout=PATIENCE)
    assert history.list.isVisible()


def test_the_history_of_one_item_has_a_chip_that_clears_it(qtbot: QtBot, history: HistoryPlace, window: Window) -> None:
    key = _key(window.session.desk.library.db, "Survey")
    window.go("History", key)
    qtbot.waitUntil(lambda: history.sum.text() == "3 steps", timeout=PATIENCE)
    assert history.chip.isVisible() and history.chip.text().startswith("Survey of parents")
    assert history.list.hasFocus()
    history.chip.click()
    qtbot.waitUntil(lambda: history.sum.text() == "5 steps", timeout=PATIENCE)
    assert not history.chip.isVisible()


def test_undo_says_what_it_would_take_back_and_what_it_left_alone(
    qtbot: QtBot, history: HistoryPlace, window: Window
) -> None:
    strip = history.undoing
    qtbot.waitUntil(lambda: strip.back.text() == "Undo would take back: tagged 1 item to 1.3", timeout=PATIENCE)
    strip.undo.click()
    qtbot.waitUntil(lambda: strip.again.text() == "Redo would do again: tagged 1 item to 1.3", timeout=PATIENCE)
    assert window.toast.words == "Undone: tagged 1 item to 1.3."
    assert strip.back.text() == "Undo would take back: import of 5 files"
    strip.undo.click()
    qtbot.waitUntil(lambda: strip.kept.isVisible(), timeout=PATIENCE)
    assert "Left as it is: Survey of parents" in strip.kept.text()
    assert "Ben Example changed it since." in strip.kept.text()


def test_more_than_a_page_is_read_as_somebody_scrolls(
    qtbot: QtBot, window: Window, shelf: Path, tmp_path: Path, press: Callable[..., None]
) -> None:
    folder = Path(shutil.copytree(shelf / "Filled.evidence", tmp_path / "Long.evidence"))
    with open_desk(folder, actor="Asha Example") as desk:
        key = _key(desk.library.db, "Survey")
        for number in range(PAGE):
            with desk.change(f"set title of 1 item, time {number}") as change:
                change.set(paths.item(key), {"title": f"Survey of parents {number}"})
    with qtbot.waitSignal(window.session.opened, timeout=PATIENCE):
        window.session.open(folder)
    window.go("History")
    place = window.stack.place("History")
    assert isinstance(place, HistoryPlace)
    qtbot.waitUntil(lambda: place.model.read >= PAGE, timeout=PATIENCE)
    place.list.setFocus()
    press(Qt.Key.Key_End)
    qtbot.waitUntil(lambda: place.model.read == PAGE + 2, timeout=PATIENCE)
    QCoreApplication.processEvents()
    assert _words(place).count("Today") == 1
    assert not place.model.canFetchMore(place.list.rootIndex())


def test_undo_by_key_names_in_the_quiet_line_what_stayed_and_why(
    qtbot: QtBot, history: HistoryPlace, window: Window
) -> None:
    window.go("Evidence")
    window.gestures.undo()
    qtbot.waitUntil(lambda: window.toast.words == "Undone: tagged 1 item to 1.3.", timeout=PATIENCE)
    window.gestures.undo()
    qtbot.waitUntil(lambda: window.toast.words.startswith("Undone: import of 5 files."), timeout=PATIENCE)
    left = window.toast.words.split("\n")[1]
    assert left.startswith("Left as it is: Survey of parents") and left.endswith("Ben Example changed it since.")
    assert window.rect().contains(window.toast.geometry())


def test_of_much_that_stayed_two_are_named_and_the_rest_is_in_the_history() -> None:
    kept = tuple(Kept(f"item:{number}", "date", "Ben changed it since") for number in range(5))
    about = {one.entity: Subject(one.entity, "item", title="Report " * 30, ref="E-1") for one in kept}
    done = Done("undo", Undone("tagged 5 items to 1.3", kept, Changes(None, None, frozenset())), about)
    first, *left, last = done.words.split("\n")
    assert first == "Undone: tagged 5 items to 1.3."
    assert len(left) == 2 and all(len(one) < 120 and one.endswith("Ben changed it since.") for one in left)
    assert last == "And 3 more changes that others built on: see History."
    assert Done("redo", Undone(None, (), Changes(None, None, frozenset())), {}).words == "Nothing to redo"
