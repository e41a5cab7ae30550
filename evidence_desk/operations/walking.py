"""Every file below the paths a person named, each taken or with the reason why not."""

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from evidence_desk.errors import KnownError

# Files that programs leave beside people's own; none of them is anybody's evidence.
_LEFT_BY_PROGRAMS = {"thumbs.db", "desktop.ini", ".ds_store"}
# What Windows and macOS keep of a place elsewhere; the paper itself is not in it.
_SHORTCUTS = {".lnk", ".url", ".webloc"}
OF_LIBRARY = "It is a part of this library itself."
OF_PROGRAM = "It is a file that another program keeps for itself."
LINKED_FOLDER = "It is a link to another folder, and links are not followed."
LINK = "It is a link, and links are not followed. Import the file it leads to."
SHORTCUT = "It is a shortcut, and shortcuts are not followed. Import the file it leads to."
# Nothing went wrong with these; there is no paper in them.
PASSED_OVER = frozenset({OF_LIBRARY, OF_PROGRAM, LINKED_FOLDER, LINK, SHORTCUT})


@dataclass(frozen=True, slots=True)
class Found:
    """A file as it lies on disk: absolute path, links not resolved; `refused` says why it cannot be taken."""

    path: Path
    refused: str | None = None


def files_below(paths: Iterable[Path], library_folder: Path) -> list[Found]:
    """The files at and below the paths in path order, each once.

    Raises KnownError before anything is read where one of the paths is not there.
    """
    roots = [Path(os.path.abspath(path)) for path in paths]
    for root in roots:
        if not os.path.lexists(root):
            raise KnownError(f"There is nothing at {root}.", what_to_do="Check the path; nothing has been imported.")
    found = {one.path: one for root in roots for one in _below(root, library_folder)}
    return [found[path] for path in sorted(found, key=str)]


def _below(root: Path, library_folder: Path) -> Iterator[Found]:
    if not root.is_dir():
        inside = _is_in(root.parent, library_folder)
        yield Found(root, OF_LIBRARY if inside else _refusal(root, named=True))
        return
    unread: list[OSError] = []
    for folder, folders, names in os.walk(root, onerror=unread.append):
        here = Path(folder)
        if _is_in(here, library_folder):
            yield from (Found(Path(at) / name, OF_LIBRARY) for at, _, there in os.walk(here) for name in there)
            folders.clear()
            continue
        for name in sorted(folders):
            if (here / name).is_symlink():
                yield Found(here / name, LINKED_FOLDER)
        for name in sorted(names):
            yield Found(here / name, _refusal(here / name, named=False))
    for error in unread:
        yield Found(Path(error.filename), "The folder cannot be read: you may not have the right to.")


def _is_in(folder: Path, library_folder: Path) -> bool:
    """Whether the folder is the library's or below it, whatever links or letter case it was named by."""
    try:
        return folder.resolve().is_relative_to(library_folder.resolve()) or folder.samefile(library_folder)
    except OSError:
        return False


def _refusal(path: Path, *, named: bool) -> str | None:
    """Why the file cannot be taken. A link that a person named by hand is followed; one met on the way is not."""
    if path.name.lower() in _LEFT_BY_PROGRAMS or path.name.startswith("~$"):
        return OF_PROGRAM
    if path.suffix.lower() in _SHORTCUTS:
        return SHORTCUT
    try:
        mode = (path.stat() if named else path.lstat()).st_mode
    except OSError:
        return "It cannot be read: it leads nowhere, or you may not have the right to."
    if stat.S_ISLNK(mode):
        return LINK
    if not stat.S_ISREG(mode):
        return "It is a device or a pipe, not a file."
    return None


def shown_path(path: Path | str) -> str:
    """A path as text. A name that is no UTF-8 keeps its odd bytes as escapes, so that two such files stay two."""
    return str(path).encode("utf-8", "backslashreplace").decode("utf-8")
