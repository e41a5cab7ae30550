"""PDF. Only workers import this: MuPDF holds the interpreter, and a hostile file can end the process."""

from pathlib import Path
from typing import Any

import pymupdf as _pymupdf

from evidence_desk.extract.found import Found
from evidence_desk.extract.sniffing import Rejected
from evidence_desk.model.passage import Passage

pymupdf: Any = _pymupdf  # most of it has no types

TEXT_FLAGS = pymupdf.TEXTFLAGS_TEXT & ~pymupdf.TEXT_PRESERVE_LIGATURES

_PICTURE_SHARE = 0.5
_PAGES_LOOKED_AT = 50

pymupdf.TOOLS.mupdf_display_errors(False)
pymupdf.TOOLS.mupdf_display_warnings(False)


def read(path: Path) -> Found:
    """The text of each page, and plainly which pages have none and why."""
    document = _opened(path)
    if document is None:
        raise Rejected("It is damaged and cannot be opened as a PDF.")
    with document:
        if document.needs_pass:
            return Found(reason="It is protected with a password.")
        return _pages(document)


def _opened(path: Path) -> Any:
    """The document; of a file cut off in the middle of an object, what comes before that object."""
    try:
        return pymupdf.open(str(path), filetype="pdf")
    except (RuntimeError, ValueError):
        data = path.read_bytes()
    try:
        return pymupdf.open(stream=data[: data.rfind(b"endobj") + len(b"endobj")], filetype="pdf")
    except (RuntimeError, ValueError):
        return None


def _pages(document: Any) -> Found:
    passages: list[Passage] = []
    empty: list[int] = []
    damaged: list[int] = []
    for number in range(1, document.page_count + 1):
        try:
            texts = _texts(document[number - 1], number)
        except (RuntimeError, ValueError, IndexError):
            damaged.append(number)
            continue
        passages += texts
        if not any(passage.text.strip() for passage in texts):
            empty.append(number)
    reason = _reason(document, empty, damaged, bool(passages))
    properties = {str(key): str(value) for key, value in (document.metadata or {}).items() if value}
    return Found(tuple(passages), properties, document.page_count, reason)


def _texts(page: Any, number: int) -> list[Passage]:
    texts = [Passage(f"page {number}", "page", page.get_text("text", flags=TEXT_FLAGS))]
    notes = [note.info.get("content", "") for note in page.annots() or ()]
    if any(notes):
        texts.append(Passage(f"page {number}, comments", "notes", "\n".join(note for note in notes if note)))
    return [passage for passage in texts if passage.text.strip()]


def _reason(document: Any, empty: list[int], damaged: list[int], some: bool) -> str | None:
    pages = document.page_count
    lost = sorted({*damaged, *(_cut_off(empty, pages) if document.is_repaired else ())})
    if lost:
        return f"Damaged from page {lost[0]}: the text of {pages - len(lost)} of {pages} pages was kept."
    if document.is_repaired:
        return f"The file is damaged: what could be read of it was kept ({pages} {'page' if pages == 1 else 'pages'})."
    scanned = [number for number in empty[:_PAGES_LOOKED_AT] if _is_picture(document[number - 1])]
    if not some:
        return "No text in it: it looks like a scan." if scanned else "No text in it: its pages are empty."
    if scanned:
        return f"No text on {_listed(scanned)}: it looks like a scan there."
    return None


def _cut_off(empty: list[int], pages: int) -> list[int]:
    """The empty pages at the end."""
    without = set(empty)
    last = pages
    while last in without:
        last -= 1
    return list(range(last + 1, pages + 1))


def _is_picture(page: Any) -> bool:
    area = abs(page.rect)
    try:
        pictures = [pymupdf.Rect(info["bbox"]) & page.rect for info in page.get_image_info()]
    except (RuntimeError, ValueError):
        return False
    return bool(sum(abs(picture) for picture in pictures) > _PICTURE_SHARE * area)


def _listed(numbers: list[int]) -> str:
    shown = ", ".join(str(number) for number in numbers[:5]) + (" and more" if len(numbers) > 5 else "")
    return f"page {shown}" if len(numbers) == 1 else f"pages {shown}"
