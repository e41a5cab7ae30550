"""Watched folders in the window: what is new is offered in a quiet line, and nothing is imported by itself."""

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from evidence_desk.operations import watching
from evidence_desk.operations.stillness import Stillness
from evidence_desk.ui.partials.watchedfolders import WatchedFolders
from evidence_desk.ui.places.preferences import PreferencesPage
from evidence_desk.ui.window import Window

PATIENCE = 30_000


@pytest.fixture
def watched(qtbot: QtBot, opened: Window, tmp_path: Path) -> Window:
    """A window whose library watches a folder with one new file."""
    folder = tmp_path / "SEND evidence"
    folder.mkdir()
    (folder / "minutes.txt").write_text("The board met.", encoding="utf-8")
    watching.watch(opened.session.desk, folder)
    opened.evidence.watching.stillness = Stillness(0)
    opened.evidence.watching.look()
    qtbot.waitUntil(opened.evidence.watching.line.isVisible, timeout=PATIENCE)
    return opened


def test_a_new_file_is_offered_and_imported_when_somebody_says_so(qtbot: QtBot, watched: Window) -> None:
    line = watched.evidence.watching.line
    assert line.words.text() == "1 new file in “SEND evidence”." and line.words.toolTip() == "minutes.txt"
    assert watched.evidence.model.rowCount() == 0
    line.take.click()
    qtbot.waitUntil(lambda: watched.evidence.model.rowCount() == 1, timeout=PATIENCE)
    qtbot.waitUntil(lambda: watched.evidence.watching._job is None, timeout=PATIENCE)
    assert not line.isVisible()


def test_not_now_holds_until_there_is_more(qtbot: QtBot, watched: Window, tmp_path: Path) -> None:
    line, looking = watched.evidence.watching.line, watched.evidence.watching
    line.later.click()
    looking.look()
    qtbot.waitUntil(lambda: looking._job is None, timeout=PATIENCE)
    assert not line.isVisible()
    (tmp_path / "SEND evidence" / "more.txt").write_text("More.", encoding="utf-8")
    looking._looked = 0.0
    looking._state_changed(Qt.ApplicationState.ApplicationActive)
    qtbot.waitUntil(line.isVisible, timeout=PATIENCE)
    assert line.words.text() == "2 new files in “SEND evidence”."


def test_a_file_that_is_being_written_is_offered_when_it_is_whole(qtbot: QtBot, opened: Window, tmp_path: Path) -> None:
    line, looking = opened.evidence.watching.line, opened.evidence.watching
    (tmp_path / "Papers").mkdir()
    (tmp_path / "Papers" / "fresh.txt").write_text("The board met.", encoding="utf-8")
    ahead = time.time() + 600
    os.utime(tmp_path / "Papers" / "fresh.txt", (ahead, ahead))
    watching.watch(opened.session.desk, tmp_path / "Papers")
    looking.stillness = Stillness(0.3)
    looking.look()
    qtbot.waitUntil(lambda: looking._job is None, timeout=PATIENCE)
    assert line.isHidden() and looking._again.isActive()
    qtbot.waitUntil(line.isVisible, timeout=PATIENCE)
    assert line.words.text() == "1 new file in “Papers”." and not looking._again.isActive()


def test_a_folder_that_is_gone_is_told_once(qtbot: QtBot, opened: Window, tmp_path: Path) -> None:
    (tmp_path / "Away").mkdir()
    watching.watch(opened.session.desk, tmp_path / "Away")
    (tmp_path / "Away").rmdir()
    said: list[str] = []
    opened.session.said.connect(lambda words, _: said.append(words))
    for _ in range(2):
        opened.evidence.watching.look()
        qtbot.waitUntil(lambda: opened.evidence.watching._job is None, timeout=PATIENCE)
    assert said == [
        "The watched folder “Away” is not there just now. If it is on a drive or the network, connect that."
    ]


def test_folders_are_chosen_and_left_in_the_preferences(
    qtbot: QtBot, watched: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    watched.leading.show_page(PreferencesPage)
    card = watched.findChild(WatchedFolders)
    assert card is not None and card.isVisible() and card.model.rowCount() == 1
    (tmp_path / "Second").mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "Second"))
    card.add.click()
    assert card.model.rowCount() == 2 and len(watching.watched_folders(watched.session.desk)) == 2
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(watched.session.desk.library.folder))
    card.add.click()
    assert "own folder" in card.notice.words and card.model.rowCount() == 2
    for _ in range(2):
        card.stop.click()
    assert card.model.rowCount() == 0 and not card.stop.isVisible() and card.none.isVisible()
    qtbot.waitUntil(lambda: not watched.evidence.watching.line.isVisible(), timeout=PATIENCE)


def test_closing_the_library_lets_go_of_its_folders(qtbot: QtBot, watched: Window) -> None:
    watched.evidence.watching.look()
    watched.session.close_library()
    assert watched.evidence.watching._lane is None and watched.evidence.watching.line.isHidden()


def test_the_words_of_an_offer(tmp_path: Path) -> None:
    from evidence_desk.operations.watching import Watched
    from evidence_desk.ui.partials.watchline import offered

    one, two = tmp_path / "A", tmp_path / "B"
    cases: dict[str, Callable[[], list[Watched]]] = {
        "1 changed file in “A”.": lambda: [Watched(one, changed=(one / "a",))],
        "2 new and 1 changed file in 2 watched folders.": lambda: [
            Watched(one, new=(one / "a", one / "b")), Watched(two, changed=(two / "c",)),
        ],
        "1 new and 2 changed files in “B”.": lambda: [
            Watched(one), Watched(two, new=(two / "a",), changed=(two / "b", two / "c")),
        ],
    }  # fmt: skip
    for words, found in cases.items():
        assert offered(found()) == words
