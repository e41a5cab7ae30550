"""Texts that an older version of the program read are read anew, and nothing that was known is lost to it."""

from collections.abc import Iterator
from pathlib import Path

import locks
import papers
import pytest
import scanning
from test_stamped_scans import STAMP, page_with

from evidence_desk.desk import Desk
from evidence_desk.extract.registry import EXTRACTOR_VERSION
from evidence_desk.extract.sniffing import LOCKED
from evidence_desk.library import queries, recognition
from evidence_desk.library.database import write
from evidence_desk.library.recognition import PageRead
from evidence_desk.library.standing import standing
from evidence_desk.library.texts import older_texts, save_extraction
from evidence_desk.model.passage import Extraction, Guesses, Passage
from evidence_desk.operations import describing, erasing, reading, recognising, searching, starting, tagging
from evidence_desk.operations.importing import import_paths
from evidence_desk.operations.reading import Reading, read_older_texts
from evidence_desk.work.job import Job
from evidence_desk.work.pool import Pool

OLDER = str(int(EXTRACTOR_VERSION) - 1)
POORER = "An earlier reader saw only this"
MINUTES = "The board of the partnership met. It agreed the plan for autism. Waits are measured each month."


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    made = Desk(starting.start_library(tmp_path / "L.evidence", area="Testshire", actor="Ann"), actor="Ann")
    yield made
    made.close()


def take(desk: Desk, path: Path, *passwords: str) -> tuple[str, str]:
    """Reference and SHA-256 of the item that a file becomes."""
    ref = str(import_paths(desk, [path], passwords=passwords).files[0].ref)
    db = desk.library.db
    return ref, queries.item(db, queries.resolve(db, ref), desk.today).sha256


def age(desk: Desk, sha256: str, *passages: Passage, reason: str | None = None) -> None:
    """As if an earlier version of the program had read the file, and made this of it."""
    guesses = Guesses("Plan", "document", "official")
    save_extraction(desk.library.db, sha256, Extraction(OLDER, passages, guesses, reason=reason))


def made_older(desk: Desk, *sha256s: str) -> None:
    with write(desk.library.db):
        for one in sha256s:
            desk.library.db.execute("UPDATE extraction SET extractor = ? WHERE sha256 = ?", (OLDER, one))


def poorer(text: str = POORER) -> Passage:
    return Passage("text", "text", text)


def texts(desk: Desk, sha256: str) -> str:
    return "\n".join(passage.text for passage in queries.passages(desk.library.db, sha256))


def refs(desk: Desk, query: str) -> list[str]:
    return [hit.ref for hit in searching.find(desk, query).hits]


def test_the_new_text_takes_the_place_of_the_older_one_and_is_found(desk: Desk, tmp_path: Path) -> None:
    ref, sha256 = take(desk, papers.word(tmp_path / "a.docx", "The quokka waits for a plan."))
    age(desk, sha256, poorer("A wombat."))
    desk.catch_up()
    assert (refs(desk, "quokka"), refs(desk, "wombat"), reading.older_files(desk)) == ([], [ref], 1)
    assert read_older_texts(desk) == Reading(read=1)
    assert "quokka" in texts(desk, sha256)
    assert (refs(desk, "quokka"), refs(desk, "wombat"), reading.older_files(desk)) == ([ref], [], 0)


def test_what_was_read_once_is_not_read_again(desk: Desk, tmp_path: Path) -> None:
    _, sha256 = take(desk, papers.word(tmp_path / "a.docx", "The quokka waits."))
    age(desk, sha256, poorer())
    assert (read_older_texts(desk).read, read_older_texts(desk)) == (1, Reading())


@pytest.mark.parametrize("newer", [str(int(EXTRACTOR_VERSION) + 1), "10", "10 kept"])
def test_an_older_program_leaves_what_a_newer_one_read(desk: Desk, tmp_path: Path, newer: str) -> None:
    _, sha256 = take(desk, papers.word(tmp_path / "a.docx", "The quokka waits."))
    save_extraction(desk.library.db, sha256, Extraction(newer, (poorer(),), Guesses("a", "document", "official")))
    assert reading.older_files(desk) == 0 and read_older_texts(desk) == Reading()


def test_files_of_removed_items_are_left_alone(desk: Desk, tmp_path: Path) -> None:
    ref, sha256 = take(desk, papers.word(tmp_path / "a.docx", "The quokka waits."))
    age(desk, sha256, poorer())
    describing.remove(desk, ref)
    assert reading.older_files(desk) == 0


class TestNothingIsLost:
    def test_without_its_password_a_file_keeps_its_text_and_is_tried_once(self, desk: Desk, tmp_path: Path) -> None:
        path = locks.office(papers.word(tmp_path / "locked.docx", "The quokka waits."), "open sesame")
        _, sha256 = take(desk, path, "open sesame")
        made_older(desk, sha256)
        desk.passwords = ()
        done = read_older_texts(desk)
        assert (done.read, [(one.name, one.why) for one in done.kept]) == (0, [("locked.docx", LOCKED)])
        assert "quokka" in texts(desk, sha256)
        assert (reading.older_files(desk), read_older_texts(desk)) == (0, Reading())

    def test_one_who_knows_the_password_has_it_tried_again(self, desk: Desk, tmp_path: Path) -> None:
        path = locks.office(papers.word(tmp_path / "locked.docx", "The quokka waits."), "open sesame")
        _, sha256 = take(desk, path)
        age(desk, sha256, poorer())
        assert len(read_older_texts(desk).kept) == 1 and texts(desk, sha256) == POORER
        desk.passwords = ("wrong", "open sesame")
        assert read_older_texts(desk, kept=True) == Reading(read=1)
        assert texts(desk, sha256) == "The quokka waits."
        assert read_older_texts(desk, kept=True) == Reading()

    def test_a_file_that_is_damaged_by_now_keeps_its_text(self, desk: Desk, tmp_path: Path) -> None:
        _, sha256 = take(desk, papers.pdf(tmp_path / "a.pdf", "The quokka.", "The wombat."))
        _, words = take(desk, note(tmp_path / "b.txt", "The bilby waits.\n\nThe quoll waits."))
        made_older(desk, sha256, words)
        spoil(desk, sha256, b"%PDF-1.4 and nothing more")
        # Half of it can be read all the same.
        spoil(desk, words, b"The bilby")
        done = read_older_texts(desk)
        assert [one.name for one in done.kept] == ["a.pdf", "b.txt"] and done.kept[1].why == reading.DAMAGED
        assert "wombat" in texts(desk, sha256) and "quoll" in texts(desk, words)
        assert reading.older_files(desk) == 0

    def test_a_file_that_goes_past_a_limit_of_its_worker_keeps_its_text(self, desk: Desk, tmp_path: Path) -> None:
        _, sha256 = take(desk, note(tmp_path / "a.txt", "The quokka waits."))
        made_older(desk, sha256)
        desk.pool.close()
        desk._pool = Pool(1, output_megabytes=0)
        done = read_older_texts(desk)
        assert len(done.kept) == 1 and done.kept[0].why
        assert texts(desk, sha256) == "The quokka waits." and reading.older_files(desk) == 0

    def test_a_file_that_had_no_text_says_what_is_so_now(self, desk: Desk, tmp_path: Path) -> None:
        path = locks.office(papers.word(tmp_path / "locked.docx", "The quokka waits."), "open sesame")
        _, sha256 = take(desk, path)
        age(desk, sha256, reason="It took too long.")
        assert read_older_texts(desk) == Reading(read=1)
        assert desk.library.db.execute("SELECT extractor, reason FROM extraction").fetchone()[:] == (
            EXTRACTOR_VERSION,
            LOCKED,
        )

    def test_a_file_that_is_not_here_is_not_counted(self, desk: Desk, tmp_path: Path) -> None:
        _, sha256 = take(desk, note(tmp_path / "a.txt", "The quokka waits."))
        made_older(desk, sha256)
        desk.library.files.remove(sha256)
        assert reading.older_files(desk) == 0 and read_older_texts(desk) == Reading()
        assert older_texts(desk.library.db, EXTRACTOR_VERSION) == [sha256]

    def test_a_run_whose_workers_are_stopped_says_nothing_of_the_files(self, desk: Desk, tmp_path: Path) -> None:
        _, sha256 = take(desk, note(tmp_path / "a.txt", "The quokka waits."))
        age(desk, sha256, reason="It took too long.")
        desk.pool.close()
        assert read_older_texts(desk) == Reading(left=1)
        assert reading.older_files(desk) == 1


class TestScans:
    def test_recognised_pages_stay_and_the_others_wait_on(self, desk: Desk, tmp_path: Path) -> None:
        _, sha256 = take(desk, papers.scan(tmp_path / "scan.pdf", 3))
        db = desk.library.db
        recognition.save_page(db, sha256, 2, PageRead("MuPDF", "The quokka waits.", (), 91.0))
        made_older(desk, sha256)
        assert read_older_texts(desk) == Reading(read=1)
        assert [(one.label, one.text, one.recognised) for one in queries.passages(db, sha256)] == [
            ("page 2", "The quokka waits.", True)
        ]
        assert recognition.waiting(db) == [(sha256, 1), (sha256, 3)]

    def test_a_locked_scan_keeps_its_pages_and_those_that_wait(self, desk: Desk, tmp_path: Path) -> None:
        _, sha256 = take(desk, locks.pdf(papers.scan(tmp_path / "scan.pdf", 2), "open sesame"), "open sesame")
        db = desk.library.db
        recognition.save_page(db, sha256, 1, PageRead("MuPDF", "The quokka waits.", (), 91.0))
        made_older(desk, sha256)
        desk.passwords = ()
        assert [one.why for one in read_older_texts(desk).kept] == [LOCKED]
        assert texts(desk, sha256) == "The quokka waits." and recognition.waiting(db) == [(sha256, 2)]

    def test_a_scan_of_which_only_the_stamp_was_read_waits_for_recognition(self, desk: Desk, tmp_path: Path) -> None:
        path = page_with(tmp_path / "stamped.pdf", scanning.picture(*scanning.LETTER), STAMP)
        _, sha256 = take(desk, path)
        age(desk, sha256, Passage("page 1", "page", STAMP))
        assert recognising.waiting_pages(desk) == 0
        assert read_older_texts(desk) == Reading(read=1)
        assert recognising.waiting_pages(desk) == 1 and texts(desk, sha256).split() == STAMP.split()


class TestTags:
    @pytest.fixture
    def tagged(self, desk: Desk, tmp_path: Path) -> tuple[str, str, dict[str, str]]:
        """A text read poorly, in which a quote stands elsewhere than it will, one that goes, and a page of its own."""
        ref, sha256 = take(desk, note(tmp_path / "a.txt", "A new beginning. Families wait for a year. More."))
        label = queries.passages(desk.library.db, sha256)[0].label
        poor = "Families wait for a ye-\nar. The misread wards."
        age(desk, sha256, Passage(label, "text", poor), Passage("gone", "text", "A place that is read no more"))
        made = {
            "moves": tagging.tag(desk, ref, "1.1", quote="Families wait for a year"),
            "goes": tagging.tag(desk, ref, "1.2", quote="The misread wards"),
            "place": tagging.tag(desk, ref, "1.3", page="gone"),
            "page": tagging.tag(desk, ref, "2.1", page=label),
            "whole": tagging.tag(desk, ref, "2.2"),
        }
        return ref, sha256, {name: one.id for name, one in made.items()}

    def test_quotes_are_found_again_or_told_lost(self, desk: Desk, tagged: tuple[str, str, dict[str, str]]) -> None:
        ref, _, ids = tagged
        db = desk.library.db
        key = queries.resolve(db, ref)
        assert set(standing(db, queries.item(db, key, desk.today)).values()) == {True}
        entries = db.execute("SELECT count(*) FROM journal").fetchone()[0]
        read_older_texts(desk)
        assert standing(db, queries.item(db, key, desk.today)) == {
            ids["moves"]: True, ids["goes"]: False, ids["place"]: False, ids["page"]: True, ids["whole"]: True,
        }  # fmt: skip
        assert db.execute("SELECT count(*) FROM journal").fetchone()[0] == entries

    def test_without_any_text_nothing_is_called_lost(self, desk: Desk, tagged: tuple[str, str, dict[str, str]]) -> None:
        ref, sha256, _ = tagged
        db = desk.library.db
        age(desk, sha256, reason="It took too long.")
        assert set(standing(db, queries.item(db, queries.resolve(db, ref), desk.today)).values()) == {True}


class TestGuesses:
    def test_a_text_at_last_is_guessed_from_as_on_import(self, desk: Desk, tmp_path: Path) -> None:
        ref, sha256 = take(desk, papers.word(tmp_path / "x1.docx", MINUTES, title="Plan for autism"))
        db = desk.library.db
        key = queries.resolve(db, ref)
        forget_guess(desk, key, title="x1", marking="official-sensitive")
        age(desk, sha256, reason="It took too long.")
        read_older_texts(desk)
        item = queries.item(db, key, desk.today)
        assert (item.title, item.marking) == ("Plan for autism", "official")

    def test_where_there_was_text_they_become_stricter_at_most(self, desk: Desk, tmp_path: Path) -> None:
        secret = papers.word(tmp_path / "s.docx", "OFFICIAL-SENSITIVE", MINUTES, title="Secret plan")
        strict, first = take(desk, secret)
        lax, other = take(desk, papers.word(tmp_path / "l.docx", MINUTES, title="Open plan"))
        db = desk.library.db
        keys = [queries.resolve(db, one) for one in (strict, lax)]
        forget_guess(desk, keys[0], title="Other", marking="official")
        forget_guess(desk, keys[1], title="Other", marking="official-sensitive")
        for sha256 in (first, other):
            age(desk, sha256, poorer())
        actions = db.execute("SELECT count(*) FROM action").fetchone()[0]
        read_older_texts(desk)
        found = [queries.item(db, key, desk.today) for key in keys]
        assert [(one.title, one.marking) for one in found] == [("Other", "official-sensitive")] * 2
        assert db.execute("SELECT count(*) FROM action").fetchone()[0] == actions


def test_stopped_half_way_it_goes_on_with_the_rest(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(30):
        (folder / f"{number}.txt").write_text(f"The quokka number{number} waits.", encoding="utf-8")
    import_paths(desk, [folder])
    db = desk.library.db
    for (sha256,) in db.execute("SELECT sha256 FROM extraction").fetchall():
        age(desk, sha256, poorer())
    job = Job("Reading")
    seen: list[tuple[int, int | None]] = []
    job.subscribe(lambda one: seen.append((one.done, one.total)))
    job.subscribe(lambda one: one.cancel() if one.done == 7 and not one.cancelled else None)
    first = read_older_texts(desk, job)
    assert (first.read, first.left) == (7, 23) and reading.older_files(desk) == 23
    assert seen[0] == (0, 30) and (7, 30) in seen
    assert read_older_texts(desk) == Reading(read=23)
    assert db.execute("SELECT count(*) FROM passage WHERE text = ?", (POORER,)).fetchone()[0] == 0
    assert {len(refs(desk, f"number{number}")) for number in (0, 29)} == {1}


def test_what_is_erased_while_others_are_read_does_not_come_back(desk: Desk, tmp_path: Path) -> None:
    taken = {
        sha256: ref for ref, sha256 in (take(desk, note(tmp_path / f"{n}.txt", f"The quokka {n}.")) for n in "abc")
    }
    made_older(desk, *taken)
    job, db = Job("Reading"), desk.library.db

    def erase_the_others(_: Job) -> None:
        for (sha256,) in db.execute("SELECT sha256 FROM extraction WHERE extractor = ?", (OLDER,)).fetchall():
            erasing.erase(desk, taken.pop(sha256), "asked for")

    job.subscribe(lambda one: erase_the_others(one) if one.done == 1 else None)
    done = read_older_texts(desk, job)
    assert (done.read, done.kept, len(taken)) == (1, (), 1)
    assert [row[0] for row in db.execute("SELECT DISTINCT sha256 FROM passage")] == list(taken)
    assert [row[0] for row in db.execute("SELECT sha256 FROM extraction")] == list(taken)


def test_who_watches_hears_of_each_item_that_was_read(desk: Desk, tmp_path: Path) -> None:
    ref, sha256 = take(desk, note(tmp_path / "a.txt", "The quokka waits."))
    age(desk, sha256, poorer())
    heard: set[str] = set()
    desk.subscribe(lambda changes: heard.update(changes.entities))
    read_older_texts(desk)
    assert heard == {f"item:{queries.resolve(desk.library.db, ref)}"}


@pytest.mark.parametrize(
    ("done", "words"),
    [
        (Reading(), ""),
        (Reading(1), "Read 1 file anew."),
        (Reading(1200), "Read 1,200 files anew."),
        (Reading(3, (reading.Kept("a", "b"),), 4),
         "Read 3 files anew. 1 file could not be read now and kept the text it had. 4 files still to be read."),
        (Reading(0, (reading.Kept("a", "b"),) * 2), "2 files could not be read now and kept the text they had."),
    ],
)  # fmt: skip
def test_what_a_run_came_to_in_words(done: Reading, words: str) -> None:
    assert reading.in_words(done) == words


# What the tests above are made of


def note(path: Path, words: str) -> Path:
    path.write_text(words, encoding="utf-8")
    return path


def spoil(desk: Desk, sha256: str, data: bytes) -> None:
    path = desk.library.files.path(sha256)
    path.chmod(0o600)
    path.write_bytes(data)


def forget_guess(desk: Desk, key: str, **fields: str) -> None:
    """As if the import had guessed this."""
    action = desk.library.db.execute(
        "SELECT action.id FROM journal JOIN action ON action.n = journal.action WHERE entity LIKE ? LIMIT 1",
        (f"item:{key}/version:%",),
    ).fetchone()[0]
    with desk.change("import", resume=action) as change:
        change.set(f"item:{key}", fields, auto=True)
