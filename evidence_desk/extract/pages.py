"""Pages of a PDF or a picture as images, words and outline. Only the render worker imports this."""

import os
from collections import OrderedDict
from pathlib import Path
from typing import Any

import pymupdf as _pymupdf

from evidence_desk.errors import KnownError
from evidence_desk.extract import picture
from evidence_desk.extract.pdf import check_unsealed, words_on
from evidence_desk.extract.sniffing import picture_kind

pymupdf: Any = _pymupdf  # most of it has no types

_OPEN_AT_ONCE = 4
_MOST_PIXELS = 30_000_000
_POINTS_AN_INCH = 72

_open: OrderedDict[tuple[str, int, int], Any] = OrderedDict()


def sizes(path: str, passwords: tuple[str, ...] = ()) -> list[tuple[float, float]]:
    """Width and height of each page as it is seen, in points."""
    document = _document(path, passwords)
    return [(page.rect.width, page.rect.height) for page in document]


def image(path: str, page: int, dpi: float, passwords: tuple[str, ...] = ()) -> tuple[int, int, bytes]:
    """Width, height and RGB bytes of a page counted from 1; a huge page is drawn coarser than asked."""
    shown = _page(path, page, passwords)
    scale = dpi / _POINTS_AN_INCH
    pixels = shown.rect.width * shown.rect.height * scale * scale
    if pixels > _MOST_PIXELS:
        scale *= (_MOST_PIXELS / pixels) ** 0.5
    try:
        drawn = shown.get_pixmap(matrix=pymupdf.Matrix(scale, scale), colorspace=pymupdf.csRGB, alpha=False)
    except pymupdf.mupdf.FzErrorBase as error:
        why = "too large to be shown" if picture.is_too_large(error) else "damaged"
        raise KnownError(f"Page {page} of {Path(path).name} is {why}.") from error
    return drawn.width, drawn.height, bytes(drawn.samples_mv)


def words(path: str, page: int, passwords: tuple[str, ...] = ()) -> list[tuple[float, float, float, float, str]]:
    """Each word with its box in points on the page as it is seen, in the order of the page's text."""
    return words_on(_page(path, page, passwords))


def outline(path: str, passwords: tuple[str, ...] = ()) -> list[tuple[int, str, int]]:
    """The file's own table of contents: depth from 1, title, page from 1."""
    return [(depth, title, page) for depth, title, page in _document(path, passwords).get_toc() if page > 0]


def _page(path: str, page: int, passwords: tuple[str, ...]) -> Any:
    document = _document(path, passwords)
    if not 1 <= page <= document.page_count:
        raise KnownError(f"{Path(path).name} has no page {page}.")
    try:
        return document[page - 1]
    except (RuntimeError, ValueError) as error:
        raise KnownError(f"Page {page} of {Path(path).name} is damaged.") from error


def _document(path: str, passwords: tuple[str, ...]) -> Any:
    try:
        about = os.stat(path)
    except OSError as error:
        raise KnownError(f"{Path(path).name} is not there any more.") from error
    key = (path, about.st_mtime_ns, about.st_size)
    if key not in _open:
        _open[key] = _opened(path, passwords)
        if len(_open) > _OPEN_AT_ONCE:
            _open.popitem(last=False)[1].close()
    _open.move_to_end(key)
    return _open[key]


def _opened(path: str, passwords: tuple[str, ...]) -> Any:
    with open(path, "rb") as file:
        head = file.read(16)
    if picture_kind(head):
        return picture.opened(Path(path))
    try:
        document = pymupdf.open(path, filetype="pdf")
    except (RuntimeError, ValueError) as error:
        check_unsealed(Path(path).read_bytes())
        raise KnownError(f"{Path(path).name} cannot be shown: it is damaged.") from error
    if document.needs_pass and not any(document.authenticate(password) for password in passwords):
        document.close()
        raise KnownError(
            "It is protected with a password, and passwords are never kept.",
            what_to_do="Import the file again with its password to see its pages.",
        )
    return document


def close_all() -> None:
    """Lets go of every file, so that one can be erased."""
    while _open:
        _open.popitem()[1].close()
