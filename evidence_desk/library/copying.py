"""Whole copies of a database, made beside their place and put there when they are complete."""

import contextlib
import os
import re
import sqlite3
from datetime import datetime
from pathlib import Path

from evidence_desk.library.database import connect
from evidence_desk.library.files import sync_folder
from evidence_desk.library.troubles import told

_NOT_IN_A_NAME = re.compile(r'[<>:"/\\|?*\x00-\x1f]+')
UNFINISHED = ".part"


def copy_database(source: Path, target: Path) -> None:
    """A consistent copy, also while others write; the target appears whole or not at all, in one file."""
    with told(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        unfinished = target.with_name(target.name + UNFINISHED)
        try:
            with (
                contextlib.closing(connect(source, read_only=True)) as original,
                contextlib.closing(sqlite3.connect(unfinished)) as copy,
            ):
                original.backup(copy)
                # The copy of a database in WAL mode says that it is in WAL mode too.
                copy.execute("PRAGMA journal_mode=DELETE")
            put(unfinished, target)
        finally:
            for suffix in ("", "-journal", "-wal", "-shm"):
                unfinished.with_name(unfinished.name + suffix).unlink(missing_ok=True)


def put(unfinished: Path, target: Path) -> None:
    """Gives a finished file its name in one step, after it has reached the disk."""
    with unfinished.open("rb+") as file:
        os.fsync(file.fileno())
    unfinished.replace(target)
    sync_folder(target.parent)


def dated_path(folder: Path, why: str, suffix: str = ".db") -> Path:
    """`2026-11-24 230500 before merge.db`, with a number where there is one of that second already.

    The name is one that Windows takes: no colon, no dot or space at the end, not too long.
    """
    stem = f"{datetime.now():%Y-%m-%d %H%M%S} {_NOT_IN_A_NAME.sub(' ', why)}"[:80].rstrip(". ")
    path, number = folder / f"{stem}{suffix}", 1
    while path.exists():
        number += 1
        path = folder / f"{stem} {number}{suffix}"
    return path
