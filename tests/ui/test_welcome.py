"""The first page: making a library without a dialog, the libraries opened lately, and the example."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from evidence_desk import preferences
from evidence_desk.demo.story import story_names
from evidence_desk.frameworks import stored
from evidence_desk.library import queries
from evidence_desk.resources import resource
from evidence_desk.ui.opening import proposed_place
from evidence_desk.ui.partials.inspectedby import InspectedBy
from evidence_desk.ui.window import Window

PATIENCE = 60_000


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    home = tmp_path / "home"
    (home / "Documents").mkdir(parents=True)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return home


def _button(window: Window, name: str) -> QPushButton:
    return next(one for one in window.welcome.findChildren(QPushButton) if one.accessibleName() == name)


def _type(window: Window, words: str) -> None:
    focus = window.focusWidget()
    assert focus is not None
    QTest.keyClicks(focus, words)


def test_a_library_is_made_in_one_step_from_the_keyboard(qtbot: QtBot, window: Window, own_home: Path) -> None:
    window.welcome.area.setFocus()
    _type(window, "Northshire & Coast")
    assert "as Northshire  Coast.evidence" in window.welcome.form._where.text()
    with qtbot.waitSignal(window.session.opened, timeout=PATIENCE):
        QTest.keyClick(window.welcome.area, Qt.Key.Key_Return)
    desk = window.session.desk
    assert queries.library_facts(desk.library.db).area == "Northshire & Coast"
    assert desk.library.folder.name == "Northshire  Coast.evidence"


def test_another_place_is_written_in_a_field(qtbot: QtBot, window: Window, tmp_path: Path) -> None:
    window.welcome.area.setText("Northshire")
    _button(window, "Choose another place").click()
    path = window.welcome.form.path
    assert path.isVisible() and window.focusWidget() is path
    _type(window, str(tmp_path / "ours"))
    with qtbot.waitSignal(window.session.opened, timeout=PATIENCE):
        _button(window, "New evidence library").click()
    assert window.session.desk.library.folder == tmp_path / "ours.evidence"


def test_a_place_that_was_chosen_stays_when_the_area_is_written_after_it(window: Window, tmp_path: Path) -> None:
    form = window.welcome.form
    form.put_place(tmp_path / "Shared.evidence")
    form.area.setText("Northshire")
    assert window.welcome.folder == tmp_path / "Shared.evidence"


def test_a_place_that_is_no_whole_path_is_told_where_it_is_written(window: Window) -> None:
    window.welcome.area.setText("Northshire")
    window.welcome.form.put_place(Path("somewhere"))
    asked: list[str] = []
    window.welcome.new_wanted.connect(lambda area: asked.append(area))
    window.welcome._new()
    assert not asked and "Where shall it lie?" in window.welcome.notice.words
    assert window.focusWidget() is window.welcome.form.path


def test_a_place_that_is_taken_is_never_proposed_and_never_written_over(qtbot: QtBot, window: Window) -> None:
    first = proposed_place("Northshire")
    first.mkdir(parents=True)
    (first / "mine.txt").write_text("mine", encoding="utf-8")
    assert proposed_place("Northshire").name == "Northshire 2.evidence"
    window.welcome.area.setText("Northshire")
    window.welcome.form.put_place(first)
    with qtbot.waitSignal(window.session.failed, timeout=PATIENCE):
        window.welcome._new()
    assert window.welcome.notice.isVisible()
    assert [one.name for one in first.iterdir()] == ["mine.txt"]


def _recent(window: Window) -> list[tuple[str, str]]:
    model = window.welcome._libraries.model
    lines = [model.line(at) for at in range(model.rowCount())]
    return [(line.words, line.second) for line in lines if line is not None]


def test_recent_libraries_say_where_they_lie_and_when_they_were_open(window: Window, library: Path) -> None:
    preferences.remember_library(library)
    window.welcome.refresh()
    [(words, second)] = _recent(window)
    assert words == "Northshire"
    assert second.startswith("Opened today") and second.endswith(str(library.parent))


def test_one_that_is_gone_says_so_and_can_be_taken_off_the_list(
    qtbot: QtBot, window: Window, library: Path, tmp_path: Path
) -> None:
    gone = tmp_path / "Gone.evidence"
    shutil.copytree(library, gone)
    preferences.remember_library(library)
    preferences.remember_library(gone)
    shutil.rmtree(gone)
    window.welcome.refresh()
    qtbot.waitUntil(lambda: _recent(window)[0][1].startswith("Not there now"), timeout=PATIENCE)
    window.welcome.recent.setCurrentIndex(window.welcome._libraries.model.index(0))
    QTest.keyClick(window.welcome.recent, Qt.Key.Key_Return)
    assert "Gone.evidence is not there now" in window.welcome.notice.words
    assert not window.session.is_open
    QTest.keyClick(window.welcome.recent, Qt.Key.Key_Delete)
    assert [words for words, _ in _recent(window)] == ["Northshire"]
    assert preferences.load().recent == [str(library)]
    _button(window, "Remove from the list").click()
    assert preferences.load().recent == [] and library.is_dir()
    assert not window.welcome.recent.isVisible()


def test_each_story_of_the_example_can_be_chosen_and_tells_what_it_is(window: Window) -> None:
    asked: list[str] = []
    window.welcome.demo_wanted.disconnect()
    window.welcome.demo_wanted.connect(lambda story: asked.append(story))
    for story in story_names():
        button = _button(window, f"Try the Northshire example of {story}")
        assert button.accessibleDescription()
        button.click()
    assert tuple(asked) == story_names()


@pytest.mark.parametrize("size", [(1280, 720), (960, 540)])
def test_all_of_it_can_be_reached_by_tab_and_is_brought_into_sight(
    qtbot: QtBot, window: Window, library: Path, size: tuple[int, int]
) -> None:
    preferences.remember_library(library)
    window.welcome.refresh()
    window.resize(*size)
    window.activateWindow()
    window.welcome.name.setFocus()
    met = []
    for _ in range(30):
        focus = window.focusWidget()
        if focus is None or focus in met:
            break
        met.append(focus)
        shown = focus.visibleRegion().boundingRect()
        assert shown.height() >= min(focus.height(), 24), focus.accessibleName()
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    names = {one.accessibleName() for one in met}
    assert {"Your name", "Your area", "Choose another place", "New evidence library", "Recent libraries"} <= names
    assert {"Remove from the list", "Open an evidence library", "Try the Northshire example of 2024"} <= names


def _show_more(window: Window) -> InspectedBy:
    more = _button(window, "Choose framework and ratings")
    more.setFocus()
    QTest.keyClick(more, Qt.Key.Key_Return)
    inspection = window.welcome.form.inspection
    assert inspection.isVisible() and not more.isVisible()
    assert window.focusWidget() is inspection._frameworks
    return inspection


def test_a_new_library_can_use_another_framework_and_other_ratings_from_the_keyboard(
    qtbot: QtBot, window: Window
) -> None:
    window.welcome.area.setText("Northshire")
    inspection = _show_more(window)
    assert inspection._words.text().startswith("Typically positive experiences and outcomes · ")
    QTest.keyClick(inspection._frameworks, Qt.Key.Key_Down)
    QTest.keyClick(inspection._scales, Qt.Key.Key_End)
    assert inspection._words.text() == "Green: working well · Amber: working for some · Red: not working"
    with qtbot.waitSignal(window.session.opened, timeout=PATIENCE):
        QTest.keyClick(window.welcome.area, Qt.Key.Key_Return)
    facts = queries.library_facts(window.session.desk.library.db)
    framework = stored.find(window.session.desk.library.db, facts.framework)
    assert (framework.id, [one.id for one in framework.scale]) == ("area-send-2016", ["green", "amber", "red"])


def test_who_looks_at_the_choices_and_leaves_them_gets_the_usual_ones(qtbot: QtBot, window: Window) -> None:
    window.welcome.area.setText("Northshire")
    _show_more(window)
    assert window.welcome.form.inspected == (None, None)
    with qtbot.waitSignal(window.session.opened, timeout=PATIENCE):
        window.welcome._new()
    assert queries.library_facts(window.session.desk.library.db).framework == "area-send-2023"


def test_a_new_library_can_use_a_framework_of_its_own(qtbot: QtBot, window: Window, tmp_path: Path) -> None:
    window.welcome.area.setText("Northshire")
    inspection = _show_more(window)
    QTest.keyClick(inspection._frameworks, Qt.Key.Key_End)
    assert inspection.path.isVisible()
    window.welcome._new()
    assert "Which framework?" in window.welcome.notice.words and window.focusWidget() is inspection.path
    wrong = tmp_path / "wrong.toml"
    wrong.write_text('id = "ours"\ntitle = "Ours"\n', encoding="utf-8")
    _type(window, str(wrong))
    QTest.keyClick(inspection.path, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "wrong.toml, line 1: themes" in window.welcome.notice.words, timeout=PATIENCE)
    assert not window.welcome.folder.exists()
    inspection.path.setText(str(resource("frameworks", "examples", "our-priorities.toml")))
    with qtbot.waitSignal(window.session.opened, timeout=PATIENCE):
        QTest.keyClick(inspection.path, Qt.Key.Key_Return)
    assert queries.library_facts(window.session.desk.library.db).framework == "our-priorities"
