"""Making and opening libraries: where they lie is asked, the rest happens in the background."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from evidence_desk.ui.session import Session

if TYPE_CHECKING:
    from evidence_desk.work.job import Job

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
        """Makes the example if it is not there, as a copy to try things on, and opens it."""
        self._session.jobs.run("Making the example", _demo, self._session.open)


def _demo(job: "Job") -> Path:
    from evidence_desk.demo.building import build_demo

    return Path(build_demo(None, story="2017", fresh=False, job=job).library)


def plain(area: str) -> str:
    """An area's name as the name of a folder that every system accepts."""
    return "".join(letter for letter in area if letter.isalnum() or letter in " -").strip() or "Area"


def _documents() -> Path:
    found = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(found) if found else Path.home()
