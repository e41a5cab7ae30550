"""Scans in the window: recognition begins by itself, gives way, can be paused, and what it read is marked."""

import subprocess
import sys
from pathlib import Path

import pytest
import scanning
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from evidence_desk.library import queries
from evidence_desk.library.recognition import PageRead
from evidence_desk.operations import recognising
from evidence_desk.operations.guessing import keep_last_page, keep_page
from evidence_desk.ui.window import Window
from evidence_desk.work.job import Job

PATIENCE = 60_000
# The window's process must never import pymupdf, so a scan is made in another.
MAKE_SCAN = """
import sys, pathlib
sys.path.insert(0, sys.argv[2])
import scanning
scanning.scan(pathlib.Path(sys.argv[1]), scanning.LETTER, ("Page two", "Ends here"))
"""
BOXES = [(60.0, 85.0, 120.0, 105.0, "Waiting"), (125.0, 85.0, 170.0, 105.0, "times")]


@pytest.fixture
def without_data(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recognising, "find_tessdata", lambda packed: None)


@pytest.fixture
def scans(qtbot: QtBot, opened: Window, tmp_path: Path) -> Window:
    """A window on a library with one scan of two pages, none of which is recognised yet."""
    opened.recognising.held = True
    path = tmp_path / "scan.pdf"
    subprocess.run([sys.executable, "-c", MAKE_SCAN, str(path), str(Path(scanning.__file__).parent)], check=True)
    with qtbot.waitSignal(opened.session.jobs.ended, timeout=PATIENCE):
        opened.evidence.import_paths([path])
    qtbot.waitUntil(lambda: opened.evidence.taking_in.has_report, timeout=PATIENCE)
    return opened


def recognise(window: Window, qtbot: QtBot) -> None:
    """What recognition does, without the data for it."""
    desk = window.session.desk
    sha256 = scan_of(window)[1]
    keep_page(desk, sha256, 2, PageRead("MuPDF", "Page two", (), 71.0))
    keep_last_page(desk, sha256, 1, PageRead("MuPDF", "Waiting times\n12 March 2026", BOXES, 87.4))


def scan_of(window: Window) -> tuple[str, str]:
    desk = window.session.desk
    item = queries.items(desk.library.db, desk.today, None)[0]
    return item.key, item.sha256


def settled(window: Window) -> bool:
    session = window.session
    return not any(lane.busy for lane in (session.gestures, session.lookups, session.lists, session.jobs))


def test_the_reader_says_that_pages_wait_and_then_shows_what_was_read(qtbot: QtBot, scans: Window) -> None:
    reader = scans.evidence.reader
    scans.session.ways.read(scan_of(scans)[0])
    qtbot.waitUntil(lambda: reader.pages.page == 1, timeout=PATIENCE)
    assert reader.notice.words.startswith("2 pages without text wait for recognition.")
    assert reader.bar._facts.text() == "Waits for recognition"
    recognise(scans, qtbot)
    qtbot.waitUntil(lambda: reader.bar._facts.text() == "Read by recognition, 87 % sure", timeout=PATIENCE)
    assert not reader.notice.isVisible()
    reader._choose_form("text")
    text = reader.text.toPlainText()
    assert "Page 1 · Read by recognition, 87 % sure" in text and "Page 2 · Read by recognition, 71 % sure" in text
    assert "Waits" not in reader.bar._facts.text()


def test_words_on_a_recognised_page_can_be_picked(qtbot: QtBot, scans: Window) -> None:
    recognise(scans, qtbot)
    pages = scans.evidence.reader.pages
    scans.session.ways.read(scan_of(scans)[0])
    qtbot.waitUntil(lambda: 1 in pages._words and bool(pages._words[1]), timeout=PATIENCE)
    box, scale = pages._on_screen(pages._layout.box(1)), pages._layout.scale

    def at(x: float, y: float) -> QPoint:
        return QPoint(round(box.x() + x * scale), round(box.y() + y * scale))

    with qtbot.waitSignal(pages.picked, timeout=PATIENCE) as picked:
        QTest.mousePress(pages.viewport(), Qt.MouseButton.LeftButton, pos=at(80, 95))
        QTest.mouseMove(pages.viewport(), at(150, 95))
        QTest.mouseRelease(pages.viewport(), Qt.MouseButton.LeftButton, pos=at(150, 95))
    assert picked.args == ["Waiting times", "page 1"]


def test_the_import_report_says_what_became_of_the_scan(qtbot: QtBot, scans: Window) -> None:
    panel = scans.evidence.taking_in.panel
    qtbot.waitUntil(lambda: settled(scans), timeout=PATIENCE)
    assert [row.reason for row in panel.current.files] == ["2 pages without text wait for recognition."]
    recognise(scans, qtbot)
    said = "Recognised by the computer: 2 pages, 79 % sure on average."
    qtbot.waitUntil(lambda: panel.current.files[0].reason == said, timeout=PATIENCE)


@pytest.mark.usefixtures("without_data")
def test_without_the_data_the_window_says_so_once(qtbot: QtBot, scans: Window) -> None:
    said: list[str] = []
    scans.session.said.connect(lambda words, _: said.append(words))
    scans.recognising.held = False
    scans.recognising._look()
    qtbot.waitUntil(lambda: bool(said), timeout=PATIENCE)
    assert said[0].startswith("2 pages without text wait for recognition. The data for it is not on this computer.")
    scans.recognising._look()
    qtbot.waitUntil(lambda: settled(scans), timeout=PATIENCE)
    assert len(said) == 1


def test_pausing_is_kept_with_the_library(qtbot: QtBot, scans: Window) -> None:
    scans.recognising.pause.trigger()
    qtbot.waitUntil(lambda: settled(scans) and recognising.is_paused(scans.session.desk), timeout=PATIENCE)
    folder = scans.session.desk.library.folder
    scans.session.close_library()
    assert not scans.recognising.pause.isEnabled()
    scans.session.open(folder)
    qtbot.waitUntil(lambda: scans.session.is_open and scans.recognising.pause.isEnabled(), timeout=PATIENCE)
    assert scans.recognising.pause.isChecked()


def test_a_job_that_gives_way_is_stopped_for_another_and_not_as_if_by_a_person(qtbot: QtBot, opened: Window) -> None:
    jobs = opened.session.jobs
    begun: list[Job] = []

    def long(job: Job) -> None:
        begun.append(job)
        while not job.cancelled:
            QTest.qSleep(5)

    patient = jobs.run("Reading scans", long, lambda _: None, gives_way=True)
    qtbot.waitUntil(lambda: bool(begun), timeout=PATIENCE)
    done: list[str] = []
    jobs.run("Importing", lambda job: "imported", done.append)
    qtbot.waitUntil(lambda: done == ["imported"], timeout=PATIENCE)
    assert patient.cancelled and jobs.gave_way(patient)
    other = jobs.run("Reading scans", long, lambda _: None, gives_way=True)
    qtbot.waitUntil(lambda: len(begun) == 2, timeout=PATIENCE)
    other.cancel()
    assert not jobs.gave_way(other)


@pytest.mark.recognition
@pytest.mark.skipif(scanning.TESSDATA is None, reason="eng.traineddata is not on this machine")
def test_a_scan_is_read_by_itself_after_the_import(
    qtbot: QtBot, scans: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    titles: list[str] = []
    scans.session.jobs.started.connect(lambda job: titles.append(job.title))
    said: list[str] = []
    scans.session.said.connect(lambda words, _: said.append(words))
    scans.recognising.held = False
    scans.recognising._soon.start(0)
    qtbot.waitUntil(lambda: bool(said), timeout=PATIENCE)
    assert titles[0] == "Reading scans" and said[0].startswith("Recognised by the computer: 2 pages,")
    assert queries.items(scans.session.desk.library.db, scans.session.today, None)[0].title == scanning.LETTER[0]
