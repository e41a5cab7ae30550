"""Recognition of scans: page by page after an import, each page kept as it is done; may be paused at any time."""

import functools
import threading
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from evidence_desk.desk import Desk
from evidence_desk.library import recognition as pages
from evidence_desk.library.presence import file_name
from evidence_desk.library.recognition import PageRead
from evidence_desk.model.scans import Tally, mean, told
from evidence_desk.operations.guessing import keep_last_page, keep_page
from evidence_desk.operations.reading import read_texts
from evidence_desk.resources import resource
from evidence_desk.system.tessdata import find_tessdata
from evidence_desk.work.job import Job
from evidence_desk.work.pool import Pool, Result
from evidence_desk.work.serving import STOPPED

NO_DATA = (
    "Recognition needs the file eng.traineddata, which is not on this computer. The pages wait until it is: "
    "install Tesseract's English data, or name its folder in TESSDATA_PREFIX."
)
PAUSED = "Recognition is paused."

_RECOGNISE = "evidence_desk.extract.recognition:recognise"
_FAILED = "not recognised"
# A page takes 3 to 10 s of a processor, one that lies on its side 20 s, and a laptop may be busy with other things.
_SECONDS_A_PAGE = 180

_Page = tuple[str, int, str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Recognition:
    """What a run came to. `why`: why pages still wait, where it was not stopped."""

    pages: int
    failed: int
    waiting: int
    confidence: float | None = None
    why: str | None = None


def waiting_pages(desk: Desk) -> int:
    """How many pages wait for recognition, of files that are here; a scan of before counts as one until it is read."""
    db, has = desk.library.db, functools.cache(desk.library.files.has)
    return sum(has(sha256) for sha256, _ in pages.waiting(db)) + sum(map(has, pages.scans_of_before(db)))


def is_paused(desk: Desk) -> bool:
    return pages.is_paused(desk.library.db)


def can_recognise() -> bool:
    """Whether the data for it is on this computer."""
    return _tessdata() is not None


def pause(desk: Desk, paused: bool = True) -> None:
    """Has recognition wait, in this copy of the library, until somebody lets it go on."""
    pages.set_paused(desk.library.db, paused)


def recognise(desk: Desk, job: Job | None = None) -> Recognition:
    """Reads the words off every page that waits; stopping it keeps what is finished."""
    job = job or Job("Recognising")
    db = desk.library.db
    if pages.is_paused(db):
        return Recognition(0, 0, waiting_pages(desk), why=PAUSED)
    read_texts(desk, pages.scans_of_before(db))
    waiting = [(sha256, page) for sha256, page in pages.waiting(db) if desk.library.files.has(sha256)]
    tessdata = _tessdata()
    if not waiting or tessdata is None:
        return Recognition(0, 0, len(waiting), why=NO_DATA if waiting else None)
    kept = list(_kept(desk, waiting, tessdata, job))
    read = [one for one in kept if one.reason is None]
    left = len(pages.waiting(db))
    return Recognition(len(read), len(kept) - len(read), left, mean([one.confidence for one in read if one.text]))


def in_words(done: Recognition) -> str:
    """What a run came to, in a sentence or two."""
    tally = Tally(waiting=done.waiting, read=(done.confidence,) * done.pages, failed=done.failed)
    return told(None, tally, done.why) or "No page waits for recognition."


def _tessdata() -> Path | None:
    return find_tessdata(resource("tessdata"))


def _kept(desk: Desk, waiting: list[tuple[str, int]], tessdata: Path, job: Job) -> Iterator[PageRead]:
    """Each page once it is safe. The workers are its own, so that an import need not wait behind pages."""
    left = Counter(sha256 for sha256, _ in waiting)
    jobs: list[_Page] = [
        (str(desk.library.files.path(sha256)), page, str(tessdata), desk.passwords) for sha256, page in waiting
    ]
    job.progress(0, len(jobs))
    with Pool(seconds=_SECONDS_A_PAGE) as pool:
        _stop_with(job, pool)
        for done, ((path, page, _, _), result) in enumerate(pool.map_unordered(_RECOGNISE, jobs), start=1):
            if result.what == STOPPED or job.cancelled:
                return
            sha256, read = Path(path).name, _read(result)
            left[sha256] -= 1
            if (keep_page if left[sha256] else keep_last_page)(desk, sha256, page, read):
                yield read
            job.progress(done, len(jobs), file_name(desk.library.db, sha256))


def _read(result: Result) -> PageRead:
    found = result.value
    if found is None:
        return PageRead(_FAILED, reason=result.reason)
    return PageRead(found.engine, found.text, found.words, found.confidence)


def _stop_with(job: Job, pool: Pool) -> None:
    """A page takes seconds; whoever stops the job waits for none."""

    def look(job: Job) -> None:
        if job.cancelled:
            threading.Thread(target=pool.close, name="stopping recognition").start()

    job.subscribe(look)
