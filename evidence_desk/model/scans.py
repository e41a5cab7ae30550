"""Scans in words: what recognition has read off the pages of a file, and how sure it is.

MuPDF hands on the words of its recognition and not how sure it is of each. What can be told is how many of them are
English words (extract/wordlist.py). On an inspection report drawn ever coarser that share follows the share of words
read rightly: 98 % where 98 % were right, 93 where 90 were, 84 where 78 were, 72 where 56 were, 50 where 24 were.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

# Below this, what was read is no help: a picture without words, handwriting, a page lying on its side.
LEAST_CONFIDENCE = 50.0

WAITS = "for recognition."
WAITING = "Waits for recognition"

_PAGE = re.compile(r"page (\d+)")


@dataclass(frozen=True, slots=True)
class Tally:
    """The pages of a file without text of their own: how many wait, were read (how sure of each), and so on."""

    waiting: int = 0
    read: tuple[float | None, ...] = ()
    wordless: int = 0
    failed: int = 0

    @property
    def confidence(self) -> float | None:
        """How sure of its pages the recognition is on average; None where it cannot tell of any."""
        return mean(self.read)


def mean(confidences: Sequence[float | None]) -> float | None:
    """The average of those that are known."""
    known = [one for one in confidences if one is not None]
    return sum(known) / len(known) if known else None


def percent(confidence: float) -> str:
    """`87 %`: rounded down, so that only a page without a doubt is said to be sure."""
    return f"{int(confidence)} %"


def told(reason: str | None, tally: Tally, why: str | None = None) -> str | None:
    """Why there is no, or not all, text: what the file's reader said, what recognition did, and why it waits."""
    parts = (reason, _read(tally), _wordless(tally.wordless), _failed(tally.failed), _waiting(tally.waiting), why)
    return " ".join(part for part in parts if part) or None


def sure(confidence: float | None) -> str:
    """How a page read by recognition is marked: `Read by recognition, 87 % sure`."""
    return "Read by recognition" if confidence is None else f"Read by recognition, {percent(confidence)} sure"


def note(waits: bool, words: bool, confidence: float | None, failed: bool) -> str:
    """How one page without text of its own is marked where it is read."""
    if waits:
        return WAITING
    if failed:
        return "Could not be recognised"
    return sure(confidence) if words else "No words were found"


def page_number(label: str) -> int:
    """The page that a label such as `page 7` or `page 7, comments` names; 0 where it names none."""
    found = _PAGE.match(label)
    return int(found[1]) if found else 0


def _waiting(pages: int) -> str:
    if not pages:
        return ""
    return f"{_pages(pages)} without text {'waits' if pages == 1 else 'wait'} {WAITS}"


def _read(tally: Tally) -> str:
    if not tally.read:
        return ""
    known = tally.confidence
    average = " on average" if len(tally.read) > 1 else ""
    how_sure = "" if known is None else f", {percent(known)} sure{average}"
    return f"Recognised by the computer: {_pages(len(tally.read))}{how_sure}."


def _wordless(pages: int) -> str:
    return f"No words were found on {_pages(pages)}." if pages else ""


def _failed(pages: int) -> str:
    return f"{_pages(pages)} could not be recognised." if pages else ""


def _pages(count: int) -> str:
    return "1 page" if count == 1 else f"{count:,} pages"
