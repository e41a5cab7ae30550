"""Why an import did not take a file in: what happened to it, and what to do."""

import os
from typing import TYPE_CHECKING, Final

from evidence_desk.extract.sniffing import MEND

if TYPE_CHECKING:
    from evidence_desk.work.serving import Result

CHANGED = "It changed while it was read. Import it again when nobody is writing in it."
OPENED_AS_FOLDER = "It was opened as a folder"
TOO_DEEP = "It lies too deep inside other files. Save it by itself and import that."
KEPT_BOTH = "Both were kept."
CANCELLED = "The import was cancelled before this file was read. Import it again to take it in."
_IN_PARTS: Final = "Save it in parts, and import those."
_TO_DO: Final = {"time": _IN_PARTS, "memory": _IN_PARTS, "oversize": _IN_PARTS}


def unread(result: "Result") -> str:
    """Of a file that a worker could not bear; it is kept without its text."""
    return f"{result.reason or 'It cannot be read.'} {_TO_DO.get(result.what or '', MEND)}"


def without_both_kept(reason: str | None) -> str:
    """What a file's reader said of it, whatever somebody said since of what it looks like."""
    return (reason or "").removesuffix(KEPT_BOTH).strip()


def now_said(reason: str | None, before: str | None) -> str | None:
    """What is said of a file now, and that both were kept where that was said before."""
    return with_both_kept(reason) if before and KEPT_BOTH in before else reason


def with_both_kept(reason: str | None) -> str:
    """The reason of a look-alike of which somebody said that it is no version."""
    return reason if reason and KEPT_BOTH in reason else f"{reason or ''} {KEPT_BOTH}".strip()


def opened_as_folder(number: int) -> str:
    """For a ZIP with so many files in it."""
    if number == 1:
        return f"{OPENED_AS_FOLDER}: there was 1 file in it, with a row of its own. The ZIP is not kept."
    return f"{OPENED_AS_FOLDER}: there were {number:,} files in it, with rows of their own. The ZIP is not kept."


def erased(reason: str) -> str:
    """For a file of which the library keeps no byte any more."""
    return f"These bytes were erased from this library and are not taken in again. Reason given: {reason}"


def unreadable(error: BaseException | None) -> str:
    """What the system said. Windows says EACCES of a file that is held open too."""
    if isinstance(error, PermissionError):
        return "It cannot be opened: you may not have the right to, or another program holds it. Close it there first."
    if isinstance(error, FileNotFoundError):
        return "It is not there any more: it was moved, or the drive was taken away."
    said = os.strerror(error.errno or 0) if isinstance(error, OSError) else "the system does not say why"
    return f"It cannot be read: {said}. Check the disk or the network."
