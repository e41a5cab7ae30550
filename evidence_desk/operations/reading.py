"""Reading the text of files that came without it, and anew of those that an older version of the program read.

What was read or recognised before is never lost to a reading that fails.
"""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from evidence_desk.desk import Desk
from evidence_desk.library.files import sha256_of
from evidence_desk.library.presence import file_name
from evidence_desk.library.texts import (
    Known,
    keep_older,
    known_text,
    missing_text,
    older_texts,
    save_extraction,
)  # fmt: skip
from evidence_desk.operations.guessing import keep_text
from evidence_desk.operations.refusals import unread
from evidence_desk.work.job import Job
from evidence_desk.work.serving import STOPPED

if TYPE_CHECKING:
    from evidence_desk.model.passage import Extraction

DAMAGED = "The file in the library is damaged: run `verify`."


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that could not be read anew and kept the text it had."""

    name: str
    why: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What a run came to: how many files were read, which kept their older text, and how many it did not come to."""

    read: int = 0
    kept: tuple[Kept, ...] = ()
    left: int = 0


def read_missing_texts(desk: Desk, job: Job | None = None) -> int:
    """Reads each living file whose text is not known yet, and returns how many there were."""
    return read_texts(desk, missing_text(desk.library.db), job).read


def older_files(desk: Desk) -> int:
    """How many files that are here were read by an older version of the program, and were not tried with this one."""
    return len(_older(desk, kept=False))


def read_older_texts(desk: Desk, job: Job | None = None, *, kept: bool = False) -> Reading:
    """Reads anew what an older version of the program read. Each file is saved by itself, so it may be stopped.

    `kept`: also what was tried in vain with this version, since somebody knows the password now.
    """
    waiting = dict.fromkeys((*missing_text(desk.library.db), *_older(desk, kept=kept)))
    return read_texts(desk, waiting, job, stoppable=True)


def read_texts(desk: Desk, sha256s: Collection[str], job: Job | None = None, *, stoppable: bool = False) -> Reading:
    """Reads these files, as far as they are here; where that yields no text, what is known already stays."""
    from evidence_desk.extract.registry import extract, without_text

    db, files = desk.library.db, desk.library.files
    job = job or Job("Reading")
    waiting = [(str(files.path(one)), file_name(db, one), desk.passwords) for one in sha256s if files.has(one)]
    job.progress(0, len(waiting))
    read, gone, kept = 0, 0, list[Kept]()
    for (path, name, _), result in desk.pool.map_unordered(extract, waiting):
        if result.what == STOPPED or (stoppable and job.cancelled):
            break
        extraction = result.value or without_text(name, unread(result))
        saved = _save(desk, Path(path), extraction)
        read, gone = read + (saved is True), gone + (saved is False)
        if isinstance(saved, str):
            kept.append(Kept(name, saved))
        job.progress(read + gone + len(kept), len(waiting), name)
    return Reading(read, tuple(sorted(kept, key=lambda one: one.name)), len(waiting) - read - gone - len(kept))


def in_words(done: Reading) -> str:
    """`Read 310 files anew. 2 files could not be read now and kept the text they had.` Empty where nothing was done."""
    parts = [f"Read {_files(done.read)} anew."] if done.read else []
    if done.kept:
        kept = len(done.kept)
        parts.append(f"{_files(kept)} could not be read now and kept the text {'it' if kept == 1 else 'they'} had.")
    if done.left:
        parts.append(f"{_files(done.left)} still to be read.")
    return " ".join(parts)


def _older(desk: Desk, *, kept: bool) -> list[str]:
    from evidence_desk.extract.registry import EXTRACTOR_VERSION

    has = desk.library.files.has
    return [one for one in older_texts(desk.library.db, EXTRACTOR_VERSION, kept=kept) if has(one)]


def _save(desk: Desk, path: Path, extraction: "Extraction") -> bool | str:
    """Keeps what was read, or says why what was known before stays; False where it was erased meanwhile."""
    db, sha256 = desk.library.db, path.name
    known = known_text(db, sha256)
    why = None if known is None else _why_not(known, path, extraction)
    if why is not None:
        keep_older(db, sha256, extraction.extractor)
        return why
    if known is not None and extraction.has_text:
        return keep_text(desk, sha256, extraction, again=known.has_text)
    return save_extraction(db, sha256, extraction)


def _why_not(known: Known, path: Path, extraction: "Extraction") -> str | None:
    """Why a reading is worth less than what is known: it found nothing, or only half a file was there to be read."""
    if extraction.has_text or (extraction.scanned and not known.has_own_text):
        # Pages that were recognised stay with whatever is saved.
        return DAMAGED if known.is_something and sha256_of(path) != path.name else None
    return (extraction.shortfall or "No text in it.") if known.is_something else None


def _files(number: int) -> str:
    return f"{number:,} {'file' if number == 1 else 'files'}"
