"""Keeping a word index up to date with its library: what is missing is added, what is foreign or broken is made anew.

An index says which journal entry it covers. If that entry is not in the journal, as after a backup was put back, it is
made anew. Otherwise each item's mark in the index is compared with the item as it stands now, so that the text of a
file, which arrives after its entry, is never missed, and an indexing that was killed goes on where it stopped.
"""

import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from evidence_desk.search import documents
from evidence_desk.search.documents import Document
from evidence_desk.search.engine import BrokenIndex, Reading, Source
from evidence_desk.search.indexes import COVERS_NAME, LOCK_NAME, Covers, canonical, read_covers, write_covers

if TYPE_CHECKING:
    from evidence_desk.work.job import Job

# So many characters are indexed and committed at a time: a second or two of work, and about 60 MB of memory.
BATCH = 4_000_000
# How long to wait for another program that is at the same index.
PATIENCE = 60.0


class Index(Protocol):
    """The files of a word index, as `whoosh_engine` has them."""

    def reading(self) -> Reading: ...
    def marks(self) -> dict[str, str]: ...
    def write(
        self, added: Iterable[Document], gone: set[str], *, scrub: bool = False, more: bool = False
    ) -> None: ...
    def sweep(self) -> list[Path]: ...
    def close(self) -> None: ...
    def remove(self) -> None: ...


class KeptEngine:
    """A word index in its folder, with a note of what it covers and a lock against a second writer."""

    def __init__(self, folder: Path, index: Index, *, patience: float = PATIENCE) -> None:
        self._folder = folder
        self._index = index
        self._patience = patience
        self._guard = threading.RLock()

    @contextmanager
    def reading(self) -> Iterator[Reading]:
        """A look at the index. Whoosh's readers are not made for several threads, so one looks at a time."""
        with self._guard:
            yield self._index.reading()

    def covered(self, library: Source) -> tuple[int, int]:
        """How many of the library's items are in the index as they stand now, of how many."""
        wanted = documents.marks(library.db)
        have = self._index.marks() if self._belongs_to(library) else {}
        return sum(have.get(key) == mark for key, mark in wanted.items()), len(wanted)

    def catch_up(self, library: Source, job: "Job | None" = None, *, more: bool = False) -> bool:
        """Brings the index up to date; False where another program is at it and did not finish in time."""
        if self._says_it_is_current(library):
            return True
        with self._alone() as alone:
            if not alone:
                return False
            try:
                self._catch_up(library, job, more)
            except BrokenIndex:
                self._remove()
                self._catch_up(library, job, more)
        return True

    def purge(self, keys: Iterable[str]) -> list[Path]:
        """Takes items out so that no byte of their words remains; the files that could not be deleted."""
        with self._guard, self._alone() as alone:
            if not alone:
                return [self._folder]
            self._index.close()
            try:
                self._index.write((), set(keys), scrub=True)
                return self._index.sweep()
            except BrokenIndex:
                self._remove()
                return []

    def clear(self) -> None:
        """Deletes the index; the next `catch_up` makes it anew."""
        with self._alone():
            self._remove()

    def close(self) -> None:
        """Lets go of all files."""
        with self._guard:
            self._index.close()

    def _catch_up(self, library: Source, job: "Job | None", more: bool) -> None:
        if not self._belongs_to(library):
            self._remove()
        before = read_covers(self._folder)
        # Read before the items: what is entered meanwhile is found by the next call.
        covers = self._covers_now(library)
        wanted, have = documents.marks(library.db), self._index.marks()
        gone = have.keys() - wanted.keys()
        stale = [key for key, mark in wanted.items() if have.get(key) != mark]
        if before is None:
            # Without a note nobody could tell whose index it is while it is half made.
            write_covers(self._folder, Covers(covers.library, covers.path, erased=covers.erased))
        scrub = before is not None and before.erased != covers.erased
        if stale or gone or scrub:
            self._write(library, documents.batches(library.db, stale, BATCH), gone, job, scrub=scrub, more=more)
        write_covers(self._folder, covers)

    def _write(
        self,
        library: Source,
        batches: list[list[str]],
        gone: set[str],
        job: "Job | None",
        *,
        scrub: bool,
        more: bool,
    ) -> None:
        total = sum(map(len, batches))
        done = 0
        self._index.sweep()
        for at, batch in enumerate(batches):
            last = at == len(batches) - 1
            found = _documents(library, batch, job, done, total)
            self._index.write(found, gone if last else set(), scrub=scrub and last, more=more or not last)
            done += len(batch)
        if scrub:
            with self._guard:
                self._index.close()
                self._index.sweep()

    def _says_it_is_current(self, library: Source) -> bool:
        covers = read_covers(self._folder)
        return covers is not None and covers == self._covers_now(library)

    def _belongs_to(self, library: Source) -> bool:
        covers = read_covers(self._folder)
        if covers is None or (covers.library, covers.path) != (library.id, canonical(library.folder)):
            return False
        return documents.is_in_journal(library.db, covers.n, covers.entry)

    def _covers_now(self, library: Source) -> Covers:
        n, entry = documents.newest(library.db)
        texts, erased = documents.text_mark(library.db), documents.erased(library.db)
        return Covers(library.id, canonical(library.folder), n, entry, texts, erased)

    def _remove(self) -> None:
        with self._guard:
            (self._folder / COVERS_NAME).unlink(missing_ok=True)
            self._index.remove()

    @contextmanager
    def _alone(self) -> Iterator[bool]:
        """Whether no other program writes this index for the length of the block."""
        from filelock import FileLock, Timeout

        self._folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(self._folder / LOCK_NAME)
        try:
            lock.acquire(timeout=self._patience)
        except Timeout:
            yield False
            return
        try:
            yield True
        finally:
            lock.release()


def _documents(library: Source, keys: list[str], job: "Job | None", done: int, total: int) -> Iterator[Document]:
    for at, key in enumerate(keys):
        if job is not None:
            job.check()
            job.progress(done + at, total)
        found = documents.document(library.db, key)
        if found is not None:
            yield found
    if job is not None:
        job.progress(done + len(keys), total)
