"""PDF. Only workers import this: MuPDF holds the interpreter, and a hostile file can end the process."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pymupdf as _pymupdf

from evidence_desk.errors import KnownError
from evidence_desk.extract import attached
from evidence_desk.extract.found import Found
from evidence_desk.extract.sniffing import MEND, Damaged, Locked
from evidence_desk.model.passage import Member, Passage

pymupdf: Any = _pymupdf  # most of it has no types

TEXT_FLAGS = pymupdf.TEXTFLAGS_TEXT & ~pymupdf.TEXT_PRESERVE_LIGATURES

_FIELDS_OF_WORDS = (
    pymupdf.PDF_WIDGET_TYPE_TEXT, pymupdf.PDF_WIDGET_TYPE_COMBOBOX, pymupdf.PDF_WIDGET_TYPE_LISTBOX,
)  # fmt: skip
_PICTURE_SHARE = 0.5
# What scanners and print servers write on a picture: "Page 3 of 10", a file name, a marking, a line of a fax.
_MOST_STAMPED = 25
_HIDDEN = 3
# Locks that no password opens, by the name of what opens them (ISO 32000-1, 7.6.4 for the first).
_SEALS = {
    b"Adobe.PubSec": "with a certificate",
    b"MicrosoftIRMServices": "by rights management",
    b"Adobe.APS": "by rights management",
    b"EBX_HANDLER": "by rights management",
}
_SEAL = re.compile(rb"/Filter\s*/(" + b"|".join(map(re.escape, _SEALS)) + rb")\b")
# Enough to tell a drawing, or letters drawn as lines, from an empty page.
_LOOK_DPI = 20
_PAGES_LOOKED_AT = 2_000

pymupdf.TOOLS.mupdf_display_errors(False)
pymupdf.TOOLS.mupdf_display_warnings(False)


def read(path: Path, passwords: tuple[str, ...] = ()) -> Found:
    """The text of each page, and plainly which pages have none and why."""
    document = _opened(path)
    if document is None:
        raise Damaged("opened as a PDF")
    with document:
        if document.needs_pass and not any(document.authenticate(password) for password in passwords):
            raise Locked
        try:
            found = _pages(document)
        except (RuntimeError, pymupdf.mupdf.FzErrorBase) as error:
            raise Damaged("opened as a PDF") from error
        return replace(found, was_locked=True) if document.needs_pass else found


def _opened(path: Path) -> Any:
    """The document; of a file cut off in the middle of an object, what comes before that object."""
    try:
        return pymupdf.open(str(path), filetype="pdf")
    except (RuntimeError, ValueError):
        data = path.read_bytes()
    check_unsealed(data)
    try:
        return pymupdf.open(stream=data[: data.rfind(b"endobj") + len(b"endobj")], filetype="pdf")
    except (RuntimeError, ValueError):
        return None


def check_unsealed(data: bytes) -> None:
    """Raises `KnownError` for a PDF whose lock opens with something else than a password."""
    seal = _SEAL.search(data) if b"/Encrypt" in data else None
    if seal:
        raise KnownError(
            f"It is locked {_SEALS[seal.group(1)]}, which this program cannot open."
            " Save an unlocked copy from the program that opens it, and import that."
        )


def _pages(document: Any) -> Found:
    passages: list[Passage] = []
    empty: list[int] = []
    bare: list[int] = []
    damaged: list[int] = []
    members = list(attached.in_document(document))
    for number in range(1, document.page_count + 1):
        try:
            texts = _texts(document[number - 1], number, members)
            if sum(len(one.text.split()) for one in texts if one.kind == "page") <= _MOST_STAMPED:
                bare.append(number)
        except (RuntimeError, ValueError, IndexError):
            damaged.append(number)
            continue
        passages += texts
        if not any(passage.text.strip() for passage in texts):
            empty.append(number)
    scanned = tuple(number for number in bare[:_PAGES_LOOKED_AT] if _is_scanned(document[number - 1]))
    reason = _reason(document, empty, damaged, bool(passages or scanned))
    properties = {str(key): str(value) for key, value in (document.metadata or {}).items() if value}
    return Found(tuple(passages), properties, document.page_count, reason, tuple(members), scanned=scanned)


def _texts(page: Any, number: int, members: list[Member]) -> list[Passage]:
    texts = [Passage(f"page {number}", "page", page.get_text("text", flags=TEXT_FLAGS))]
    notes = []
    for note in page.annots() or ():
        notes.append(note.info.get("content", ""))
        members += attached.on_note(note)
    if any(notes):
        texts.append(Passage(f"page {number}, comments", "notes", "\n".join(note for note in notes if note)))
    if page.parent.is_form_pdf:
        texts.append(Passage(f"page {number}, filled in", "notes", "\n".join(_filled_in(page))))
    return [passage for passage in texts if passage.text.strip()]


def _filled_in(page: Any) -> Iterator[str]:
    """What somebody typed or chose in the fields of a form; MuPDF's text of the page leaves it out."""
    for field in page.widgets():
        if field.field_type in _FIELDS_OF_WORDS and field.field_value:
            said = str(field.field_value).replace("\r", "\n")
            yield f"{field.field_label}: {said}" if field.field_label else said


def _reason(document: Any, empty: list[int], damaged: list[int], some: bool) -> str | None:
    pages = document.page_count
    lost = sorted({*damaged, *(_cut_off(empty, pages) if document.is_repaired else ())})
    if len(lost) == pages:
        return f"The file is damaged: no page of it could be read. {MEND}"
    if lost:
        return f"Damaged from page {lost[0]}: the text of {pages - len(lost)} of {pages} pages was kept."
    if document.is_repaired:
        return f"The file is damaged: what could be read of it was kept ({pages} {'page' if pages == 1 else 'pages'})."
    return None if some else "No text in it: its pages are empty."


def _cut_off(empty: list[int], pages: int) -> list[int]:
    """The empty pages at the end."""
    without = set(empty)
    last = pages
    while last in without:
        last -= 1
    return list(range(last + 1, pages + 1))


def words_on(page: Any) -> list[tuple[float, float, float, float, str]]:
    """Each word of a page's own text with its box in points on the page as it is seen."""
    found = page.get_text("words", flags=TEXT_FLAGS)
    if page.rotation:
        return [(*(pymupdf.Rect(word[:4]) * page.rotation_matrix), word[4]) for word in found]
    return [(*word[:4], word[4]) for word in found]


def _is_scanned(page: Any) -> bool:
    """Whether there is more to read on a page of little text than that: it is a picture, or has no text but a look.

    Hidden text is what another program recognised, and is taken as it is.
    """
    try:
        text = page.get_text("text", flags=TEXT_FLAGS).strip()
        if _is_picture(page):
            return not (text and any(span["type"] == _HIDDEN for span in page.get_texttrace()))
        return not text and not page.get_pixmap(dpi=_LOOK_DPI, colorspace=pymupdf.csGRAY, alpha=False).is_unicolor
    except pymupdf.mupdf.FzErrorSystem:
        return True  # too large to be looked at here, so there is something to see
    except (RuntimeError, ValueError):
        return False


def _is_picture(page: Any) -> bool:
    """Whether pictures cover more than half of the page."""
    whole = page.rect * page.derotation_matrix
    pictures = [pymupdf.Rect(info["bbox"]) & whole for info in page.get_image_info()]
    return bool(sum(abs(picture) for picture in pictures) > _PICTURE_SHARE * abs(whole))
