"""Reading the files of an import in worker processes, each to its text or to the reason why not."""

import hashlib
import os
import shutil
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePath
from tempfile import mkdtemp

from evidence_desk.desk import Desk
from evidence_desk.extract.archive import Unpacked, unpack
from evidence_desk.extract.registry import extract, holds_files, without_text
from evidence_desk.extract.sniffing import LOCKED, OLD
from evidence_desk.library.copying import UNFINISHED
from evidence_desk.library.erasing import is_erased_file
from evidence_desk.library.files import OtherBytes, SourceLost
from evidence_desk.library.holdings import Holdings
from evidence_desk.library.needed import is_needed
from evidence_desk.library.waiting import containers, files_without_text
from evidence_desk.model.gate import STRICTEST_MARKING
from evidence_desk.model.passage import Extraction, Member
from evidence_desk.operations.oldformats import FAILED, WAITS
from evidence_desk.operations.refusals import CANCELLED, CHANGED, TOO_DEEP, erased, opened_as_folder, unread, unreadable
from evidence_desk.operations.walking import Found, shown_path
from evidence_desk.system.office import find_office
from evidence_desk.work.job import Job
from evidence_desk.work.serving import STOPPED, Result

DEEPEST_MEMBER = 3
# So many bytes of attachments wait in memory; those of a thousand mails would fill it.
MOST_HELD = 20_000_000


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file to be taken in: from a path, or a member of another file with its bytes."""

    path: str
    name: str
    source: Path | None
    data: bytes | None = None
    depth: int = 0
    was_locked: bool = False


@dataclass(frozen=True, slots=True)
class Arrival:
    """What reading came to: text or a refusal; a duplicate has neither, its bytes are known already.

    `again`: a duplicate whose text was under a password and is read now.
    """

    path: str
    name: str
    sha256: str = ""
    size: int = 0
    extraction: Extraction | None = None
    refused: str | None = None
    is_member: bool = False
    again: bool = False


class Reader:
    """Reads candidates in the pool; the bytes of what is taken are safe in the library before it is yielded."""

    def __init__(
        self, desk: Desk, found: Sequence[Found], holdings: Holdings, job: Job, passwords: tuple[str, ...] = ()
    ) -> None:
        self._desk = desk
        self._passwords = passwords
        old = [*FAILED.values(), *WAITS.values(), *OLD.values()]
        worth = (LOCKED, *old) if passwords else tuple(old)
        self._locked = files_without_text(desk.library.db, worth)
        self._again: set[str] = set()
        self._containers = set(containers(desk.library.db))
        self._holdings = holdings
        self._job = job
        self._decided: deque[Arrival] = deque(
            Arrival(shown_path(one.path), shown_path(one.path.name), refused=one.refused)
            for one in found
            if one.refused
        )
        self._waiting = deque(
            Candidate(shown_path(one.path), shown_path(one.path.name), one.path) for one in found if one.refused is None
        )
        self._repeated: dict[str, list[Candidate]] = {}
        self._reading: dict[str, tuple[Candidate, str, int]] = {}
        self._unpacked: list[Path] = []
        self._aside: Path | None = None
        self._held = 0
        self._total = len(found)
        self._done = 0

    def arrivals(self) -> Iterator[Arrival]:
        """Each file as it is finished, in no promised order."""
        try:
            while self._waiting:
                for job, result in self._desk.pool.map_unordered(extract, self._jobs()):
                    yield from self._take_decided()
                    yield self._finished(str(job[0]), result)
                    # What was read of it is with the arrival; it is not kept until the next is read.
                    del result
                self._open_repeated()
            yield from self._take_decided()
        finally:
            for folder in self._unpacked:
                shutil.rmtree(folder, ignore_errors=True)

    def _take_decided(self) -> Iterator[Arrival]:
        while self._decided:
            self._note_progress(self._decided[0].name)
            yield self._decided.popleft()

    def _jobs(self) -> Iterator[tuple[str, str, tuple[str, ...]]]:
        while self._waiting:
            candidate = self._waiting.popleft()
            if self._job.cancelled:
                self._decided.append(Arrival(candidate.path, candidate.name, refused=CANCELLED))
                continue
            stored = self._store(candidate)
            if isinstance(stored, Arrival):
                self._decided.append(stored)
            else:
                yield stored, candidate.name, self._passwords

    def _store(self, candidate: Candidate) -> str | Arrival:
        """Keeps the bytes and says where; or what became of the file, where there is nothing to read in it."""
        try:
            sha256, size = _digest(candidate)
            reason = is_erased_file(self._desk.library.db, sha256)
            if reason is not None:
                return Arrival(candidate.path, candidate.name, sha256, size, refused=erased(reason))
            stored = str(self._desk.library.files.path(sha256))
            known = sha256 in self._holdings.by_sha256
            if stored not in self._reading:
                # Of known bytes too: a file that was lost or damaged in the library is whole again.
                self._keep(candidate, sha256)
        except OSError as error:
            return Arrival(candidate.path, candidate.name, refused=unreadable(error))
        except SourceLost as lost:
            return Arrival(candidate.path, candidate.name, refused=unreadable(lost.__cause__))
        except OtherBytes:
            return Arrival(candidate.path, candidate.name, refused=CHANGED)
        again = known and sha256 in self._locked
        if (known and not again) or stored in self._reading:
            self._repeated.setdefault(stored, []).append(candidate)
            return Arrival(candidate.path, candidate.name, sha256, size)
        if again:
            self._again.add(stored)
        # The bytes are in the library now.
        self._reading[stored] = (replace(candidate, data=None), sha256, size)
        return stored

    def _keep(self, candidate: Candidate, sha256: str) -> None:
        files = self._desk.library.files
        if candidate.source is not None:
            files.add(candidate.source, sha256)
        else:
            files.add_bytes(candidate.data or b"", sha256)

    def _finished(self, stored: str, result: Result) -> Arrival:
        """A file that a worker could not bear is kept without its text; one that is no document is refused."""
        candidate, sha256, size = self._reading[stored]
        self._note_progress(candidate.name)
        extraction: Extraction = result.value or without_text(candidate.name, unread(result))
        extraction = told_to_wait(extraction)
        if candidate.was_locked:
            extraction = guarded(extraction)
        if stored in self._again:
            return self._finished_again(candidate, sha256, size, extraction)
        if extraction.is_folder:
            return self._open_folder(stored, candidate, sha256, size)
        if extraction.rejected or result.what == STOPPED:
            self._take_away(sha256)
            return Arrival(candidate.path, candidate.name, sha256, size, refused=_why_refused(result, extraction))
        if extraction.members:
            self._containers.add(sha256)
        self._await_members(candidate, extraction)
        extraction = replace(extraction, members=())
        return Arrival(candidate.path, candidate.name, sha256, size, extraction, is_member=candidate.depth > 0)

    def _take_away(self, sha256: str) -> None:
        """Its bytes are not kept, unless they are those of an item that was removed, which may be brought back."""
        if not is_needed(self._desk.library.db, sha256):
            self._desk.library.files.remove(sha256)

    def _finished_again(self, candidate: Candidate, sha256: str, size: int, extraction: Extraction) -> Arrival:
        if extraction.reason == LOCKED or extraction.rejected:
            return Arrival(candidate.path, candidate.name, sha256, size)
        self._await_members(candidate, extraction)
        return Arrival(candidate.path, candidate.name, sha256, size, extraction, again=True)

    def _open_folder(self, stored: str, candidate: Candidate, sha256: str, size: int) -> Arrival:
        """The files of a ZIP are taken in like those of a folder; the ZIP itself is not kept."""
        place = self._desk.library.folder / f"{sha256}{UNFINISHED}"
        self._unpacked.append(place)
        place.mkdir(exist_ok=True)
        result = self._desk.pool.submit(unpack, stored, str(place), self._passwords).result()
        self._take_away(sha256)
        if not result.ok:
            return Arrival(candidate.path, candidate.name, sha256, size, refused=_why_refused(result))
        unpacked: list[Unpacked] = result.value
        for one in unpacked:
            self._await_unpacked(candidate, one)
        return Arrival(candidate.path, candidate.name, sha256, size, refused=opened_as_folder(len(unpacked)))

    def _await_unpacked(self, container: Candidate, one: Unpacked) -> None:
        self._total += 1
        path, name = f"{container.path}!/{one.name}", PurePath(one.name).name
        if one.file is None:
            self._decided.append(Arrival(path, name, refused=one.refused))
        elif container.depth >= DEEPEST_MEMBER:
            self._decided.append(Arrival(path, name, refused=TOO_DEEP))
        else:
            self._waiting.append(Candidate(path, name, Path(one.file), None, container.depth + 1, one.was_locked))

    def _open_repeated(self) -> None:
        """What lies in a file that is known already has rows of its own too."""
        repeated = {
            stored: candidates
            for stored, candidates in self._repeated.items()
            if holds_files(candidates[0].name) or Path(stored).name in self._containers
        }
        self._repeated = {}
        if self._job.cancelled:
            return
        jobs = [(stored, candidates[0].name, self._passwords) for stored, candidates in repeated.items()]
        for (stored, _, _), result in self._desk.pool.map_unordered(extract, jobs):
            for candidate in repeated[stored] if result.value else ():
                self._await_members(candidate, result.value)

    def _await_members(self, container: Candidate, extraction: Extraction) -> None:
        paths = _member_paths(container.path, extraction.members)
        for member, path in zip(extraction.members, paths, strict=True):
            self._total += 1
            if container.depth >= DEEPEST_MEMBER:
                self._decided.append(Arrival(path, member.name, refused=TOO_DEEP))
            else:
                source, data = self._laid_aside(member.data)
                self._waiting.append(Candidate(path, member.name, source, data, container.depth + 1))

    def _laid_aside(self, data: bytes) -> tuple[Path | None, bytes | None]:
        """The bytes of an attachment that has to wait: in memory, or in a file where many wait already."""
        self._held += len(data)
        if self._held <= MOST_HELD:
            return None, data
        if self._aside is None:
            self._aside = Path(mkdtemp(prefix="waiting-", suffix=UNFINISHED, dir=self._desk.library.folder))
            self._unpacked.append(self._aside)
        file = self._aside / str(self._held)
        file.write_bytes(data)
        return file, None

    def _note_progress(self, name: str) -> None:
        self._done += 1
        self._job.progress(self._done, self._total, name)


def guarded(extraction: Extraction) -> Extraction:
    """Somebody took care that not everybody can read it, so it is guessed to be sensitive."""
    return replace(extraction, guesses=replace(extraction.guesses, marking=STRICTEST_MARKING))


def told_to_wait(extraction: Extraction) -> Extraction:
    """An old file that LibreOffice will read says so, where LibreOffice is installed."""
    family = next((family for family, reason in OLD.items() if reason == extraction.reason), None)
    return replace(extraction, reason=WAITS[family]) if family and find_office() is not None else extraction


def _digest(candidate: Candidate) -> tuple[str, int]:
    if candidate.source is None:
        data = candidate.data or b""
        return hashlib.sha256(data).hexdigest(), len(data)
    with candidate.source.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest(), os.fstat(opened.fileno()).st_size


def _member_paths(container: str, members: Sequence[Member]) -> Iterator[str]:
    """CONTAINER!/NAME, numbered where several members have one name: they are not versions of each other."""
    met: Counter[str] = Counter()
    for member in members:
        met[member.name] += 1
        name = PurePath(member.name)
        number = f" ({met[member.name]})" if met[member.name] > 1 else ""
        yield f"{container}!/{name.stem}{number}{name.suffix}"


def _why_refused(result: Result, extraction: Extraction | None = None) -> str | None:
    if result.what == STOPPED:
        return CANCELLED
    return extraction.reason if extraction is not None else unread(result)
