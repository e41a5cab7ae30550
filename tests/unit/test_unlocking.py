"""Passwords: tried on all that is locked, kept nowhere; what is stored is the file as it came."""

import zipfile
from collections.abc import Iterator
from pathlib import Path

import everyformat
import locks
import oldfiles
import papers
import pytest

from evidence_desk.desk import Desk
from evidence_desk.errors import KnownError
from evidence_desk.extract.registry import extract
from evidence_desk.library import queries
from evidence_desk.model.records import Changes
from evidence_desk.operations import undoing, unlocking
from evidence_desk.operations.alike import keep_both
from evidence_desk.operations.importing import FileRow, ImportReport, import_paths
from evidence_desk.operations.refusals import KEPT_BOTH
from evidence_desk.operations.reporting import kept_report
from evidence_desk.operations.starting import start_library
from evidence_desk.work.render import Renderer

PASSWORD = "Grüße, 7 wombats"
LOCKED = "It is protected with a password."
INSIDE = "It is protected with a password inside the ZIP file."


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(start_library(tmp_path / "L.evidence", area="Testshire", actor="Ann"), actor="Ann")
    yield made
    made.close()


def locked_file(folder: Path, kind: str, password: str = PASSWORD) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / f"a.{kind}"
    if kind == "pdf":
        return locks.pdf(papers.pdf(path, "a locked bandicoot"), password)
    if kind in ("odt", "ods"):
        everyformat.MAKERS[kind](path)
        return locks.opendocument(path, password)
    if kind == "docx":
        papers.word(path, "a locked bandicoot")
    elif kind == "xlsx":
        papers.workbook(path, Waits=[["a locked bandicoot"]])
    else:
        papers.slides(path, ("a locked bandicoot", "", ""))
    return locks.office(path, password)


def locked_zip(folder: Path, kind: str, password: str = PASSWORD) -> Path:
    folder.mkdir(exist_ok=True)
    make = {"aes": locks.zip_aes, "old": locks.zip_old}[kind]
    return make(folder / "a.zip", "in it.txt", b"a locked bandicoot in a bag, and in a bag again", password.encode())


def row_of(report: ImportReport) -> FileRow:
    return next(row for row in report.files if "opened as a folder" not in (row.reason or ""))


KINDS = ["pdf", "docx", "xlsx", "pptx", "odt", "ods"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_locked_file_is_read_with_the_right_password_among_others(tmp_path: Path, kind: str) -> None:
    path = locked_file(tmp_path / "in", kind)
    before = path.read_bytes()
    assert extract(str(path), path.name).reason == LOCKED
    assert extract(str(path), path.name, ("wrong", "Grusse")).reason == LOCKED
    found = extract(str(path), path.name, ("wrong", PASSWORD))
    assert (found.reason, found.rejected) == (None, False)
    assert ("a locked bandicoot" if kind[0] != "o" else "quokka") in found.passages[0].text
    assert found.guesses.marking == "official-sensitive"
    assert path.read_bytes() == before


@pytest.mark.parametrize("stored_as", ["a.xls", "ab12cd"])
def test_an_old_workbook_is_known_as_locked_whatever_its_copy_is_called_and_read_with_its_password(
    tmp_path: Path, stored_as: str
) -> None:
    path = tmp_path / stored_as
    wanted = oldfiles.workbook(path, PASSWORD)
    assert extract(str(path), "a.xls", ("wrong",)).reason == LOCKED
    found = extract(str(path), "a.xls", ("wrong", PASSWORD))
    assert (found.reason, found.guesses.marking) == (None, "official-sensitive")
    assert {one.text: one.label for one in found.passages} == wanted


@pytest.mark.parametrize("kind", ["odt", "ods", "odp"])
def test_a_document_that_libreoffice_locked_as_a_whole_is_read_with_its_password(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"a.{kind}"
    everyformat.MAKERS[kind](path)
    locks.opendocument_whole(path, PASSWORD)
    for passwords in ((), ("wrong",)):
        found = extract(str(path), path.name, passwords)
        assert (found.reason, found.rejected) == (LOCKED, False)
    found = extract(str(path), path.name, ("wrong", PASSWORD))
    assert (found.reason, found.guesses.marking) == (None, "official-sensitive")
    assert "quokka" in found.passages[0].text


def test_a_lock_that_asks_for_far_more_memory_than_libreoffice_does_is_not_tried(tmp_path: Path) -> None:
    path = tmp_path / "a.odt"
    everyformat.MAKERS["odt"](path)
    locks.opendocument_whole(path, PASSWORD)
    with zipfile.ZipFile(path) as archive:
        manifest = archive.read("META-INF/manifest.xml").replace(b'memory="64"', b'memory="64000000"')
    papers.replaced(path, "META-INF/manifest.xml", manifest)
    assert extract(str(path), path.name, (PASSWORD,)).reason == LOCKED


@pytest.mark.parametrize("kind", ["aes", "old"])
def test_locked_files_in_a_zip_are_read_with_the_right_password(desk: Desk, tmp_path: Path, kind: str) -> None:
    path = locked_zip(tmp_path / "in", kind)
    assert row_of(import_paths(desk, [path])).reason == INSIDE
    assert row_of(import_paths(desk, [path], passwords=["wrong"])).reason == INSIDE
    row = row_of(import_paths(desk, [path], passwords=["wrong", PASSWORD]))
    assert (row.status, row.text, row.path) == ("imported", True, f"{path}!/in it.txt")
    assert [item.marking for item in queries.items(desk.library.db, desk.today)] == ["official-sensitive"]


def test_a_stored_member_of_a_zip_under_aes_is_read_too(desk: Desk, tmp_path: Path) -> None:
    path = locks.zip_aes(tmp_path / "a.zip", "a.txt", b"short words", b"p", packed=False)
    assert row_of(import_paths(desk, [path], passwords=["p"])).text


def test_a_password_in_the_letters_of_old_programs_opens_a_zip(desk: Desk, tmp_path: Path) -> None:
    path = locks.zip_aes(tmp_path / "a.zip", "a.txt", b"some words", "Grüße".encode("cp1252"))
    assert row_of(import_paths(desk, [path], passwords=["Grüße"])).text


def test_importing_a_locked_file_again_with_its_password_reads_it(desk: Desk, tmp_path: Path) -> None:
    path = locked_file(tmp_path / "in", "docx")
    first = row_of(import_paths(desk, [path]))
    assert (first.status, first.text, first.reason) == ("imported", False, LOCKED)
    again = row_of(import_paths(desk, [path]))
    assert (again.status, again.ref, again.text, again.reason) == ("duplicate", first.ref, False, LOCKED)
    wrong = row_of(import_paths(desk, [path], passwords=["wrong"]))
    assert (wrong.status, wrong.text, wrong.reason) == ("duplicate", False, LOCKED)
    opened = row_of(import_paths(desk, [path], passwords=[PASSWORD]))
    assert (opened.status, opened.ref, opened.text, opened.reason) == ("duplicate", first.ref, True, None)
    assert row_of(import_paths(desk, [path])).text


def test_what_is_stored_is_the_file_as_it_came_and_no_password(desk: Desk, tmp_path: Path) -> None:
    path = locked_file(tmp_path / "in", "docx")
    row = row_of(import_paths(desk, [path], passwords=[PASSWORD]))
    db = desk.library.db
    item = queries.item(db, queries.resolve(db, str(row.ref)), desk.today)
    assert desk.library.files.path(item.sha256).read_bytes() == path.read_bytes()
    desk.close()
    held = b"".join(file.read_bytes() for file in (tmp_path / "L.evidence").rglob("*") if file.is_file())
    assert b"a locked bandicoot" in held
    for encoding in ("utf-8", "utf-16-le", "cp1252"):
        assert PASSWORD.encode(encoding) not in held


def test_unlock_tries_all_locked_files_of_an_import(desk: Desk, tmp_path: Path) -> None:
    for kind in KINDS:
        locked_file(tmp_path / "in", kind, "other" if kind == "xlsx" else PASSWORD)
    zipped = locked_zip(tmp_path / "in", "aes")
    (tmp_path / "in" / "open.txt").write_text("not locked", "utf-8")
    report = import_paths(desk, [tmp_path / "in"])
    assert len(unlocking.locked_rows(report)) == 7
    for kind in KINDS:
        (tmp_path / "in" / f"a.{kind}").unlink()  # what is in the library does not need the file any more
    tried = unlocking.unlock(desk, report, ["wrong", PASSWORD])
    assert [Path(row.path).name for row in tried.still] == ["a.xlsx"]
    opened = {row.path.rpartition("/")[2] for row in tried.opened}
    assert opened == {"a.docx", "a.ods", "a.odt", "a.pdf", "a.pptx", "in it.txt"}
    assert len(tried.report.files) == len(report.files)
    assert all(row.text for row in tried.opened)
    zipped.unlink()
    last = unlocking.unlock(desk, tried.report, ["other"])
    assert (last.still, last.changes.label) == ((), "read 1 locked file")
    assert unlocking.locked_rows(last.report) == ()


def test_a_locked_file_of_which_both_are_kept_is_still_opened_by_its_password(desk: Desk, tmp_path: Path) -> None:
    for folder in ("autumn", "spring"):
        (tmp_path / folder).mkdir()
        papers.word(tmp_path / folder / "a.docx", f"a locked bandicoot in {folder}")
    locks.office(tmp_path / "spring" / "a.docx", PASSWORD)
    import_paths(desk, [tmp_path / "autumn"])
    [row] = import_paths(desk, [tmp_path / "spring"]).files
    assert row.like and row.reason == LOCKED
    keep_both(desk, [str(row.ref)])
    report = ImportReport(kept_report(desk, 2).files, Changes(None, None, frozenset()))
    assert [one.ref for one in unlocking.locked_rows(report)] == [row.ref]
    tried = unlocking.unlock(desk, report, [PASSWORD])
    assert [(one.ref, one.text, one.reason) for one in tried.opened] == [(row.ref, True, KEPT_BOTH)]


def test_what_is_guessed_from_the_text_of_an_unlocked_file_is_undone_with_it(desk: Desk, tmp_path: Path) -> None:
    path = locks.office(papers.word(tmp_path / "a.docx", "Words", title="The plan for short breaks"), PASSWORD)
    report = import_paths(desk, [path])
    titles = [item.title for item in queries.items(desk.library.db, desk.today)]
    unlocking.unlock(desk, report, [PASSWORD])
    assert [item.title for item in queries.items(desk.library.db, desk.today)] == ["The plan for short breaks"]
    undoing.undo(desk)
    assert [item.title for item in queries.items(desk.library.db, desk.today)] == titles == ["a"]


def test_pages_of_a_locked_pdf_are_shown_only_while_its_password_is_known(tmp_path: Path) -> None:
    path = locked_file(tmp_path, "pdf")
    for passwords, shown in (((), False), (("wrong",), False), (("wrong", PASSWORD), True)):
        renderer = Renderer()
        try:
            if shown:
                assert renderer.open(str(path), passwords).count == 1
                assert renderer.image(str(path), 1, 72).width > 500
            else:
                with pytest.raises(KnownError, match="password"):
                    renderer.open(str(path), passwords)
        finally:
            renderer.close()


@pytest.mark.parametrize(
    ("handler", "how"), [("Adobe.PubSec", "with a certificate"), ("MicrosoftIRMServices", "by rights management")]
)
def test_a_pdf_that_no_password_opens_is_kept_and_says_what_to_do(
    desk: Desk, tmp_path: Path, handler: str, how: str
) -> None:
    path = locks.sealed_pdf(tmp_path / "sealed.pdf", handler)
    report = import_paths(desk, [path], passwords=["any"])
    (row,) = report.files
    told = f"It is locked {how}, which this program cannot open. Save an unlocked copy from the program that opens it"
    assert (row.status, row.text, row.reason) == ("imported", False, f"{told}, and import that.")
    assert unlocking.locked_rows(report) == ()
    renderer = Renderer()
    try:
        with pytest.raises(KnownError, match=how):
            renderer.open(str(path))
    finally:
        renderer.close()


def test_a_file_of_passwords_has_one_a_line(tmp_path: Path) -> None:
    file = tmp_path / "passwords"
    file.write_bytes("\ufeffone\r\ntwo words \n\nGrüße\none\n".encode())
    assert unlocking.passwords_in(file) == ("one", "two words ", "Grüße")
    for bad in (b"caf\xe9", b"\n".join(b"%d" % number for number in range(101))):
        file.write_bytes(bad)
        with pytest.raises(KnownError):
            unlocking.passwords_in(file)
