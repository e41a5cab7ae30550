"""Draws every place of the window into pictures: `python -m evidence_desk.ui.shots FOLDER`, or `dev.py shots`.

Light and dark, at 1280×720, at 150 % of that and at 1920×1080, on an empty library, the example, and 5,000 items.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from evidence_desk import preferences
from evidence_desk.ui import icons
from evidence_desk.ui.app import application
from evidence_desk.ui.places.about import AboutPage
from evidence_desk.ui.places.help import HelpPage
from evidence_desk.ui.places.preferences import PreferencesPage
from evidence_desk.ui.session import Session
from evidence_desk.ui.theme import colour, sized, themes
from evidence_desk.ui.window import Window

MANY = 5000
PATIENCE = 60.0
_ONE = "--one"
_TITLE = (
    "Report to the SEND partnership board on waiting times for autism assessment and speech and language "
    "therapy, by district"
)


@dataclass(frozen=True, slots=True)
class Size:
    """How large the window is, and how many pixels of the screen make one of it."""

    name: str
    width: int
    height: int
    factor: str


SIZES = (Size("1280x720", 1280, 720, "1"), Size("150-percent", 1280, 720, "1.5"), Size("1920x1080", 1920, 1080, "1"))


def main(out_folder: Path) -> int:
    """Each size is drawn by a process of its own, since Qt scales a whole process."""
    out_folder.mkdir(parents=True, exist_ok=True)
    for old in out_folder.glob("*.png"):
        old.unlink()
    with tempfile.TemporaryDirectory(prefix="evidence-desk-shots-") as shelf:
        _make_libraries(Path(shelf))
        for size in SIZES:
            command = [sys.executable, "-m", "evidence_desk.ui.shots", str(out_folder), _ONE, size.name, shelf]
            code = subprocess.run(command, env=_environment(Path(shelf), size), check=False).returncode
            if code:
                return code
    print(f"{len(list(out_folder.glob('*.png')))} pictures in {out_folder}")
    return 0


def _environment(shelf: Path, size: Size) -> dict[str, str]:
    own = {f"XDG_{name}_HOME": str(shelf / name.lower()) for name in ("CONFIG", "CACHE", "STATE", "DATA")}
    fallback = {"QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")}
    return {**os.environ, **fallback, **own, "QT_SCALE_FACTOR": size.factor}


def _make_libraries(shelf: Path) -> None:
    from evidence_desk.demo.building import build_demo
    from evidence_desk.operations.starting import start_library

    start_library(shelf / "empty.evidence", area="Northshire", actor="Asha Example").close()
    shutil.move(build_demo(shelf / "example").library, shelf / "example.evidence")
    make_many(shelf / "many.evidence", MANY)


def make_many(folder: Path, count: int) -> None:
    """A library of invented items with titles of 120 characters; they have facts and no files."""
    from evidence_desk.model import paths
    from evidence_desk.model.ids import item_key
    from evidence_desk.model.vocabulary import AGENCIES, DEFAULT_FRAMEWORK, KINDS, VOICES
    from evidence_desk.operations.starting import start_library

    library = start_library(folder, area="Northshire", actor="Asha Example")
    first = date.today() - timedelta(days=900)
    with library.change(actor="Asha Example", agency="education", label=f"import of {count} files") as change:
        for number in range(count):
            key = item_key(sha256(str(number).encode()).hexdigest())
            day = (first + timedelta(days=number % 900)).isoformat() if number % 11 else None
            facts: dict[str, object] = {
                "kind": KINDS[number % 7 % 3],
                "title": f"{_TITLE} {number:04}"[:120],
                "date": day,
                "voices": [VOICES[number % 7]],
                "agencies": [AGENCIES[number % 6]],
                "marking": "official",
            }
            change.add(paths.item(key), facts)
            if number % 3:
                criterion = f"{1 + number % 2}.{1 + number % 5}"
                tag = paths.tag(paths.item(key), DEFAULT_FRAMEWORK, criterion, "Asha Example")
                change.add(tag, {"stance": "context", "note": ""})
    library.close()


class Studio:
    """One window, brought from place to place, and photographed."""

    def __init__(self, out: Path, size: Size) -> None:
        self._out = out
        self._size = size
        preferences.save(preferences.Preferences(name="Asha Example", agency="education"))
        application()
        self.session = Session()
        self.session.failed.connect(lambda error: print(error, file=sys.stderr))
        self.window = Window(self.session)
        self.window.resize(size.width, size.height)
        self.window.show()
        self.window.activateWindow()
        QTest.qWaitForWindowActive(self.window)

    def close(self) -> None:
        self.window.close()

    def shoot(self, library: str, place: str) -> None:
        """Lets everything settle, then saves a picture in each theme."""
        for theme in ("light", "dark"):
            themes.choose(theme)
            QTest.qWait(150)
            name = f"{library}-{place}-{theme}-{self._size.name}.png"
            self.window.grab().save(str(self._out / name))

    def until(self, true: Callable[[], bool]) -> None:
        deadline = time.monotonic() + PATIENCE
        while not true():
            if time.monotonic() > deadline:
                raise TimeoutError("the window did not come so far")
            QTest.qWait(20)

    def open(self, folder: Path) -> None:
        self.session.open(folder)
        self.until(lambda: self.session.is_open and self.session.desk.library.folder == folder.absolute())

    def read(self, key: str) -> None:
        place = self.window.evidence
        place.read(key)
        self.until(lambda: place.reader.document is not None and place.reader.document.item.key == key)
        if place.reader.bar.form == "pages":
            self.until(lambda: bool(place.reader.pages._images) and bool(place.reader.pages._words))
        QTest.qWait(300)


def _one(out: Path, size: Size, shelf: Path) -> int:
    studio = Studio(out, size)
    studio.shoot("none", "welcome")
    if size is SIZES[0]:
        _icon_sheet().save(str(out / "icons.png"))
    for name in ("empty", "example", "many"):
        studio.open(shelf / f"{name}.evidence")
        studio.shoot(name, "evidence")
        for place in ("Packs", "History"):
            studio.window.places.choose(place)
            QTest.qWait(300)
            studio.window.packs.exporting.path.setText("Documents/Northshire self-evaluation.xlsx")
            studio.shoot(name, place.lower())
        studio.window.places.choose("Evidence")
        if name == "example":
            _shoot_example(studio)
    studio.close()
    return 0


def _shoot_example(studio: Studio) -> None:
    window = studio.window
    done: set[str] = set()
    for key in _keys_by_tags(window):
        studio.read(key)
        form = window.evidence.reader.bar.form
        if form not in done:
            done.add(form)
            _go_to_first_quote(window)
            QTest.qWait(300)
            studio.shoot("example", f"reading-{form}")
            if form == "pages":
                window.evidence.tags.start()
                studio.shoot("example", "tagging")
    window.evidence.browse()
    window.top.search.setText("waiting")
    studio.until(lambda: bool(window.evidence.listing.query) and window.evidence.listing.column is None)
    QTest.qWait(200)
    window.top.search.setFocus(Qt.FocusReason.TabFocusReason)
    studio.shoot("example", "search")
    window.top.search.start_anew()
    for page in (PreferencesPage, AboutPage, HelpPage):
        window.show_page(page)
        studio.shoot("example", page.__name__.removesuffix("Page").lower())


def _go_to_first_quote(window: Window) -> None:
    document = window.evidence.reader.document
    quoted = [one.mark.tag for one in document.placed if one.mark.quote] if document is not None else []
    for tag in quoted[:1]:
        window.evidence.reader.go_to_tag(tag)


def _keys_by_tags(window: Window) -> Iterator[str]:
    model = window.evidence.model
    rows = [row for at in range(model.rowCount()) if (row := model.row(at)) is not None]
    for row in sorted(rows, key=lambda row: -len(row.criteria)):
        yield row.key


def _icon_sheet(columns: int = 10, cell: int = 108) -> QPixmap:
    """Every icon of the set, large and as it is used, with its name."""
    names = icons.names()
    rows = -(-len(names) // columns)
    sheet = QPixmap(columns * cell, rows * cell)
    sheet.fill(colour("surface"))
    painter = QPainter(sheet)
    painter.setPen(colour("second"))
    painter.setFont(sized(QWidget().font(), 11))
    for at, name in enumerate(names):
        x, y = at % columns * cell, at // columns * cell
        painter.drawPixmap(x + 12, y + 12, icons.pixmap(name, "text", 48))
        painter.drawPixmap(x + 72, y + 28, icons.pixmap(name, "text", 20))
        painter.drawText(QRect(x, y + 68, cell, 20), int(Qt.AlignmentFlag.AlignHCenter), name)
    painter.end()
    return sheet


if __name__ == "__main__":
    if _ONE in sys.argv:
        chosen = next(size for size in SIZES if size.name == sys.argv[3])
        sys.exit(_one(Path(sys.argv[1]), chosen, Path(sys.argv[4])))
    sys.exit(main(Path(sys.argv[1])))
