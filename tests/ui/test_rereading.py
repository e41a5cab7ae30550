"""Texts that an older version of the program read: the window offers to read the files again, and does so."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from evidence_desk.desk import Desk, open_desk
from evidence_desk.extract.registry import EXTRACTOR_VERSION
from evidence_desk.library.database import write
from evidence_desk.operations import reading, searching
from evidence_desk.ui.rereading import offered
from evidence_desk.ui.window import Window

PATIENCE = 30_000


def age(desk: Desk) -> None:
    """As if an earlier version of the program had read every file, and made less of it."""
    with write(desk.library.db):
        desk.library.db.execute("UPDATE extraction SET extractor = ?", (str(int(EXTRACTOR_VERSION) - 1),))
        desk.library.db.execute("UPDATE passage SET text = 'too little' WHERE text LIKE '%forum%'")


@pytest.fixture
def older(qtbot: QtBot, filled: Window) -> Window:
    """The window on a library of which an earlier version read all five files."""
    folder = filled.session.desk.library.folder
    filled.session.close_library()
    with open_desk(folder) as desk:
        age(desk)
    filled.session.open(folder)
    qtbot.waitUntil(filled.rereading.line.isVisible, timeout=PATIENCE)
    return filled


def found(window: Window, query: str) -> int:
    return len(searching.find(window.session.desk, query).hits)


def test_nothing_is_offered_where_this_version_read_everything(qtbot: QtBot, filled: Window) -> None:
    qtbot.waitUntil(lambda: not filled.session.lookups.busy, timeout=PATIENCE)
    assert filled.rereading.line.isHidden()


def test_the_offer_is_whole_in_the_least_window(qtbot: QtBot, older: Window) -> None:
    older.resize(800, 480)
    line = older.rereading.line
    words = line.words
    qtbot.waitUntil(lambda: line.width() < 800, timeout=PATIENCE)
    assert words.wordWrap()
    qtbot.waitUntil(lambda: words.height() >= words.heightForWidth(words.width()), timeout=PATIENCE)
    assert line.later.width() >= line.later.minimumSizeHint().width()


def test_the_files_are_read_again_when_somebody_says_so(qtbot: QtBot, older: Window) -> None:
    line = older.rereading.line
    assert line.words.text() == "5 files were read by an older version of this program; this one may find more in them."
    assert line.take.accessibleDescription() == line.words.text()
    assert found(older, "asked forum") == 0
    said: list[str] = []
    older.session.said.connect(lambda words, _: said.append(words))
    with qtbot.waitSignal(older.rereading.done, timeout=PATIENCE):
        line.take.click()
        assert line.isHidden()
    assert said == ["Read 5 files anew."] and found(older, "asked forum") == 1
    qtbot.waitUntil(lambda: not older.session.lookups.busy, timeout=PATIENCE)
    assert line.isHidden() and reading.older_files(older.session.desk) == 0


def test_what_is_being_read_shows_its_new_text(qtbot: QtBot, older: Window) -> None:
    place = older.evidence
    qtbot.waitUntil(lambda: place.model.rowCount() == 5, timeout=PATIENCE)
    rows = [place.model.row(at) for at in range(5)]
    row = next(row for row in rows if row is not None and row.title.lower().startswith("minutes"))
    with qtbot.waitSignal(place.reader.shown, timeout=PATIENCE):
        place.read(row.key)
    assert place.reader.document is not None and "asked" not in place.reader.document.passages[0].text
    with qtbot.waitSignal(older.rereading.done, timeout=PATIENCE):
        older.rereading.line.take.click()
    qtbot.waitUntil(lambda: "asked" in place.reader.document.passages[-1].text, timeout=PATIENCE)


def test_not_now_holds_until_the_library_is_opened_again(qtbot: QtBot, older: Window) -> None:
    line, folder = older.rereading.line, older.session.desk.library.folder
    line.later.click()
    assert line.isHidden()
    older.session.close_library()
    older.session.open(folder)
    qtbot.waitUntil(line.isVisible, timeout=PATIENCE)


def test_stopped_it_is_offered_again_for_the_rest(qtbot: QtBot, older: Window) -> None:
    older.session.jobs.started.connect(lambda job: job.cancel() if job.title == "Reading files again" else None)
    with qtbot.waitSignal(older.session.jobs.ended, timeout=PATIENCE):
        older.rereading.line.take.click()
    qtbot.waitUntil(older.rereading.line.isVisible, timeout=PATIENCE)
    left = reading.older_files(older.session.desk)
    assert left > 0 and older.rereading.line.words.text() == offered(left)


def test_a_library_that_may_only_be_read_offers_nothing(qtbot: QtBot, older: Window, tmp_path: Path) -> None:
    folder = older.session.desk.library.folder
    older.session.close_library()
    with open_desk(folder):
        with qtbot.waitSignal(older.session.opened, timeout=PATIENCE):
            older.session.open(folder)
        assert older.session.read_only
        qtbot.waitUntil(lambda: not older.session.lookups.busy, timeout=PATIENCE)
        assert older.rereading.line.isHidden()
        older.session.close_library()


def test_the_words_of_the_offer() -> None:
    assert offered(1) == "1 file was read by an older version of this program; this one may find more in it."
    assert offered(1312) == "1,312 files were read by an older version of this program; this one may find more in them."
