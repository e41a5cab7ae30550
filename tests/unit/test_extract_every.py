"""One small file of every format: the words that must be found in it, and where."""

from pathlib import Path

import compound
import everyformat
import papers
import pymupdf
import pytest

from evidence_desk.extract.registry import SUFFIXES, extract
from evidence_desk.extract.sniffing import OLD
from evidence_desk.model.passage import Extraction

# Pictures have no text of their own; a ZIP is a folder; old Excel files are those of test_extract_odd.py.
WITHOUT_WORDS = {".png", ".jpg", ".jpeg", ".tif", ".tiff", ".gif", ".bmp", ".jp2", ".zip", ".xls"}
# Other names of formats that are tried here.
ALSO_CALLED = {".dotx", ".pptm", ".ppsx", ".text", ".markdown", ".htm", ".xhtml", ".mht"}


def read(path: Path) -> Extraction:
    return extract(str(path), path.name)


@pytest.mark.parametrize("suffix", sorted(everyformat.MAKERS))
def test_the_words_of_every_format_are_found_in_their_places(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a.{suffix}"
    wanted = everyformat.MAKERS[suffix](path)
    found = read(path)
    assert (found.rejected, found.reason) == (False, None)
    assert {word: [one.label for one in found.passages if word in one.text] for word in wanted} == {
        word: [place] for word, place in wanted.items()
    }


def test_every_suffix_that_is_read_is_tried() -> None:
    assert SUFFIXES == {f".{suffix}" for suffix in everyformat.MAKERS} | WITHOUT_WORDS | ALSO_CALLED


def test_files_attached_to_a_pdf_are_members_like_those_of_a_mail(tmp_path: Path) -> None:
    document = pymupdf.open(str(papers.pdf(tmp_path / "a.pdf", "See the files attached")))
    document.embfile_add("one", b"a,b\n1,2\n", filename="../../waits.csv")
    document[0].add_file_annot((50, 50), b"pinned words", "pinned.txt")
    document.save(str(tmp_path / "b.pdf"))
    found = read(tmp_path / "b.pdf")
    assert [(one.name, one.data) for one in found.members] == [
        ("waits.csv", b"a,b\n1,2\n"), ("pinned.txt", b"pinned words"),
    ]  # fmt: skip


def test_a_mail_attached_to_an_outlook_mail_is_a_member_with_its_own_attachments(tmp_path: Path) -> None:
    path = compound.message(
        tmp_path / "a.msg", "Outer", "outer words", "From: a@b.example\n", ("a.csv", b"a,b\n"),
        within=compound.within("About: the/numbat", "inner words", ("waits.csv", b"c,d\n")),
    )  # fmt: skip
    found = read(path)
    assert [one.name for one in found.members] == ["a.csv", "About: the-numbat.eml"]
    assert found.members == read(path).members
    (tmp_path / "inner.eml").write_bytes(found.members[1].data)
    inner = read(tmp_path / "inner.eml")
    assert [one.text for one in inner.passages if one.label == "mail body"] == ["inner words"]
    assert [(one.name, one.data) for one in inner.members] == [("waits.csv", b"c,d\n")]


@pytest.mark.parametrize("after", [b"", b"\x10\x00\x00\x06\x05\x00", bytes(200), b"\xff" * 200])
def test_an_old_book_that_is_not_understood_is_left_to_libreoffice(tmp_path: Path, after: bytes) -> None:
    compound.write(tmp_path / "a.xls", {"Workbook": b"\x09\x08" + after})
    found = read(tmp_path / "a.xls")
    assert (found.rejected, found.reason) == (False, OLD["old-sheets"])


def test_a_sheet_that_is_no_old_book_is_rejected_as_damaged(tmp_path: Path) -> None:
    compound.write(tmp_path / "a.xls", {"Workbook": b"these are only words"})
    assert read(tmp_path / "a.xls").rejected
