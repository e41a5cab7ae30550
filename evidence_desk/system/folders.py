"""Removing a folder whole, also where Windows keeps read-only files from being deleted."""

import contextlib
import shutil
from pathlib import Path

_WRITABLE = 0o600


def remove_folder(folder: Path) -> tuple[Path, ...]:
    """Removes all that can be removed, and returns the files that another program holds."""
    if not folder.exists():
        return ()
    for path in folder.rglob("*"):
        if path.is_file() and not path.is_symlink():
            # Windows refuses to delete a read-only file.
            with contextlib.suppress(OSError):
                path.chmod(_WRITABLE)
    shutil.rmtree(folder, ignore_errors=True)
    return tuple(path for path in folder.rglob("*") if path.is_file()) if folder.exists() else ()
