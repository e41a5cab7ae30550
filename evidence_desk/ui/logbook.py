"""The log for support: what went wrong and where in the program; never evidence text, file name, title or search."""

import logging
import platform
import sys
from logging.handlers import RotatingFileHandler
from pathlib import Path

import platformdirs

from evidence_desk import __version__

_MOST_BYTES = 500_000
_PACKAGE = "evidence_desk"


def log_path() -> Path:
    return platformdirs.user_log_path("evidence-desk", appauthor=False) / "evidence-desk.log"


def start_log() -> None:
    """Writes the program's own messages to a small file of which one earlier copy is kept."""
    path = log_path()
    logger = logging.getLogger(_PACKAGE)
    if any(isinstance(handler, RotatingFileHandler) for handler in logger.handlers):
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(path, maxBytes=_MOST_BYTES, backupCount=1, encoding="utf-8")
    except OSError:
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    logger.propagate = False
    logger.info("started: %s", facts())


def facts() -> str:
    """Versions that matter to whoever helps."""
    from PySide6 import __version__ as pyside

    return f"Evidence Desk {__version__}, Python {platform.python_version()}, PySide6 {pyside}, {sys.platform}"


def save_log(out: Path) -> None:
    """One file to send: the facts, then the log."""
    path = log_path()
    earlier = path.with_name(path.name + ".1")
    parts = [facts()]
    parts += [one.read_text(encoding="utf-8", errors="replace") for one in (earlier, path) if one.exists()]
    out.write_text("\n".join(parts), encoding="utf-8")
