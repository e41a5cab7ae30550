"""Recognition as a piece of work: it waits, pauses, goes on, and guesses nothing that lets out more."""

from collections.abc import Iterator
from pathlib import Path

import papers
import pytest
import scanning

from evidence_desk.desk import Desk
from evidence_desk.library import queries, recognition
from evidence_desk.library.presence import why_no_text
from evidence_desk.library.recognition import PageRead
from evidence_desk.operations import describing, importing, merging, recognising, searching, starting, undoing
from evidence_desk.operations.guessing import keep_last_page
from evidence_desk.work.job import Job

TEXT = "\n".join(scanning.LETTER)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    library = starting.start_library(tmp_path / "Northshire.evidence", area="Northshire", actor="Ann")
    made = Desk(library, actor="Ann")
    yield made
    made.close()


@pytest.fixture
def nothing_to_read_with(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recognising, "find_tessdata", lambda packed: None)


def take(desk: Desk, path: Path) -> tuple[str, str]:
    """Key and SHA-256 of the item that a file becomes."""
    report = importing.import_paths(desk, [path])
    key = queries.resolve(desk.library.db, str(report.files[0].ref))
    return key, queries.item(desk.library.db, key, desk.today).sha256


def test_import_does_not_wait_for_recognition_and_says_that_it_is_to_come(desk: Desk, tmp_path: Path) -> None:
    report = importing.import_paths(desk, [papers.scan(tmp_path / "scan.pdf", 3)])
    row = report.files[0]
    assert (row.text, row.reason) == (False, "3 pages without text wait for recognition.")
    assert recognising.waiting_pages(desk) == 3


@pytest.mark.usefixtures("nothing_to_read_with")
def test_without_the_data_the_pages_wait_and_it_says_what_to_do(desk: Desk, tmp_path: Path) -> None:
    take(desk, papers.scan(tmp_path / "scan.pdf"))
    done = recognising.recognise(desk)
    assert (done.pages, done.waiting, done.why) == (0, 1, recognising.NO_DATA)
    assert recognising.in_words(done).startswith("1 page without text waits for recognition. Recognition needs")


def test_with_nothing_that_waits_nothing_is_missed(desk: Desk) -> None:
    assert recognising.in_words(recognising.recognise(desk)) == "No page waits for recognition."


def test_while_it_is_paused_nothing_is_read(desk: Desk, tmp_path: Path) -> None:
    take(desk, papers.scan(tmp_path / "scan.pdf"))
    recognising.pause(desk)
    assert recognising.recognise(desk).why == recognising.PAUSED
    assert recognising.waiting_pages(desk) == 1


def test_the_last_page_brings_guesses_and_never_a_weaker_marking(desk: Desk, tmp_path: Path) -> None:
    key, sha256 = take(desk, papers.scan(tmp_path / "scan0001.pdf"))
    harmless = "Waiting times for assessment\n12 March 2026\nThe council publishes its waiting times every month."
    keep_last_page(desk, sha256, 1, PageRead("MuPDF", harmless, (), 96.0))
    item = queries.item(desk.library.db, key, desk.today)
    assert (item.title, item.date) == ("Waiting times for assessment", "2026-03-12")
    assert (item.marking, item.kind) == ("official-sensitive", "document")
    assert {"title", "date", "marking", "kind"} <= set(item.guessed)


def test_a_story_of_one_child_is_guessed_to_be_a_case_study(desk: Desk, tmp_path: Path) -> None:
    key, sha256 = take(desk, papers.scan(tmp_path / "scan.pdf"))
    story = "Case study\nAmira is nine. Her mother said that she waited. Amira now goes to school and she is happy."
    keep_last_page(desk, sha256, 1, PageRead("MuPDF", story, (), 96.0))
    assert queries.item(desk.library.db, key, desk.today).kind == "case-study"


def test_what_a_person_wrote_stays(desk: Desk, tmp_path: Path) -> None:
    key, sha256 = take(desk, papers.scan(tmp_path / "scan.pdf"))
    words = [describing.parse_assignment(text) for text in ("title=Letter", "marking=official")]
    describing.set_fields(desk, [key], words)
    keep_last_page(desk, sha256, 1, PageRead("MuPDF", TEXT, (), 96.0))
    item = queries.item(desk.library.db, key, desk.today)
    assert (item.title, item.marking) == ("Letter", "official")


def test_what_was_hardly_read_lets_guess_nothing(desk: Desk, tmp_path: Path) -> None:
    key, sha256 = take(desk, papers.scan(tmp_path / "scan.pdf"))
    keep_last_page(desk, sha256, 1, PageRead("MuPDF", TEXT, (), 30.0))
    item = queries.item(desk.library.db, key, desk.today)
    assert (item.title, item.date) == ("scan", None)


def test_the_guesses_are_part_of_the_import_so_undo_meets_no_step_that_nobody_made(desk: Desk, tmp_path: Path) -> None:
    key, sha256 = take(desk, papers.scan(tmp_path / "scan.pdf"))
    keep_last_page(desk, sha256, 1, PageRead("MuPDF", TEXT, (), 96.0))
    assert undoing.undoable(desk) == "import of 1 file"
    undoing.undo(desk)
    assert desk.library.db.execute("SELECT count(*) FROM item WHERE visible").fetchone()[0] == 0
    undoing.redo(desk)
    assert queries.item(desk.library.db, key, desk.today).title == "Waiting times for assessment"


def test_what_is_recognised_can_be_searched_for(desk: Desk, tmp_path: Path) -> None:
    key, sha256 = take(desk, papers.scan(tmp_path / "scan.pdf"))
    assert searching.matching(desk, "eleven") == []
    keep_last_page(desk, sha256, 1, PageRead("MuPDF", TEXT, (), 96.0))
    assert searching.matching(desk, "eleven") == [key]


def test_a_copy_that_got_the_scan_by_merging_recognises_and_leaves_guessing_to_the_other(
    desk: Desk, tmp_path: Path
) -> None:
    key, sha256 = take(desk, papers.scan(tmp_path / "scan.pdf"))
    other = Desk(starting.start_library(tmp_path / "Copy.evidence", area="Northshire", actor="Ben"), actor="Ben")
    folder = desk.library.folder
    desk.library.db.commit()
    try:
        merging.merge(other, folder)
        assert recognition.waiting(other.library.db) == [(sha256, 1)]
        keep_last_page(other, sha256, 1, PageRead("MuPDF", TEXT, (), 96.0))
        assert queries.item(other.library.db, key, other.today).title == "scan"
        assert why_no_text(other.library.db, sha256) == "Recognised by the computer: 1 page, 96 % sure."
    finally:
        other.close()


class TestForReal:
    """With the data of Tesseract, on pages that this machine really reads."""

    pytestmark = scanning.needs_data

    def test_every_page_is_read_and_joins_the_text(self, desk: Desk, tmp_path: Path) -> None:
        key, sha256 = take(desk, scanning.scan(tmp_path / "scan.pdf", scanning.LETTER, ("Page two", "Ends here")))
        job = Job("Recognising")
        done = recognising.recognise(desk, job)
        assert (done.pages, done.failed, done.waiting, done.why) == (2, 0, 0, None)
        assert (job.done, job.total) == (2, 2)
        passages = queries.passages(desk.library.db, sha256)
        assert [(one.label, one.recognised) for one in passages] == [("page 1", True), ("page 2", True)]
        assert queries.item(desk.library.db, key, desk.today).title == "Waiting times for assessment"

    def test_one_that_is_stopped_keeps_what_is_finished_and_goes_on(self, desk: Desk, tmp_path: Path) -> None:
        pages = [(f"This is page number {number}",) for number in range(6)]
        take(desk, scanning.scan(tmp_path / "scan.pdf", *pages))
        job = Job("Recognising")
        job.subscribe(lambda job: job.cancel() if job.done == 1 and not job.cancelled else None)
        stopped = recognising.recognise(desk, job)
        assert stopped.pages >= 1 and stopped.pages + stopped.waiting == 6
        finished = recognising.recognise(desk)
        assert finished.pages == stopped.waiting and recognising.waiting_pages(desk) == 0

    def test_scans_that_an_earlier_version_read_are_recognised_too(self, desk: Desk, tmp_path: Path) -> None:
        _, sha256 = take(desk, scanning.scan(tmp_path / "scan.pdf", scanning.LETTER))
        db = desk.library.db
        db.execute("PRAGMA query_only=OFF")
        db.execute("DELETE FROM scanned_page")
        db.execute("UPDATE extraction SET extractor = '1', reason = 'No text in it: it looks like a scan.'")
        db.execute("PRAGMA query_only=ON")
        assert recognising.waiting_pages(desk) == 1
        assert recognising.recognise(desk).pages == 1
        assert why_no_text(db, sha256) == "Recognised by the computer: 1 page, 100 % sure."
