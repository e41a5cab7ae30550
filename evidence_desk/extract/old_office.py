"""What the old Office formats share: their streams ([MS-CFB]), and the document's own properties ([MS-OLEPS])."""

import datetime
import struct
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import olefile  # type: ignore[import-untyped]

from evidence_desk.extract.found import Source

# What olefile and a look past the end of a damaged file raise.
BROKEN = (OSError, ValueError, LookupError, TypeError, AttributeError, EOFError, OverflowError, struct.error)
_BY_NUMBER = {
    "\x05SummaryInformation": {2: "title", 3: "subject", 4: "author", 12: "created", 13: "modified"},
    "\x05DocumentSummaryInformation": {15: "company"},
}
_CODE_PAGE, _NARROW, _WIDE, _TIME = 1, 0x1E, 0x1F, 0x40
_UTF_8 = {65001: "utf-8"}
_MOST_VALUES = 200
_BEGINNING = datetime.datetime(1601, 1, 1)


@contextmanager
def opened(source: Source) -> Iterator[Any]:
    """The file's streams; also of one that was unlocked in memory."""
    if not hasattr(source, "seek"):
        with olefile.OleFileIO(str(source)) as container:
            yield container
        return
    source.seek(0)
    with olefile.OleFileIO(source) as container:
        yield container


def stream(container: Any, *places: str) -> bytes | None:
    """The first of these streams that is there."""
    place = next((one for one in places if container.exists(one)), None)
    return None if place is None else bytes(container.openstream(place).read())


def properties(container: Any) -> dict[str, str]:
    """Title, author, company and dates as the file states them; nothing where it does not.

    olefile's own reading of them takes hours over a damaged file that says it has a billion values.
    """
    found: dict[str, str] = {}
    for place, names in _BY_NUMBER.items():
        try:
            found.update(_stated(stream(container, place) or b"", names))
        except BROKEN:
            continue
    return found


def _stated(data: bytes, names: Mapping[int, str]) -> Iterator[tuple[str, str]]:
    start = struct.unpack_from("<I", data, 44)[0]
    count = min(struct.unpack_from("<I", data, start + 4)[0], _MOST_VALUES)
    pairs = struct.unpack_from(f"<{2 * count}I", data, start + 8)
    places = {number: start + at for number, at in zip(pairs[::2], pairs[1::2], strict=True)}
    code_page = struct.unpack_from("<H", data, places[_CODE_PAGE] + 4)[0] if _CODE_PAGE in places else 1252
    for number, name in names.items():
        value = _value(data, places[number], code_page) if number in places else ""
        if value:
            yield name, value


def _value(data: bytes, at: int, code_page: int) -> str:
    kind, size = struct.unpack_from("<II", data, at)
    if kind == _TIME:
        ticks = struct.unpack_from("<Q", data, at + 4)[0]
        # Programs that keep no time write none, or the beginning of 1601.
        return (_BEGINNING + datetime.timedelta(microseconds=ticks // 10)).isoformat() if ticks >> 52 else ""
    if kind not in (_NARROW, _WIDE):
        return ""
    letters = data[at + 8 : at + 8 + (2 * size if kind == _WIDE else size)]
    encoding = "utf-16-le" if kind == _WIDE or code_page == 1200 else _UTF_8.get(code_page, f"cp{code_page}")
    try:
        return letters.decode(encoding, "replace").partition("\0")[0].strip()
    except LookupError:
        return letters.decode("cp1252", "replace").partition("\0")[0].strip()
