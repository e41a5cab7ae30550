"""Copies for other programs: in one folder, emptied when the program starts and closes (design 4)."""

import shutil
from pathlib import Path

import platformdirs

_READ_ONLY = 0o400


def _folder() -> Path:
    return platformdirs.user_cache_path("evidence-desk", appauthor=False) / "copies"


def copy_for_others(stored: Path, name: str) -> Path:
    """A read-only copy under its own name, so that the system knows which program opens it."""
    folder = _folder() / stored.name[:16]
    folder.mkdir(parents=True, exist_ok=True)
    copy = folder / (Path(name).name or "file")
    if not copy.exists():
        shutil.copyfile(stored, copy)
        copy.chmod(_READ_ONLY)
    return copy


def clear_copies() -> None:
    """Removes all copies; one that another program still holds open goes next time."""
    shutil.rmtree(_folder(), ignore_errors=True)
