"""Plain text and Markdown: paragraphs parted by empty lines, or lines where there are none."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from evidence_desk.extract.found import Found
from evidence_desk.extract.text import MOST_CHARACTERS, clean_lines, encoding_of, is_gibberish, pieces, runs

_EMPTY_LINE, _LINE = re.compile(r"\n\n+"), re.compile(r"\n")


def read(path: Path) -> Found:
    """The text in runs of paragraphs."""
    with path.open("rb") as file:
        data = file.read(MOST_CHARACTERS + 1)
    texts = pieces(data, encoding_of(data))
    first = next(texts, "")
    if is_gibberish(first):
        return Found(reason="It is not text, although its name says so. Save it as PDF and import that.")
    reason = None if len(data) <= MOST_CHARACTERS else "It is very long: only its first 50 MB were read."
    return Found(tuple(runs(_paragraphs(first, texts))), reason=reason)


def _paragraphs(first: str, others: Iterable[str]) -> Iterator[str]:
    """The paragraphs of a plain text; single lines where no line of its first piece is empty."""
    first = clean_lines(first).lstrip("\n")
    between = _EMPTY_LINE if _EMPTY_LINE.search(first.rstrip("\n")) else _LINE
    *whole, rest = between.split(first)
    yield from whole
    for piece in others:
        *whole, rest = between.split(rest + clean_lines(piece))
        yield from whole
    yield rest.rstrip("\n")
