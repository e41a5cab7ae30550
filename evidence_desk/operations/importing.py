"""Import: files become items. Each file is safe and listed as soon as it is read; every file gets a row."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from evidence_desk.desk import Desk
from evidence_desk.library import queries
from evidence_desk.library.holdings import holdings
from evidence_desk.model.records import Changes
from evidence_desk.model.vocabulary import KINDS
from evidence_desk.operations.arrivals import Arrival, Reader
from evidence_desk.operations.checking import choice
from evidence_desk.operations.entering import Intake, Outcome
from evidence_desk.operations.refusals import CANCELLED, OPENED_AS_FOLDER
from evidence_desk.operations.walking import PASSED_OVER, files_below
from evidence_desk.work.job import Cancelled, Job

# Several files share one commit: a commit waits for the disk, and a killed import loses no more than this.
FILES_A_COMMIT = 25
# Long texts do not wait for each other in memory.
CHARACTERS_A_COMMIT = 4_000_000


@dataclass(frozen=True, slots=True)
class FileRow:
    """What became of one file. `status`: imported, new-version, duplicate or rejected."""

    path: str
    status: str
    ref: str | None
    text: bool
    reason: str | None
    like: str | None

    @property
    def is_folder(self) -> bool:
        """A ZIP: the files in it have rows of their own."""
        return self.status == "rejected" and (self.reason or "").startswith(OPENED_AS_FOLDER)

    @property
    def is_left(self) -> bool:
        """Not read, because somebody stopped the import before."""
        return self.reason == CANCELLED

    @property
    def is_passed_over(self) -> bool:
        """No paper of anybody's: the library's own, a link, or what a program left."""
        return self.reason in PASSED_OVER


@dataclass(frozen=True, slots=True)
class ImportReport:
    """One row for every file below the paths, in path order."""

    files: tuple[FileRow, ...]
    changes: Changes

    def count(self, status: str) -> int:
        """Rows with this status."""
        return sum(row.status == status for row in self.files)


def import_paths(
    desk: Desk,
    paths: Iterable[Path],
    *,
    kind: str | None = None,
    version_of: str | None = None,
    passwords: Iterable[str] = (),
    job: Job | None = None,
) -> ImportReport:
    """Imports files and folders as one undo step; cancelling keeps what is finished and says which.

    Each password is tried on each file that has one. The file is kept as it is; its text can be read in the library.
    Raises KnownError before anything is written where a path, the kind or `version_of` is wrong.
    """
    job = job or Job("Importing")
    chosen = None if kind is None else choice("kind", kind, KINDS)
    target = None if version_of is None else queries.resolve(desk.library.db, version_of)
    keys = tuple(dict.fromkeys(password for password in passwords if password))
    desk.passwords = tuple(dict.fromkeys((*desk.passwords, *keys)))
    found = files_below(paths, desk.library.folder)
    held = holdings(desk.library.db, lambda done, total: job.progress(done, total, "Getting to know the texts"))
    noun = "file" if len(found) == 1 else "files"
    label = f"import of {len(found):,} {noun}"
    intake = Intake(desk, held, label=label, kind=chosen, version_of=target, expected=len(found))
    with desk.indexing_behind() as trailing:
        for arrivals in _batches(Reader(desk, found, held, job, keys).arrivals()):
            intake.enter(arrivals)
            trailing.entered(_characters(arrivals))
            arrivals.clear()
        intake.finish()
        job.progress(0, note="Making the words findable")
        # Cancelled while indexing, the files are in all the same; the next search catches up.
        with suppress(Cancelled):
            if trailing.under_way:
                trailing.finish(job)
                # For those who searched meanwhile.
                desk.announce(intake.changes)
            desk.catch_up(job)
    return ImportReport(_rows(desk, intake.outcomes()), intake.changes)


def _batches(arrivals: Iterable[Arrival]) -> Iterable[list[Arrival]]:
    batch: list[Arrival] = []
    for arrival in arrivals:
        batch.append(arrival)
        del arrival
        if len(batch) == FILES_A_COMMIT or _characters(batch) >= CHARACTERS_A_COMMIT:
            yield batch
            batch = []
    if batch:
        yield batch


def _characters(arrivals: Iterable[Arrival]) -> int:
    return sum(one.extraction.characters for one in arrivals if one.extraction)


def _rows(desk: Desk, outcomes: Iterable[Outcome]) -> tuple[FileRow, ...]:
    refs = {row.key: (row.ref, row.text) for row in queries.rows(desk.library.db, desk.today)}
    rows = []
    for one in outcomes:
        ref, text = refs.get(one.key or "", (None, False))
        like = refs.get(one.like or "", (None, False))[0]
        rows.append(
            FileRow(one.path, one.status, ref, one.text or (one.status == "duplicate" and text), one.reason, like)
        )
    return tuple(sorted(rows, key=lambda row: row.path))
