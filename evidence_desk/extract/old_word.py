"""Old Word files (.doc), as [MS-DOC] describes them: the body, then what stands beside it.

The letters lie in pieces that the piece table puts in order (2.4.1). Paragraphs, rows of tables and deleted words are
told by the properties of old_word_marks.py. Files of Word 6 and 95 have no such table where they were saved whole.
"""

import re
import struct
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from evidence_desk.extract.found import Found, Source
from evidence_desk.extract.old_office import BROKEN, opened, properties, stream
from evidence_desk.extract.old_word_marks import Comment, Marks, read_comments, read_marks
from evidence_desk.extract.sniffing import Locked, OldFormat
from evidence_desk.extract.text import ROWS_A_PASSAGE, decoded, row_blocks, row_text, runs
from evidence_desk.model.passage import Passage

_WORD_97, _WORD_6 = 0xA5EC, 0xA5DC
_COMPLEX, _LOCKED, _WHICH_TABLE = 0x0004, 0x0100, 0x0200
_COMPRESSED = 0x40000000
_MAC = 256
# Languages whose letters Windows wrote in a code page of their own ([MS-LCID]; Russian is 0x19).
_CODE_PAGES = {
    **dict.fromkeys((0x05, 0x0E, 0x15, 0x18, 0x1B, 0x1C, 0x24), "cp1250"),
    **dict.fromkeys((0x02, 0x19, 0x22, 0x23), "cp1251"),
    0x01: "cp1256", 0x08: "cp1253", 0x0D: "cp1255", 0x1F: "cp1254", 0x20: "cp1256",
}  # fmt: skip
# Where the counts of letters begin, and where the piece table is named (2.5.4, 2.5.6; Word 6: its own description).
_COUNTS = {_WORD_97: 0x4C, _WORD_6: 0x34}
_PIECES = {_WORD_97: 0x1A2, _WORD_6: 0x160}
_PARTS = ("", "footnotes", "headers and footers", "", "comments", "endnotes", "text boxes", "text boxes")
_FIELD = re.compile("[\x13\x14\x15]")
_CELL, _PARAGRAPH = "\x07", re.compile("[\r\x07\x0c]")
# Pictures, marks of notes and drawings go; breaks and hyphens stay as what they are to a reader.
_LETTERS = {**dict.fromkeys(range(9)), 0x0B: "\n", 0x0E: "\n", 0x1E: "-", 0x1F: None, 0xA0: " "}
_BUTTON = re.compile(r"\s*(?:MACROBUTTON|GOTOBUTTON)\s+\S+ ?")
_BEGINNING = 4


@dataclass(frozen=True, slots=True)
class _Piece:
    """Letters in a row: from which letter on, and where in the file, one or two bytes each."""

    first: int
    place: int
    width: int
    text: str


def read(source: Source) -> Found:
    """All text of the document; text somebody deleted under tracked changes, and the codes of fields, are not read."""
    try:
        with opened(source) as container:
            main = stream(container, "WordDocument") or b""
            flags = _flags(main)
            table = stream(container, "1Table" if flags & _WHICH_TABLE else "0Table") or main
            found = properties(container)
        document = _Document(main, table)
        passages = [*document.body(), *document.asides()]
    except BROKEN as error:
        raise OldFormat("old-word") from error
    heading = document.heading()
    return Found(tuple(passages), {**found, **({"heading": heading} if heading else {})})


def _flags(main: bytes) -> int:
    kind, flags = struct.unpack_from("<H8xH", main)
    if kind not in _COUNTS:
        raise OldFormat("old-word")
    if flags & _LOCKED:
        raise Locked
    return int(flags)


class _Document:
    def __init__(self, main: bytes, table: bytes) -> None:
        self._kind = struct.unpack_from("<H", main)[0]
        counts = struct.unpack_from("<8i", main, _COUNTS[self._kind])
        self._pieces = list(_pieces(main, table, self._kind, sum(max(0, one) for one in counts)))
        self._starts = [piece.first for piece in self._pieces]
        self._marks = read_marks(main, table) if self._kind == _WORD_97 else Marks()
        self._comments = read_comments(main, table) if self._kind == _WORD_97 else ()
        text = _without_codes("".join(self._without_deleted(piece) for piece in self._pieces))
        self._parts: list[tuple[str, int, str]] = []
        at = 0
        for label, count in zip(_PARTS, counts, strict=True):
            self._parts.append((label, at, text[at : at + max(0, count)]))
            at += max(0, count)
        if not text:
            raise OldFormat("old-word")

    def body(self) -> Iterator[Passage]:
        """Paragraphs and tables in their order, numbered as those of a new Word file are."""
        run: list[str] = []
        rows: list[str] = []
        counted = tables = 0
        for text, cells in self._blocks():
            if cells is None and rows:
                tables += 1
                yield from _table(f"table {tables}", rows)
                rows = []
            elif cells is not None and run:
                yield from runs(run, first=counted + 1)
                counted += sum(bool(one.strip()) for one in run)
                run = []
            if cells is None:
                run.append(text)
            else:
                rows.append(row_text(cells))
        yield from _table(f"table {tables + 1}", rows)
        yield from runs(run, first=counted + 1)

    def _blocks(self) -> Iterator[tuple[str, list[str] | None]]:
        """Each paragraph that lies in no table, and the cells of each row of one."""
        cells: list[str] = []
        cell: list[str] = []
        for at, text, end in self._paragraphs(0):
            about = self._marks.paragraph(at)
            if end == _CELL or about.in_table:
                if about.ends_row:
                    yield "", [*cells, *([" ".join(cell)] if cell else [])]
                    cells, cell = [], []
                    continue
                cell.append(text)
                if end == _CELL or about.ends_cell:
                    cells.append(" ".join(cell))
                    cell = []
                continue
            if cells or cell:
                yield "", [*cells, *cell]
                cells, cell = [], []
            yield text, None
        if cells or cell:
            yield "", [*cells, *cell]

    def asides(self) -> Iterator[Passage]:
        """Notes, headers, comments with who made them, and text boxes; what stands on every page is said once."""
        texts: dict[str, list[str]] = {}
        for number, (label, _, _) in enumerate(self._parts):
            if label:
                commented = self._comments if label == "comments" else ()
                lines = [self._comment(number, one) for one in commented] or [
                    text for _, text, _ in self._paragraphs(number)
                ]
                lines = [line for line in lines if line.strip()]
                texts.setdefault(label, []).extend(lines)
        for label, lines in texts.items():
            yield Passage(label, "text" if label == "text boxes" else "notes", "\n".join(dict.fromkeys(lines)))

    def _comment(self, part: int, comment: Comment) -> str:
        said = _shown(self._parts[part][2][comment.first : comment.last])
        said = " ".join(one.strip() for one in _PARAGRAPH.split(said) if one.strip())
        return f"{comment.author}: {said}" if comment.author and said else said

    def heading(self) -> str:
        """The paragraph styled as the title, or a first heading that stands at the beginning."""
        found: dict[str, str] = {}
        for number, (at, text, _) in enumerate(self._paragraphs(0)):
            style = self._marks.style(at)
            if text.strip() and (style == "title" or (style == "heading 1" and number < _BEGINNING)):
                found.setdefault(style, text.strip())
        return found.get("title") or found.get("heading 1") or ""

    def _paragraphs(self, part: int) -> Iterator[tuple[int, str, str]]:
        """Where in the file each paragraph's mark lies, its text, and the mark."""
        _, first, text = self._parts[part]
        start = 0
        for mark in _PARAGRAPH.finditer(text):
            yield self._place(first + mark.start()), _shown(text[start : mark.start()]), mark.group()
            start = mark.end()
        if text[start:]:
            yield -1, _shown(text[start:]), ""

    def _place(self, letter: int) -> int:
        piece = self._pieces[bisect_right(self._starts, letter) - 1]
        return piece.place + (letter - piece.first) * piece.width

    def _without_deleted(self, piece: _Piece) -> str:
        """The piece with letters that were deleted blanked out, so that all others keep their numbers."""
        text, kept, done = piece.text, list[str](), 0
        for begin, end in self._marks.deleted(piece.place, piece.place + len(text) * piece.width):
            low, high = (begin - piece.place) // piece.width, (end - piece.place) // piece.width
            if high > done:
                kept += [text[done:low], _blank(text[max(low, done) : high])]
                done = high
        return "".join([*kept, text[done:]])


def _pieces(main: bytes, table: bytes, kind: int, letters: int) -> Iterator[_Piece]:
    flags, begin = struct.unpack_from("<10xH12xI", main)
    if kind == _WORD_6 and not flags & _COMPLEX:
        yield _Piece(0, begin, 1, _narrow(main, main[begin : begin + letters], kind))
        return
    at, size = struct.unpack_from("<II", main, _PIECES[kind])
    table = (main if kind == _WORD_6 else table)[at : at + size]
    at = 0
    while table[at] == 1:  # properties that pieces share
        at += 3 + struct.unpack_from("<H", table, at + 1)[0]
    count = (struct.unpack_from("<I", table, at + 1)[0] - 4) // 12
    edges = struct.unpack_from(f"<{count + 1}I", table, at + 5)
    left = len(main)
    for number, (first, last) in enumerate(pairwise(edges)):
        place = struct.unpack_from("<I", table, at + 9 + 4 * count + 8 * number + 2)[0]
        wide = kind == _WORD_97 and not place & _COMPRESSED
        place = place if wide or kind == _WORD_6 else (place & ~_COMPRESSED) // 2
        width, left = (2 if wide else 1), left - (last - first)
        if last < first or left < 0:
            raise ValueError("more letters than bytes")
        data = main[place : place + (last - first) * width]
        text = data.decode("utf-16-le", "replace") if wide else _narrow(main, data, kind)
        yield _Piece(first, place, width, text.ljust(last - first, "\0")[: last - first])


def _narrow(main: bytes, data: bytes, kind: int) -> str:
    """Letters of one byte; Word 6 wrote them in the code page of its computer, and says only its language."""
    if kind == _WORD_97:
        return data.decode("cp1252", "replace")
    language, computer = struct.unpack_from("<6xH12xH", main)
    code_page = "mac_roman" if computer == _MAC else _CODE_PAGES.get(language & 0x3FF, "")
    text = data.decode(code_page, "replace") if code_page else decoded(data)
    return text if len(text) == len(data) else data.decode("cp1252", "replace")


def _without_codes(text: str) -> str:
    """What a field comes to stays, and what it is made by is blanked out (2.8.25); one that never ends is text."""
    begun: list[list[int]] = []
    pieces: list[str] = []
    codes: list[tuple[int, int]] = []
    for mark in _FIELD.finditer(text):
        at = mark.start()
        if mark.group() == "\x13":
            begun.append([at])
        elif mark.group() == "\x14" and begun:
            begun[-1].append(at)
        elif begun:
            first, *parted = begun.pop()
            shown = _BUTTON.match(text, first + 1, at)
            codes.append((first, parted[0] if parted else shown.end() if shown else at))
    done = 0
    for first, last in sorted(codes):
        if last > done:
            pieces += [text[done:first], _blank(text[max(first, done) : last])]
            done = last
    return "".join([*pieces, text[done:]])


def _blank(text: str) -> str:
    return "\0" * len(text)


def _shown(text: str) -> str:
    return _FIELD.sub("", text).translate(_LETTERS)


def _table(label: str, rows: list[str]) -> Iterator[Passage]:
    if len(rows) > ROWS_A_PASSAGE:
        yield from row_blocks(label, "table", enumerate(rows, 1))
    else:
        yield Passage(label, "table", "\n".join(row for row in rows if row.strip()))
