"""How long the window is ever held: opening 5,000 items, sorting, filtering, scrolling, searching, going from place to
place, importing 500 files, and adding a colleague's library of 5,000 items.

Figures are milliseconds on this machine: the longest time the event loop did not come round, and how often it was
held longer than the 50 ms of the design. Beside them stands the same figure for a window left alone, since the
machines differ and are noisy. Run: python tests/bench/bench_window.py [files]
"""

import itertools
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

LIMIT = 50.0
PATIENCE = 300.0
BINS = (4, 8, 16, 33, 50)


def own_folders(place: Path) -> None:
    for name in ("CONFIG", "CACHE", "STATE", "DATA"):
        os.environ[f"XDG_{name}_HOME"] = str(place / name.lower())


def text_files(folder: Path, count: int) -> None:
    """Files of a few pages of text and small tables."""
    folder.mkdir()
    for number in range(count):
        if number % 5:
            text = "\n\n".join(
                f"Paragraph {one} of paper {number} about waiting times and plans." for one in range(120)
            )
            (folder / f"paper {number:04}.txt").write_text(text, encoding="utf-8")
        else:
            rows = "\n".join(f"Service {one},{one * number},{one}" for one in range(200))
            (folder / f"table {number:04}.csv").write_text("Service,Waiting,Weeks\n" + rows, encoding="utf-8")


def pause(milliseconds: int) -> None:
    """Lets the window run as it does by itself. QTest.qWait would keep Python's lock while it sleeps."""
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def until(true: Callable[[], bool]) -> None:
    deadline = time.perf_counter() + PATIENCE
    while not true() and time.perf_counter() < deadline:
        pause(10)


class Hands:
    """Somebody at the window, doing one thing after the other."""

    def __init__(self, place: Path, files: int) -> None:
        from evidence_desk.ui.session import Session
        from evidence_desk.ui.stalls import StallRecorder
        from evidence_desk.ui.window import Window

        self.place, self.files = place, files
        self.session = Session()
        self.session.failed.connect(lambda error: print("failed:", error))
        self.window = Window(self.session)
        self.window.resize(1280, 720)
        self.window.show()
        self.recorder = StallRecorder()
        self.frames: list[float] = []
        self.waited: list[float] = []

    def told(self, what: str, work: Callable[[], object]) -> None:
        self.recorder.start()
        start = time.perf_counter()
        work()
        took = time.perf_counter() - start
        longest = self.recorder.stop()
        held = self.recorder.over(LIMIT)
        print(f"{what:<44} longest stall {longest:7.1f} ms   over {LIMIT:.0f} ms: {held:3}   in {took:6.2f} s")

    def opening(self) -> None:
        from evidence_desk.ui.shots.libraries import MANY

        self.session.open(self.place / "many.evidence")
        until(lambda: self.window.evidence.model.rowCount() == MANY)

    def sorting(self) -> None:
        """By every column and back; each waits until the list stands in its new order."""
        for column in (0, 1, 2, 3, 4, 5, 6, 0, 0):
            self.waited.append(self._until_listed(lambda at=column: self.window.evidence.table.sort_wanted.emit(at)))

    def _until_listed(self, ask: Callable[[], object]) -> float:
        """Milliseconds from the wish to the rows."""
        from PySide6.QtCore import QEventLoop

        loop = QEventLoop()
        self.window.evidence.listing.listed.connect(loop.quit)
        begun = time.perf_counter()
        ask()
        loop.exec()
        self.window.evidence.listing.listed.disconnect(loop.quit)
        return (time.perf_counter() - begun) * 1000

    def scrolling(self) -> None:
        """The key held down, sixty times a second; each frame is the key handled and the rows drawn."""
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        table = self.window.evidence.table
        for _ in range(240):
            begun = time.perf_counter()
            QTest.keyClick(table, Qt.Key.Key_PageDown)
            table.viewport().repaint()
            self.frames.append((time.perf_counter() - begun) * 1000)
            pause(max(1, 16 - round(self.frames[-1])))

    def places(self) -> None:
        """Through every place and back, as with the arrow keys."""
        from evidence_desk.ui.places.table import TABLE

        for name in [entry.name for entry in TABLE] * 2 + ["Evidence"]:
            self.window.go(name)
            pause(400)

    def merging(self) -> None:
        from evidence_desk.operations import merging

        done: list[object] = []
        other = self.place / "other.evidence"
        self.session.work("Adding", lambda desk, job: merging.merge(desk, other, job=job), done.append)
        until(lambda: bool(done))
        pause(1500)

    def typing(self) -> None:
        from PySide6.QtTest import QTest

        for letter in "waiting times":
            QTest.keyClicks(self.window.top.search, letter)
            pause(60)
        pause(1500)
        self.window.top.search.start_anew()
        pause(500)

    def importing(self) -> None:
        from evidence_desk.ui.shots.libraries import MANY

        self.window.evidence.import_paths([self.place / "files"])
        until(lambda: self.window.evidence.report.model.rowCount() > 0)
        until(lambda: self.window.evidence.model.rowCount() == MANY + self.files)


def histogram(frames: list[float]) -> str:
    """How many frames took how many milliseconds."""
    edges = (0, *BINS, float("inf"))
    counts = [sum(low <= one < high for one in frames) for low, high in itertools.pairwise(edges)]
    names = [f"<{BINS[0]}", *(f"{low}-{high}" for low, high in itertools.pairwise(BINS)), f">{BINS[-1]}"]
    told = "   ".join(f"{name} ms: {count}" for name, count in zip(names, counts, strict=True))
    return f"{'frames while scrolling':<44} {told}"


def main(files: int) -> None:
    with tempfile.TemporaryDirectory(prefix="evidence-desk-bench-") as folder:
        place = Path(folder)
        own_folders(place)
        _prepare(place, files)
        _measure(place, files)


def _prepare(place: Path, files: int) -> None:
    from evidence_desk import preferences
    from evidence_desk.ui.shots.libraries import MANY, make_many

    preferences.save(preferences.Preferences(name="Asha Example", agency="education"))
    make_many(place / "many.evidence", MANY)
    make_many(place / "other.evidence", MANY)
    text_files(place / "files", files)


def _measure(place: Path, files: int) -> None:
    from evidence_desk.ui.app import application, keep_steady

    begun = time.perf_counter()
    application()
    hands = Hands(place, files)
    keep_steady()
    hands.told("opening 5,000 items", hands.opening)
    print(f"{'from start to the list':<44} {(time.perf_counter() - begun) * 1000:7.0f} ms")
    hands.told("left alone for two seconds", lambda: pause(2000))
    hands.told("sorting 5,000 items nine times", hands.sorting)
    print(f"{'from the wish to the sorted list':<44} longest {max(hands.waited):7.1f} ms")
    hands.told("scrolling with the key held at 60 Hz", hands.scrolling)
    print(histogram(hands.frames))
    hands.told("going from place to place, twice", hands.places)
    hands.told("typing a search", hands.typing)
    hands.told(f"importing {files} files", hands.importing)
    hands.told("adding a library of 5,000 items", hands.merging)
    hands.window.close()


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 500)
