"""Copies for other programs: in one folder, emptied when the window opens and closes and when something is erased."""

import shutil
from pathlib import Path

import platformdirs

from evidence_desk.system.folders import remove_folder

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


def clear_copies() -> tuple[Path, ...]:
    """Removes all copies and returns those that another program still holds open; they go next time."""
    return remove_folder(_folder())
