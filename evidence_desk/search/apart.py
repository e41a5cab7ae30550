"""Catching up in a process of its own, so that a window beside it never waits: sorting holds Python's lock too long."""

import multiprocessing
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evidence_desk.errors import BugError, KnownError

if TYPE_CHECKING:
    from evidence_desk.search.engine import Source
    from evidence_desk.work.job import Job

# Progress is told so often at most; more would slow the work down.
_SECONDS_BETWEEN = 0.2


def catch_up_apart(library: "Source", job: "Job | None" = None) -> bool:
    """As `Engine.catch_up`, in another process. To cancel ends it: an index bears being killed at any moment."""
    # Spawned, not forked: the window has threads.
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(str(library.folder), there), name="indexing", daemon=True)
    process.start()
    there.close()
    try:
        return _followed(here, job)
    finally:
        if process.is_alive():
            process.terminate()
        process.join()
        here.close()


def _followed(told: Any, job: "Job | None") -> bool:
    while True:
        if job is not None:
            job.check()
        if not told.poll(_SECONDS_BETWEEN):
            continue
        try:
            message = told.recv()
        except EOFError as error:
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


def _work(folder: str, there: Any) -> None:
    from evidence_desk.library.store import open_library
    from evidence_desk.search.whoosh_engine import open_engine
    from evidence_desk.system.limits import lower_priority
    from evidence_desk.work.job import Job

    lower_priority()
    job = Job("Indexing")
    last = 0.0

    def tell(job: Job) -> None:
        nonlocal last
        if time.monotonic() - last >= _SECONDS_BETWEEN:
            last = time.monotonic()
            there.send(("progress", job.done, job.total or 0))

    job.subscribe(tell)
    try:
        library = open_library(Path(folder), write=False)
        try:
            engine = open_engine(library)
            result = engine.catch_up(library, job)
            engine.close()
        finally:
            library.close()
        there.send(("done", result))
    except KnownError as error:
        there.send(("known", error.title, error.message, error.what_to_do))
    except BrokenPipeError:
        # Who asked for it is gone; the rest is done when somebody asks again.
        return
