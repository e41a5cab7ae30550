"""One writer at a time: an OS lock, which a dead process cannot keep, and a note of who has it and since when."""

import contextlib
from dataclasses import dataclass
from pathlib import Path

import filelock

from evidence_desk.errors import KnownError
from evidence_desk.library.moment import now
from evidence_desk.library.troubles import told
from evidence_desk.system.login import machine_name

LOCK_NAME = "library.lock"
NOTE_NAME = "Who has it open.txt"


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has a library open for writing, since when (ISO 8601, UTC), and on which computer."""

    name: str
    since: str
    machine: str = ""


class Lock:
    """The hold of this process on a library; `release` may be called twice and from any thread."""

    def __init__(self, folder: Path, name: str) -> None:
        self._note = folder / NOTE_NAME
        # thread_local=False: the window opens in one thread and may close in another.
        self._lock = filelock.FileLock(folder / LOCK_NAME, timeout=0, thread_local=False)
        with told(folder):
            try:
                self._lock.acquire()
            except filelock.Timeout:
                raise held(folder) from None
        # On a full disk there is no note, but the library can be opened, if only to make room.
        with contextlib.suppress(OSError):
            self._note.write_text(_words(Holder(" ".join(name.split()), now(), machine_name())), encoding="utf-8")

    def release(self) -> None:
        if self._lock.is_locked:
            # A virus scanner may hold the note for a moment; the next holder writes it anew.
            with contextlib.suppress(OSError):
                self._note.unlink(missing_ok=True)
            self._lock.release()


def held(folder: Path) -> KnownError:
    """What to tell somebody who finds the library taken."""
    holder = holder_of(folder)
    if holder is None:
        who = "Somebody has this library open already."
    else:
        where = f" on {holder.machine}" if holder.machine else ""
        who = f"{holder.name} has had this library open{where} since {_plain(holder.since)}."
    return KnownError(who, str(folder), "Close it there first, or open it for reading only.")


def holder_of(folder: Path) -> Holder | None:
    """Who the note names; it says nothing of whether the lock is still held."""
    try:
        lines = (folder / NOTE_NAME).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return None
    said = dict(line.split(": ", 1) for line in lines if ": " in line)
    if "Name" not in said or "Since" not in said:
        return None
    return Holder(said["Name"], said["Since"], said.get("Computer", ""))


def _words(holder: Holder) -> str:
    return (
        f"Name: {holder.name}\nSince: {holder.since}\nComputer: {holder.machine}\n\n"
        "This note is written while Evidence Desk has the library open, and removed when it is closed.\n"
        "Deleting it does not free the library.\n"
    )


def _plain(since: str) -> str:
    return since.replace("T", " ").removesuffix("Z") + " (UTC)"
