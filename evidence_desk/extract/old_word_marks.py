"""What an old Word file says of its letters: paragraphs in tables, styles, and what was deleted ([MS-DOC] 2.6, 2.9).

Properties lie in pages of 512 bytes, each for letters between places in the file.
"""

import struct
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from evidence_desk.extract.old_office import BROKEN

_PAGE = 512
_STYLES, _LETTERS, _PARAGRAPHS = 0xA2, 0xFA, 0x102
_COMMENTED, _COMMENTS, _AUTHORS, _COMMENT_SIZE = 0xBA, 0xC2, 0x1BA, 30
_DELETED = 0x0800
_IN_TABLE, _ENDS_ROW, _ENDS_INNER_CELL, _ENDS_INNER_ROW = 0x2416, 0x2417, 0x244B, 0x244C
_SIZES = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}
_TABLE_DEFINED = 0xD608
_STYLE_NAMES = {1: "heading 1", 62: "title"}


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Where a paragraph lies, and by which style it is written."""

    in_table: bool = False
    ends_row: bool = False
    ends_cell: bool = False
    style: int = -1


@dataclass(frozen=True, slots=True)
class Comment:
    """From which letter of all comments to which it goes, and who made it."""

    first: int
    last: int
    author: str


_PLAIN = Paragraph()


@dataclass(frozen=True, slots=True)
class Marks:
    """The properties by place in the file; of a file whose properties are damaged, none."""

    starts: tuple[int, ...] = ()
    paragraphs: tuple[tuple[int, Paragraph], ...] = ()
    removed: tuple[tuple[int, int], ...] = ()
    styles: Mapping[int, str] = field(default_factory=dict)

    def paragraph(self, place: int) -> Paragraph:
        """Of the paragraph whose mark lies there."""
        at = bisect_right(self.starts, place) - 1
        if at < 0 or place >= self.paragraphs[at][0]:
            return _PLAIN
        return self.paragraphs[at][1]

    def style(self, place: int) -> str:
        """`title`, `heading 1` or nothing."""
        return self.styles.get(self.paragraph(place).style, "")

    def deleted(self, begin: int, end: int) -> Iterator[tuple[int, int]]:
        """The parts of this stretch that somebody deleted under tracked changes."""
        for at in range(max(0, bisect_right(self.removed, (begin, 0)) - 1), len(self.removed)):
            low, high = self.removed[at]
            if low >= end:
                return
            if high > begin:
                yield max(low, begin), min(high, end)


def read_marks(main: bytes, table: bytes) -> Marks:
    """The marks; none of a kind whose tables are damaged, for the text can be read without."""
    try:
        found = sorted(_paragraphs(main, table), key=lambda one: one[:2])
        removed = tuple(sorted(_deleted(main, table)))
        styles = dict(_styles(main, table))
    except BROKEN:
        return Marks()
    return Marks(tuple(low for low, _, _ in found), tuple((high, about) for _, high, about in found), removed, styles)


def _pages(main: bytes, table: bytes, which: int) -> Iterator[bytes]:
    at, size = struct.unpack_from("<II", main, which)
    count = (size - 4) // 8
    numbers = struct.unpack_from(f"<{count}I", table, at + 4 * (count + 1)) if count > 0 else ()
    for place in dict.fromkeys((number & 0x3FFFFF) * _PAGE for number in numbers):
        page = main[place : place + _PAGE]
        if len(page) == _PAGE:
            yield page


def _paragraphs(main: bytes, table: bytes) -> Iterator[tuple[int, int, Paragraph]]:
    for page in _pages(main, table, _PARAGRAPHS):
        count = page[-1]
        edges = struct.unpack_from(f"<{count + 1}I", page)
        for number in range(count):
            at = 2 * page[4 * (count + 1) + 13 * number]
            if at:
                size = 2 * page[at] - 1 if page[at] else 2 * page[at + 1]
                data = page[at + (1 if page[at] else 2) :][:size]
                yield edges[number], edges[number + 1], _paragraph(data)


def _paragraph(data: bytes) -> Paragraph:
    said = dict(_settings(data[2:]))
    style = struct.unpack_from("<H", data)[0] if len(data) > 1 else -1
    return Paragraph(
        bool(said.get(_IN_TABLE)), bool(said.get(_ENDS_ROW) or said.get(_ENDS_INNER_ROW)),
        bool(said.get(_ENDS_INNER_CELL)), style,
    )  # fmt: skip


def _deleted(main: bytes, table: bytes) -> Iterator[tuple[int, int]]:
    for page in _pages(main, table, _LETTERS):
        count = page[-1]
        edges = struct.unpack_from(f"<{count + 1}I", page)
        for number in range(count):
            at = 2 * page[4 * (count + 1) + number]
            if at and dict(_settings(page[at + 1 :][: page[at]])).get(_DELETED):
                yield edges[number], edges[number + 1]


def _settings(data: bytes) -> Iterator[tuple[int, int]]:
    """Each setting by its number, with the first byte of its value (2.2.5.1)."""
    at = 0
    while at + 2 < len(data):
        number, value = struct.unpack_from("<HB", data, at)
        yield number, value
        size = _SIZES.get(number >> 13)
        if size is None:
            size = 1 + value
            if number == _TABLE_DEFINED and at + 4 <= len(data):
                size = 1 + struct.unpack_from("<H", data, at + 2)[0]
        at += 2 + size


def read_comments(main: bytes, table: bytes) -> tuple[Comment, ...]:
    """The comments in their order (2.8.7, 2.8.8, 2.9.13); none where their tables are damaged."""
    try:
        at, size = struct.unpack_from("<II", main, _COMMENTED)
        count = max(0, (size - 4) // (4 + _COMMENT_SIZE))
        authors = list(_authors(main, table))
        edges = struct.unpack_from(f"<{count + 1}I", table, struct.unpack_from("<I", main, _COMMENTS)[0])
        at += 4 * (count + 1)
        owners = [struct.unpack_from("<H", table, at + _COMMENT_SIZE * number + 20)[0] for number in range(count)]
        return tuple(
            Comment(first, last, authors[owner])
            for first, last, owner in zip(edges, edges[1:], owners, strict=False)
        )
    except BROKEN:
        return ()


def _authors(main: bytes, table: bytes) -> Iterator[str]:
    at, size = struct.unpack_from("<II", main, _AUTHORS)
    end = at + size
    while at + 2 <= end:
        length = 2 * struct.unpack_from("<H", table, at)[0]
        yield table[at + 2 : at + 2 + length].decode("utf-16-le", "replace")
        at += 2 + length


def _styles(main: bytes, table: bytes) -> Iterator[tuple[int, str]]:
    """The styles that say something of a title, by their number in this file (2.9.271)."""
    at, size = struct.unpack_from("<II", main, _STYLES)
    end, at = at + size, at + 2 + struct.unpack_from("<H", table, at)[0]
    number = 0
    while at + 4 <= end:
        length, kind = struct.unpack_from("<HH", table, at)
        if length and kind & 0x0FFF in _STYLE_NAMES:
            yield number, _STYLE_NAMES[kind & 0x0FFF]
        at += 2 + length + length % 2
        number += 1
