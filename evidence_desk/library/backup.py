"""Copies for a bad day: of the records into `backups/`, or of the whole library into one ZIP file."""

import tempfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

from evidence_desk.errors import KnownError
from evidence_desk.library.copying import UNFINISHED, copy_database, dated_path, put
from evidence_desk.library.database import connect
from evidence_desk.library.needed import needed_files
from evidence_desk.library.store import DATABASE_NAME, FILES_NAME, README_NAME, Library
from evidence_desk.library.troubles import told

# Called with how many files are done, and of how many; may raise to stop.
Step = Callable[[int, int], None]


def back_up(library: Library, why: str) -> Path:
    """Copies the records into the library's backups; `why` becomes part of the name."""
    if library.read_only:
        raise KnownError("This library is open for reading only.", str(library.folder), "Make a ZIP file elsewhere.")
    target = dated_path(library.backups, why)
    copy_database(library.database, target)
    return target


def whole(library: Library, out: Path, step: Step | None = None) -> Path:
    """Puts the whole library, but for its backups, into a ZIP file that unpacks to a library."""
    _refuse_place(library, out)
    with told(out):
        out.parent.mkdir(parents=True, exist_ok=True)
        unfinished = out.with_name(out.name + UNFINISHED)
        try:
            with zipfile.ZipFile(
                unfinished, "w", zipfile.ZIP_DEFLATED, compresslevel=1, strict_timestamps=False
            ) as pack:
                _fill(library, pack, step, out.parent if library.read_only else library.folder)
            put(unfinished, out)
        finally:
            unfinished.unlink(missing_ok=True)
    return out


def _fill(library: Library, pack: zipfile.ZipFile, step: Step | None, place: Path) -> None:
    """The database first: files are only ever added, so that what it names is there when they are packed."""
    with tempfile.TemporaryDirectory(dir=place, prefix="packing", suffix=UNFINISHED) as folder:
        copy = Path(folder) / DATABASE_NAME
        copy_database(library.database, copy)
        members = list(_members(library, copy))
        for done, (path, name) in enumerate(members):
            if step is not None:
                step(done, len(members))
            if path.is_file():
                pack.write(path, f"{library.folder.name}/{name}")
        if step is not None:
            step(len(members), len(members))


def _members(library: Library, database: Path) -> Iterator[tuple[Path, str]]:
    yield database, DATABASE_NAME
    yield library.folder / README_NAME, README_NAME
    db = connect(database, read_only=True)
    try:
        needed = sorted(needed_files(db))
    finally:
        db.close()
    for sha256 in needed:
        yield library.files.path(sha256), f"{FILES_NAME}/{sha256[:2]}/{sha256}"


def _refuse_place(library: Library, out: Path) -> None:
    place = out.absolute()
    if place.is_dir():
        raise KnownError(f"{out.name} is a folder.", str(out), "Give the ZIP file a name of its own.")
    if place.is_relative_to(library.folder) and place.parent != library.backups:
        raise KnownError("The copy would lie inside the library itself.", str(out), "Choose a place outside it.")
