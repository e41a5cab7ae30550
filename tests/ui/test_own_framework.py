"""A framework of one's own in the window: looked into first, then added in one step that Undo takes back."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from evidence_desk.frameworks import stored
from evidence_desk.library import queries
from evidence_desk.model.framework import Criterion, Framework
from evidence_desk.operations import judging, tagging
from evidence_desk.operations.frameworks import Preview, add_framework
from evidence_desk.ui.models.coverage import HEAD
from evidence_desk.ui.models.newframework import kept, lines, summary
from evidence_desk.ui.places.framework import FrameworkPlace
from evidence_desk.ui.window import Window

PATIENCE = 30_000
Press = Callable[..., None]
HEAD_OF = 'id = "ours"\ntitle = "Our priorities"\nversion = "{version}"\n[[themes]]\nid = "P"\ntitle = "By 2029"\n'
ONE = '[[themes.criteria]]\nid = "{id}"\ntitle = "{title}"\n'


def _file(folder: Path, version: str, **criteria: str) -> Path:
    file = folder / f"ours {version}.toml"
    words = "".join(ONE.format(id=id, title=title) for id, title in criteria.items())
    file.write_text(HEAD_OF.format(version=version) + words, encoding="utf-8")
    return file


@pytest.fixture
def place(qtbot: QtBot, filled: Window) -> FrameworkPlace:
    filled.activateWindow()
    filled.go("Framework")
    found = filled.stack.place("Framework")
    assert isinstance(found, FrameworkPlace)
    qtbot.waitUntil(lambda: found.seen is not None, timeout=PATIENCE)
    return found


def _titles(place: FrameworkPlace) -> list[str]:
    return [place.framework.itemText(at) for at in range(place.framework.count())]


def _lines(place: FrameworkPlace) -> list[str]:
    return [line.words for at in range(place.adding.model.rowCount()) if (line := place.adding.model.line(at))]


def test_it_is_shown_then_added_from_the_keyboard_then_chosen_and_undone(
    qtbot: QtBot, filled: Window, place: FrameworkPlace, press: Press, tmp_path: Path
) -> None:
    file = _file(tmp_path, "2027", P1="No family waits alone", P2="Plans sound like the child")
    place.add.setFocus()
    press(Qt.Key.Key_Return)
    assert place.adding.path.hasFocus() and not place.add.isVisible()
    assert not place.adding.add.isVisible() and not place.adding.look.isEnabled() and place.split.isVisible()
    QTest.keyClicks(place.adding.path, str(file))
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(place.adding.add.hasFocus, timeout=PATIENCE)
    assert place.adding.title.text() == "Our priorities"
    assert place.adding.summary.text() == "New in this library · version 2027 · 1 theme, 2 criteria"
    assert _lines(place) == ["P  By 2029", "P1  No family waits alone", "P2  Plans sound like the child"]
    assert not place.split.isVisible()
    assert len(stored.all_frameworks(filled.session.desk.library.db)) == 2
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: place.framework.currentText() == "Our priorities", timeout=PATIENCE)
    assert filled.toast.words == "Added the framework Our priorities."
    assert not place.adding.isVisible() and place.add.isVisible() and place.split.isVisible()
    assert place.framework.hasFocus()
    qtbot.waitUntil(lambda: place.model.place("P2") is not None, timeout=PATIENCE)
    filled.gestures.undo()
    qtbot.waitUntil(lambda: "Our priorities" not in _titles(place), timeout=PATIENCE)
    assert place.framework.currentIndex() == 0


def test_a_newer_version_says_what_it_takes_out_and_what_stays_as_retired(
    qtbot: QtBot, filled: Window, place: FrameworkPlace, tmp_path: Path
) -> None:
    desk = filled.session.desk
    add_framework(desk, _file(tmp_path, "1", P1="Waits", P2="Plans", P3="Leavers"))
    key = queries.rows(desk.library.db, desk.today)[0].key
    tagging.tag(desk, key, "ours:P2")
    judging.judge(desk, "ours:P2", {"know": "We know."})
    place.adding.take([_file(tmp_path, "2", P1="Waits for help", P4="Jobs")])
    qtbot.waitUntil(place.adding.add.isVisible, timeout=PATIENCE)
    assert place.adding.summary.text() == "Version 2, here it is 1 · 1 theme, 2 criteria"
    assert _lines(place) == [
        "New (1)", "P4  Jobs", "Changed (1)", "P1  Waits for help", "Taken out (2)", "P2  Plans", "P3  Leavers",
    ]  # fmt: skip
    found = [place.adding.model.line(at) for at in (5, 6)]
    assert [line.second for line in found if line] == [
        "Stays as retired: 1 tag and 1 judgement name it.", "Nothing names it, so it goes.",
    ]  # fmt: skip
    assert place.adding.add.text() == "Update it"
    place.adding.add.click()
    qtbot.waitUntil(lambda: place.model.place("P4") is not None, timeout=PATIENCE)
    assert filled.toast.words == "Updated the framework Our priorities."
    at = place.model.place("P2")
    assert at is not None and place.model.place("P3") is None
    assert "Retired" in place.model.index(at, HEAD).data(Qt.ItemDataRole.AccessibleTextRole)


def test_a_file_that_is_wrong_is_told_with_line_and_field_and_can_be_mended(
    qtbot: QtBot, place: FrameworkPlace, tmp_path: Path
) -> None:
    file = tmp_path / "ours 1.toml"
    file.write_text(HEAD_OF.format(version="1") + '[[themes.criteria]]\nid = "P1"\ntitle = 3\n', encoding="utf-8")
    place.adding.take([file])
    qtbot.waitUntil(place.adding.notice.isVisible, timeout=PATIENCE)
    assert "line 9: themes[1].criteria[1].title" in place.adding.notice.words and not place.adding.add.isVisible()
    _file(tmp_path, "1", P1="Waits")
    place.adding.look.click()
    qtbot.waitUntil(place.adding.add.isVisible, timeout=PATIENCE)
    assert not place.adding.notice.isVisible()
    _file(tmp_path, "1", P1="Changed in the editor meanwhile")
    place.adding.add.click()
    qtbot.waitUntil(place.adding.notice.isVisible, timeout=PATIENCE)
    assert "has changed since it was shown" in place.adding.notice.words
    assert "Our priorities" not in _titles(place)


def test_a_file_dropped_on_the_place_is_looked_into_and_escape_leaves(
    qtbot: QtBot, qapp: QApplication, place: FrameworkPlace, press: Press, tmp_path: Path
) -> None:
    dragged = QMimeData()
    dragged.setUrls([QUrl.fromLocalFile(str(_file(tmp_path, "1", P1="Waits")))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    qapp.sendEvent(place, QDragEnterEvent(QPoint(50, 50), copy, dragged, left, none))
    qapp.sendEvent(place, QDropEvent(QPointF(50, 50), copy, dragged, left, none))
    qtbot.waitUntil(place.adding.add.isVisible, timeout=PATIENCE)
    place.adding.path.setFocus()
    press(Qt.Key.Key_Escape)
    assert not place.adding.isVisible() and place.add.hasFocus() and not place.adding.path.text()


def test_one_that_comes_with_the_program_is_not_replaced(qtbot: QtBot, place: FrameworkPlace, tmp_path: Path) -> None:
    file = _file(tmp_path, "1", P1="Waits")
    file.write_text(file.read_text(encoding="utf-8").replace('"ours"', '"area-send-2023"', 1), encoding="utf-8")
    place.adding.take([file])
    qtbot.waitUntil(place.adding.notice.isVisible, timeout=PATIENCE)
    assert "comes with the program and cannot be replaced" in place.adding.notice.words


def test_nothing_changed_is_said_in_a_line() -> None:
    same = Framework("ours", "Ours", "", "", "", ())
    found = Preview(same, same, (), (), (), {})
    assert summary(found) == "Version none, as here · 0 themes, 0 criteria"
    assert [one.words for one in lines(found)] == ["Its criteria are as they were."]
    assert kept(1, 0) == "Stays as retired: 1 tag names it."
    assert kept(1200, 2) == "Stays as retired: 1,200 tags and 2 judgements name it."
    assert next(lines(Preview(same, same, (Criterion("a", "A"),), (), (), {}))).words == "New (1)"
