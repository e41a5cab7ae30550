"""Where word indexes lie: in the user's cache, one for each library and place, never inside a library.

Whoosh reads its files with pickle, so an index that came with a library from elsewhere could run code, and one in a
synced folder would tear. Two copies of a library must not share one, hence the path in the name.
"""

import hashlib
import json
import os
import shutil
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from evidence_desk.errors import KnownError

if TYPE_CHECKING:
    from evidence_desk.library.verify import Fault
    from evidence_desk.search.engine import Engine, Source

COVERS_NAME = "covers.json"
WORDS_NAME = "words"
LOCK_NAME = "lock"
DAYS_AFTER_LIBRARY_GONE = 30
_FORMAT = 1


@dataclass(frozen=True, slots=True)
class Covers:
    """Which library an index belongs to, and the last journal entry and texts it holds."""

    library: str
    path: str
    n: int = 0
    entry: str = ""
    texts: str | None = None
    erased: int = 0
    missing_since: float | None = None
    format: int = _FORMAT


def indexes_folder() -> Path:
    """The folder that holds the indexes of all libraries of this user."""
    import platformdirs

    return Path(platformdirs.user_cache_dir("evidence-desk", appauthor=False)) / "index"


def index_folder(library: "Source") -> Path:
    """The folder of the index of a library at its place."""
    place = canonical(library.folder)
    code = hashlib.sha256(f"{library.id}\n{place}".encode("utf-8", "surrogateescape")).hexdigest()[:24]
    folder = indexes_folder() / code
    if Path(place) in Path(canonical(folder)).parents:
        raise KnownError(
            "The search index cannot be kept.",
            f"The cache folder {folder.parent} lies inside the library {library.folder}.",
            "Move the library out of the cache folder's way, or set another cache folder.",
        )
    return folder


def canonical(folder: Path) -> str:
    """The path without links; in one case where the system does not tell cases apart."""
    return os.path.normcase(os.path.realpath(folder))


def read_covers(folder: Path) -> Covers | None:
    """What an index says of itself; None where it says nothing that can be trusted."""
    try:
        said = json.loads((folder / COVERS_NAME).read_text(encoding="utf-8"))
        covers = Covers(**said)
        sound = covers.format == _FORMAT and type(covers.n) is int and all(
            isinstance(value, str) for value in (covers.library, covers.path, covers.entry)
        )  # fmt: skip
        return covers if sound else None
    except (OSError, ValueError, TypeError):
        return None


def write_covers(folder: Path, covers: Covers) -> None:
    """Puts the new note in the place of the old one, whole or not at all."""
    part = folder / f"{COVERS_NAME}.part"
    part.write_text(json.dumps(asdict(covers)), encoding="utf-8")
    part.replace(folder / COVERS_NAME)


def forget_library(library: "Source") -> None:
    """Deletes the index of a library at its place."""
    shutil.rmtree(index_folder(library), ignore_errors=True)


def clear_old_indexes(now: float | None = None) -> list[Path]:
    """Deletes the indexes whose library has been gone for 30 days; marks those found gone today."""
    moment = time.time() if now is None else now
    cleared = []
    for folder in _all_indexes():
        covers = read_covers(folder)
        if covers is None:
            # A first indexing that was killed has no note yet; one under way is young.
            if moment - folder.stat().st_mtime > DAYS_AFTER_LIBRARY_GONE * 86400:
                cleared.append(folder)
        elif Path(covers.path).is_dir():
            if covers.missing_since is not None:
                write_covers(folder, replace(covers, missing_since=None))
        elif covers.missing_since is None:
            write_covers(folder, replace(covers, missing_since=moment))
        elif moment - covers.missing_since > DAYS_AFTER_LIBRARY_GONE * 86400:
            cleared.append(folder)
    for folder in cleared:
        shutil.rmtree(folder, ignore_errors=True)
    return cleared


def index_faults(library: "Source", engine: "Engine") -> "tuple[int, list[Fault]]":
    """For checking a library: how many items its index holds as they stand, and what is wrong with it."""
    from evidence_desk.library.verify import Fault
    from evidence_desk.search.engine import BrokenIndex

    cure = "Run `reindex`, which makes the search index anew."
    try:
        covered, total = engine.covered(library)
        with engine.reading() as reading:
            reading.read_all()
    except BrokenIndex as error:
        return 0, [Fault(f"The search index cannot be read: {error}.", str(index_folder(library)), cure)]
    missing = f"The search index lacks {total - covered} of {total} items."
    return covered, [] if covered == total else [Fault(missing, str(index_folder(library)), cure)]


def _all_indexes() -> Iterator[Path]:
    parent = indexes_folder()
    return (folder for folder in sorted(parent.iterdir()) if folder.is_dir()) if parent.is_dir() else iter(())
