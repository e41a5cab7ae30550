"""Odd files met among the test files of other programs, each in the smallest form that shows what was wrong."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import compound
import papers
import pytest
from python_calamine import CalamineError, CalamineWorkbook

from evidence_desk.extract import mail
from evidence_desk.extract.registry import extract
from evidence_desk.model.passage import Extraction

PARTS = 'From: a@b.example\nContent-Type: multipart/mixed; boundary="x"\n\n'


def read(path: Path) -> Extraction:
    return extract(str(path), path.name)


def text_of(found: Extraction) -> str:
    return "\n".join(passage.text for passage in found.passages)


def test_an_outlook_mail_that_holds_a_pdf_is_no_pdf(tmp_path: Path) -> None:
    path = compound.message(tmp_path / "a.msg", "About it", "the body", "", ("a.pdf", b"%PDF-1.4 %%EOF"))
    data = bytearray(path.read_bytes())
    data[480:485] = b"%PDF-"
    path.write_bytes(data)
    found = read(path)
    assert "the body" in text_of(found), found
    assert [member.name for member in found.members] == ["a.pdf"]


def test_a_mail_in_plain_text_called_msg_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.msg").write_text("From: a@b.example\nSubject: About it\n\nthe body\n")
    assert "the body" in text_of(read(tmp_path / "a.msg"))


def test_a_name_inside_a_mail_has_no_sign_that_misleads(tmp_path: Path) -> None:
    sent = "filename*=utf-8''a%00b%0A%E2%80%AEgpj.txt"
    (tmp_path / "a.eml").write_text(f"{PARTS}--x\nContent-Disposition: attachment; {sent}\n\nwords\n--x--\n")
    (member,) = read(tmp_path / "a.eml").members
    assert member.name == "a b gpj.txt"


def test_a_mail_of_too_many_parts_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mail, "_MOST_PARTS", 3)
    part = "--x\nContent-Type: text/plain; name=a.txt\nContent-Disposition: attachment\n\nwords\n"
    (tmp_path / "a.eml").write_text(f"{PARTS}{part * 5}--x--\n")
    found = read(tmp_path / "a.eml")
    assert len(found.members) == 3
    assert found.reason == "It has more than 3 parts: only the first 3 were read."


def test_a_mail_to_very_many_people_is_read_at_once(tmp_path: Path) -> None:
    people = ",\n ".join(f"Person {number} <p{number}@example.org>" for number in range(20_000))
    (tmp_path / "a.eml").write_text(f"From: a@b.example\nTo: {people}\nSubject: x\n\nthe body\n")
    text = text_of(read(tmp_path / "a.eml"))
    assert "Person 19999 <p19999@example.org>" in text
    assert "the body" in text


@pytest.mark.parametrize("pages", ["/Count 2000000000/Kids[3 0 R]", "/Count 9/Kids[2 0 R 2 0 R]"])
def test_a_pdf_that_lies_about_its_pages_is_damaged(tmp_path: Path, pages: str) -> None:
    objects = ["<</Type/Catalog/Pages 2 0 R>>", f"<</Type/Pages{pages}>>", "<</Type/Page/Parent 2 0 R>>"]
    body = "".join(f"{number} 0 obj\n{one}\nendobj\n" for number, one in enumerate(objects, 1))
    (tmp_path / "a.pdf").write_text(f"%PDF-1.7\n{body}trailer\n<</Root 1 0 R/Size 4>>\n%%EOF")
    found = read(tmp_path / "a.pdf")
    assert found.rejected
    assert found.reason is not None and found.reason.startswith("It is damaged and cannot be opened as a PDF. Save it")


def test_what_a_library_in_c_prints_goes_nowhere(tmp_path: Path) -> None:
    """A line of MuPDF before the JSON made the answer of the command line unreadable."""
    (tmp_path / "printing.py").write_text("import os\ndef say(): os.write(1, b'noise'); os.write(2, b'noise')\n")
    (tmp_path / "run.py").write_text(
        "from evidence_desk.work.pool import Pool\nimport printing\n"
        "if __name__ == '__main__':\n    with Pool(workers=1) as pool:\n        pool.submit(printing.say).result()\n"
    )
    where = os.pathsep.join([str(tmp_path), str(Path(__file__).parents[2])])
    done = subprocess.run(
        [sys.executable, str(tmp_path / "run.py")],
        env={**os.environ, "PYTHONPATH": where},
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def test_rich_text_with_odd_numbers_keeps_its_words(tmp_path: Path) -> None:
    (tmp_path / "a.rtf").write_bytes(rb"{\rtf1\ansi before {\pict\jpegblip\bin ffd8} \u99999999999? \binfsxn after}")
    text = text_of(read(tmp_path / "a.rtf"))
    assert "before" in text
    assert "after" in text


def test_a_workbook_with_a_macro_sheet_of_excel_4_is_read(tmp_path: Path) -> None:
    path = papers.workbook(tmp_path / "a.xlsx", One=[["waits", 12]], Two=[["x", 1]])
    moved = (b"worksheets/sheet2.xml", b"macrosheets/sheet2.xml")
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name).replace(*moved) for name in archive.namelist()}
    kind = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"
    macro = b"http://schemas.microsoft.com/office/2006/relationships/xlMacrosheet"
    before, mark, after = parts["xl/_rels/workbook.xml.rels"].partition(b"macrosheets")
    begun, ended = before.rfind(b"<"), after.find(b">")
    one = (before[begun:] + mark + after[:ended]).replace(kind, macro)
    parts["xl/_rels/workbook.xml.rels"] = before[:begun] + one + after[ended:]
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("worksheets/sheet2.xml", "macrosheets/sheet2.xml"), data)
    with pytest.raises(CalamineError):
        CalamineWorkbook.from_path(str(path))
    assert "waits\t12" in text_of(read(path))
    kept = path.rename(tmp_path / "as the library keeps it")
    assert "waits\t12" in text_of(extract(str(kept), "a.xlsx"))
