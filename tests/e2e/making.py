"""Files of every format, made in the test, with words planted at known places."""

import csv
import random
from email.message import EmailMessage
from pathlib import Path

LETTERS = "bcdfghjklmnpqrstvwz"
VOWELS = "aeiou"


def word(syllables: int = 4) -> str:
    """A word that no file, program or index has ever held."""
    return "".join(random.choice(LETTERS) + random.choice(VOWELS) for _ in range(syllables)) + random.choice("kmt")


def sentence(words: int = 12) -> str:
    plain = ["services", "review", "team", "plan", "support", "area", "school", "health", "meeting", "waiting", "time"]
    return " ".join(random.choice(plain) for _ in range(words)).capitalize() + "."


def pdf(path: Path, pages: list[str]) -> Path:
    import pymupdf

    document = pymupdf.open()
    for text in pages:
        page = document.new_page()
        page.insert_textbox(pymupdf.Rect(60, 60, 535, 780), text, fontsize=11)
    document.save(path)
    document.close()
    return path


def docx(path: Path, paragraphs: list[str], table: list[list[str]] | None = None) -> Path:
    import docx as python_docx

    document = python_docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    if table:
        made = document.add_table(rows=0, cols=len(table[0]))
        for row in table:
            cells = made.add_row().cells
            for cell, text in zip(cells, row, strict=True):
                cell.text = text
    document.save(str(path))
    return path


def xlsx(path: Path, sheets: dict[str, list[list[object]]]) -> Path:
    import openpyxl

    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def pptx(path: Path, slides: list[tuple[str, str]]) -> Path:
    """Slides as (title, note)."""
    import pptx as python_pptx

    deck = python_pptx.Presentation()
    for title, note in slides:
        slide = deck.slides.add_slide(deck.slide_layouts[5])
        slide.shapes.title.text = title
        slide.notes_slide.notes_text_frame.text = note
    deck.save(str(path))
    return path


def mail(path: Path, subject: str, body: str, attachment: tuple[str, bytes] | None = None) -> Path:
    """A mail in quoted-printable."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@example.org", "b@example.org", subject
    message.set_content(body, cte="quoted-printable")
    if attachment:
        name, data = attachment
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    path.write_bytes(bytes(message))
    return path


def table(path: Path, rows: list[list[object]]) -> Path:
    with path.open("w", newline="", encoding="utf-8") as opened:
        csv.writer(opened).writerows(rows)
    return path


def text(path: Path, words: str) -> Path:
    path.write_text(words, encoding="utf-8")
    return path


def framework(path: Path, identifier: str, criteria: list[str]) -> Path:
    """A person's own framework with one theme and one prompt a criterion."""
    lines = [
        f'id = "{identifier}"', f'title = "Framework {identifier}"', 'version = "1"', 'source = "made in a test"',
        'licence = "none"', "", "[[themes]]", 'id = "T"', 'title = "The only theme"', "",
    ]  # fmt: skip
    for criterion in criteria:
        lines += [
            "[[themes.criteria]]",
            f'id = "{criterion}"',
            f'title = "Criterion {criterion}"',
            'prompts = ["What?"]',
        ]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path
