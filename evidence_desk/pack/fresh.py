"""A new file that appears under its name only when it is whole."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from evidence_desk.errors import KnownError
from evidence_desk.library.troubles import told


@contextmanager
def fresh_file(out: Path) -> Iterator[BinaryIO]:
    """Opens a hidden file beside `out`; leaving the block puts it in place, an exception leaves nothing.

    Its name is drawn from `out`, so what a killed export left behind is overwritten by the next.
    """
    out = Path(os.path.abspath(out))
    if not out.parent.is_dir():
        raise KnownError(f"There is no folder {out.parent}.", what_to_do="Choose a folder that exists.")
    if out.is_dir():
        raise KnownError(f"{out} is a folder.", what_to_do="Give the name of a file.")
    beside = out.parent / f".{out.name[:100]}.part"
    try:
        with told(out):
            with open(beside, "wb+") as stream:
                yield stream
                stream.flush()
                os.fsync(stream.fileno())
            _put(beside, out)
        _settle(out.parent)
    finally:
        beside.unlink(missing_ok=True)


def _put(beside: Path, out: Path) -> None:
    try:
        os.replace(beside, out)
    except PermissionError as fault:
        # Windows refuses it while a program has the old file open.
        raise KnownError(
            f"{out.name} could not be replaced.",
            "It may be open in another program, such as Excel.",
            "Close it there and do it again.",
        ) from fault


def _settle(folder: Path) -> None:
    """Makes the new name last through a power cut, where the system lets a folder be synced."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError:
        # Some network folders refuse it; the file itself is safe by now.
        pass
    finally:
        os.close(handle)
