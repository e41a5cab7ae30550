"""Makes one small file of every format that is read, with words and where they must be found in it."""

import struct
import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import compound
import docx
import oldfiles
import openpyxl
import papers
import pptx
import pymupdf
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI

Places = dict[str, str]
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_OPEN = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name if name != "draw" else "drawing"}:1.0"'
    for name in ("office", "text", "table", "draw", "style", "presentation")
)
_DC = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
_MADE_FOR_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_MACROS_IN_WORD = "application/vnd.ms-word.document.macroEnabled.main+xml"
_MADE_FOR_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_MACROS_IN_EXCEL = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"


def pdf(path: Path) -> Places:
    document = pymupdf.open()
    document.new_page().insert_text((50, 50), "the quokka")
    page = document.new_page()
    page.insert_text((50, 50), "page two")
    page.add_text_annot((100, 300), "a marginal numbat")
    document.save(str(path))
    return {"quokka": "page 1", "numbat": "page 2, comments"}


def word(path: Path) -> Places:
    document = docx.Document()
    run = document.add_paragraph("The quokka.").runs[0]
    document.add_table(1, 2).cell(0, 1).text = "bilby"
    document.sections[0].header.paragraphs[0].text = "wombat above"
    document.sections[0].footer.paragraphs[0].text = "numbat below"
    document.add_comment([run], text="a dunnart", author="Jo")
    document.save(str(path))
    _add_notes(path)
    return {
        "quokka": "paragraph 1", "bilby": "table 1", "wombat": "headers and footers", "numbat": "headers and footers",
        "Jo: a dunnart": "comments", "potoroo": "footnotes", "bandicoot": "endnotes", "quoll": "text boxes",
    }  # fmt: skip


def _add_notes(path: Path) -> None:
    """Footnotes, endnotes and a text box, which python-docx does not write."""
    with zipfile.ZipFile(path) as archive:
        relations = archive.read("word/_rels/document.xml.rels").decode()
        types = archive.read("[Content_Types].xml").decode()
        body = archive.read("word/document.xml").decode()
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    for kind, animal in (("footnotes", "potoroo"), ("endnotes", "bandicoot")):
        said = f"<w:p><w:r><w:t>the {animal}</w:t></w:r></w:p>"
        papers.replaced(path, f"word/{kind}.xml", f"<w:{kind} {_W}><w:footnote>{said}</w:footnote></w:{kind}>".encode())
        one = f'<Relationship Id="x{kind}" Type="{base}/{kind}" Target="{kind}.xml"/>'
        relations = relations.replace("</Relationships>", f"{one}</Relationships>")
        about = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"
        types = types.replace("</Types>", f'<Override PartName="/word/{kind}.xml" ContentType="{about}"/></Types>')
    box = (
        "<w:p><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>boxed quoll</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>"
        "</w:p><w:sectPr"
    )
    papers.replaced(path, "word/document.xml", body.replace("<w:sectPr", box, 1).encode())
    papers.replaced(path, "word/_rels/document.xml.rels", relations.encode())
    papers.replaced(path, "[Content_Types].xml", types.encode())


def word_with_macros(path: Path) -> Places:
    places = word(path)
    _change_type(path, _MADE_FOR_WORD, _MACROS_IN_WORD)
    return places


def _change_type(path: Path, before: str, after: str) -> None:
    with zipfile.ZipFile(path) as archive:
        types = archive.read("[Content_Types].xml").decode()
    papers.replaced(path, "[Content_Types].xml", types.replace(before, after).encode())


def workbook(path: Path) -> Places:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Waits"
    sheet["B3"] = "the quokka"
    sheet["B3"].comment = openpyxl.comments.Comment("a potoroo note", "Sam")
    sheet.oddHeader.center.text = "wombats & Co"
    sheet.oddFooter.left.text = "numbat, page &P"
    book.create_sheet("Secret")["A1"] = "dunnart"
    book["Secret"].sheet_state = "hidden"
    book.save(path)
    return {
        "quokka": "sheet Waits, row 3", "dunnart": "sheet Secret (hidden), row 1", "potoroo": "notes on cells",
        "wombats & Co": "headers and footers", "numbat": "headers and footers",
    }  # fmt: skip


def workbook_with_macros(path: Path) -> Places:
    places = workbook(path)
    _change_type(path, _MADE_FOR_EXCEL, _MACROS_IN_EXCEL)
    return places


def binary_workbook(path: Path) -> Places:
    """As [MS-XLSB] says; only what a reader needs."""
    sheets = b"".join(
        _record(156, struct.pack("<II", state, number) + _wide(f"rId{number}") + _wide(name))
        for number, state, name in ((1, 0, "Waits"), (2, 1, "Secret"))
    )
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relations = "".join(
        f'<Relationship Id="rId{number}" Type="{base}/worksheet" Target="worksheets/sheet{number}.bin"/>'
        for number in (1, 2)
    )
    names = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/_rels/workbook.bin.rels", f"<Relationships {names}>{relations}</Relationships>")
        archive.writestr("xl/workbook.bin", _record(131) + _record(143) + sheets + _record(144) + _record(132))
        for number, words in ((1, "the quokka"), (2, "dunnart")):
            archive.writestr(f"xl/worksheets/sheet{number}.bin", _binary_sheet(words))
    return {"quokka": "sheet Waits, row 1", "dunnart": "sheet Secret (hidden), row 1"}


def _binary_sheet(words: str) -> bytes:
    size, row = _record(148, bytes(16)), _record(0, struct.pack("<IIHBBBI", 0, 0, 300, 0, 0, 0, 0))
    cell = _record(6, struct.pack("<II", 0, 0) + _wide(words))
    return _record(129) + size + _record(145) + row + cell + _record(146) + _record(130)


def _record(kind: int, data: bytes = b"") -> bytes:
    head = bytes([kind]) if kind < 128 else bytes([kind & 127 | 128, kind >> 7])
    return head + bytes([len(data)]) + data


def _wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def slides(path: Path) -> Places:
    papers.slides(path, ("The quokka", "text", "mention the quoll"), ("Two", "hidden bilby", ""))
    made = pptx.Presentation(str(path))
    first, second = made.slides
    second.element.set("show", "0")
    first.shapes.add_textbox(0, 0, 99, 99).text_frame.text = "boxed wombat"
    first.shapes.add_table(1, 2, 0, 0, 99, 99).table.cell(0, 1).text = "numbat"
    _comment_as_before(made, first)
    _comment_as_now(made, second)
    made.save(str(path))
    return {
        "quokka": "slide 1", "quoll": "slide 1, notes", "bilby": "slide 2 (hidden)", "wombat": "slide 1",
        "numbat": "slide 1, table", "Jo: a potoroo": "slide 1, comments",
        "Sam: a dunnart": "slide 2 (hidden), comments", "Jo: a bandicoot": "slide 2 (hidden), comments",
    }  # fmt: skip


def _comment_as_before(made: "pptx.presentation.Presentation", slide: "pptx.slide.Slide") -> None:
    names = 'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    author = f'<p:cmAuthorLst {names}><p:cmAuthor id="0" name="Jo" initials="J"/></p:cmAuthorLst>'
    _relate(made.part, "/ppt/commentAuthors.xml", f"{base}/commentAuthors", author)
    said = f'<p:cmLst {names}><p:cm authorId="0" idx="1"><p:text>a potoroo</p:text></p:cm></p:cmLst>'
    _relate(slide.part, "/ppt/comments/comment1.xml", f"{base}/comments", said)


def _comment_as_now(made: "pptx.presentation.Presentation", slide: "pptx.slide.Slide") -> None:
    names = (
        'xmlns:c="http://schemas.microsoft.com/office/powerpoint/2018/8/main"'
        ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    )
    base = "http://schemas.microsoft.com/office/2018/10/relationships"
    authors = f'<c:authorLst {names}><c:author id="{{A}}" name="Sam"/><c:author id="{{B}}" name="Jo"/></c:authorLst>'
    _relate(made.part, "/ppt/authors.xml", f"{base}/authors", authors)
    body = "<c:txBody><a:bodyPr/><a:p><a:r><a:t>a {}</a:t></a:r></a:p></c:txBody>"
    said = (
        f'<c:cmLst {names}><c:cm id="1" authorId="{{A}}"><c:replyLst><c:reply id="2" authorId="{{B}}">'
        f"{body.format('bandicoot')}</c:reply></c:replyLst>{body.format('dunnart')}</c:cm></c:cmLst>"
    )
    _relate(slide.part, "/ppt/comments/modernComment_1.xml", f"{base}/comments", said)


def _relate(part: Part, name: str, kind: str, xml: str) -> None:
    part.relate_to(Part(PackURI(name), "application/xml", part.package, xml.encode()), kind)


def open_text(path: Path) -> Places:
    content = (
        "<text:p>The quokka.<text:note text:note-class='footnote'><text:note-citation>1</text:note-citation>"
        "<text:note-body><text:p>a potoroo</text:p></text:note-body></text:note><draw:frame><draw:text-box>"
        "<text:p>boxed quoll</text:p></draw:text-box></draw:frame><office:annotation><dc:creator>Jo</dc:creator>"
        "<text:p>a dunnart</text:p></office:annotation></text:p><table:table><table:table-row><table:table-cell>"
        "<text:p>bilby</text:p></table:table-cell></table:table-row></table:table>"
    )
    _open(path, "text", f"<office:text>{content}</office:text>", "<text:p>wombat above</text:p>")
    return {
        "The quokka.": "paragraph 1", "potoroo": "footnotes", "quoll": "text boxes", "Jo: a dunnart": "comments",
        "bilby": "table 1", "wombat": "headers and footers",
    }  # fmt: skip


def open_sheets(path: Path) -> Places:
    hide = (
        "<style:style style:name='h' style:family='table'><style:table-properties table:display='false'/>"
        "</style:style>"
    )
    cell = "<table:table-row><table:table-cell office:value-type='string'>{}</table:table-cell></table:table-row>"
    note = "<office:annotation><dc:creator>Sam</dc:creator><text:p>a potoroo note</text:p></office:annotation>"
    tables = (
        f"<table:table table:name='Waits'>{cell.format(note + '<text:p>the quokka</text:p>')}</table:table>"
        f"<table:table table:name='Secret' table:style-name='h'>{cell.format('<text:p>dunnart</text:p>')}</table:table>"
    )
    _open(path, "spreadsheet", f"<office:spreadsheet>{tables}</office:spreadsheet>", styles=hide)
    return {
        "quokka": "sheet Waits, row 1", "dunnart": "sheet Secret (hidden), row 1",
        "Sam: a potoroo": "notes on cells",
    }  # fmt: skip


def open_slides(path: Path) -> Places:
    hide = (
        "<style:style style:name='h' style:family='drawing-page'><style:drawing-page-properties"
        " presentation:visibility='hidden'/></style:style>"
    )
    pages = (
        "<draw:page><text:p>the quokka</text:p><office:annotation><dc:creator>Jo</dc:creator><text:p>a dunnart</text:p>"
        "</office:annotation><presentation:notes><text:p>mention the quoll</text:p></presentation:notes></draw:page>"
        "<draw:page draw:style-name='h'><text:p>hidden bilby</text:p></draw:page>"
    )
    _open(path, "presentation", f"<office:presentation>{pages}</office:presentation>", styles=hide)
    return {
        "quokka": "slide 1", "Jo: a dunnart": "slide 1, comments", "quoll": "slide 1, notes",
        "bilby": "slide 2 (hidden)",
    }  # fmt: skip


def _open(path: Path, kind: str, body: str, margins: str = "", styles: str = "") -> None:
    names = 'xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"'
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}")
        archive.writestr(
            "content.xml",
            f"<office:document-content {_OPEN} {_DC}><office:automatic-styles>{styles}</office:automatic-styles>"
            f"<office:body>{body}</office:body></office:document-content>",
        )
        archive.writestr("styles.xml", f"<office:document-styles {_OPEN}>{margins}</office:document-styles>")
        archive.writestr("META-INF/manifest.xml", f"<m:manifest {names}/>")


def rich(path: Path) -> Places:
    path.write_bytes(
        rb"{\rtf1\ansi\ansicpg1252{\header\pard wombat \'e0 la carte\par}{\footer\pard numbat\par}The quokka"
        rb"{\footnote\pard a potoroo}.\par{\*\atnauthor Jo}{\*\annotation{\*\atndate 1}\pard a dunnart}"
        rb"{\shp{\*\shpinst{\shptxt\pard boxed quoll\par}}}{\trowd\cellx9\cellx99\intbl A\cell bilby\cell\row}}"
    )
    return {
        "The quokka.": "paragraphs 1–2", "bilby": "paragraphs 1–2", "wombat à la carte": "headers and footers",
        "numbat": "headers and footers", "potoroo": "footnotes", "dunnart": "comments", "quoll": "text boxes",
    }  # fmt: skip


def delimited(path: Path) -> Places:
    path.write_text("Name\tAnimal\na\tquokka\n".replace("\t", "\t" if path.suffix == ".tsv" else ";"), "utf-16")
    return {"Animal": "rows 1–2", "quokka": "rows 1–2"}


def plain(path: Path) -> Places:
    path.write_text("One.\n\nThe quokka – at last.", "utf-8")
    return {"quokka – at last": "paragraphs 1–2"}


def web(path: Path) -> Places:
    path.write_text("<html><body><h1>Title</h1><table><tr><td>quokka</td></tr></table></body></html>", "utf-8")
    return {"quokka": "paragraphs 1–2"}


def saved_web(path: Path) -> Places:
    message = EmailMessage()
    message["Subject"] = "Saved"
    message.set_content("<html><body><p>the quokka</p></body></html>", subtype="html")
    path.write_bytes(b"From: <Saved by Blink>\n" + bytes(message))
    return {"quokka": "paragraph 1"}


def mail(path: Path) -> Places:
    papers.mail(path, "About the numbat", "the quokka", {"a.csv": b"a,b\n"})
    return {"numbat": "mail heading", "a.csv": "mail heading", "quokka": "mail body"}


def outlook(path: Path) -> Places:
    compound.message(path, "About the numbat", "the quokka", "From: a@b.example\n", ("a.csv", b"a,b\n"))
    return {"numbat": "mail heading", "a.csv": "mail heading", "quokka": "mail body"}


def book(path: Path) -> Places:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/epub+zip")
        archive.writestr(
            "META-INF/container.xml",
            '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
            '<rootfile full-path="b.opf"/></rootfiles></container>',
        )
        archive.writestr(
            "b.opf",
            '<package xmlns="http://www.idpf.org/2007/opf"><manifest><item id="a" href="a.xhtml"/></manifest>'
            '<spine><itemref idref="a"/></spine></package>',
        )
        archive.writestr("a.xhtml", "<html><body><p>the quokka</p></body></html>")
    return {"quokka": "chapter 1, paragraph 1"}


MAKERS: dict[str, Callable[[Path], Places]] = {
    "pdf": pdf, "docx": word, "docm": word_with_macros, "odt": open_text, "rtf": rich, "xlsx": workbook,
    "xlsm": workbook_with_macros, "xlsb": binary_workbook, "ods": open_sheets, "csv": delimited, "tsv": delimited,
    "pptx": slides, "odp": open_slides, "html": web, "mhtml": saved_web, "txt": plain, "md": plain, "eml": mail,
    "msg": outlook, "epub": book, "doc": oldfiles.word, "ppt": oldfiles.slides,
}  # fmt: skip
