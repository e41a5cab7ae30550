"""Each format gives its text and says where it stands."""

import zipfile
from email.message import EmailMessage
from pathlib import Path

import compound
import docx
import openpyxl
import papers
import pptx
import pymupdf
import pytest

from evidence_desk.extract.registry import extract
from evidence_desk.model.passage import Extraction


def read(path: Path) -> Extraction:
    return extract(str(path), path.name)


def texts(path: Path) -> dict[str, str]:
    return {passage.label: passage.text for passage in read(path).passages}


def place_of(path: Path, word: str) -> str:
    return next(passage.label for passage in read(path).passages if word in passage.text)


def test_a_word_on_page_seven_of_a_pdf_is_found_on_page_seven(tmp_path: Path) -> None:
    path = papers.pdf(tmp_path / "a.pdf", *["nothing"] * 6, "the quokka waits", "end")
    assert place_of(path, "quokka") == "page 7"
    assert read(path).pages == 8


def test_ligatures_in_a_pdf_are_read_as_letters(tmp_path: Path) -> None:
    document = pymupdf.open()
    page = document.new_page()
    page.insert_htmlbox(pymupdf.Rect(50, 50, 500, 200), "<p>o\ufb03cial \ufb01gures</p>")
    document.save(str(tmp_path / "a.pdf"))
    assert "official figures" in texts(tmp_path / "a.pdf")["page 1"]


def test_what_is_filled_into_a_pdf_form_is_read(tmp_path: Path) -> None:
    document = pymupdf.open()
    page = document.new_page()
    page.insert_text((50, 50), "Outcome")
    field = pymupdf.Widget()
    field.rect, field.field_type, field.field_name = pymupdf.Rect(50, 60, 300, 80), pymupdf.PDF_WIDGET_TYPE_TEXT, "o"
    field.field_value = "wombat"
    page.add_widget(field)
    page.add_text_annot((100, 300), "a marginal numbat")
    document.save(str(tmp_path / "a.pdf"))
    assert place_of(tmp_path / "a.pdf", "wombat") == "page 1"
    assert place_of(tmp_path / "a.pdf", "numbat") == "page 1, comments"


def test_a_word_on_the_second_sheet_is_found_with_its_rows(tmp_path: Path) -> None:
    rows: list[list[object]] = [["Service", "Weeks"], *[["OT", number] for number in range(70)], ["bilby", 1]]
    path = papers.workbook(tmp_path / "a.xlsx", Notes=[["x"]], Waits=rows)
    assert place_of(path, "bilby") == "sheet Waits, rows 51–72"
    assert texts(path)["sheet Waits, rows 1–50"].startswith("Service\tWeeks\nOT\t0")


def test_hidden_sheets_and_notes_on_cells_are_read_and_said_to_be(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "seen"
    book.active["A1"].comment = openpyxl.comments.Comment("a potoroo note", "Sam")
    book.create_sheet("Secret")["B2"] = "dunnart"
    book["Secret"].sheet_state = "hidden"
    book.save(tmp_path / "a.xlsx")
    assert place_of(tmp_path / "a.xlsx", "dunnart") == "sheet Secret (hidden), row 2"
    assert place_of(tmp_path / "a.xlsx", "potoroo") == "notes on cells"


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
def test_csv_is_read_whatever_its_delimiter_and_encoding(tmp_path: Path, delimiter: str, encoding: str) -> None:
    text = "\r\n".join(delimiter.join(row) for row in [("Place", "Cost"), ("Café", "£5"), ('"a, b"', "naïve")])
    (tmp_path / "a.csv").write_bytes(text.encode(encoding))
    assert texts(tmp_path / "a.csv") == {"rows 1–3": "Place\tCost\nCafé\t£5\na, b\tnaïve"}
    assert read(tmp_path / "a.csv").guesses.kind == "data-extract"


def test_a_csv_cell_may_hold_quotes_and_line_breaks(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text('A,B\n"one\ntwo","say ""yes"""\n', "utf-8")
    assert texts(tmp_path / "a.csv") == {"rows 1–2": 'A\tB\none two\tsay "yes"'}


def test_slides_give_text_tables_and_notes(tmp_path: Path) -> None:
    path = papers.slides(tmp_path / "a.pptx", ("One", "first", ""), ("Two", "second", "mention the quoll"))
    made = pptx.Presentation(str(path))
    made.slides[0].shapes.add_table(1, 2, 0, 0, 99, 99).table.cell(0, 1).text = "in a cell"
    made.save(str(path))
    found = texts(path)
    assert found["slide 2, notes"] == "mention the quoll"
    assert found["slide 1"] == "One\nfirst"
    assert found["slide 1, table"].strip() == "in a cell"
    assert read(path).pages == 2


def test_word_gives_paragraphs_and_tables_in_reading_order(tmp_path: Path) -> None:
    path = papers.word(tmp_path / "a.docx", "First.", "Second.", table=[["Need", "Weeks"], ["a numbat", "9"]])
    document = docx.Document(str(path))
    document.add_paragraph("Last.")
    document.save(str(path))
    assert list(texts(path)) == ["paragraphs 1–2", "table 1", "paragraph 3"]
    assert texts(path)["table 1"] == "Need\tWeeks\na numbat\t9"


def test_long_word_documents_are_kept_in_runs_of_paragraphs(tmp_path: Path) -> None:
    path = papers.word(tmp_path / "a.docx", *[f"{number} " + "word " * 100 for number in range(1, 9)])
    assert list(texts(path)) == ["paragraphs 1–2", "paragraphs 3–4", "paragraphs 5–6", "paragraphs 7–8"]


def test_a_word_document_is_called_as_its_title_is_styled(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("Northshire Council")
    document.add_heading("Sufficiency plan for special schools", 0)
    document.add_heading("Introduction", 1)
    document.save(str(tmp_path / "a.docx"))
    assert read(tmp_path / "a.docx").guesses.title == "Sufficiency plan for special schools"


def test_everything_beside_the_body_of_a_word_document_is_text_too(tmp_path: Path) -> None:
    document = docx.Document()
    run = document.add_paragraph("Body.").add_run(" More.")
    document.sections[0].header.paragraphs[0].text = "OFFICIAL"
    document.sections[0].footer.paragraphs[0].text = "Version 2"
    document.add_comment([run], text="is this right", author="Jo")
    path = tmp_path / "a.docx"
    document.save(str(path))
    with zipfile.ZipFile(path) as archive:
        body = archive.read("word/document.xml").decode()
    box = (
        "<w:p><w:r><w:t>beside the box</w:t></w:r><w:ins w:id='1' w:author='a'><w:r><w:t> put in</w:t></w:r></w:ins>"
        "<w:del w:id='2' w:author='a'><w:r><w:delText>taken out</w:delText></w:r></w:del><w:r><w:pict>"
        "<w:txbxContent><w:p><w:r><w:t>in the box</w:t></w:r></w:p></w:txbxContent></w:pict></w:r></w:p><w:sectPr"
    )
    papers.replaced(path, "word/document.xml", body.replace("<w:sectPr", box, 1).encode())
    found = texts(path)
    assert found["headers and footers"] == "OFFICIAL\nVersion 2"
    assert found["comments"] == "Jo: is this right"
    assert found["text boxes"] == "in the box"
    assert found["paragraphs 1–2"] == "Body. More.\nbeside the box put in"


def test_text_is_read_in_runs_of_paragraphs(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# Head\n\none\ntwo\n\nthree\n", "utf-8")
    assert texts(tmp_path / "a.md") == {"paragraphs 1–3": "# Head\none\ntwo\nthree"}


def test_a_web_page_gives_its_words_and_nothing_it_would_fetch_or_run(tmp_path: Path) -> None:
    page = (
        "<html><head><title>Short breaks</title><style>p{}</style></head><body><h1>Short <b>breaks</b></h1>"
        "<script>alert('no')</script>for all<table><tr><td>Club</td><td>&pound;5</td></tr></table></body></html>"
    )
    (tmp_path / "a.html").write_text(page, "utf-8")
    assert texts(tmp_path / "a.html") == {"paragraphs 1–3": "Short breaks\nfor all\nClub\t£5"}
    assert read(tmp_path / "a.html").guesses.title == "Short breaks"


def test_a_web_page_is_read_in_the_encoding_it_names(tmp_path: Path) -> None:
    (tmp_path / "a.htm").write_bytes('<meta charset="iso-8859-1"><p>café'.encode("latin-1"))
    assert texts(tmp_path / "a.htm") == {"paragraph 1": "café"}


def test_a_mail_gives_heading_body_and_attachments(tmp_path: Path) -> None:
    body = "Colleagues, the bandicoot café opens. " + "A long line follows. " * 9
    path = papers.mail(tmp_path / "a.eml", "Café news", body, {"waits.csv": b"a,b\n1,2\n"})
    found = read(path)
    assert b"caf=C3=A9" in path.read_bytes()
    assert place_of(path, "bandicoot café") == "mail body"
    assert "Subject: Café news" in texts(path)["mail heading"]
    assert [(member.name, member.data) for member in found.members] == [("waits.csv", b"a,b\n1,2\n")]
    assert (found.guesses.title, found.guesses.date) == ("Café news", "2026-03-12")
    assert found.guesses.source == "Inclusion Team"


def test_a_mail_of_html_only_is_read_and_a_mail_within_is_a_member(tmp_path: Path) -> None:
    inner = EmailMessage()
    inner["Subject"] = "Forwarded"
    inner.set_content("inner words")
    outer = EmailMessage()
    outer["Subject"] = "See below"
    outer.set_content("<p>rich <b>words</b></p>", subtype="html")
    outer.add_attachment(inner)
    (tmp_path / "a.eml").write_bytes(bytes(outer))
    found = read(tmp_path / "a.eml")
    assert texts(tmp_path / "a.eml")["mail body"] == "rich words"
    assert [member.name for member in found.members] == ["Forwarded.eml"]
    assert b"inner words" in found.members[0].data


def test_rich_text_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.rtf").write_bytes(rb"{\rtf1\ansi A \b bold\b0  caf\'e9\par Next}")
    assert texts(tmp_path / "a.rtf") == {"paragraphs 1–2": "A bold café\nNext"}


def test_opendocument_text_and_sheets_are_read(tmp_path: Path) -> None:
    content = (
        '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"><office:body><office:text>'
        "<text:h>Head</text:h><text:p>One<text:tab/>two</text:p><table:table><table:table-row><table:table-cell>"
        "<text:p>cell</text:p></table:table-cell></table:table-row></table:table></office:text></office:body>"
        "</office:document-content>"
    )
    with zipfile.ZipFile(tmp_path / "a.odt", "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", content)
    assert texts(tmp_path / "a.odt") == {"paragraphs 1–2": "Head\nOne\ttwo", "table 1": "cell"}


def test_labels_name_one_place_each(tmp_path: Path) -> None:
    path = papers.slides(tmp_path / "a.pptx", ("T", "text", ""))
    made = pptx.Presentation(str(path))
    for word in ("one", "two"):
        made.slides[0].shapes.add_table(1, 1, 0, 0, 99, 99).table.cell(0, 0).text = word
    made.save(str(path))
    assert list(texts(path)) == ["slide 1", "slide 1, table", "slide 1, table (2)"]


def test_a_mail_saved_by_outlook_is_read_like_any_other(tmp_path: Path) -> None:
    headers = "From: Inclusion Team <i@northshire.example>\nDate: Thu, 12 Mar 2026 09:30:00 +0000\n"
    path = compound.message(tmp_path / "a.msg", "Café news", "the bandicoot opens", headers, ("w.csv", b"a,b\n1,2\n"))
    found = read(path)
    assert place_of(path, "bandicoot") == "mail body"
    assert "From: Inclusion Team" in texts(path)["mail heading"]
    assert [(member.name, member.data) for member in found.members] == [("w.csv", b"a,b\n1,2\n")]
    assert (found.guesses.title, found.guesses.date) == ("Café news", "2026-03-12")


# A picture of 2 × 1 grey points (TIFF 6.0, baseline grayscale).
_TIFF = b"".join((
    b"II*\0", (8).to_bytes(4, "little"), (8).to_bytes(2, "little"),
    *(
        tag.to_bytes(2, "little") + kind.to_bytes(2, "little") + (1).to_bytes(4, "little") + value.to_bytes(4, "little")
        for tag, kind, value in (
            (256, 4, 2), (257, 4, 1), (258, 3, 8), (259, 3, 1), (262, 3, 1), (273, 4, 110), (278, 4, 1), (279, 4, 2),
        )
    ),
    bytes(4), b"\x80\xff",
))  # fmt: skip
_MHTML = """From: <Saved by Blink>
Subject: =?utf-8?Q?The_local_offer_=E2=80=93_short_breaks?=
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="part"

--part
Content-Type: text/html
Content-Transfer-Encoding: quoted-printable
Content-Location: https://offer.example/short-breaks

<html><head><title>Short breaks</title><style>.x{color:red}</style></head>
<body><p>Families may ask for a caf=C3=A9 with a pangolin.</p></body></html>

--part
Content-Type: text/css
Content-Location: https://offer.example/style.css

body { background: url(https://offer.example/x.png) }

--part--
"""


def test_a_saved_web_page_gives_its_words_and_no_styles(tmp_path: Path) -> None:
    (tmp_path / "offer.mhtml").write_text(_MHTML, encoding="utf-8")
    found = read(tmp_path / "offer.mhtml")
    assert [one.text for one in found.passages] == ["Families may ask for a café with a pangolin."]
    assert found.guesses.title == "Short breaks"
    assert found.members == ()


def test_an_e_book_is_read_chapter_by_chapter(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "guide.epub", "w") as archive:
        archive.writestr("mimetype", "application/epub+zip")
        archive.writestr(
            "META-INF/container.xml",
            '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
            '<rootfile full-path="OPS/book.opf"/></rootfiles></container>',
        )
        archive.writestr(
            "OPS/book.opf",
            '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/">'
            "<metadata><dc:title>A guide for parents</dc:title></metadata><manifest>"
            '<item id="b" href="two.xhtml"/><item id="a" href="one%20first.xhtml"/></manifest>'
            '<spine><itemref idref="a"/><itemref idref="b"/></spine></package>',
        )
        archive.writestr("OPS/one first.xhtml", "<html><body><h1>Asking</h1><p>Ask the quokka.</p></body></html>")
        archive.writestr("OPS/two.xhtml", "<html><body><p>Wait for the numbat.</p></body></html>")
    found = read(tmp_path / "guide.epub")
    assert [one.label for one in found.passages] == ["chapter 1, paragraphs 1–2", "chapter 2, paragraph 1"]
    assert place_of(tmp_path / "guide.epub", "numbat") == "chapter 2, paragraph 1"
    assert found.guesses.title == "A guide for parents"


@pytest.mark.parametrize("kind", ["png", "jpg", "tiff"])
def test_a_photo_is_kept_with_its_pages_and_waits_for_recognition(tmp_path: Path, kind: str) -> None:
    pixmap = pymupdf.Pixmap(pymupdf.csRGB, pymupdf.IRect(0, 0, 40, 30), False)
    pixmap.clear_with(200)
    path = tmp_path / f"board.{kind}"
    path.write_bytes(_TIFF) if kind == "tiff" else pixmap.save(str(path))
    found = read(path)
    assert (found.pages, found.rejected) == (1, False)
    assert (found.scanned, found.reason) == ((1,), None)
    assert found.guesses.marking == "official-sensitive"
