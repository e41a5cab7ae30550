"""Text set as paragraphs to be read, with the way between a place in a passage and a place on screen: no Qt."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from evidence_desk.model.passage import Passage
from evidence_desk.model.scans import sure

_BREAK = re.compile(r"\n")
# A line shorter than this share of the longest ends a paragraph: type that is set to a measure fills its lines.
_FULL_LINE = 0.72
_WIDEST_COLUMN = 40
_SET_KINDS = ("page", "notes")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph as shown; `place` is where it begins in the passage. A heading names the passage.

    `columns`: in a table, how many letters wide each column but the last is.
    """

    passage: int
    place: int
    words: str
    heading: bool = False
    columns: tuple[int, ...] = ()


def paragraphs(passages: Sequence[Passage]) -> Iterator[Paragraph]:
    """All paragraphs under the names of their places; never an empty one (a screen reader repeats the line before)."""
    for at, passage in enumerate(passages):
        yield Paragraph(at, 0, _heading(passage), heading=True)
        columns = _columns(passage.text)
        for place, words in _split(passage):
            yield Paragraph(at, place, words, columns=columns if "\t" in words else ())


def _heading(passage: Passage) -> str:
    place = passage.label[:1].upper() + passage.label[1:]
    return f"{place} · {sure(passage.confidence)}" if passage.recognised else place


def _split(passage: Passage) -> Iterator[tuple[int, str]]:
    lines = _lines(passage.text)
    full = max((len(words) for _, words in lines), default=0) * _FULL_LINE
    joins = passage.kind in _SET_KINDS
    begin: int | None = None
    gathered = ""
    for at, (place, words) in enumerate(lines):
        if begin is None:
            begin = place
        gathered += words
        following = lines[at + 1][1] if at + 1 < len(lines) else ""
        if joins and words.strip() and len(words) >= full and following.strip():
            gathered += " "
            continue
        if gathered.strip():
            yield begin, gathered
        begin, gathered = None, ""


def _columns(text: str) -> tuple[int, ...]:
    rows = [line.split("\t") for line in text.split("\n") if "\t" in line]
    most = max((len(row) for row in rows), default=0)
    widths = [max(len(row[at]) for row in rows if at < len(row)) for at in range(most)]
    return tuple(min(width, _WIDEST_COLUMN) for width in widths[:-1])


def _lines(text: str) -> list[tuple[int, str]]:
    found, start = [], 0
    for line_end in _BREAK.finditer(text):
        found.append((start, text[start : line_end.start()]))
        start = line_end.end()
    found.append((start, text[start:]))
    return found


class Map:
    """Which stretch of the screen's text is which stretch of which passage. Places on screen count UTF-16 units."""

    def __init__(self) -> None:
        self._shown: list[Paragraph] = []
        self._starts: list[int] = []
        self._passages: list[int] = []

    def add(self, paragraph: Paragraph, start: int) -> None:
        self._shown.append(paragraph)
        self._starts.append(start)
        self._passages.append(paragraph.passage)

    def on_screen(self, passage: int, start: int, stop: int) -> list[tuple[int, int]]:
        """From and to of a stretch of a passage, one pair a paragraph."""
        found = []
        first_of, after = bisect_left(self._passages, passage), bisect_right(self._passages, passage)
        for paragraph, begin in zip(self._shown[first_of:after], self._starts[first_of:after], strict=True):
            if paragraph.heading:
                continue
            first = max(start, paragraph.place)
            last = min(stop, paragraph.place + len(paragraph.words))
            if first < last:
                words = paragraph.words
                left = begin + _units(words[: first - paragraph.place])
                found.append((left, left + _units(words[first - paragraph.place : last - paragraph.place])))
        return found

    def paragraph_at(self, position: int) -> Paragraph | None:
        """The paragraph at a place on screen."""
        at = bisect_right(self._starts, position) - 1
        return self._shown[at] if at >= 0 else None

    def heading_of(self, passage: int) -> int | None:
        """Where the heading of a passage stands."""
        for paragraph, begin in zip(self._shown, self._starts, strict=True):
            if paragraph.heading and paragraph.passage == passage:
                return begin
        return None


def _units(text: str) -> int:
    return len(text) + sum(char > "\uffff" for char in text)
