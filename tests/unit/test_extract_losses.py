"""Words that were lost without a sign in files of other programs, each in the smallest file that shows it."""

import io
import struct
import zipfile
from copy import deepcopy
from pathlib import Path

import compound
import docx
import openpyxl
import papers
import pptx
import pymupdf
import pytest
from openpyxl.chart import BarChart, Reference
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE

from evidence_desk.extract.registry import extract
from evidence_desk.extract.sniffing import family
from evidence_desk.model.passage import Extraction


def read(path: Path) -> Extraction:
    return extract(str(path), path.name)


def texts(path: Path) -> dict[str, str]:
    return {passage.label: passage.text for passage in read(path).passages}


def text_of(found: Extraction) -> str:
    return "\n".join(passage.text for passage in found.passages)


def a_record(kind: int, data: bytes) -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def a_book(*, cell: str) -> bytes:
    """The least workbook of Excel 97 there can be: one sheet, one cell with words."""
    begin = struct.pack("<HHHH", 0x0600, 0x0005, 0, 0) + bytes(8)
    sheet = struct.pack("<HHHH", 0x0600, 0x0010, 0, 0) + bytes(8)
    name = struct.pack("<BB", 5, 0) + b"Waits"
    sizes = 4 + len(begin) + 4 + 6 + len(name) + 4
    head = a_record(0x0809, begin) + a_record(0x0085, struct.pack("<IBB", sizes, 0, 0) + name) + a_record(0x000A, b"")
    label = struct.pack("<HHHHB", 0, 0, 0, len(cell), 0) + cell.encode("latin-1")
    note = a_record(0x01B6, bytes(10) + struct.pack("<HHI", 10, 16, 0))
    note += a_record(0x003C, b"\0seen") + a_record(0x003C, b"\1" + " again".encode("utf-16-le"))
    margin = a_record(0x0014, struct.pack("<HB", 9, 0) + b"&CTop line")
    return head + a_record(0x0809, sheet) + margin + a_record(0x0204, label) + note + a_record(0x000A, b"")


def test_notes_and_margins_of_an_old_workbook_are_read(tmp_path: Path) -> None:
    compound.write(tmp_path / "a.xls", {"Workbook": a_book(cell="waits")})
    found = read(tmp_path / "a.xls")
    texts = {passage.label: passage.text for passage in found.passages}
    assert texts["sheet Waits, row 1"] == "waits", found
    assert texts["notes and text boxes"] == "seen again"
    assert texts["headers and footers"] == "Top line"


def test_a_workbook_that_holds_a_word_file_is_a_workbook(tmp_path: Path) -> None:
    path = tmp_path / "a.xls"
    compound.write(path, {"MBD0": {"WordDocument": b"x"}, "Workbook": a_book(cell="waits")})
    assert family(path, "a.xls") == "sheets"
    assert "waits" in text_of(read(path))


def test_an_old_workbook_that_holds_a_new_one_is_an_old_one(tmp_path: Path) -> None:
    with zipfile.ZipFile(within := io.BytesIO(), "w") as archive:
        archive.writestr("xl/workbook.xml", b"x")
    compound.write(tmp_path / "a.xls", {"Workbook": a_book(cell="waits"), "package": within.getvalue()})
    assert zipfile.is_zipfile(tmp_path / "a.xls")
    assert "seen again" in text_of(read(tmp_path / "a.xls"))


def test_the_words_on_a_chart_of_a_slide_are_read(tmp_path: Path) -> None:
    made = pptx.Presentation()
    data = CategoryChartData()
    data.categories = ["Autumn", "Spring"]
    data.add_series("Weeks waited", (14, 20))
    slide = made.slides.add_slide(made.slide_layouts[6])
    chart = slide.shapes.add_chart(XL_CHART_TYPE.PIE, 0, 0, 900_000, 900_000, data).chart
    chart.has_title = True
    chart.chart_title.text_frame.text = "How long families wait"
    made.save(str(tmp_path / "a.pptx"))
    text = text_of(read(tmp_path / "a.pptx"))
    assert all(words in text for words in ("Autumn", "Weeks waited", "How long families wait"))


def test_the_words_on_a_chart_of_a_workbook_are_read(tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    sheet = made.create_sheet("Waits")
    sheet.append([1, 2])
    chart = BarChart()
    chart.title = "How long families wait"
    chart.add_data(Reference(sheet, min_col=1, min_row=1))
    sheet.add_chart(chart)
    made.save(tmp_path / "a.xlsx")
    assert "How long families wait" in text_of(read(tmp_path / "a.xlsx"))


def test_all_that_stands_on_the_page_of_notes_is_read_but_its_margins(tmp_path: Path) -> None:
    made = pptx.Presentation()
    notes = made.slides.add_slide(made.slide_layouts[5]).notes_slide
    notes.notes_text_frame.text = "say it slowly"
    beside, margin = (deepcopy(notes.notes_text_frame._txBody.getparent()) for _ in range(2))
    for shape, kind, text in ((beside, "", "beside the notes"), (margin, "ftr", "on every page")):
        mark = next(shape.iter("{*}ph"))
        mark.getparent().remove(mark) if not kind else mark.set("type", kind)
        next(shape.iter("{*}t")).text = text
        notes.shapes._spTree.append(shape)
    made.save(str(tmp_path / "a.pptx"))
    assert text_of(read(tmp_path / "a.pptx")) == "say it slowly\nbeside the notes"


def test_a_word_file_that_names_a_picture_it_lacks_is_read(tmp_path: Path) -> None:
    made = docx.Document()
    made.add_paragraph("the plan stands")
    made.sections[0].header.paragraphs[0].text = "Northshire"
    made.save(str(tmp_path / "a.docx"))
    start = b'<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    kind = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
    lacks = start + b'<Relationship Id="rId1" Type="' + kind + b'" Target="media/image1.png"/></Relationships>'
    papers.replaced(tmp_path / "a.docx", "word/_rels/document.xml.rels", lacks)
    text = text_of(read(tmp_path / "a.docx"))
    assert "the plan stands" in text
    assert "Northshire" in text


def test_a_page_without_a_body_keeps_its_words(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<!DOCTYPE html><meta charset='utf-8'><title>T</title><section>Words</section>")
    assert text_of(read(tmp_path / "a.html")) == "Words"


def test_rich_text_that_tells_of_pictures_is_no_picture(tmp_path: Path) -> None:
    told = rb"{\rtf1\ansi Write \\pict and \\bin 4 bytes. {\pict\bin4 }{x\ }After it.\par {\*\shppict{\pict ffd8}}End}"
    (tmp_path / "a.rtf").write_bytes(told)
    text = text_of(read(tmp_path / "a.rtf"))
    assert r"Write \pict and \bin 4 bytes. After it." in text
    assert "End" in text
    assert "ffd8" not in text


def test_an_outlook_mail_of_an_eastern_code_page_is_read(tmp_path: Path) -> None:
    tree = compound.properties(32, {(0x1000, 0x001E): "格式".encode("big5"), (0x3FFD, 0x0003): b""})
    rows = tree["__properties_version1.0"]
    assert isinstance(rows, bytes)
    tree["__properties_version1.0"] = rows[:-8] + struct.pack("<II", 950, 0)
    compound.write(tmp_path / "a.msg", tree)
    assert "格式" in text_of(read(tmp_path / "a.msg"))


def a_mail(path: Path, kind: str, plain: str, page: str) -> Path:
    parts = f"--x\nContent-Type: text/html\n\n<p>{page}</p>\n--x\nContent-Type: text/plain\n\n{plain}\n--x--\n"
    path.write_text(f'From: a@b.example\nContent-Type: multipart/{kind}; boundary="x"\n\n{parts}')
    return path


def test_a_footer_in_plain_text_does_not_put_out_the_mail(tmp_path: Path) -> None:
    found = read(a_mail(tmp_path / "a.eml", "mixed", "This mail was checked.", "The panel meets on Monday."))
    assert found.passages[-1].text == "The panel meets on Monday.\nThis mail was checked."


def test_a_mail_said_twice_is_read_once(tmp_path: Path) -> None:
    found = read(a_mail(tmp_path / "a.eml", "alternative", "It meets on Monday.", "It meets on <b>Monday</b>."))
    assert found.passages[-1].text == "It meets on Monday."


def test_a_mail_whose_plain_text_says_less_is_read_as_a_page(tmp_path: Path) -> None:
    page = "The panel meets on Monday and hears two parents."
    found = read(a_mail(tmp_path / "a.eml", "alternative", "Please show pages.", page))
    assert found.passages[-1].text == page


def test_what_somebody_filled_in_on_a_pdf_form_is_read(tmp_path: Path) -> None:
    document = pymupdf.open()
    page = document.new_page()
    page.insert_text((72, 72), "Referral form")
    for number, (label, value) in enumerate((("Reason for referral", "waits of fortyweeksmark"), ("", "unnamedmark"))):
        field = pymupdf.Widget()
        field.field_type = pymupdf.PDF_WIDGET_TYPE_TEXT
        field.field_name, field.field_label, field.field_value = f"field{number}", label, value
        field.rect = pymupdf.Rect(72, 100 + 40 * number, 400, 120 + 40 * number)
        page.add_widget(field)
    document.save(str(tmp_path / "form.pdf"))
    found = extract(str(tmp_path / "form.pdf"), "form.pdf")
    texts = {passage.label: passage.text for passage in found.passages}
    assert "Referral form" in texts["page 1"]
    assert texts["page 1, filled in"] == "Reason for referral: waits of fortyweeksmark\nunnamedmark"


def test_words_that_stand_in_a_row_itself_do_not_run_into_its_cells(tmp_path: Path) -> None:
    rows = "<tr>bare <td>one</td><td>two</td></tr><tr><td>three</td>between<td>four</td></tr>"
    (tmp_path / "a.html").write_text(f"<table>{rows}</table>", encoding="utf-8")
    assert texts(tmp_path / "a.html") == {"paragraphs 1–2": "bare\tone\ttwo\nthree\tbetween\tfour"}


def test_what_is_filled_in_on_a_web_page_is_read_and_its_buttons_are_not(tmp_path: Path) -> None:
    fields = "<input value='Bilby Nursery'><input type=hidden value=token><input type=submit value=Send>"
    (tmp_path / "a.html").write_text(f"<form>Setting: {fields}<textarea>Words</textarea></form>", encoding="utf-8")
    assert texts(tmp_path / "a.html") == {"paragraphs 1–2": "Setting: Bilby Nursery\nWords"}


def test_a_bar_in_rich_text_stays_a_bar_and_cells_are_parted(tmp_path: Path) -> None:
    (tmp_path / "a.rtf").write_bytes(
        rb"{\rtf1\ansi \trowd\cellx1000\cellx2000\intbl one\cell two | half\cell\row\pard A \\cell in words | here}"
    )
    assert texts(tmp_path / "a.rtf") == {"paragraphs 1–2": "one\ttwo | half\nA \\cell in words | here"}


def test_deleted_words_of_rich_text_are_not_read(tmp_path: Path) -> None:
    gone = rb"{\rtlch\fcs1 \af0 \ltrch\fcs0 \deleted\revauthdel1 struck {\b out}}"
    (tmp_path / "a.rtf").write_bytes(rb"{\rtf1\ansi Kept " + gone + rb"{\b\deleted0 as well}\par}")
    assert texts(tmp_path / "a.rtf") == {"paragraph 1": "Kept as well"}


@pytest.mark.parametrize("said", ["windows-1252", "x-unheard-of", "idna", "hex"])
def test_what_a_page_says_of_its_letters_costs_no_words_where_it_is_wrong(tmp_path: Path, said: str) -> None:
    (tmp_path / "a.html").write_bytes(f"<meta charset={said}><p>Café</p>".encode("cp1252"))
    assert texts(tmp_path / "a.html") == {"paragraph 1": "Café"}
    (tmp_path / "b.html").write_bytes(f"<meta charset={said}><p>Café’</p>".encode())
    assert texts(tmp_path / "b.html") == {"paragraph 1": "Café’"}
