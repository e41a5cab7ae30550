"""Indexing in a process of its own: beside a window, which must never wait for it, and behind an import that goes on.

Sorting words holds Python's lock too long for a window, and two processors index while they read sooner than after.
Its priority is not low: the workers that read have that, and what they read must not pile up before it.
"""

import multiprocessing
import time
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from evidence_desk.errors import BugError, KnownError

if TYPE_CHECKING:
    from evidence_desk.search.engine import Source
    from evidence_desk.work.job import Job

# So many characters of text are worth indexing while more come: half a second of work. Larger lots leave more to do
# when the last file is read, smaller ones leave the index in more parts to search.
LOT = 2_000_000
_MORE, _ALL = "more", "all"
# Progress is told so often at most; more would slow the work down.
_SECONDS_BETWEEN = 0.2


class Trailing:
    """Indexes what was entered into a library, while more is entered; started when there is enough to do.

    It may be ended at any moment, for an index bears that: whoever catches up next does what is left.
    """

    def __init__(self, library: "Source") -> None:
        self._folder = str(library.folder)
        self._process: Any = None
        self._channel: Any = None
        self._waiting = 0

    @property
    def under_way(self) -> bool:
        return self._process is not None

    def entered(self, characters: int) -> None:
        """So much more text is in the library."""
        self._waiting += characters
        if self._waiting >= LOT:
            # Where no further process can be started now, the import goes on, and all is indexed when it is over.
            with suppress(OSError):
                self._ask(_MORE)
            self._waiting = 0

    def finish(self, job: "Job | None" = None) -> bool:
        """As `Engine.catch_up`, over there. Raises `Cancelled`, and KnownError where the world is at fault."""
        self._ask(_ALL)
        return _followed(self._channel, job)

    def end(self) -> None:
        """Ends the process now."""
        if self._process is not None:
            self._process.terminate()
            self._process.join()
            self._channel.close()
            self._process = None

    def _ask(self, what: str) -> None:
        if self._process is not None and not self._process.is_alive():
            self.end()
        if self._process is None:
            # Spawned, not forked: the window has threads.
            context = multiprocessing.get_context("spawn")
            self._channel, theirs = context.Pipe()
            process = context.Process(target=_work, args=(self._folder, theirs), name="indexing", daemon=True)
            process.start()
            self._process = process
            theirs.close()
        # One that dies just now is missed when it is asked for its answer.
        with suppress(BrokenPipeError):
            self._channel.send(what)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.end()


def catch_up_apart(library: "Source", job: "Job | None" = None) -> bool:
    """As `Engine.catch_up`, in another process. To cancel ends it."""
    with Trailing(library) as process:
        return process.finish(job)


def _followed(told: Any, job: "Job | None") -> bool:
    while True:
        if job is not None:
            job.check()
        if not told.poll(_SECONDS_BETWEEN):
            continue
        try:
            message = told.recv()
        except (EOFError, ConnectionResetError) as error:
            raise BugError("The process that makes the search index ended without a word.") from error
        match message:
            case ("progress", int(done), int(total)):
                if job is not None:
                    job.progress(done, total)
            case ("done", bool(result)):
                if job is not None and job.total:
                    job.progress(job.total)
                return result
            case ("known", str(title), str(text), str(what_to_do)):
                raise KnownError(title, text, what_to_do)


def _work(folder: str, channel: Any) -> None:
    from evidence_desk.library.store import open_library
    from evidence_desk.search.whoosh_engine import open_engine

    try:
        library = open_library(Path(folder), write=False)
        engine = open_engine(library)
        try:
            while _newest(channel) == _MORE:
                engine.catch_up(library, more=True)
            channel.send(("done", engine.catch_up(library, _telling(channel))))
        finally:
            engine.close()
            library.close()
    except KnownError as error:
        channel.send(("known", error.title, error.message, error.what_to_do))
    except (BrokenPipeError, EOFError):
        # Who asked for it is gone; the rest is done when somebody asks again.
        return


def _newest(channel: Any) -> str:
    """What is wished; of several wishes the last, for it has the others in it."""
    wish = str(channel.recv())
    while channel.poll():
        wish = str(channel.recv())
    return wish


def _telling(channel: Any) -> "Job":
    from evidence_desk.work.job import Job

    last = 0.0

    def tell(job: Job) -> None:
        nonlocal last
        if time.monotonic() - last >= _SECONDS_BETWEEN:
            last = time.monotonic()
            channel.send(("progress", job.done, job.total or 0))

    job = Job("Indexing")
    job.subscribe(tell)
    return job
