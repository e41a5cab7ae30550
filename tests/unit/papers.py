"""Makes small real files of every kind, for the tests of reading them."""

import io
import shlex
import struct
import sys
import zipfile
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pptx
import pymupdf
from PIL import Image


def pdf(path: Path, *pages: str, **facts: str) -> Path:
    """A PDF with a page for each text; an empty text makes an empty page."""
    document = pymupdf.open()
    for text in pages:
        document.new_page().insert_textbox(pymupdf.Rect(50, 50, 550, 800), text)
    document.set_metadata(facts)
    document.save(str(path))
    document.close()
    return path


def scan(path: Path, pages: int = 1) -> Path:
    """A PDF of pictures only."""
    picture = pymupdf.Pixmap(pymupdf.csGRAY, pymupdf.IRect(0, 0, 60, 80))
    picture.clear_with(200)
    document = pymupdf.open()
    for _ in range(pages):
        page = document.new_page()
        page.insert_image(page.rect, pixmap=picture)
    document.save(str(path))
    document.close()
    return path


def jbig2_scan(path: Path, picture: Any) -> Path:
    """A PDF of a picture as office scanners pack one: JBIG2 (ISO 14492), its one region packed as a fax is (T.6)."""
    fax = io.BytesIO()
    picture.convert("1").save(fax, "TIFF", compression="group4", tiffinfo={278: picture.height})
    tags = Image.open(fax).tag_v2
    data = fax.getvalue()[tags[273][0] : tags[273][0] + tags[279][0]]
    size = struct.pack(">II", *picture.size)
    parts = ((48, size + bytes(11)), (38, size + bytes(9) + b"\x01" + data))
    packed = b"".join(struct.pack(">IBBBI", at, kind, 0, 1, len(part)) + part for at, (kind, part) in enumerate(parts))
    document = pymupdf.open()
    page = document.new_page()
    drawn = page.insert_image(page.rect, pixmap=pymupdf.Pixmap(pymupdf.csGRAY, pymupdf.IRect(0, 0, 8, 8)))
    about = f"/Width {picture.width}/Height {picture.height}/BitsPerComponent 1/ColorSpace/DeviceGray"
    document.update_object(drawn, f"<</Type/XObject/Subtype/Image{about}>>")
    document.update_stream(drawn, packed, compress=False)
    document.xref_set_key(drawn, "Filter", "/JBIG2Decode")
    document.save(str(path))
    return path


def word(path: Path, *paragraphs: str, table: list[list[str]] | None = None, title: str = "") -> Path:
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    if table:
        made = document.add_table(len(table), len(table[0]))
        for row, cells in zip(made.rows, table, strict=True):
            for cell, text in zip(row.cells, cells, strict=True):
                cell.text = text
    document.core_properties.title = title
    document.save(str(path))
    return path


def workbook(path: Path, **sheets: list[list[object]]) -> Path:
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    made.save(path)
    return path


def slides(path: Path, *texts: tuple[str, str, str]) -> Path:
    """A presentation: for each slide its title, its text and what the speaker noted."""
    made = pptx.Presentation()
    for title, text, note in texts:
        slide = made.slides.add_slide(made.slide_layouts[1])
        slide.shapes.title.text = title
        slide.placeholders[1].text = text
        if note:
            slide.notes_slide.notes_text_frame.text = note
    made.save(str(path))
    return path


def mail(path: Path, subject: str, body: str, attachments: dict[str, bytes] | None = None) -> Path:
    """A mail with a quoted-printable body."""
    message = EmailMessage()
    message["From"] = "Inclusion Team <inclusion@northshire.example>"
    message["To"] = "All schools <schools@northshire.example>"
    message["Subject"] = subject
    message["Date"] = "Thu, 12 Mar 2026 09:30:00 +0000"
    message.set_content(body, cte="quoted-printable")
    for name, data in (attachments or {}).items():
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    path.write_bytes(bytes(message))
    return path


def replaced(path: Path, member: str, data: bytes) -> Path:
    """The ZIP-based file with one member's bytes replaced or added."""
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    members[member] = data
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def script(path: Path, code: str) -> Path:
    """A program in Python, started by its path. A first line `#!` would not bear a blank in Python's own path."""
    written = path.with_name(f"{path.name}.py")
    written.write_text(code, encoding="utf-8")
    command = shlex.join([sys.executable, str(written)])
    path.write_text(f'#!/bin/sh\nexec {command} "$@"\n', encoding="utf-8")
    path.chmod(0o700)
    return path
