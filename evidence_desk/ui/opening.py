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

    def new(self, area: str, folder: Path, framework: str | None = None, scale: str | None = None) -> None:
        """Makes the new library where and with what the welcome page says."""
        place = folder if folder.suffix == ENDING else folder.with_name(folder.name + ENDING)
        self._session.create(place, area, framework, scale)

    def choose_place(self, proposed: Path) -> Path | None:
        """Asks in a dialog where a new library shall lie."""
        chosen, _ = QFileDialog.getSaveFileName(
            self._window, "New evidence library", str(proposed), f"Evidence libraries (*{ENDING})"
        )
        return Path(chosen) if chosen else None

    def choose(self) -> None:
        """Asks for a library's folder."""
        chosen = QFileDialog.getExistingDirectory(self._window, "Open an evidence library", str(_documents()))
        if chosen:
            self._session.open(Path(chosen))

    def demo(self, story: str = "") -> None:
        """Opens a copy of the example to try things on."""
        self._session.jobs.run("Making the example", lambda job: scratch_copy(job, story), self._session.open)


def proposed_place(area: str) -> Path:
    """Where a library of the area would lie unless somebody says otherwise: a new folder in Documents."""
    folder, name = _documents(), plain(area)
    free = (folder / f"{name}{number}{ENDING}" for number in ("", *(f" {n}" for n in range(2, 100))))
    return next((place for place in free if not place.exists()), folder / f"{name}{ENDING}")


def plain(area: str) -> str:
    """An area's name as the name of a folder that every system accepts."""
    return "".join(letter for letter in area if letter.isalnum() or letter in " -").strip() or "Area"


def _documents() -> Path:
    found = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(found) if found else Path.home()
