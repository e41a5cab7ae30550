"""Scans to read: pages of words as pictures, and whether this machine can read them.

Tests of the window take this in too, so MuPDF is loaded by who makes a scan only.
"""

from pathlib import Path
from typing import Any

import pytest

from evidence_desk.system.tessdata import find_tessdata

TESSDATA = find_tessdata()
needs_data = [
    pytest.mark.recognition,
    pytest.mark.skipif(TESSDATA is None, reason="eng.traineddata is not on this machine"),
]

LETTER = (
    "Waiting times for assessment",
    "Northshire County Council",
    "12 March 2026",
    "Families told us that they waited for eleven months before anybody",
    "answered, and that the reasons for decisions were not explained.",
    "The partnership has agreed to publish its waiting times every month.",
)


def picture(*lines: str, dpi: int = 150) -> Any:
    """A page of large print as a picture."""
    import pymupdf

    with pymupdf.open() as document:
        page = document.new_page()
        for number, line in enumerate(lines):
            page.insert_text((60, 100 + 40 * number), line, fontsize=15)
        return page.get_pixmap(dpi=dpi)


def scan(path: Path, *pages: tuple[str, ...], turn: int = 0) -> Path:
    """A PDF with a picture a page, each turned anticlockwise by so many degrees."""
    import pymupdf

    with pymupdf.open() as document:
        for lines in pages:
            width, height = (842, 595) if turn % 180 else (595, 842)
            page = document.new_page(width=width, height=height)
            page.insert_image(page.rect, pixmap=picture(*lines), rotate=turn)
        document.save(str(path))
    return path
