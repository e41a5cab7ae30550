"""Photos and scans: kept for what can be seen on them. Their words are known once they are recognised."""

from pathlib import Path
from typing import Any

import pymupdf as _pymupdf

from evidence_desk.errors import KnownError
from evidence_desk.extract.found import Found
from evidence_desk.extract.sniffing import Rejected, picture_kind

pymupdf: Any = _pymupdf  # most of it has no types

_NO_PICTURE = "It cannot be opened as a picture: it is damaged, or of a rare kind. Save it as JPEG and import that."
TOO_LARGE = "It is too large a picture for this program. Save it at half its size, as JPEG, and import that."


def read(path: Path) -> Found:
    """How many pages a picture has (a TIFF may have several), each of which waits for recognition."""
    with opened(path) as document:
        return Found(pages=document.page_count, scanned=tuple(range(1, document.page_count + 1)))


def opened(path: Path) -> Any:
    """The picture as a document with pages."""
    with path.open("rb") as file:
        kind = picture_kind(file.read(16))
    try:
        document = pymupdf.open(str(path), filetype=kind)
        if document.page_count and document[0].rect.is_empty is False:
            return document
    except (RuntimeError, ValueError, TypeError, pymupdf.mupdf.FzErrorBase) as error:
        raise (KnownError(TOO_LARGE) if is_too_large(error) else Rejected(_NO_PICTURE)) from error
    raise Rejected(_NO_PICTURE)


def is_too_large(error: Exception) -> bool:
    """Whether MuPDF gave up over memory; it unpacks the whole picture, but for a JPEG."""
    return isinstance(error, pymupdf.mupdf.FzErrorSystem) and "alloc" in str(error)
