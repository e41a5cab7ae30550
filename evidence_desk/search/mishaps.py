"""What can go wrong with the files of an index, sorted into the world's fault, damage, and what is neither."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from evidence_desk.errors import KnownError
from evidence_desk.search.engine import BrokenIndex
from evidence_desk.work.job import Cancelled

_FULL_OR_FORBIDDEN = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC), errno.EACCES, errno.EPERM, errno.EROFS}


@contextmanager
def told() -> Iterator[None]:
    """Whatever a reader stumbles over in damaged files becomes one error; what is nobody's damage passes."""
    try:
        yield
    except (BrokenIndex, KnownError, Cancelled, sqlite3.Error):
        raise
    except OSError as error:
        if error.errno in _FULL_OR_FORBIDDEN:
            message = f"{error.filename or 'Its folder'}: {error.strerror}."
            todo = "Free some space, then search again."
            raise KnownError("The search index cannot be written.", message, todo) from error
        raise BrokenIndex(str(error)) from error
    except Exception as error:
        raise BrokenIndex(f"{type(error).__name__}: {error}") from error
