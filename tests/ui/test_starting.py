"""How one begins: where the keyboard is, opening once, and the example as a copy to try things on."""

import gc
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from evidence_desk import preferences
from evidence_desk.desk import open_desk
from evidence_desk.library import queries
from evidence_desk.ui.app import keep_steady
from evidence_desk.ui.scratch import scratch_copy
from evidence_desk.ui.session import Session
from evidence_desk.ui.window import Window
from evidence_desk.work.job import Job

PATIENCE = 60_000


@pytest.fixture
def own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return tmp_path / "data"


def _first_window(qtbot: QtBot, session: Session) -> Window:
    window = Window(session)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    return window


@pytest.mark.parametrize(("name", "field"), [("", "name"), ("Asha Example", "area")])
def test_the_keyboard_begins_in_the_first_field_that_is_still_empty(
    qtbot: QtBot, session: Session, qapp: QApplication, name: str, field: str
) -> None:
    preferences.save(preferences.Preferences(name=name))
    window = _first_window(qtbot, session)
    qtbot.waitUntil(lambda: qapp.focusWidget() is getattr(window.welcome, field), timeout=PATIENCE)


def test_who_has_libraries_begins_in_their_list(
    qtbot: QtBot, session: Session, qapp: QApplication, library: Path
) -> None:
    preferences.remember_library(library)
    window = _first_window(qtbot, session)
    qtbot.waitUntil(lambda: qapp.focusWidget() is window.welcome.recent, timeout=PATIENCE)


def test_the_facts_are_those_of_the_selected_row_from_the_start(qtbot: QtBot, filled: Window) -> None:
    place = filled.evidence
    assert place.table.current_key() is not None
    assert place.facts.key == place.table.current_key()


def test_the_facts_follow_when_a_row_was_selected_before_they_could(qtbot: QtBot, filled: Window) -> None:
    place = filled.evidence
    place.facts.show_item(None)
    with qtbot.waitSignal(place.listing.listed, timeout=PATIENCE):
        place.listing.read()
    assert place.facts.key == place.table.current_key() is not None


def test_a_double_click_opens_a_library_once_and_for_writing(qtbot: QtBot, window: Window, library: Path) -> None:
    opened: list[bool] = []
    window.session.opened.connect(lambda: opened.append(window.session.read_only))
    window.session.open(library)
    window.session.open(library)
    qtbot.waitUntil(lambda: bool(opened) and not window.session.gestures.busy, timeout=PATIENCE)
    assert opened == [False]


def test_a_library_that_could_not_be_opened_can_be_tried_again(
    qtbot: QtBot, window: Window, library: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "later.evidence"
    with qtbot.waitSignal(window.session.failed, timeout=PATIENCE):
        window.session.open(folder)
    shutil.copytree(library, folder)
    with qtbot.waitSignal(window.session.opened, timeout=PATIENCE):
        window.session.open(folder)


def test_each_try_of_the_example_is_a_fresh_copy_in_one_place(qtbot: QtBot, window: Window, own_data: Path) -> None:
    for _ in range(2):
        with qtbot.waitSignal(window.session.opened, timeout=PATIENCE):
            window.opening.demo()
        qtbot.waitUntil(lambda: window.evidence.model.rowCount() > 0, timeout=PATIENCE)
        desk = window.session.desk
        assert {one.name for one in own_data.rglob("*.evidence")} == {desk.library.folder.name}
        assert desk.library.folder.parent.name == "scratch"
        facts = queries.library_facts(desk.library.db)
        assert facts.area != "Tried"
        with desk.change("tried something") as change:
            change.set("library", {"area": "Tried"})
        window._leave_library()
    assert len(preferences.load().recent) == 1


def test_the_example_is_not_made_anew_while_it_is_open(own_data: Path) -> None:
    scratch = scratch_copy(Job("Making the example"))
    with open_desk(scratch) as desk:
        with desk.change("tried something") as change:
            change.set("library", {"area": "Tried"})
        assert scratch_copy(Job("Making the example")) == scratch
        assert queries.library_facts(desk.library.db).area == "Tried"


@pytest.fixture
def as_before() -> Iterator[None]:
    """Python's own pace again, for the tests after this."""
    interval, threshold = sys.getswitchinterval(), gc.get_threshold()
    yield
    sys.setswitchinterval(interval)
    gc.set_threshold(*threshold)
    gc.unfreeze()


def test_what_stays_is_put_aside_from_collecting(as_before: None) -> None:
    keep_steady()
    assert gc.get_freeze_count() > 10_000
    assert gc.isenabled()


def test_enter_in_the_list_of_recent_libraries_opens_one(qtbot: QtBot, window: Window, library: Path) -> None:
    preferences.remember_library(library)
    window.welcome.refresh()
    window.welcome.recent.setCurrentIndex(window.welcome.recent.model().index(0, 0))
    with qtbot.waitSignal(window.session.opened, timeout=PATIENCE):
        QTest.keyClick(window.welcome.recent, Qt.Key.Key_Return)
