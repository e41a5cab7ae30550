"""Taking in a colleague's pack or library: files, then records in one step, then their text and the index."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from evidence_desk.desk import Desk
from evidence_desk.errors import KnownError
from evidence_desk.library.backup import back_up
from evidence_desk.library.contested import conflicts
from evidence_desk.library.database import write
from evidence_desk.library.merging import Erasure, Merged, library_records, merge_records
from evidence_desk.library.merging_files import Copied, Opener, copy_files, openers_of
from evidence_desk.library.places import told_as
from evidence_desk.library.scrubbing import Scrubbed, scrub
from evidence_desk.library.store import open_library, refuse_newer
from evidence_desk.library.subjects import Subject, subjects
from evidence_desk.model.ids import conflict_id
from evidence_desk.model.paths import last, root
from evidence_desk.model.records import Changes, Conflict
from evidence_desk.operations.erasing import forget_in_index
from evidence_desk.operations.reading import read_missing_texts
from evidence_desk.pack.reading import open_pack
from evidence_desk.work.job import Job

Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Brought:
    """An item, a judgement or another whole that a merge brings or changes: of which kinds, and how many of each."""

    about: Subject
    new: bool
    parts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Merging:
    """What a merge did, or would do, in numbers of entities; `backup` is what can be put back.

    `brought` names what is new or changed, whole by whole; `about` says what conflicts and erasures are about.
    """

    added: int
    updated: int
    unchanged: int
    erasures: tuple[Erasure, ...]
    files_missing: tuple[str, ...]
    conflicts: tuple[Conflict, ...]
    warnings: tuple[str, ...]
    changes: Changes
    backup: Path | None = None
    left: tuple[str, ...] = ()
    brought: tuple[Brought, ...] = ()
    about: Mapping[str, Subject] = field(default_factory=dict)

    def in_words(self) -> str:
        """A few lines for a person."""
        lines = [f"{self.added} new, {self.updated} changed, {self.unchanged} as they were."]
        lines += [f"Erased {one.ref or 'an entry'}: {one.reason}" for one in self.erasures]
        lines += [f"Not in it: the file {sha256[:12]}…" for sha256 in self.files_missing]
        if self.conflicts:
            lines.append(f"{len(self.conflicts)} to settle: see `conflicts`.")
        return "\n".join([*lines, *self.warnings, *self.left])


@dataclass(frozen=True, slots=True)
class _Source:
    """A pack or a library, opened and checked."""

    name: str
    records: tuple[Record, ...]
    openers: Mapping[str, Opener]


def merge(desk: Desk, source: Path, *, dry_run: bool = False, job: Job | None = None) -> Merging:
    """Adds all that is in a pack or another library and not here. A backup is made first; a dry run writes nothing.

    Raises KnownError, with the library untouched, where the source is damaged, newer, or contradicts what is here.
    """
    db = desk.library.db
    with _opened(source, job) as other:
        tried = _tried(desk, other)
        if dry_run:
            return tried
        backup = back_up(desk.library, "before merge")
        copied = copy_files(desk.library, other.records, other.openers, name=other.name, step=_step(job))
        merged = merge_records(db, other.records)
    scrubbed = _after_erasures(desk, merged)
    read_missing_texts(desk, job)
    desk.catch_up(job)
    desk.announce(merged.changes)
    return _merging(desk, merged, copied, backup, scrubbed)


class _OnlyTried(Exception):
    """Takes a merge that was only tried back out of the database."""


def _tried(desk: Desk, other: _Source) -> Merging:
    """What merging would do; refuses what cannot be merged before any file is copied."""
    copied = copy_files(desk.library, other.records, other.openers, name=other.name, dry_run=True)
    try:
        with write(desk.library.db):
            merging = _merging(desk, merge_records(desk.library.db, other.records), copied)
            raise _OnlyTried
    except _OnlyTried:
        # Only now what would be erased has its title again, by which people know it.
        erasing = subjects(desk.library.db, {one.target for one in merging.erasures})
        return replace(merging, about={**merging.about, **erasing})


@contextmanager
def _opened(source: Path, job: Job | None) -> Iterator[_Source]:
    if not source.exists():
        raise KnownError(f"There is nothing at {source}.", what_to_do="Check the path of the pack or library.")
    if source.is_dir():
        refuse_newer(source)
        library = open_library(source, write=False)
        try:
            yield _Source(source.name, tuple(library_records(library.db)), openers_of(library))
        finally:
            library.close()
        return
    with open_pack(source, _tick(job)) as pack:
        openers = {sha256: one.open for sha256, one in pack.files.items()}
        yield _Source(source.name, tuple(pack.records()), openers)


def _tick(job: Job | None) -> Any:
    return job.check if job is not None else lambda: None


def _step(job: Job | None) -> Any:
    def step(done: int, total: int) -> None:
        if job is not None:
            job.check()
            job.progress(done, total)

    return step


def _after_erasures(desk: Desk, merged: Merged) -> Scrubbed:
    """What arrived erased goes from every file here too: also from the backup made before this merge."""
    if not merged.erased:
        return Scrubbed()
    scrubbed = scrub(desk.library)
    forget_in_index(desk, merged.changes.entities)
    return scrubbed


def _merging(
    desk: Desk, merged: Merged, copied: Copied, backup: Path | None = None, scrubbed: Scrubbed | None = None
) -> Merging:
    ids = {conflict_id(*told_as(*one)) for one in merged.conflicts}
    opened = tuple(one for one in conflicts(desk.library.db) if one.id in ids)
    left = tuple(
        f"{path} still holds what was erased: delete it by hand." for path in (scrubbed.left if scrubbed else ())
    )
    return Merging(
        merged.added, merged.updated, merged.unchanged, merged.erased, copied.missing, opened, merged.warnings,
        merged.changes, backup, left, _brought(desk, merged),
        subjects(desk.library.db, {one.entity for one in opened} | {one.target for one in merged.erased}),
    )  # fmt: skip


def _brought(desk: Desk, merged: Merged) -> tuple[Brought, ...]:
    """By title, what is new first. An erasure is told by itself."""
    erased = {one.target for one in merged.erased}
    parts: dict[str, Counter[str]] = {}
    for entity in _not_of(erased, merged.new | merged.changed):
        parts.setdefault(root(entity), Counter())[last(entity)[0]] += 1
    known = subjects(desk.library.db, parts.keys())
    made = [Brought(known[one], one in merged.new, counted) for one, counted in parts.items()]
    return tuple(sorted(made, key=lambda one: (not one.new, one.about.title.casefold(), one.about.entity)))


def _not_of(erased: set[str], entities: Iterable[str]) -> Iterator[str]:
    return (entity for entity in entities if root(entity) not in erased)
