"""Located text: what an extractor found in a file, and what it guesses about the file."""

from dataclasses import dataclass

from evidence_desk.model import scans

PASSAGE_KINDS = ("page", "sheet", "slide", "notes", "table", "text", "mail", "property")


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a file's text and its place as people say it: `page 7`, `sheet Waits`, `slide 3, notes`.

    `recognised`: a computer read it off a picture; `confidence`: how sure it is of that in percent, where it can tell.
    """

    label: str
    kind: str
    text: str
    recognised: bool = False
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """A file inside a file, such as an attachment of a mail."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Guesses:
    """What a file says of itself, as far as a careful reader would trust it."""

    title: str
    kind: str
    marking: str
    source: str = ""
    date: str | None = None
    period: str | None = None


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was read from one file. `reason` says in plain words why there is no, or not all, text.

    `scanned`: its pages, counted from 1, on which there is something to be seen but no text: for recognition.
    `rejected`: the file is none that is kept (empty, a program, of an unknown kind), and `reason` says why.
    `is_folder`: it is a ZIP, and the files in it stand for it.
    """

    extractor: str
    passages: tuple[Passage, ...]
    guesses: Guesses
    pages: int | None = None
    reason: str | None = None
    members: tuple[Member, ...] = ()
    rejected: bool = False
    is_folder: bool = False
    scanned: tuple[int, ...] = ()

    @property
    def shortfall(self) -> str | None:
        """Why there is no, or not all, text so far, with the pages that wait for recognition."""
        return scans.told(self.reason, scans.Tally(waiting=len(self.scanned)))

    @property
    def characters(self) -> int:
        return sum(len(passage.text) for passage in self.passages)

    @property
    def has_text(self) -> bool:
        return any(passage.text.strip() for passage in self.passages)
