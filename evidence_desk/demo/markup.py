"""The plain mark-up in which the texts of the example are written: a small part of Markdown."""

import re
from dataclasses import dataclass
from itertools import groupby


@dataclass(frozen=True, slots=True)
class Heading:
    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str


@dataclass(frozen=True, slots=True)
class Bullet:
    text: str


@dataclass(frozen=True, slots=True)
class Quote:
    """What somebody said; on a slide, what the speaker says."""

    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; the first row is the heading."""

    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class PageBreak:
    pass


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture drawn from the text or data of that name; `words` stand below it, except on a scanned page."""

    words: str
    made_from: str


Block = Heading | Paragraph | Bullet | Quote | Table | PageBreak | Photo

_PHOTO = re.compile(r"!\[(.*)\]\((.+)\)")


def blocks(text: str) -> list[Block]:
    """The text as blocks. Every line that is no table row is a block of its own."""
    found: list[Block] = []
    lines = (line.strip() for line in text.replace("**", "").splitlines())
    for in_table, group in groupby(filter(None, lines), key=lambda line: line.startswith("|")):
        if in_table:
            found.append(Table(tuple(_cells(line) for line in group if not line.startswith("| ---"))))
        else:
            found.extend(_block(line) for line in group)
    return found


def _cells(line: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in line.strip("|").split("|"))


def _block(line: str) -> Block:
    mark, _, rest = line.partition(" ")
    if line == "---":
        return PageBreak()
    if photo := _PHOTO.fullmatch(line):
        return Photo(photo[1], photo[2])
    if mark and set(mark) == {"#"}:
        return Heading(len(mark), rest)
    if mark == "-":
        return Bullet(rest)
    return Quote(rest) if mark == ">" else Paragraph(line)
