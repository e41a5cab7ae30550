"""Word, Excel and PowerPoint files of the example, the same bytes each time they are made."""

import io
import re
import zipfile
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from evidence_desk.demo.markup import Block, Bullet, Heading, PageBreak, Photo, Quote, Table
from evidence_desk.demo.picture import Picture

_AUTHOR = "Northshire (invented)"
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")


def word(blocks: list[Block], *, title: str, day: str, pictures: Mapping[str, Picture] | None = None) -> bytes:
    """The blocks as a DOCX. `pictures` by what they are made from."""
    import docx

    document = docx.Document()
    _lighten(document)
    for block in blocks:
        _write(document, block, pictures or {})
    return _steady(document, title, day)


def slides(blocks: list[Block], *, title: str, day: str) -> bytes:
    """A PPTX with a slide for each first heading, its bullets, and what the speaker says as notes."""
    import pptx

    deck: Any = pptx.Presentation()
    for block in blocks:
        match block:
            case Heading(_, text):
                slide = deck.slides.add_slide(deck.slide_layouts[1])
                slide.shapes.title.text = text
                body = slide.placeholders[1].text_frame
            case Bullet(text):
                paragraph = body.add_paragraph() if body.text else body.paragraphs[0]
                paragraph.text = text
            case Quote(text):
                slide.notes_slide.notes_text_frame.text = text
            case _:
                raise ValueError(f"a slide holds a heading, bullets and notes, not {block}")
    return _steady(deck, title, day)


def workbook(sheets: list[dict[str, Any]], *, title: str, day: str) -> bytes:
    """An XLSX of the sheets: `name`, `widths` of the columns, `rows` of values, `hidden`."""
    import openpyxl
    from openpyxl.utils import get_column_letter

    book = openpyxl.Workbook()
    for number, table in enumerate(sheets):
        sheet: Any = book.active if number == 0 else book.create_sheet()
        sheet.title = table["name"]
        sheet.sheet_state = "hidden" if table.get("hidden") else "visible"
        for row in table["rows"]:
            sheet.append(row)
        for column, width in enumerate(table["widths"], 1):
            sheet.column_dimensions[get_column_letter(column)].width = width
    made = _moment(day)
    book.properties.title, book.properties.creator = title, _AUTHOR
    book.properties.created = book.properties.modified = made
    out = io.BytesIO()
    book.save(out)
    return _repacked(out.getvalue(), made)


def _lighten(document: Any) -> None:
    """Without compression the template's unused styles would be most of the file."""
    from docx.enum.style import WD_STYLE_TYPE

    for style in list(document.styles):
        if style.type == WD_STYLE_TYPE.TABLE and style.name not in ("Normal Table", "Table Grid"):
            style.delete()
    for relations in (document.part.rels, document.part.package.rels):
        for key in [key for key, one in relations.items() if one.reltype.endswith(("stylesWithEffects", "thumbnail"))]:
            relations.pop(key)


def _write(document: Any, block: Block, pictures: Mapping[str, Picture]) -> None:
    match block:
        case Heading(level, text):
            document.add_heading(text, level - 1)
        case Bullet(text):
            document.add_paragraph(text, style="List Bullet")
        case Quote(text):
            document.add_paragraph(text, style="Quote")
        case Table(rows):
            table = document.add_table(len(rows), len(rows[0]), style="Table Grid")
            for cells, row in zip(table.rows, rows, strict=True):
                for cell, text in zip(cells.cells, row, strict=True):
                    cell.text = text
        case PageBreak():
            document.add_page_break()
        case Photo(words, made_from):
            from docx.shared import Cm

            document.add_picture(io.BytesIO(pictures[made_from].png()), width=Cm(15))
            document.add_paragraph(words, style="Caption")
        case _:
            document.add_paragraph(block.text)


def _steady(document: Any, title: str, day: str) -> bytes:
    made = _moment(day)
    about = document.core_properties
    about.title, about.author, about.last_modified_by, about.comments = title, _AUTHOR, _AUTHOR, ""
    about.created = about.modified = made
    about.revision = 1
    out = io.BytesIO()
    document.save(out)
    return _repacked(out.getvalue(), made)


def _moment(day: str) -> datetime:
    return datetime.fromisoformat(f"{day}T09:00:00")


def _repacked(data: bytes, made: datetime) -> bytes:
    """The same parts with fixed times, stored without compression, which differs between machines."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "docProps/core.xml":
                part = _MODIFIED.sub(rb"\g<1>" + made.strftime("%Y-%m-%dT%H:%M:%SZ").encode(), part)
            entry = zipfile.ZipInfo(name, made.timetuple()[:6])
            entry.create_system = 3
            new.writestr(entry, part)
    return out.getvalue()
