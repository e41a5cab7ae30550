"""Every file is accounted for: read, kept without text and why, or rejected and why."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import papers
import pymupdf
import pytest

from evidence_desk.extract.registry import SUFFIXES, extract, without_text
from evidence_desk.extract.sniffing import MEND
from evidence_desk.model.passage import Extraction

NO_PICTURE = "It cannot be opened as a picture: it is damaged, or of a rare kind. Save it as JPEG and import that."


def read(path: Path, name: str | None = None) -> Extraction:
    return extract(str(path), name or path.name)


def written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def test_the_registry_costs_a_window_no_format_library() -> None:
    code = (
        "import sys, evidence_desk.extract.registry, evidence_desk.work.pool, evidence_desk.work.render;"
        "import evidence_desk.operations.unlocking, evidence_desk.operations.converting;"
        "heavy = {'pymupdf', 'docx', 'pptx', 'lxml', 'python_calamine', 'charset_normalizer', 'oxmsg', 'olefile',"
        " 'msoffcrypto', 'cryptography'};"
        "sys.exit(', '.join(sorted(heavy & set(sys.modules))))"
    )
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False).stderr.strip() == ""
    )


def test_content_goes_before_suffix(tmp_path: Path) -> None:
    path = papers.pdf(tmp_path / "a.pdf", "a quokka")
    assert "quokka" in read(path, "called-a-text.txt").passages[0].text
    assert read(path, "no-suffix").passages[0].label == "page 1"


def test_suffixes_count_in_any_case(tmp_path: Path) -> None:
    assert read(written(tmp_path / "A.TXT", b"words")).has_text
    assert {".pdf", ".docx", ".xlsx", ".csv", ".pptx", ".txt", ".md", ".html", ".eml"} <= SUFFIXES


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.txt", b"", "It is empty: there is nothing in it. Ask for it again."),
        ("a.exe", b"MZ\x90\x00", "It is a program."),
        ("a.pdf", b"\x7fELF\x02", "It is a program."),
        ("a.jpg", b"\xff\xd8\xff\xe0", NO_PICTURE),
        ("a.gif", b"GIF89a", NO_PICTURE),
        ("a.zip", b"PK\x03\x04", "It is a damaged ZIP file. Ask for it again, or for the files in it."),
        ("a.xyz", b"words", "Files of this kind (.xyz) are not read."),
        ("blob", b"\x00\x01\x02", "It is not clear what kind of file it is."),
        ("Thumbs.db", b"x", "It is a file of the computer's own, not a document."),
        (
            "~$plan.docx",
            b"x",
            "It is the note Office leaves while a document is open; the document itself has its own row.",
        ),
    ],
)
def test_what_is_no_document_is_rejected_with_its_reason(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    found = read(written(tmp_path / name, data))
    assert (found.rejected, found.reason, found.passages) == (True, reason, ())


def test_a_plain_zip_is_a_folder(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("word/notes.txt", "Notes")
    assert read(tmp_path / "a.zip").is_folder
    assert not read(tmp_path / "a.zip").rejected


def test_what_is_no_file_is_rejected_without_opening_it(tmp_path: Path) -> None:
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.txt")
        assert read(tmp_path / "pipe.txt").rejected
    assert read(tmp_path, "folder.txt").rejected


def test_a_file_that_is_gone_has_a_reason(tmp_path: Path) -> None:
    assert read(tmp_path / "gone.pdf").reason == "It could not be opened: No such file or directory."


def test_a_scan_is_kept_and_waits_for_recognition(tmp_path: Path) -> None:
    found = read(papers.scan(tmp_path / "Panel_letter.pdf"))
    assert (found.rejected, found.has_text, found.pages) == (False, False, 1)
    assert (found.scanned, found.shortfall) == ((1,), "1 page without text waits for recognition.")
    assert (found.guesses.title, found.guesses.marking) == ("Panel letter", "official-sensitive")


def test_scanned_pages_among_others_wait_for_recognition(tmp_path: Path) -> None:
    mixed = pymupdf.open(str(papers.pdf(tmp_path / "a.pdf", "one", "two")))
    mixed.insert_pdf(pymupdf.open(str(papers.scan(tmp_path / "b.pdf", 2))))
    mixed.save(str(tmp_path / "c.pdf"))
    found = read(tmp_path / "c.pdf")
    assert found.has_text
    assert (found.scanned, found.shortfall) == ((3, 4), "2 pages without text wait for recognition.")


def test_letters_drawn_as_lines_wait_for_recognition_and_empty_pages_do_not(tmp_path: Path) -> None:
    drawn = pymupdf.open()
    drawn.new_page()
    drawn.new_page().draw_line((100, 100), (400, 500), width=9)
    drawn.save(str(tmp_path / "drawn.pdf"))
    found = read(tmp_path / "drawn.pdf")
    assert (found.pages, found.scanned, found.reason) == (2, (2,), None)


def test_files_under_a_password_are_kept_with_that_reason(tmp_path: Path) -> None:
    document = pymupdf.open(str(papers.pdf(tmp_path / "a.pdf", "secret")))
    document.save(str(tmp_path / "b.pdf"), encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw="x", owner_pw="y")
    found = read(tmp_path / "b.pdf")
    assert (found.rejected, found.has_text, found.reason) == (False, False, "It is protected with a password.")


def test_a_damaged_pdf_keeps_what_there_is_and_says_so(tmp_path: Path) -> None:
    whole = papers.pdf(tmp_path / "a.pdf", *[f"page of words {number}" for number in range(1, 10)]).read_bytes()
    found = read(written(tmp_path / "b.pdf", whole[: len(whole) * 2 // 3]))
    assert [passage.label for passage in found.passages] == [f"page {number}" for number in range(1, 8)]
    assert found.reason == "Damaged from page 8: the text of 7 of 9 pages was kept."
    cut = written(tmp_path / "c.pdf", papers.pdf(tmp_path / "d.pdf", "one").read_bytes()[:300])
    assert (read(cut).reason or "").startswith("The file is damaged: no page of it could be read. Save it")


def test_of_a_pdf_that_lost_its_pages_it_is_not_said_that_some_were_kept(tmp_path: Path) -> None:
    pages = b"1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[]/Count 0>>\nendobj\n"
    found = read(written(tmp_path / "a.pdf", b"%PDF-1.4\n" + pages + b"trailer\n<</Root 1 0 R>>\n"))
    assert found.reason == f"The file is damaged: no page of it could be read. {MEND}" and not found.rejected


@pytest.mark.parametrize("suffix", ["docx", "xlsx", "pptx", "pdf", "odt", "xlsb"])
def test_a_file_that_is_not_what_its_name_says_is_rejected_with_a_reason(tmp_path: Path, suffix: str) -> None:
    found = read(written(tmp_path / f"a.{suffix}", b"these are only words"))
    assert found.rejected and not found.has_text
    assert found.reason is not None and found.reason.startswith("It is damaged and cannot be opened")
    assert found.reason.endswith(". Save it anew in its own program, and import that.")


def test_text_that_is_no_text_is_kept_with_a_reason(tmp_path: Path) -> None:
    found = read(written(tmp_path / "a.txt", bytes(range(256)) * 20))
    assert (found.rejected, found.reason) == (
        False,
        "It is not text, although its name says so. Save it as PDF and import that.",
    )


def test_a_file_whose_worker_was_lost_can_be_told_like_any_other() -> None:
    found = without_text("waits_2026.xlsx", "It took too long.")
    assert (found.guesses.title, found.guesses.kind, found.reason) == (
        "waits 2026",
        "data-extract",
        "It took too long.",
    )


def test_names_with_control_characters_or_three_hundred_letters_do_no_harm(tmp_path: Path) -> None:
    path = written(tmp_path / "a.txt", b"words of no length")
    for name in ("a\x00\x07\n.txt", "x" * 300 + ".txt", "..\\..\\etc\\passwd.txt", "", "."):
        assert extract(str(path), name).guesses.title.isprintable()
