"""Folders for a moment's work that nobody else may look into; one that a dead process left goes at the next use."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import platformdirs
import psutil


@contextmanager
def private_folder(purpose: str) -> Iterator[Path]:
    """A new folder in the user's own cache, for this user alone, gone when the block ends."""
    base = platformdirs.user_cache_path("evidence-desk", appauthor=False) / purpose
    base.mkdir(parents=True, exist_ok=True)
    for left in base.iterdir():
        owner = left.name.partition("-")[0]
        if owner.isdecimal() and not psutil.pid_exists(int(owner)):
            shutil.rmtree(left, ignore_errors=True)
    folder = Path(tempfile.mkdtemp(prefix=f"{os.getpid()}-", dir=base))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
