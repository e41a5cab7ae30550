"""One window, brought from place to place, and photographed in both themes."""

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtTest import QTest

from evidence_desk import preferences
from evidence_desk.ui.app import application
from evidence_desk.ui.session import Session
from evidence_desk.ui.theme import themes
from evidence_desk.ui.window import Window

PATIENCE = 60.0
_STILL = 120


@dataclass(frozen=True, slots=True)
class Size:
    """How large the window is, and how many pixels of the screen make one of it."""

    name: str
    width: int
    height: int
    factor: str


def pause(milliseconds: int) -> None:
    """Lets the window run as it does by itself. QTest.qWait would keep Python's lock while it sleeps."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


class Studio:
    """Named after the library that is open, each picture says place, theme and size."""

    def __init__(self, out: Path, size: Size) -> None:
        self._out = out
        self._size = size
        self.library = "none"
        preferences.save(preferences.Preferences(name="Asha Example", agency="education"))
        application()
        self.session = Session()
        self.session.failed.connect(lambda error: print(error, file=sys.stderr))
        self.window = Window(self.session)
        # No picture may depend on how far it is.
        self.window.recognising.held = True
        self.window.converting.held = True
        self.window.resize(size.width, size.height)
        self.window.show()
        self.window.activateWindow()
        QTest.qWaitForWindowActive(self.window)

    def close(self) -> None:
        self.window.close()

    def shoot(self, what: str) -> None:
        """Lets everything settle, then saves a picture in each theme."""
        self.settle()
        self.window.toast.hide()
        for theme in ("light", "dark"):
            themes.choose(theme)
            pause(_STILL)
            name = f"{self.library}-{what}-{theme}-{self._size.name}.png"
            self.window.grab().save(str(self._out / name))
        themes.choose("light")

    def settle(self) -> None:
        """Until nothing is asked that is not yet answered."""
        lanes = (self.session.gestures, self.session.lookups, self.session.lists, self.session.jobs)
        pause(_STILL)
        self.until(lambda: not any(lane.busy for lane in lanes))
        pause(_STILL)

    def until(self, true: Callable[[], bool]) -> None:
        deadline = time.monotonic() + PATIENCE
        while not true():
            if time.monotonic() > deadline:
                raise TimeoutError("the window did not come so far")
            pause(20)

    def open(self, folder: Path) -> None:
        self.session.open(folder)
        self.until(lambda: self.session.is_open and self.session.desk.library.folder == folder.absolute())
        self.library = folder.stem
        self.settle()

    def read(self, key: str) -> None:
        place = self.window.evidence
        place.read(key)
        self.until(lambda: place.reader.document is not None and place.reader.document.item.key == key)
        if place.reader.bar.form == "pages":
            self.until(lambda: bool(place.reader.pages._images))
        pause(300)
