"""The small part of Markdown in which help is written, read into blocks: no HTML, and nothing is loaded."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

_SPAN: Final = re.compile(r"`([^`]+)`|\*\*(.+?)\*\*(?!\*)|\*([^*]+?)\*|\[([^\]]+)\]\(([^)\s]+)\)")
_ITEM: Final = re.compile(r"( *)(?:[-*]|(\d+)[.)]) +(.*)")
_PICTURE: Final = re.compile(r"!\[([^\]]*)\]\(([^)\s]+)\)")
_HEADING: Final = re.compile(r"(#{1,6}) +(.*?)(?: #+)?")
_RULE: Final = re.compile(r"\|?[ :|-]*-[ :|-]*")
_FENCE: Final = "```"
_CODE_INDENT: Final = "    "


@dataclass(frozen=True, slots=True)
class Span:
    """Words of one look; `link` is where they lead."""

    text: str
    strong: bool = False
    emphasis: bool = False
    code: bool = False
    link: str = ""


Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    level: int
    spans: Spans


@dataclass(frozen=True, slots=True)
class Paragraph:
    spans: Spans


@dataclass(frozen=True, slots=True)
class Item:
    """A row of a list; `number` is None where it has a bullet, `depth` is nought at the margin."""

    spans: Spans
    number: int | None = None
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    head: tuple[Spans, ...]
    rows: tuple[tuple[Spans, ...], ...]


@dataclass(frozen=True, slots=True)
class Code:
    text: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture beside the page, and what it shows in words."""

    path: str
    words: str


Block = Heading | Paragraph | Item | Table | Code | Picture


def read(text: str) -> list[Block]:
    """The text as blocks, in order."""
    lines = text.splitlines()
    blocks: list[Block] = []
    at = 0
    while at < len(lines):
        if not lines[at].strip():
            at += 1
            continue
        block, at = _block(lines, at)
        blocks.append(block)
    return blocks


def spans(text: str) -> Spans:
    """The words of a line with their looks."""
    return tuple(_spans(text, Span("")))


def plain(some: Spans) -> str:
    """The words alone."""
    return "".join(span.text for span in some)


def words(block: Block) -> str:
    """All that a block says, for finding."""
    match block:
        case Table(head, rows):
            return "\n".join(" ".join(map(plain, row)) for row in (head, *rows))
        case Code(text):
            return text
        case Picture(words=said):
            return said
        case _:
            return plain(block.spans)


def _spans(text: str, look: Span) -> Iterator[Span]:
    at = 0
    for found in _SPAN.finditer(text):
        if found.start() > at:
            yield replace(look, text=text[at : found.start()])
        code, strong, emphasis, words_of_link, target = found.groups()
        if code is not None:
            yield replace(look, text=code, code=True)
        elif strong is not None:
            yield from _spans(strong, replace(look, strong=True))
        elif emphasis is not None:
            yield from _spans(emphasis, replace(look, emphasis=True))
        else:
            yield from _spans(words_of_link, replace(look, link=target))
        at = found.end()
    if at < len(text):
        yield replace(look, text=text[at:])


def _block(lines: list[str], at: int) -> tuple[Block, int]:
    """The block that begins at a line, and the line after it."""
    line = lines[at]
    if line.startswith(_FENCE):
        end = next((n for n in range(at + 1, len(lines)) if lines[n].startswith(_FENCE)), len(lines))
        return Code("\n".join(lines[at + 1 : end])), end + 1
    if line.startswith(_CODE_INDENT) and not _ITEM.fullmatch(line):
        return _indented(lines, at)
    if (heading := _HEADING.fullmatch(line)) is not None:
        return Heading(len(heading[1]), spans(heading[2])), at + 1
    if (picture := _PICTURE.fullmatch(line.strip())) is not None:
        return Picture(picture[2], picture[1]), at + 1
    if line.startswith("|") and at + 1 < len(lines) and _RULE.fullmatch(lines[at + 1].strip()):
        return _table(lines, at)
    if (item := _ITEM.fullmatch(line)) is not None:
        more, end = _gathered(lines, at + 1)
        number = int(item[2]) if item[2] else None
        return Item(spans(" ".join([item[3], *more])), number, len(item[1]) // 2), end
    more, end = _gathered(lines, at + 1)
    return Paragraph(spans(" ".join([line.strip(), *more]))), end


def _gathered(lines: list[str], at: int) -> tuple[list[str], int]:
    """The lines that go on with what began before."""
    more = []
    while at < len(lines) and lines[at].strip() and not _begins(lines[at]):
        more.append(lines[at].strip())
        at += 1
    return more, at


def _begins(line: str) -> bool:
    opens = line.startswith((_FENCE, "|", "!["))
    return opens or _HEADING.fullmatch(line) is not None or _ITEM.fullmatch(line) is not None


def _indented(lines: list[str], at: int) -> tuple[Block, int]:
    end = at
    while end < len(lines) and lines[end].startswith(_CODE_INDENT):
        end += 1
    return Code("\n".join(line[len(_CODE_INDENT) :] for line in lines[at:end])), end


def _table(lines: list[str], at: int) -> tuple[Block, int]:
    end = at
    while end < len(lines) and lines[end].startswith("|"):
        end += 1
    head, _, *rows = (_cells(line) for line in lines[at:end])
    return Table(head, tuple((*row, *((),) * (len(head) - len(row)))[: len(head)] for row in rows)), end


def _cells(line: str) -> tuple[Spans, ...]:
    return tuple(spans(cell.strip()) for cell in line.strip().removeprefix("|").removesuffix("|").split("|"))
