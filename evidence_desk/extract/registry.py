"""The one way from a file to its text. Importing this is cheap: a format's library is imported when a file needs it."""

import importlib
import os
import stat
from dataclasses import replace
from pathlib import Path, PurePosixPath

from evidence_desk.errors import KnownError
from evidence_desk.extract.found import Found, Source
from evidence_desk.extract.guesses import guess, guess_without_text
from evidence_desk.extract.sniffing import MEND, SUFFIX_FAMILIES, Locked, Rejected, family, family_in_zip
from evidence_desk.extract.text import MOST_CHARACTERS, kept
from evidence_desk.model.gate import STRICTEST_MARKING
from evidence_desk.model.passage import Extraction, Member

EXTRACTOR_VERSION = "4"
SUFFIXES = frozenset(SUFFIX_FAMILIES)

_MOST_MEMBER_BYTES = 100_000_000
_SYSTEM_FILES = frozenset((".ds_store", "thumbs.db", "desktop.ini", ".directory"))
_OLD = ("old-word", "old-slides")
_IN_MEMORY = ("word", "sheets", "slides", "opendocument", *_OLD)


def extract(path: str, name: str, passwords: tuple[str, ...] = ()) -> Extraction:
    """What the file at `path`, called `name`, holds. A bad file gives a reason, never an exception."""
    try:
        return _extraction(name, _found(Path(path), name, passwords))
    except Rejected as why:
        return without_text(name, why.title, rejected=True)
    except KnownError as why:
        return without_text(name, why.title)
    except OSError as error:
        return without_text(name, f"It could not be opened: {error.strerror or type(error).__name__}.", rejected=True)
    except MemoryError:
        return without_text(name, "Reading it needed too much memory. Save it in parts and import those.")
    except Exception:  # noqa: BLE001 -- a format library may raise anything over a hostile file
        return without_text(name, f"It is damaged and could not be read. {MEND}", rejected=True)


def holds_files(name: str) -> bool:
    """Whether a file of this name may have others in it, such as a mail with attachments."""
    return PurePosixPath(name.lower()).suffix in (".eml", ".msg")


def without_text(name: str, reason: str, *, rejected: bool = False) -> Extraction:
    """The extraction of a file whose text is not known; also for one that ended its worker."""
    return Extraction(EXTRACTOR_VERSION, (), guess_without_text(name), reason=reason, rejected=rejected)


def _found(path: Path, name: str, passwords: tuple[str, ...]) -> Found:
    _check(path, name)
    which = family(path, name)
    try:
        return _read(which, path, passwords)
    except Locked:
        if which == "pdf":
            raise
    from evidence_desk.extract.unlocking import read_unlocked

    return read_unlocked(path, passwords, lambda source: _read_opened(which, source))


def _read(which: str, path: Path, passwords: tuple[str, ...]) -> Found:
    if which == "encrypted":
        raise Locked
    if which in _OLD:
        from evidence_desk.extract.unlocking import is_locked_office

        if is_locked_office(path):
            raise Locked
    module = importlib.import_module(_module(which))
    found: Found = module.read(path, passwords) if which == "pdf" else module.read(path)
    return found


def _read_opened(which: str, source: Source) -> Found:
    family_within = family_in_zip(source) if which == "encrypted" else which
    if family_within not in _IN_MEMORY:
        raise Rejected("What is under its password is no document that is read.")
    found: Found = importlib.import_module(_module(family_within)).read(source)
    return found


def _module(family: str) -> str:
    return f"evidence_desk.extract.{family.replace('-', '_')}"


def _check(path: Path, name: str) -> None:
    last = PurePosixPath(name.replace("\\", "/")).name
    about = os.stat(path)
    if not stat.S_ISREG(about.st_mode):
        raise Rejected("It is not a file but a folder or a device.")
    if about.st_size == 0:
        raise Rejected("It is empty: there is nothing in it. Ask for it again.")
    if last.lower() in _SYSTEM_FILES or last.startswith("._"):
        raise Rejected("It is a file of the computer's own, not a document.")
    if last.startswith("~$"):
        raise Rejected("It is the note Office leaves while a document is open; the document itself has its own row.")


def _extraction(name: str, found: Found) -> Extraction:
    if found.is_folder:
        return Extraction(EXTRACTOR_VERSION, (), guess_without_text(name), is_folder=True)
    passages, all_fitted = kept(found.passages)
    reason = found.reason
    if not all_fitted:
        reason = f"It is very long: only its first {MOST_CHARACTERS // 1_000_000} million letters were kept."
    if not passages and not reason and not found.scanned:
        reason = "No text in it."
    guesses = guess(name, passages, found.properties, found.is_table) if passages else guess_without_text(name)
    if found.was_locked:
        # Somebody took care that not everybody can read it.
        guesses = replace(guesses, marking=STRICTEST_MARKING)
    members, left_out = _members(found.members)
    if left_out:
        reason = " ".join(filter(None, (reason, f"Too large to be taken out of it: {', '.join(left_out)}.")))
    return Extraction(EXTRACTOR_VERSION, passages, guesses, found.pages, reason, members, scanned=found.scanned)


def _members(members: tuple[Member, ...]) -> tuple[tuple[Member, ...], list[str]]:
    taken: list[Member] = []
    left_out: list[str] = []
    room = _MOST_MEMBER_BYTES
    for member in members:
        if len(member.data) > room:
            left_out.append(member.name)
        else:
            room -= len(member.data)
            taken.append(member)
    return tuple(taken), left_out
