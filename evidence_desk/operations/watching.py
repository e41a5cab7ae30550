"""Watched folders: which files in them are not in the library. They are offered; nothing is imported by itself.

Which folders are watched is kept in the preferences, not in the library: a path is one of this computer.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from evidence_desk import preferences
from evidence_desk.desk import Desk
from evidence_desk.errors import KnownError
from evidence_desk.library.known import KnownFiles, known_files
from evidence_desk.operations.walking import files_below, shown_path
from evidence_desk.system.fingerprints import Fingerprints
from evidence_desk.work.job import Job


@dataclass(frozen=True, slots=True)
class Watched:
    """A watched folder and the files in it that are not in the library, in path order.

    `changed`: what came from that very place before is here with other content. `trouble`: why it could not be read.
    """

    folder: Path
    new: tuple[Path, ...] = ()
    changed: tuple[Path, ...] = ()
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


def look(desk: Desk, job: Job | None = None) -> tuple[Watched, ...]:
    """Looks into each watched folder. A file is read only where its size is that of one that is known.

    A known file that was moved or copied is not told: its bytes are here. Cancelled, what was found so far is lost.
    """
    job = job or Job("Looking for new files")
    known = known_files(desk.library.db)
    seen: set[Path] = set()
    return tuple(_look_into(desk, folder, known, seen, job) for folder in watched_folders(desk))


def _look_into(desk: Desk, folder: Path, known: KnownFiles, seen: set[Path], job: Job) -> Watched:
    try:
        if not folder.is_dir():
            return Watched(folder, trouble="It is not there just now.")
        found = [one.path for one in files_below([folder], desk.library.folder) if one.refused is None]
        fingerprints = _fingerprints(desk, folder)
        unknown = list(_unknown(found, known, seen, fingerprints, job))
        fingerprints.save()
    except (OSError, KnownError):
        return Watched(folder, trouble="It cannot be read just now.")
    changed = tuple(path for path in unknown if shown_path(path) in known.origins)
    return Watched(folder, tuple(path for path in unknown if path not in changed), changed)


def _unknown(
    found: list[Path], known: KnownFiles, seen: set[Path], fingerprints: Fingerprints, job: Job
) -> Iterator[Path]:
    for path in found:
        job.check()
        if path in seen:
            continue
        seen.add(path)
        try:
            about = path.stat()
            may_be_known = known.may_hold(shown_path(path), about.st_size)
            if not may_be_known or fingerprints.sha256(path, about) not in known.sha256s:
                yield path
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
