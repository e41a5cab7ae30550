"""A dressed application, libraries on disk, and a window on them, all real."""

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from evidence_desk import preferences
from evidence_desk.desk import open_desk
from evidence_desk.operations.importing import import_paths
from evidence_desk.operations.starting import start_library
from evidence_desk.ui.app import application
from evidence_desk.ui.session import Session
from evidence_desk.ui.window import Window

PATIENCE = 30_000
NAME, AGENCY = "Asha Example", "education"
PAGES = (
    "Children wait too long for an autism assessment in the north of the county.",
    "Parents say that the new drop-in helped them to understand the plan.",
    "The third page has its own words.",
)
STORY = "Case study. Ella is 9 and has autism. Her mother told us what changed for her at school."

# The window's process must never import pymupdf, so a PDF is made in another.
_MAKE_PDF = """
import sys, pymupdf
document = pymupdf.open()
for text in sys.argv[2:]:
    page = document.new_page()
    page.insert_textbox((72, 72, 523, 770), text, fontsize=11)
document.save(sys.argv[1])
"""


@pytest.fixture(scope="session")
def qapp() -> QApplication:
    return application()


@pytest.fixture(autouse=True)
def own_preferences(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CONFIG", "CACHE", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    preferences.save(preferences.Preferences(name=NAME, agency=AGENCY))


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two libraries to copy from, made once: one empty, one with a file of each form."""
    shelf = tmp_path_factory.mktemp("shelf")
    files = shelf / "files"
    files.mkdir()
    (files / "minutes.txt").write_text("Minutes of the forum.\n\nThe forum was not asked.\n", encoding="utf-8")
    (files / "survey.txt").write_text("Survey of parents about therapy", encoding="utf-8")
    (files / "waits.csv").write_text("Service,Waiting\nTherapy,120\nAutism,340\n", encoding="utf-8")
    (files / "story.txt").write_text(STORY, encoding="utf-8")
    subprocess.run([sys.executable, "-c", _MAKE_PDF, str(files / "report.pdf"), *PAGES], check=True)
    for name in ("Empty", "Filled"):
        start_library(shelf / f"{name}.evidence", area="Northshire", actor=NAME, agency=AGENCY).close()
    with open_desk(shelf / "Filled.evidence", actor=NAME, agency=AGENCY) as desk:
        import_paths(desk, [files])
    return shelf


@pytest.fixture
def library(shelf: Path, tmp_path: Path) -> Path:
    """An empty library of an invented area."""
    return Path(shutil.copytree(shelf / "Empty.evidence", tmp_path / "Northshire.evidence"))


@pytest.fixture
def press(qapp: QApplication) -> Callable[..., None]:
    """Presses a key where the focus is, as a person does."""

    def key(which: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        focus = qapp.focusWidget()
        assert focus is not None, "the focus is lost"
        QTest.keyClick(focus, which, modifier)

    return key


@pytest.fixture
def session(qapp: QApplication) -> Iterator[Session]:
    made = Session()
    yield made
    made.close()


@pytest.fixture
def window(qtbot: QtBot, session: Session) -> Iterator[Window]:
    """The window as it first appears, without a library."""
    made = Window(session)
    made.resize(1280, 720)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.close()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def opened(qtbot: QtBot, window: Window, library: Path) -> Window:
    """The window on the empty library."""
    with qtbot.waitSignal(window.evidence.listing.listed, timeout=PATIENCE):
        window.session.open(library)
    return window


@pytest.fixture
def filled(qtbot: QtBot, window: Window, shelf: Path, tmp_path: Path) -> Window:
    """The window on a library with five items."""
    folder = Path(shutil.copytree(shelf / "Filled.evidence", tmp_path / "Northshire.evidence"))
    with qtbot.waitSignal(window.session.opened, timeout=PATIENCE):
        window.session.open(folder)
    qtbot.waitUntil(lambda: window.evidence.model.rowCount() == 5, timeout=PATIENCE)
    return window


@pytest.fixture
def take_in(qtbot: QtBot, opened: Window) -> Callable[..., Window]:
    """Imports files as the window does, and waits for the report."""

    def take(*paths: Path) -> Window:
        with qtbot.waitSignal(opened.session.jobs.ended, timeout=PATIENCE):
            opened.evidence.import_paths(list(paths))
        qtbot.waitUntil(lambda: opened.evidence.report.model.rowCount() > 0, timeout=PATIENCE)
        return opened

    return take


@pytest.fixture
def reading(qtbot: QtBot, filled: Window) -> Callable[[str], Window]:
    """Reads the item whose title or first file begins so."""

    def read(title: str) -> Window:
        rows = [filled.evidence.model.row(at) for at in range(5)]
        key = next(row.key for row in rows if row is not None and row.title.lower().startswith(title))
        with qtbot.waitSignal(filled.evidence.reader.shown, timeout=PATIENCE):
            filled.evidence.read(key)
        pages = filled.evidence.reader.pages
        if filled.evidence.reader.bar.form == "pages":
            qtbot.waitUntil(lambda: pages.count > 0 and 1 in pages._words and bool(pages._images), timeout=PATIENCE)
        return filled

    return read
