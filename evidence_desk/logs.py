"""The log for support: what happened and where in the program, never what the evidence says.

Messages of exceptions may repeat a title or a sentence, so only their kind and the places in the code are kept.
"""

import logging
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path

import platformdirs

from evidence_desk import __version__

BYTES_A_FILE = 500_000
FILES_KEPT = 3


class WithoutWords(logging.Formatter):
    """Formats an exception as its kind and the lines of code it passed through."""

    def formatException(self, ei: object) -> str:
        assert isinstance(ei, tuple)
        kind, _, trace = ei
        frames = traceback.extract_tb(trace)
        lines = [f"  {Path(frame.filename).name}:{frame.lineno} in {frame.name}" for frame in frames]
        return "\n".join([getattr(kind, "__name__", "error"), *lines])


def log_path() -> Path:
    return platformdirs.user_log_path("evidence-desk", appauthor=False) / "evidence-desk.log"


def start_logging() -> None:
    """Sends warnings and errors of the program to the log file, not to the screen.

    Where the folder cannot be written the program goes on without a log.
    """
    root = logging.getLogger("evidence_desk")
    root.propagate = False
    if root.handlers:
        return
    root.addHandler(_handler())
    root.setLevel(logging.INFO)


def _handler() -> logging.Handler:
    path = log_path()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(path, maxBytes=BYTES_A_FILE, backupCount=FILES_KEPT, encoding="utf-8", delay=True)
    except OSError:
        return logging.NullHandler()
    handler.setFormatter(WithoutWords(f"%(asctime)s {__version__} %(levelname)s %(name)s: %(message)s"))
    return handler
