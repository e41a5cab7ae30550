"""Making and opening libraries: where they lie is asked, the rest happens in the background."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from evidence_desk.ui.scratch import scratch_copy
from evidence_desk.ui.session import Session

ENDING = ".evidence"


class Opening:
    """The three ways in: new, open, example."""

    def __init__(self, window: QWidget, session: Session) -> None:
        self._window = window
        self._session = session

    def new(self, area: str) -> None:
        """Asks where the new library shall lie, and makes it."""
        proposed = _documents() / f"{plain(area)}{ENDING}"
        chosen, _ = QFileDialog.getSaveFileName(
            self._window, "New evidence library", str(proposed), f"Evidence libraries (*{ENDING})"
        )
        if chosen:
            folder = Path(chosen)
            self._session.create(folder if folder.suffix == ENDING else folder.with_name(folder.name + ENDING), area)

    def choose(self) -> None:
        """Asks for a library's folder."""
        chosen = QFileDialog.getExistingDirectory(self._window, "Open an evidence library", str(_documents()))
        if chosen:
            self._session.open(Path(chosen))

    def demo(self) -> None:
        """Opens a copy of the example to try things on."""
        self._session.jobs.run("Making the example", scratch_copy, self._session.open)


def plain(area: str) -> str:
    """An area's name as the name of a folder that every system accepts."""
    return "".join(letter for letter in area if letter.isalnum() or letter in " -").strip() or "Area"


def _documents() -> Path:
    found = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(found) if found else Path.home()
