"""The desk: which library is open, who acts, and who wants to hear of changes."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from evidence_desk import preferences
from evidence_desk.frameworks.rules import currency_rules
from evidence_desk.library.database import use_rules
from evidence_desk.library.store import Library, open_library
from evidence_desk.library.ulids import Clock, now
from evidence_desk.model.records import Changes
from evidence_desk.system.login import login_name

if TYPE_CHECKING:
    from evidence_desk.library.journal import Change
    from evidence_desk.search.apart import Trailing
    from evidence_desk.search.engine import Engine
    from evidence_desk.work.job import Job
    from evidence_desk.work.pool import Pool

# So many items are indexed in a few milliseconds; a process takes longer to start.
MOST_INDEXED_HERE = 5

Listener = Callable[[Changes], None]


def person(typed: str | None) -> str:
    """A name on one line, without blanks around it: the same person however it was typed; may be empty."""
    return " ".join((typed or "").split())


class Desk:
    """One person working on one open library."""

    def __init__(
        self,
        library: Library,
        *,
        actor: str | None = None,
        agency: str | None = None,
        beside_window: bool = False,
        clock: Clock = now,
    ) -> None:
        known = preferences.load()
        use_rules(currency_rules())
        self.library = library
        self.actor = person(actor) or person(known.name) or login_name()
        self.agency = agency or known.agency or None
        self.clock = clock
        # Typed for an import. In memory only, so that the pages of a locked file can be shown while this desk is open.
        self.passwords: tuple[str, ...] = ()
        self._listeners: list[Listener] = []
        self._beside_window = beside_window
        # The index of an import that is under way, made behind it; a search need not wait for it.
        self.trailing: Trailing | None = None
        self._indexed = False
        self._starting = threading.Lock()
        self._pool: Pool | None = None
        self._engine: Engine | None = None

    @property
    def today(self) -> date:
        return date.fromtimestamp(self.clock() / 1000)

    @property
    def pool(self) -> "Pool":
        """The worker processes that read files, started when first needed."""
        with self._starting:
            if self._pool is None:
                from evidence_desk.work.pool import Pool

                self._pool = Pool()
            return self._pool

    @property
    def engine(self) -> "Engine":
        """The word index of this library, opened when first needed."""
        with self._starting:
            if self._engine is None:
                from evidence_desk.search.whoosh_engine import open_engine

                self._engine = open_engine(self.library)
            return self._engine

    def catch_up(self, job: "Job | None" = None) -> None:
        """Brings the word index up to date. Beside a window, much of it is done in another process."""
        from evidence_desk.search.apart import catch_up_apart
        from evidence_desk.search.indexes import clear_old_indexes

        first, self._indexed = not self._indexed, True
        if first:
            clear_old_indexes()
        covered, items = self.engine.covered(self.library)
        if self._beside_window and items - covered > MOST_INDEXED_HERE:
            catch_up_apart(self.library, job)
        else:
            self.engine.catch_up(self.library, job)

    @contextmanager
    def indexing_behind(self) -> "Iterator[Trailing]":
        """For an import: what it has entered is indexed in another process while it goes on."""
        from evidence_desk.search.apart import Trailing

        with Trailing(self.library) as self.trailing:
            try:
                yield self.trailing
            finally:
                self.trailing = None

    @contextmanager
    def change(self, label: str, *, resume: str | None = None) -> "Iterator[Change]":
        """One gesture: all that is written inside is one action, saved whole or not at all."""
        with self.library.change(
            actor=self.actor, agency=self.agency, label=label, resume=resume, clock=self.clock
        ) as change:
            yield change
        self.announce(change.changes)

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Calls the listener after each change, in the thread that made it; returns how to stop that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def announce(self, changes: Changes) -> None:
        """Tells all listeners what a change, an undo or a merge touched."""
        if changes.entities:
            for listener in tuple(self._listeners):
                listener(changes)

    def close(self) -> None:
        """Stops the workers and gives the library back."""
        if self._pool is not None:
            self._pool.close()
            self._pool = None
        if self._engine is not None:
            self._engine.close()
            self._engine = None
        self.library.close()


@contextmanager
def open_desk(
    folder: Path, *, actor: str | None = None, agency: str | None = None, write: bool = True
) -> Iterator[Desk]:
    """Opens the library for the length of a block."""
    holder = person(actor) or person(preferences.load().name) or None
    desk = Desk(open_library(folder, write=write, holder=holder), actor=actor, agency=agency)
    try:
        yield desk
    finally:
        desk.close()
