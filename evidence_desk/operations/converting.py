"""Old Word, PowerPoint and Excel files that our own readers could not read when they came in.

Readers that have come since are tried first, and LibreOffice then, where it is installed, on many in one run. What
LibreOffice writes is read for its text and deleted; the text belongs to the file as it came.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from evidence_desk.desk import Desk
from evidence_desk.errors import KnownError
from evidence_desk.extract.registry import EXTRACTOR_VERSION, extract, without_text
from evidence_desk.extract.sniffing import LOCKED, OLD
from evidence_desk.library import queries
from evidence_desk.library.presence import file_name, why_no_text
from evidence_desk.library.texts import missing_text
from evidence_desk.library.waiting import files_without_text
from evidence_desk.model.passage import Extraction
from evidence_desk.operations.arrivals import guarded, told_to_wait
from evidence_desk.operations.guessing import keep_text
from evidence_desk.operations.importing import FileRow, ImportReport
from evidence_desk.operations.oldformats import FAILED, FAMILIES, WAITS
from evidence_desk.system.office import Stopped, convert, converted, find_office
from evidence_desk.system.private import private_folder
from evidence_desk.work.job import Job

FILES_A_RUN = 20
_SECONDS_A_RUN, _SECONDS_A_FILE = 60, 3
_MEGABYTES = 1536
_NO_OFFICE = "LibreOffice is not on this computer, so what only it may read is kept without its text."
_WRITE_PLAIN = "evidence_desk.extract.unlocking:write_plain"
_BY_REASON = {reason: family for reasons in (OLD, WAITS) for family, reason in reasons.items()}


@dataclass(frozen=True, slots=True)
class Conversion:
    """What a run came to: how many files were read, could not be, and wait still because it was stopped."""

    read: int
    failed: int
    waiting: int
    why: str | None = None


def can_convert() -> bool:
    """Whether LibreOffice is on this computer."""
    return find_office() is not None


def waiting_conversions(desk: Desk) -> int:
    """How many old files wait to be read."""
    return len(_waiting(desk))


def readable_conversions(desk: Desk) -> int:
    """How many of them may be read on this computer; without LibreOffice, those that an earlier release tried last."""
    waiting = _waiting(desk)
    return len(waiting) if can_convert() else len(_never_tried(desk, waiting))


def convert_waiting(desk: Desk, job: Job | None = None) -> Conversion:
    """Reads every old file that waits; stopping it keeps what is finished.

    Without LibreOffice, only our own readers are tried, once by each release.
    """
    job = job or Job("Reading old files")
    waiting, program = _waiting(desk), find_office()
    job.progress(0, len(waiting))
    read = _read_again(desk, waiting, job)
    left = _waiting(desk) if read else waiting
    failed = 0
    for family in FAMILIES if program else ():
        files = sorted(sha256 for sha256, one in left.items() if one == family)
        for at in range(0, len(files), FILES_A_RUN):
            for extraction in _Run(desk, str(program), family, files[at : at + FILES_A_RUN], job).extractions():
                read, failed = read + extraction.has_text, failed + (not extraction.has_text)
                job.progress(read + failed, len(waiting))
    desk.catch_up(job)
    still = len(waiting) - read - failed
    return Conversion(read, failed, still, _NO_OFFICE if still and program is None else None)


def _read_again(desk: Desk, waiting: dict[str, str], job: Job) -> int:
    """How many our own readers can read now; of the others it is noted that they were tried."""
    files, read = desk.library.files, 0
    asked = {str(files.path(one)): one for one in _never_tried(desk, waiting)}
    jobs = [(path, file_name(desk.library.db, one), desk.passwords) for path, one in asked.items()]
    for (path, name, _), result in desk.pool.map_unordered(extract, [] if job.cancelled else jobs):
        if job.cancelled:
            break
        found: Extraction | None = result.value
        if found is None or not found.has_text:
            found = told_to_wait(without_text(str(name), OLD[waiting[asked[str(path)]]]))
        keep_text(desk, asked[str(path)], replace(found, members=()))
        read += found.has_text
        job.progress(read, len(waiting))
    return read


def _never_tried(desk: Desk, waiting: Iterable[str]) -> list[str]:
    return sorted(set(missing_text(desk.library.db, EXTRACTOR_VERSION)).intersection(waiting))


def in_words(done: Conversion) -> str:
    """`Read 3 old files. 1 old file could not be read.` Empty where there was nothing to do."""
    parts = (
        f"Read {_old_files(done.read)}." if done.read else "",
        f"{_old_files(done.failed)} could not be read." if done.failed else "",
        f"{_old_files(done.waiting)} still to be read." if done.waiting and not done.why else "",
        done.why or "",
    )
    return " ".join(filter(None, parts))


def _old_files(number: int) -> str:
    return f"{number:,} old {'file' if number == 1 else 'files'}"


def convert_imported(desk: Desk, report: ImportReport, job: Job | None = None) -> ImportReport:
    """Reads the old files that wait once an import has brought some, and says of them what became of them."""
    waits = tuple(WAITS.values())
    if not any(row.reason in waits for row in report.files):
        return report
    convert_waiting(desk, job)
    return replace(report, files=tuple(_now(desk, row) if row.reason in waits else row for row in report.files))


def _now(desk: Desk, row: FileRow) -> FileRow:
    db = desk.library.db
    try:
        sha256 = queries.item(db, queries.resolve(db, row.ref or ""), desk.today).sha256
    except KnownError:
        return row  # the item has gone meanwhile
    return replace(row, text=bool(queries.passages(db, sha256)), reason=why_no_text(db, sha256))


def _waiting(desk: Desk) -> dict[str, str]:
    """The family of each old file that is here and not read yet, by its SHA-256."""
    db = desk.library.db
    found = files_without_text(db, tuple(_BY_REASON))
    return {one: _BY_REASON[why_no_text(db, one) or ""] for one in sorted(found) if desk.library.files.has(one)}


class _Run:
    """LibreOffice started once for a handful of files; those it fails over are tried again one by one."""

    def __init__(self, desk: Desk, program: str, family: str, files: Sequence[str], job: Job) -> None:
        self._desk = desk
        self._program = program
        self._family = family
        self._old, self._new, _ = FAMILIES[family]
        self._files = files
        self._job = job
        self._locked: set[str] = set()

    def extractions(self) -> Iterator[Extraction]:
        """What was read of each file, once it is kept."""
        if self._job.cancelled:
            return
        with private_folder("conversions") as room:
            copies = self._copies(room)
            for sha256 in self._files:
                if sha256 not in copies:
                    yield self._kept(sha256, without_text(self._name(sha256), LOCKED))
            self._convert(list(copies.values()), room, _SECONDS_A_RUN + _SECONDS_A_FILE * len(copies))
            for copy in copies.values():
                if not converted([copy], self._new, room):
                    self._convert([copy], room, _SECONDS_A_RUN)
            if not self._job.cancelled:
                yield from self._read(copies, room)

    def _copies(self, room: Path) -> dict[str, Path]:
        """LibreOffice is given copies: it writes notes beside a file, and would say what it is called elsewhere."""
        files = self._desk.library.files
        targets = {str(files.path(sha256)): room / f"{at}.{self._old}" for at, sha256 in enumerate(self._files)}
        jobs = [(path, str(target), self._desk.passwords) for path, target in targets.items()]
        done = self._desk.pool.map_unordered(_WRITE_PLAIN, jobs)
        copies = {}
        for (path, _, _), result in done:
            if result.value is not None:
                copies[Path(path).name] = targets[path]
                if result.value == "locked":
                    self._locked.add(Path(path).name)
        return copies

    def _convert(self, copies: Sequence[Path], room: Path, seconds: float) -> None:
        try:
            if not self._job.cancelled:
                convert(
                    self._program, copies, self._new, room,
                    seconds=seconds, megabytes=_MEGABYTES, stop=lambda: self._job.cancelled,
                )  # fmt: skip
        except Stopped:
            return  # what had come by then is there; the rest is tried alone, or said to be unreadable

    def _read(self, copies: dict[str, Path], room: Path) -> Iterator[Extraction]:
        results = {sha256: converted([copy], self._new, room) for sha256, copy in copies.items()}
        jobs = {str(places[0]): sha256 for sha256, places in results.items() if places}
        for sha256 in results.keys() - jobs.values():
            yield self._kept(sha256, self._failed(sha256))
        asked = [(path, self._name(sha256)) for path, sha256 in jobs.items()]
        for (path, _), result in self._desk.pool.map_unordered(extract, asked):
            found: Extraction | None = result.value
            sha256 = jobs[path]
            usable = found is not None and (found.has_text or not found.rejected)
            yield self._kept(sha256, found if found is not None and usable else self._failed(sha256))

    def _failed(self, sha256: str) -> Extraction:
        return without_text(self._name(sha256), FAILED[self._family])

    def _kept(self, sha256: str, extraction: Extraction) -> Extraction:
        if sha256 in self._locked:
            extraction = guarded(extraction)
        keep_text(self._desk, sha256, extraction)
        return extraction

    def _name(self, sha256: str) -> str:
        return file_name(self._desk.library.db, sha256)
