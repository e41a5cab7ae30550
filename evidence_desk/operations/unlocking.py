"""Reading files that are protected with a password, once somebody knows it. No password is ever written down."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from evidence_desk.desk import Desk
from evidence_desk.errors import KnownError
from evidence_desk.extract.archive import LOCKED_INSIDE
from evidence_desk.extract.registry import extract
from evidence_desk.extract.sniffing import LOCKED
from evidence_desk.library import queries
from evidence_desk.library.presence import file_name
from evidence_desk.library.recognition import items_showing
from evidence_desk.library.waiting import files_without_text
from evidence_desk.model import paths
from evidence_desk.model.records import Changes
from evidence_desk.operations.entering import enter_text
from evidence_desk.operations.importing import FileRow, ImportReport, import_paths
from evidence_desk.operations.refusals import now_said, without_both_kept
from evidence_desk.work.job import Job

_MOST_PASSWORDS = 100


@dataclass(frozen=True, slots=True)
class Unlocked:
    """Which rows of an import could be opened now and which could not; `report`: all of them as they stand now."""

    opened: tuple[FileRow, ...]
    still: tuple[FileRow, ...]
    report: ImportReport
    changes: Changes


def passwords_in(file: Path) -> tuple[str, ...]:
    """The lines of a file of passwords, as they are but for the line ends.

    Raises KnownError where it cannot be read, is not UTF-8 or holds more than a hundred.
    """
    try:
        text = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise KnownError(f"The file of passwords {file.name} is not UTF-8.") from error
    except OSError as error:
        raise KnownError(f"The file of passwords {file.name} cannot be read: {error.strerror}.") from error
    found = tuple(dict.fromkeys(line for line in text.splitlines() if line))
    if len(found) > _MOST_PASSWORDS:
        raise KnownError(f"There are {len(found)} passwords in {file.name}; a hundred are the most.")
    return found


def locked_rows(report: ImportReport) -> tuple[FileRow, ...]:
    """The files of an import that nobody could read without a password."""
    return tuple(row for row in report.files if without_both_kept(row.reason) in (LOCKED, LOCKED_INSIDE))


def unlock(desk: Desk, report: ImportReport, passwords: Iterable[str], job: Job | None = None) -> Unlocked:
    """Tries each password on each locked file of an import; reading those that open is one undo step.

    A ZIP is not kept, so its locked files are imported from where it lies, if it still does.
    """
    job = job or Job("Trying the password")
    keys = tuple(dict.fromkeys(password for password in passwords if password))
    desk.passwords = tuple(dict.fromkeys((*desk.passwords, *keys)))
    rows = {row.path: row for row in locked_rows(report)}
    changes = _read_kept(desk, rows, keys, job)
    for row in _imported_from_zips(desk, rows, keys, job):
        rows[row.path] = row
    desk.catch_up(job)
    now = replace(report, files=tuple(rows.get(row.path, row) for row in report.files))
    still = locked_rows(now)
    opened = tuple(row for row in rows.values() if row not in still)
    return Unlocked(opened, still, now, changes)


def _read_kept(desk: Desk, rows: dict[str, FileRow], keys: tuple[str, ...], job: Job) -> Changes:
    db, files = desk.library.db, desk.library.files
    places: dict[str, list[str]] = {}
    locked = files_without_text(db, (LOCKED,))
    for row in rows.values():
        sha256 = _file_of(desk, row.ref)
        if sha256 in locked and files.has(sha256):
            places.setdefault(sha256, []).append(row.path)
    jobs = [(str(files.path(sha256)), file_name(db, sha256), keys) for sha256 in places]
    read = {}
    for done, (asked, result) in enumerate(desk.pool.map_unordered(extract, jobs), 1):
        job.progress(done, len(jobs), asked[1])
        if result.value is not None and result.value.reason != LOCKED and not result.value.rejected:
            read[Path(asked[0]).name] = result.value
    if not read:
        return Changes(None, None, frozenset())
    noun = "file" if len(read) == 1 else "files"
    with desk.change(f"read {len(read):,} locked {noun}") as change:
        for sha256, extraction in sorted(read.items()):
            enter_text(change, db, sha256, extraction)
            for path in places[sha256]:
                reason = now_said(extraction.shortfall, rows[path].reason)
                rows[path] = replace(rows[path], text=extraction.has_text, reason=reason)
    # A text that lets nothing be guessed is news all the same.
    items = frozenset(paths.item(key) for sha256 in read for key in items_showing(db, sha256))
    desk.announce(Changes(None, None, items))
    return change.changes


def _file_of(desk: Desk, ref: str | None) -> str:
    """The file the item stands for; empty where it has gone meanwhile."""
    db = desk.library.db
    try:
        return queries.item(db, queries.resolve(db, ref or ""), desk.today).sha256
    except KnownError:
        return ""


def _imported_from_zips(desk: Desk, rows: dict[str, FileRow], keys: tuple[str, ...], job: Job) -> Sequence[FileRow]:
    zips = sorted({row.path.partition("!/")[0] for row in rows.values() if row.reason == LOCKED_INSIDE})
    there = [Path(path) for path in zips if Path(path).is_file()]
    if not there:
        return ()
    return [row for row in import_paths(desk, there, passwords=keys, job=job).files if row.path in rows]
