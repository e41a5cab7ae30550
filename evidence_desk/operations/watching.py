"""Watched folders: which files in them are not in the library. They are offered; nothing is imported by itself.

Which folders are watched is kept in the preferences, not in the library: a path is one of this computer.
"""

import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from evidence_desk import preferences
from evidence_desk.desk import Desk
from evidence_desk.errors import KnownError
from evidence_desk.library.known import KnownFiles, known_files
from evidence_desk.operations.stillness import Stillness
from evidence_desk.operations.walking import files_below, shown_path
from evidence_desk.system.fingerprints import Fingerprints
from evidence_desk.work.job import Job


@dataclass(frozen=True, slots=True)
class Watched:
    """A watched folder and the files in it that are not in the library, in path order.

    `changed`: what came from that very place before is here with other content. `writing`: what would be one of both,
    but a program seems to be writing it yet. `trouble`: why the folder could not be read.
    """

    folder: Path
    new: tuple[Path, ...] = ()
    changed: tuple[Path, ...] = ()
    writing: tuple[Path, ...] = ()
    trouble: str | None = None


def watched_folders(desk: Desk) -> tuple[Path, ...]:
    """The folders that this person watches for this library on this computer, in path order."""
    return tuple(sorted(Path(one) for one in preferences.load().watched.get(_place(desk), ())))


def watch(desk: Desk, folder: Path) -> None:
    """Remembers a folder to look into. Raises KnownError where there is none, or it is the library's own."""
    place = Path(os.path.abspath(folder))
    if not place.is_dir():
        raise KnownError(f"There is no folder {place}.", what_to_do="Check the path.")
    if place.resolve().is_relative_to(desk.library.folder.resolve()):
        raise KnownError("The library's own folder cannot be watched.", str(place), "Choose another folder.")
    _keep(desk, {*watched_folders(desk), place})


def stop_watching(desk: Desk, folder: Path) -> None:
    """Forgets a watched folder; what was imported from it stays. Raises KnownError where it was not watched."""
    place = Path(os.path.abspath(folder))
    if place not in watched_folders(desk):
        raise KnownError(f"{place} is not watched.", what_to_do="`watch` without a folder lists those that are.")
    _keep(desk, {one for one in watched_folders(desk) if one != place})
    _fingerprints(desk, place).forget()


def look(desk: Desk, job: Job | None = None, stillness: Stillness | None = None) -> tuple[Watched, ...]:
    """Looks into each watched folder. A file is read only where its size is that of one that is known.

    A known file that was moved or copied is not told: its bytes are here. Cancelled, what was found so far is lost.
    `stillness` remembers from one look to the next which files changed meanwhile.
    """
    job = job or Job("Looking for new files")
    look = _Look(desk, known_files(desk.library.db), stillness or Stillness(), job)
    return tuple(look.into(folder) for folder in watched_folders(desk))


def look_twice(desk: Desk, job: Job | None = None, wait: Callable[[float], object] = time.sleep) -> tuple[Watched, ...]:
    """A look for those who do not come again: at a file that has just changed it looks once more a moment later."""
    stillness = Stillness()
    found = look(desk, job, stillness)
    if any(one.writing for one in found):
        wait(stillness.seconds)
        found = look(desk, job, stillness)
    return found


class _Look:
    """One look into all folders: a file in two of them is told of once."""

    def __init__(self, desk: Desk, known: KnownFiles, stillness: Stillness, job: Job) -> None:
        self._desk, self._known, self._stillness, self._job = desk, known, stillness, job
        self._seen: set[Path] = set()

    def into(self, folder: Path) -> Watched:
        try:
            if not folder.is_dir():
                return Watched(folder, trouble="It is not there just now.")
            found = [one.path for one in files_below([folder], self._desk.library.folder) if one.refused is None]
            fingerprints = _fingerprints(self._desk, folder)
            unknown = dict(self._unknown(found, fingerprints))
            fingerprints.save()
        except (OSError, KnownError):
            return Watched(folder, trouble="It cannot be read just now.")
        origins = self._known.origins
        return Watched(
            folder,
            new=tuple(path for path, still in unknown.items() if still and shown_path(path) not in origins),
            changed=tuple(path for path, still in unknown.items() if still and shown_path(path) in origins),
            writing=tuple(path for path, still in unknown.items() if not still),
        )

    def _unknown(self, found: list[Path], fingerprints: Fingerprints) -> Iterator[tuple[Path, bool]]:
        """What is not in the library, each with whether it is still."""
        known = self._known
        for path in found:
            self._job.check()
            if path in self._seen:
                continue
            self._seen.add(path)
            try:
                about = path.stat()
                may_be_known = known.may_hold(shown_path(path), about.st_size)
                if not may_be_known or fingerprints.sha256(path, about) not in known.sha256s:
                    yield path, self._stillness.is_still(path, about)
            except OSError:
                # Gone since, or not ours to read: an import would say so, and there is nothing to offer.
                continue


def _place(desk: Desk) -> str:
    return str(desk.library.folder)


def _keep(desk: Desk, folders: set[Path]) -> None:
    known = preferences.load()
    known.watched[_place(desk)] = sorted(str(one) for one in folders)
    known.watched = {place: listed for place, listed in known.watched.items() if listed}
    preferences.save(known)


def _fingerprints(desk: Desk, folder: Path) -> Fingerprints:
    return Fingerprints(f"{desk.library.id}\n{folder}")
