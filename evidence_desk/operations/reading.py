"""Reading the text of files that came without it: from a merge, a restored backup or a killed import."""

from collections.abc import Collection
from pathlib import Path

from evidence_desk.desk import Desk
from evidence_desk.library.database import write
from evidence_desk.library.presence import file_name
from evidence_desk.library.texts import missing_text, save_extraction
from evidence_desk.work.job import Job


def read_missing_texts(desk: Desk, job: Job | None = None) -> int:
    """Reads each living file whose text is not known yet, and returns how many there were."""
    return read_texts(desk, missing_text(desk.library.db), job)


def read_texts(desk: Desk, sha256s: Collection[str], job: Job | None = None) -> int:
    """Reads these files, as far as they are here, and returns how many there were."""
    from evidence_desk.extract.registry import extract, without_text

    db, files = desk.library.db, desk.library.files
    waiting = [sha256 for sha256 in sha256s if files.has(sha256)]
    names = {sha256: file_name(db, sha256) for sha256 in waiting}
    jobs = ((str(files.path(sha256)), names[sha256]) for sha256 in waiting)
    for done, ((path, name), result) in enumerate(desk.pool.map_unordered(extract, jobs), start=1):
        extraction = result.value or without_text(name, result.reason or "It cannot be read.")
        with write(db):
            save_extraction(db, Path(path).name, extraction)
        if job is not None:
            job.progress(done, len(waiting))
    return len(waiting)
