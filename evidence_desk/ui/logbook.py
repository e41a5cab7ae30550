"""The log for support: what went wrong and where in the program; never evidence text, file name, title or search."""

import logging
import platform
import sys
from pathlib import Path

from evidence_desk import __version__
from evidence_desk.logs import FILES_KEPT, log_path, start_logging

log = logging.getLogger(__name__)


def start_log() -> None:
    """Writes the program's own messages to its log, beginning with the versions that matter."""
    start_logging()
    log.info("started: %s", facts())


def facts() -> str:
    """Versions that matter to whoever helps."""
    from PySide6 import __version__ as pyside

    return f"Evidence Desk {__version__}, Python {platform.python_version()}, PySide6 {pyside}, {sys.platform}"


def log_text() -> str:
    """All that is saved for support: the facts, then the log, the oldest first."""
    path = log_path()
    earlier = [path.with_name(f"{path.name}.{number}") for number in range(FILES_KEPT, 0, -1)]
    parts = [one.read_text(encoding="utf-8", errors="replace") for one in (*earlier, path) if one.exists()]
    return "\n".join([facts(), *(part.strip() for part in parts if part.strip())]) + "\n"


def save_log(out: Path) -> None:
    """One file to send."""
    out.write_text(log_text(), encoding="utf-8")
