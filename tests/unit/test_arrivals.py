"""A file that is written in while it is read costs itself a row, and no other file anything."""

import zipfile
from collections.abc import Iterator
from pathlib import Path

import papers
import pymupdf
import pytest

from evidence_desk.desk import Desk
from evidence_desk.library import queries
from evidence_desk.operations import arrivals, describing, erasing, refusals
from evidence_desk.operations.importing import import_paths
from evidence_desk.operations.starting import start_library
from evidence_desk.operations.verifying import verify_library
from evidence_desk.work.job import Job
from evidence_desk.work.serving import Result


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(start_library(tmp_path / "L.evidence", area="Testshire", actor="Ann"), actor="Ann")
    yield made
    made.close()


def test_a_file_that_changes_between_hashing_and_copying_is_told(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for name in ("busy.txt", "calm.txt"):
        (folder / name).write_text(f"the words of {name}", encoding="utf-8")
    digest = arrivals._digest

    def digest_then_write(candidate: arrivals.Candidate) -> tuple[str, int]:
        found = digest(candidate)
        if candidate.name == "busy.txt":
            (folder / "busy.txt").write_text("other words", encoding="utf-8")
        return found

    monkeypatch.setattr(arrivals, "_digest", digest_then_write)
    rows = {Path(row.path).name: row for row in import_paths(desk, [folder]).files}
    assert (rows["busy.txt"].status, rows["busy.txt"].reason) == ("rejected", refusals.CHANGED)
    assert rows["calm.txt"].status == "imported"


def test_a_file_that_goes_between_hashing_and_copying_costs_itself_alone(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for name in ("gone.txt", "stays.txt"):
        (folder / name).write_text(f"the words of {name}", encoding="utf-8")
    digest = arrivals._digest

    def digest_then_take_away(candidate: arrivals.Candidate) -> tuple[str, int]:
        found = digest(candidate)
        if candidate.name == "gone.txt":
            (folder / "gone.txt").unlink()
        return found

    monkeypatch.setattr(arrivals, "_digest", digest_then_take_away)
    rows = {Path(row.path).name: row for row in import_paths(desk, [folder]).files}
    assert (rows["gone.txt"].status, rows["stays.txt"].status) == ("rejected", "imported")
    assert "not there any more" in (rows["gone.txt"].reason or "")


def test_what_is_attached_to_a_pdf_has_a_row_at_every_import(desk: Desk, tmp_path: Path) -> None:
    document = pymupdf.open(str(papers.pdf(tmp_path / "plain.pdf", "See the file attached")))
    document.embfile_add("one", b"the words of it", filename="notes.txt")
    folder = tmp_path / "in"
    folder.mkdir()
    document.save(str(folder / "a.pdf"))
    (folder / "b.pdf").write_bytes((folder / "a.pdf").read_bytes())
    papers.pdf(folder / "other.pdf", "Nothing is attached to this")
    names = ["a.pdf", "a.pdf!/notes.txt", "b.pdf", "b.pdf!/notes.txt", "other.pdf"]
    for number in range(2):
        rows = import_paths(desk, [folder]).files
        assert [row.path.removeprefix(f"{folder}/") for row in rows] == names
        assert all(row.text for row in rows)
        assert [row.status == "imported" for row in rows] == [number == 0 and at in (0, 1, 4) for at in range(5)]


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (PermissionError(13, "x"), "another program holds it"),
        (FileNotFoundError(2, "x"), "not there any more"),
        (OSError(5, "x"), "Check the disk"),
    ],
)
def test_a_file_that_does_not_open_says_what_to_do(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, told: str
) -> None:
    (tmp_path / "held.txt").write_text("the words", encoding="utf-8")

    def fails(candidate: arrivals.Candidate) -> tuple[str, int]:
        raise error

    monkeypatch.setattr(arrivals, "_digest", fails)
    (row,) = import_paths(desk, [tmp_path / "held.txt"]).files
    assert row.status == "rejected" and told in (row.reason or "")


def test_the_progress_says_when_words_are_indexed_and_not_the_last_file(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("the words", encoding="utf-8")
    notes: list[str] = []
    job = Job("Importing")
    job.subscribe(lambda told: notes.append(told.note))
    import_paths(desk, [tmp_path / "a.txt"], job=job)
    assert "a.txt" in notes and notes[-1] == "Making the words findable"


def test_a_zip_with_one_file_speaks_of_one_row(desk: Desk, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "one.zip", "w") as made:
        made.writestr("a.txt", "the words")
    (row,) = [one for one in import_paths(desk, [tmp_path / "one.zip"]).files if one.is_folder]
    assert "1 file in it, with a row of its own" in (row.reason or "")


@pytest.mark.parametrize(
    ("what", "to_do"),
    [
        ("time", "Save it in parts, and import those."),
        ("memory", "Save it in parts, and import those."),
        ("oversize", "Save it in parts, and import those."),
        ("crash", "Save it anew in its own program, and import that."),
        ("error", "Save it anew in its own program, and import that."),
    ],
)
def test_of_a_file_that_no_worker_could_bear_it_is_said_what_to_do(what: str, to_do: str) -> None:
    assert refusals.unread(Result(reason="It was too much.", what=what)) == f"It was too much. {to_do}"


def test_a_removed_item_keeps_its_file_where_importing_it_again_is_stopped(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("The quokka waits.", encoding="utf-8")
    ref = str(import_paths(desk, [path]).files[0].ref)
    describing.remove(desk, ref)
    desk.pool.close()
    [row] = import_paths(desk, [path]).files
    assert (row.status, row.reason, row.is_left) == ("rejected", refusals.CANCELLED, True)
    describing.bring_back(desk, ref)
    [item] = queries.items(desk.library.db, desk.today)
    assert desk.library.files.has(item.sha256)


def test_a_new_file_that_an_import_did_not_come_to_is_not_kept(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("The quokka waits.", encoding="utf-8")
    desk.pool.close()
    import_paths(desk, [path])
    assert [one for one in (desk.library.folder / "files").rglob("*") if one.is_file()] == []


def test_a_new_version_of_what_is_erased_meanwhile_is_an_item_of_its_own(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text("Xanthippe waits.", encoding="utf-8")
    ref = str(import_paths(desk, [folder]).files[0].ref)
    (folder / "a.txt").write_text("The quokka waits.", encoding="utf-8")
    job = Job("Importing")
    erased: list[object] = []
    job.subscribe(lambda _: erased or erased.append(1) or erased.append(erasing.erase(desk, ref, "asked for")))
    [row] = import_paths(desk, [folder], job=job).files
    assert len(erased) == 2 and (row.status, row.like) == ("imported", None) and row.ref not in (None, ref)
    [item] = queries.items(desk.library.db, desk.today)
    assert (item.title, item.versions, desk.library.files.has(item.sha256)) == ("a", 1, True)
    assert verify_library(desk).ok
