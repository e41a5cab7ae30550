"""Plain text and Markdown: paragraphs parted by empty lines, or lines where there are none."""

import re
from pathlib import Path

from evidence_desk.extract.found import Found
from evidence_desk.extract.text import MOST_CHARACTERS, clean, decoded, is_gibberish, runs

_EMPTY_LINE = re.compile(r"\n\n+")


def read(path: Path) -> Found:
    """The text in runs of paragraphs."""
    with path.open("rb") as file:
        data = file.read(MOST_CHARACTERS + 1)
    text = decoded(data)
    if is_gibberish(text):
        return Found(reason="It is not text, although its name says so. Save it as PDF and import that.")
    reason = None if len(data) <= MOST_CHARACTERS else "It is very long: only its first 50 MB were read."
    return Found(tuple(runs(paragraphs(clean(text)))), reason=reason)


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a plain text; single lines where no line is empty."""
    parts = _EMPTY_LINE.split(text)
    return parts if len(parts) > 1 else text.split("\n")
