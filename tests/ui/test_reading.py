"""Reading and tagging: pages, text and tables, by mouse and by keyboard alone; the reader's worker may die."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from evidence_desk.library import queries
from evidence_desk.model.records import Tag
from evidence_desk.ui.reader.views import no_text
from evidence_desk.ui.window import Window

PATIENCE = 30_000
Read = Callable[[str], Window]

# Other tests of the same worker may have imported pymupdf, so the window is opened in a process that nobody used.
_READ_IN_A_FRESH_PROCESS = """
import sys, time
from pathlib import Path
from PySide6.QtTest import QTest
from evidence_desk.ui.app import application
from evidence_desk.ui.session import Session
from evidence_desk.ui.window import Window

def until(true):
    deadline = time.monotonic() + 60
    while not true() and time.monotonic() < deadline:
        QTest.qWait(20)

def main():
    application()
    window = Window(Session())
    window.show()
    place = window.evidence
    window.session.open(Path(sys.argv[1]))
    until(lambda: place.model.rowCount() == 5)
    rows = [place.model.row(at) for at in range(5)]
    place.read(next(row.key for row in rows if row.title.lower().startswith("report")))
    pages = place.reader.pages
    until(lambda: pages.count > 0 and 1 in pages._words and bool(pages._images))
    assert not {"pymupdf", "fitz"} & set(sys.modules)
    print(pages.count, place.reader.bar.form)
    window.close()

if __name__ == "__main__":
    main()
"""


@pytest.fixture
def report(reading: Read) -> Window:
    """The window reading a PDF of three pages."""
    return reading("report")


def _tags(window: Window) -> list[Tag]:
    key = window.evidence.table.current_key()
    assert key is not None
    return queries.tags(window.session.desk.library.db, key)


def _wait_for_tag(qtbot: QtBot, window: Window) -> Tag:
    qtbot.waitUntil(lambda: len(_tags(window)) == 1, timeout=PATIENCE)
    return _tags(window)[0]


def test_a_pdf_is_read_without_pymupdf_in_the_windows_process(shelf: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(shelf / "Filled.evidence", tmp_path / "Northshire.evidence")
    here = {"QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", _READ_IN_A_FRESH_PROCESS, str(folder)]
    read = subprocess.run(command, env={**os.environ, **here}, capture_output=True, text=True, check=True, timeout=120)
    assert read.stdout.split() == ["3", "pages"]


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        (None, "No text could be read from this file."),
        ("No text in it.", "No text could be read from this file."),
        ("No text in it: it looks like a scan.", "No text in it: it looks like a scan."),
        ("It is protected with a password.", "No text could be read from this file. It is protected with a password."),
    ],
)
def test_the_reader_says_why_there_is_no_text(reason: str | None, said: str) -> None:
    assert no_text(reason) == said


def test_an_item_without_text_says_what_the_extractor_said(
    qtbot: QtBot, take_in: Callable[..., Window], tmp_path: Path
) -> None:
    (tmp_path / "picture.txt").write_text("   \n", encoding="utf-8")
    window = take_in(tmp_path / "picture.txt")
    qtbot.waitUntil(lambda: window.evidence.model.rowCount() == 1, timeout=PATIENCE)
    row = window.evidence.model.row(0)
    assert row is not None
    with qtbot.waitSignal(window.evidence.reader.shown, timeout=PATIENCE):
        window.evidence.read(row.key)
    document = window.evidence.reader.document
    assert document is not None and document.why_no_text == "No text in it."
    assert window.evidence.reader.empty.isVisible()


def test_words_picked_by_mouse_are_tagged_and_marked(qtbot: QtBot, report: Window) -> None:
    pages, tags = report.evidence.reader.pages, report.evidence.tags
    where, scale = pages._on_screen(pages._layout.box(1)), pages._layout.scale
    first, last = pages._words[1][1], pages._words[1][4]

    def at(word: tuple[float, float, float, float, str]) -> QPoint:
        return QPoint(round(where.x() + (word[0] + 2) * scale), round(where.y() + (word[1] + word[3]) / 2 * scale))

    QTest.mousePress(pages.viewport(), Qt.MouseButton.LeftButton, pos=at(first))
    QTest.mouseMove(pages.viewport(), at(last))
    QTest.mouseMove(pages.viewport(), at(last))
    QTest.mouseRelease(pages.viewport(), Qt.MouseButton.LeftButton, pos=at(last))
    assert tags.quote.toPlainText() == "wait too long for"
    tags.picker.pick("1.1")
    tags.stance.choose("concern")
    QTest.mouseClick(tags.tag_quote, Qt.MouseButton.LeftButton)
    tag = _wait_for_tag(qtbot, report)
    assert (tag.quote, tag.page, tag.stance, tag.criterion) == ("wait too long for", "page 1", "concern", "1.1")
    qtbot.waitUntil(lambda: bool(pages._tagged.marks), timeout=PATIENCE)
    assert pages._tagged.boxes(1, "wait too long for", pages._words[1])


def test_this_page_is_tagged_without_selecting(qtbot: QtBot, report: Window) -> None:
    pages, tags = report.evidence.reader.pages, report.evidence.tags
    pages.go_to(2)
    qtbot.waitUntil(lambda: pages.page == 2, timeout=PATIENCE)
    tags.picker.pick("2.2")
    QTest.keyClick(tags, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    tag = _wait_for_tag(qtbot, report)
    assert (tag.page, tag.quote or None) == ("page 2", None)


def test_tagging_by_keyboard_alone(
    qtbot: QtBot, report: Window, qapp: QApplication, press: Callable[..., None]
) -> None:
    reader, tags = report.evidence.reader, report.evidence.tags
    QTest.keyClick(reader.pages, Qt.Key.Key_X, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: reader.bar.form == "text", timeout=PATIENCE)
    for _ in range(2):
        QTest.keyClick(reader.text, Qt.Key.Key_Down)
    QTest.keyClick(reader.text, Qt.Key.Key_Home)
    for _ in range(3):
        QTest.keyClick(
            reader.text, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        )
    picked = tags.quote.toPlainText()
    assert picked
    QTest.keyClick(report, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: qapp.focusWidget() is tags.picker.field, timeout=PATIENCE)
    QTest.keyClicks(tags.picker.field, "1.3")
    QTest.keyClick(tags.picker.field, Qt.Key.Key_Return)
    while qapp.focusWidget() is not tags.tag_quote:
        press(Qt.Key.Key_Tab)
    QTest.keyClick(tags.tag_quote, Qt.Key.Key_Space)
    tag = _wait_for_tag(qtbot, report)
    assert tag.criterion == "1.3"
    assert " ".join((tag.quote or "").split()) == " ".join(picked.split())


def test_a_paragraph_is_tagged_at_the_caret(qtbot: QtBot, reading: Read) -> None:
    window = reading("minutes")
    reader, tags = window.evidence.reader, window.evidence.tags
    reader.text.moveCursor(QTextCursor.MoveOperation.End)
    assert tags.tag_here.text() == "Tag this paragraph"
    tags.picker.pick("2.2")
    tags.tag_here.click()
    assert _wait_for_tag(qtbot, window).quote == "The forum was not asked."


def test_a_row_of_a_table_is_tagged(qtbot: QtBot, reading: Read) -> None:
    window = reading("waits")
    reader, tags = window.evidence.reader, window.evidence.tags
    assert reader.table.model.rowCount() == 3
    reader.table.view.setCurrentIndex(reader.table.model.index(2, 0))
    assert tags.tag_here.text() == "Tag this row"
    tags.picker.pick("1.1")
    tags.tag_here.click()
    tag = _wait_for_tag(qtbot, window)
    assert "".join((tag.quote or "").split()) == "Autism340"


def test_a_tag_is_removed_and_undo_brings_it_back(qtbot: QtBot, report: Window) -> None:
    tags = report.evidence.tags
    tags.picker.pick("1.4")
    tags.tag_item.click()
    _wait_for_tag(qtbot, report)
    qtbot.waitUntil(lambda: tags.model.rowCount() == 1, timeout=PATIENCE)
    tags.list.setCurrentIndex(tags.model.index(0))
    tags.remove.click()
    qtbot.waitUntil(lambda: not _tags(report), timeout=PATIENCE)
    report.gestures.undo()
    _wait_for_tag(qtbot, report)


def test_a_quote_that_does_not_stand_in_the_text_is_told(qtbot: QtBot, report: Window) -> None:
    tags = report.evidence.tags
    tags.picker.pick("1.4")
    tags.quote.setPlainText("words that are nowhere")
    with qtbot.waitSignal(report.session.failed, timeout=PATIENCE):
        tags.tag_quote.click()
    assert report.notice.isVisible()
    assert tags.quote.toPlainText() == "words that are nowhere"


@pytest.mark.skipif(os.name == "nt", reason="no SIGKILL there")
def test_the_window_lives_when_the_page_drawer_is_killed_while_scrolling(qtbot: QtBot, report: Window) -> None:
    reader = report.evidence.reader
    pid = reader.source.pid
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    for page in (3, 1, 2, 3):
        reader.pages.go_to(page)
        qtbot.wait(20)
    reader.views.zoom(2)
    qtbot.waitUntil(lambda: reader.pages._images.has(3, reader.pages._dpi()), timeout=PATIENCE)
    assert reader.source.pid != pid


def test_a_pdf_that_cannot_be_drawn_is_shown_as_its_text(qtbot: QtBot, report: Window) -> None:
    reader = report.evidence.reader
    document = reader.document
    assert document is not None and document.path is not None
    reader.pages._sizes, reader.pages._path = (), str(document.path)
    reader.pages._lay_out()
    reader.source.failed.emit(str(document.path), "It is damaged.")
    assert reader.bar.form == "text"
    assert "still here" in reader.notice.words


def test_escape_goes_back_to_the_list(qtbot: QtBot, report: Window) -> None:
    QTest.keyClick(report.evidence.reader.pages, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not report.evidence.reading, timeout=PATIENCE)
    assert report.evidence.facts.isVisible()


def test_the_text_view_loads_nothing(report: Window) -> None:
    assert report.evidence.reader.text.loadResource(2, "file:///etc/hostname") is None
