"""What python-calamine leaves out of an old workbook (.xls): notes on cells, text boxes, margins, words on charts.

After [MS-XLS]: a stream of records, each a number, a size and its bytes (2.1.4).
"""

import re
import struct
from collections.abc import Iterator

from evidence_desk.extract.found import Source
from evidence_desk.model.passage import Passage

_TEXT_OBJECT, _CONTINUED, _ON_CHART = 0x01B6, 0x003C, 0x100D
_MARGINS = (0x0014, 0x0015)
_CODE = re.compile(r'&(?:"[^"]*"|\d+|[A-Z])')
_UNREADABLE = (OSError, ValueError, IndexError, TypeError, AttributeError, struct.error)


def beside_cells(path: Source) -> Iterator[Passage]:
    """One passage a sort; nothing for a book of before Excel 97, or one that is no such file."""
    found: dict[str, list[str]] = {"notes and text boxes": [], "headers and footers": [], "charts": []}
    records = list(_records(_stream(path)))
    for at, (kind, data) in enumerate(records):
        if kind == _TEXT_OBJECT:
            found["notes and text boxes"].append(_text_object(data, [one for _, one in _after(records, at)]))
        elif kind in _MARGINS and len(data) > 3:
            found["headers and footers"].append(" ".join(_CODE.sub(" ", _string(data[2:])).split()))
        elif kind == _ON_CHART and len(data) > 4:
            found["charts"].append(_string(data[3:]))
    for label, texts in found.items():
        yield Passage(label, "notes", "\n".join(dict.fromkeys(text for text in texts if text.strip())))


def _stream(path: Source) -> bytes:
    import olefile  # type: ignore[import-untyped]

    try:
        with olefile.OleFileIO(path) as container:
            return bytes(container.openstream("Workbook").read()) if container.exists("Workbook") else b""
    except _UNREADABLE:
        return b""


def _records(stream: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        if kind in (_TEXT_OBJECT, _CONTINUED, _ON_CHART, *_MARGINS):
            yield kind, stream[at + 4 : at + 4 + size]
        at += 4 + size


def _after(records: list[tuple[int, bytes]], at: int) -> Iterator[tuple[int, bytes]]:
    for kind, data in records[at + 1 :]:
        if kind != _CONTINUED:
            return
        yield kind, data


def _text_object(data: bytes, continued: list[bytes]) -> str:
    """2.4.329: how many letters stands in the record, the letters in those that continue it."""
    letters = struct.unpack_from("<H", data, 10)[0] if len(data) >= 12 else 0
    text = ""
    for one in continued:
        if len(text) >= letters:
            break
        text += _string(one)
    return text[:letters]


def _string(data: bytes) -> str:
    """A byte that says how wide the letters are, then the letters (2.5.293)."""
    return data[1:].decode("utf-16-le" if data[:1] == b"\1" else "latin-1", "replace")
