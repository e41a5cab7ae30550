"""Text as it is kept: clean characters, passages of a readable length, labels that name one place each."""

import codecs
import io
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from evidence_desk.model.passage import Passage

MOST_CHARACTERS = 50_000_000
PIECE = 1_000_000
RUN_CHARACTERS = 1_500
ROWS_A_PASSAGE = 50

# Control characters but tab and line feed, soft hyphens, byte order marks, half surrogates and non-characters.
_UNWANTED = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b\u2060\ufeff\ud800-\udfff\ufffe\uffff]")
_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_GAP = re.compile(r"\n{3,}")


def clean(text: str) -> str:
    """NFC, line feeds only, no control characters or soft hyphens, no wide gaps."""
    return _GAP.sub("\n\n", clean_lines(text)).strip("\n")


def clean_lines(text: str) -> str:
    """The same, with its empty lines as they are."""
    text = _UNWANTED.sub("", _LINE_ENDS.sub("\n", text))
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    return "\n".join(line.rstrip() for line in text.split("\n"))


def row_text(cells: Iterable[str]) -> str:
    """A row of a table: cells parted by tabs, each on one line."""
    return "\t".join(" ".join(cell.split()) for cell in cells).rstrip("\t")


def runs(paragraphs: Iterable[str], first: int = 1) -> Iterator[Passage]:
    """Paragraphs, counted from `first`, gathered to passages of about 1,500 characters: `paragraphs 12–18`."""
    gathered: list[str] = []
    begin = last = size = 0
    for number, paragraph in enumerate((text for text in paragraphs if text.strip()), first):
        if gathered and size + len(paragraph) > RUN_CHARACTERS:
            yield Passage(_span("paragraph", begin, last), "text", "\n".join(gathered))
            gathered, size = [], 0
        begin = begin if gathered else number
        last = number
        gathered.append(paragraph)
        size += len(paragraph)
    if gathered:
        yield Passage(_span("paragraph", begin, last), "text", "\n".join(gathered))


def row_blocks(place: str, kind: str, rows: Iterable[tuple[int, str]]) -> Iterator[Passage]:
    """Numbered rows gathered by fifty: `sheet Waits, rows 1–50`. Empty rows are left out but counted."""
    block: list[tuple[int, str]] = []
    for number, text in rows:
        if not text.strip():
            continue
        if block and (number - 1) // ROWS_A_PASSAGE != (block[0][0] - 1) // ROWS_A_PASSAGE:
            yield _block(place, kind, block)
            block = []
        block.append((number, text))
    if block:
        yield _block(place, kind, block)


def _block(place: str, kind: str, block: Sequence[tuple[int, str]]) -> Passage:
    span = _span("row", block[0][0], block[-1][0])
    return Passage(f"{place}, {span}" if place else span, kind, "\n".join(text for _, text in block))


def _span(word: str, first: int, last: int) -> str:
    return f"{word} {first}" if first == last else f"{word}s {first}–{last}"


def kept(passages: Iterable[Passage]) -> tuple[tuple[Passage, ...], bool]:
    """The passages cleaned, without empty ones, each label once, and whether all fitted within the limit."""
    found: list[Passage] = []
    labels: Counter[str] = Counter()
    left = MOST_CHARACTERS
    for passage in passages:
        text = clean(passage.text)
        if text == passage.text:
            text = passage.text  # a long text is not held twice
        if not text.strip():
            continue
        if len(text) > left:
            return (*found, replace(passage, text=text[:left])) if left else tuple(found), False
        left -= len(text)
        label = " ".join(clean(passage.label).split()) or passage.kind
        labels[label] += 1
        found.append(Passage(label if labels[label] == 1 else f"{label} ({labels[label]})", passage.kind, text))
    return tuple(found), True


def decoded(data: bytes) -> str:
    """Bytes as text, whatever office program wrote them."""
    return data.decode(encoding_of(data), "replace")


def pieces(data: bytes, encoding: str) -> Iterator[str]:
    """The text a million letters at a time, in whole lines with every line end as it is.

    In one piece, a single emoji would make each of its letters, and each copy of them, four times as large.
    """
    with io.TextIOWrapper(io.BytesIO(data), encoding, "replace", newline="") as text:
        while piece := text.read(PIECE):
            yield piece + text.readline()


def encoding_of(data: bytes) -> str:
    """What the bytes are most likely written in; they may end in the middle of a letter."""
    for mark, name in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return name
    sample = data[:65_536]
    if sample.count(0) * 5 > len(sample):
        return "utf-16-le" if sample[1::2].count(0) > sample[0::2].count(0) else "utf-16-be"
    return "utf-8" if _is_utf_8(data) else _guessed(sample)


def _is_utf_8(data: bytes) -> bool:
    reader = codecs.getincrementaldecoder("utf-8")()
    try:
        for at in range(0, len(data), PIECE):
            reader.decode(data[at : at + PIECE], final=at + PIECE >= len(data) <= MOST_CHARACTERS)
    except UnicodeDecodeError:
        return False
    return True


def _guessed(sample: bytes) -> str:
    # In a British office a few high bytes are Windows-1252; a detector takes short texts for Hungarian or Cyrillic.
    high = sum(byte > 127 for byte in sample)
    if high * 3 < len(sample) and not set(sample) & {0x81, 0x8D, 0x8F, 0x90, 0x9D}:
        return "cp1252"
    from charset_normalizer import from_bytes

    best = from_bytes(sample).best()
    return best.encoding if best else "cp1252"


def is_gibberish(text: str) -> bool:
    """Whether this is a program or picture read as text: one character in twenty is none that a text holds."""
    sample = text[:20_000]
    return (len(_UNWANTED.findall(sample)) + sample.count("\ufffd")) * 20 > len(sample)
