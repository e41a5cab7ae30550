"""What is kept of recognition: which pages wait, what was read off the others, and how it joins the text."""

from pathlib import Path

import pytest
from shelves import Shelf, sha

from evidence_desk.library import queries, recognition
from evidence_desk.library.database import write
from evidence_desk.library.presence import why_no_text
from evidence_desk.library.recognition import PageRead
from evidence_desk.library.scrubbing import clean_texts
from evidence_desk.library.texts import forget, save_extraction
from evidence_desk.model.passage import Extraction, Guesses, Passage

GUESSES = Guesses("Plan", "document", "official-sensitive")
PLAN = sha("Plan")
READ = PageRead("MuPDF", "Waits are long.", [(1.0, 2.0, 3.0, 4.0, "Waits")], 90.0)


def scanned(*pages: int, texts: tuple[Passage, ...] = (), reason: str | None = None) -> Extraction:
    return Extraction("2", texts, GUESSES, pages=3, reason=reason, scanned=pages)


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    made = Shelf(tmp_path)
    made.item("Plan")
    return made


def test_pages_without_text_wait_and_the_file_says_so(shelf: Shelf) -> None:
    save_extraction(shelf.db, PLAN, scanned(1, 2))
    assert recognition.waiting(shelf.db) == [(PLAN, 1), (PLAN, 2)]
    assert why_no_text(shelf.db, PLAN) == "2 pages without text wait for recognition."


def test_a_recognised_page_takes_its_place_among_the_others_and_is_marked(shelf: Shelf) -> None:
    own = (
        Passage("page 1", "page", "One"),
        Passage("page 1, comments", "notes", "Seen"),
        Passage("page 10", "page", "Ten"),
    )
    save_extraction(shelf.db, PLAN, scanned(2, 3, texts=own))
    assert recognition.save_page(shelf.db, PLAN, 2, READ)
    passages = queries.passages(shelf.db, PLAN)
    assert [one.label for one in passages] == ["page 1", "page 1, comments", "page 2", "page 10"]
    assert [(one.recognised, one.confidence) for one in passages][1:3] == [(False, None), (True, 90.0)]
    assert recognition.words_on(shelf.db, PLAN) == {2: [(1.0, 2.0, 3.0, 4.0, "Waits")]}
    letters = shelf.db.execute("SELECT characters FROM extraction").fetchone()[0]
    assert letters == sum(len(one.text) for one in passages)
    assert why_no_text(shelf.db, PLAN) == (
        "Recognised by the computer: 1 page, 90 % sure. 1 page without text waits for recognition."
    )


def test_reading_the_file_anew_keeps_what_was_recognised(shelf: Shelf) -> None:
    save_extraction(shelf.db, PLAN, scanned(1, 2))
    recognition.save_page(shelf.db, PLAN, 1, READ)
    save_extraction(shelf.db, PLAN, scanned(1, 2))
    assert [one.text for one in queries.passages(shelf.db, PLAN)] == ["Waits are long."]
    assert recognition.waiting(shelf.db) == [(PLAN, 2)]
    save_extraction(shelf.db, PLAN, scanned(reason="It crashed."))
    assert [one.text for one in queries.passages(shelf.db, PLAN)] == ["Waits are long."]


def test_text_of_the_files_own_goes_before_what_was_recognised(shelf: Shelf) -> None:
    save_extraction(shelf.db, PLAN, scanned(1))
    recognition.save_page(shelf.db, PLAN, 1, READ)
    save_extraction(shelf.db, PLAN, scanned(texts=(Passage("page 1", "page", "Waits are short."),)))
    assert [one.text for one in queries.passages(shelf.db, PLAN)] == ["Waits are short."]


def test_a_page_that_failed_waits_no_more_until_the_file_is_read_anew(shelf: Shelf) -> None:
    save_extraction(shelf.db, PLAN, scanned(1))
    recognition.save_page(shelf.db, PLAN, 1, PageRead("not recognised", reason="It took too long."))
    assert recognition.waiting(shelf.db) == []
    assert why_no_text(shelf.db, PLAN) == "1 page could not be recognised."
    save_extraction(shelf.db, PLAN, scanned(1))
    assert recognition.waiting(shelf.db) == [(PLAN, 1)]


def test_a_page_without_words_is_said_to_have_none(shelf: Shelf) -> None:
    save_extraction(shelf.db, PLAN, scanned(1))
    recognition.save_page(shelf.db, PLAN, 1, PageRead("MuPDF"))
    assert queries.passages(shelf.db, PLAN) == []
    assert why_no_text(shelf.db, PLAN) == "No words were found on 1 page."


def test_what_came_last_is_read_first_and_what_nobody_sees_not_at_all(shelf: Shelf) -> None:
    key = shelf.item("New")
    shelf.version(key, sha("Old version of new"), at="2026-11-25T09:00:00Z")
    shelf.item("Removed", visible=0)
    with write(shelf.db):
        shelf.db.execute("UPDATE version SET at = '2026-11-24T10:00:00Z' WHERE sha256 = ?", (sha("New"),))
    for word in ("Plan", "New", "Old version of new", "Removed"):
        save_extraction(shelf.db, sha(word), scanned(1))
    waiting = [sha256 for sha256, _ in recognition.waiting(shelf.db)]
    assert waiting == [sha("New"), PLAN, sha("Old version of new")]


def test_forgetting_a_file_forgets_its_recognised_text_and_a_late_page_is_not_kept(shelf: Shelf) -> None:
    save_extraction(shelf.db, PLAN, scanned(1, 2))
    recognition.save_page(shelf.db, PLAN, 1, READ)
    forget(shelf.db, PLAN)
    assert not recognition.save_page(shelf.db, PLAN, 2, READ)
    assert shelf.db.execute("SELECT count(*) FROM scanned_page").fetchone()[0] == 0
    assert queries.passages(shelf.db, PLAN) == []


def test_an_erasure_takes_the_recognised_text(shelf: Shelf) -> None:
    save_extraction(shelf.db, PLAN, scanned(1))
    recognition.save_page(shelf.db, PLAN, 1, READ)
    with write(shelf.db):
        entity = shelf.db.execute("SELECT entity FROM item").fetchone()[0]
        shelf.db.execute("INSERT INTO erased VALUES(?, ?, 'entry', 'asked for')", (entity, entity))
    clean_texts(shelf.db)
    assert shelf.db.execute("SELECT count(*) FROM scanned_page").fetchone()[0] == 0


def test_scans_that_an_earlier_version_read_are_found(shelf: Shelf) -> None:
    said = {
        "Scan": "No text in it: it looks like a scan.",
        "Photo": "No text in it: it is a picture.",
        "Some": "No text on pages 3, 4: it looks like a scan there.",
        "Locked": "It is protected with a password.",
    }
    for word, reason in said.items():
        shelf.item(word)
        save_extraction(shelf.db, sha(word), Extraction("1", (), GUESSES, reason=reason))
    assert recognition.scans_of_before(shelf.db) == sorted([sha("Scan"), sha("Photo"), sha("Some")])


def test_pausing_lasts_until_it_is_lifted(shelf: Shelf) -> None:
    assert not recognition.is_paused(shelf.db)
    recognition.set_paused(shelf.db, True)
    recognition.set_paused(shelf.db, True)
    assert recognition.is_paused(shelf.db)
    recognition.set_paused(shelf.db, False)
    assert not recognition.is_paused(shelf.db)


class TestPagesWithAStamp:
    STAMP = Passage("page 1", "page", "Page 1 of 3")
    READ = PageRead("MuPDF", "Waits are long.\nPage 1 of 3", [(1.0, 2.0, 3.0, 4.0, "Waits")], 90.0)

    def test_what_is_read_takes_in_the_stamp_and_does_so_again_when_the_file_is_read_anew(self, shelf: Shelf) -> None:
        save_extraction(shelf.db, PLAN, scanned(1, texts=(self.STAMP,)))
        assert recognition.notes(shelf.db, PLAN) == {1: "Waits for recognition"}
        recognition.save_page(shelf.db, PLAN, 1, self.READ)
        kept = queries.passages(shelf.db, PLAN)
        assert [(one.label, one.text, one.recognised) for one in kept] == [("page 1", self.READ.text, True)]
        save_extraction(shelf.db, PLAN, scanned(1, texts=(self.STAMP,)))
        assert queries.passages(shelf.db, PLAN) == kept

    def test_the_stamp_stays_where_nothing_more_is_found_and_nothing_is_said_of_that(self, shelf: Shelf) -> None:
        save_extraction(shelf.db, PLAN, scanned(1, texts=(self.STAMP,)))
        recognition.save_page(shelf.db, PLAN, 1, PageRead("MuPDF"))
        assert queries.passages(shelf.db, PLAN) == [self.STAMP]
        assert (why_no_text(shelf.db, PLAN), recognition.notes(shelf.db, PLAN)) == (None, {})

    def test_text_that_changed_is_never_replaced(self, shelf: Shelf) -> None:
        save_extraction(shelf.db, PLAN, scanned(1, texts=(self.STAMP,)))
        recognition.save_page(shelf.db, PLAN, 1, self.READ)
        other = Passage("page 1", "page", "Our year")
        save_extraction(shelf.db, PLAN, scanned(texts=(other,)))
        assert queries.passages(shelf.db, PLAN) == [other]
