"""Asks the render process for pages and words in a thread, what is seen first; the window never waits."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from evidence_desk.errors import KnownError

if TYPE_CHECKING:
    from evidence_desk.work.render import Renderer


@dataclass(frozen=True, slots=True)
class Wish:
    """A page to draw at a resolution, or its words where `dpi` is None."""

    page: int
    dpi: float | None


class PageSource(QObject):
    """One document at a time. Wishes replace each other: what has scrolled away is never drawn."""

    opened = Signal(str, object)
    drawn = Signal(str, int, float, QImage)
    words_read = Signal(str, int, object)
    failed = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self._wake = threading.Condition()
        self._path: str | None = None
        self._to_open = False
        self._to_release = False
        self._wishes: list[Wish] = []
        self._closed = False
        self._renderer: Renderer | None = None
        # What opens locked files, as known in this session; never kept anywhere else.
        self.passwords: tuple[str, ...] = ()
        self._thread = threading.Thread(target=self._work, name="pages", daemon=True)
        self._thread.start()

    @property
    def pid(self) -> int | None:
        """The render process, where it runs."""
        return self._renderer.pid if self._renderer is not None else None

    def open(self, path: str) -> None:
        with self._wake:
            self._path, self._to_open, self._wishes = path, True, []
            self._wake.notify()

    def release(self) -> None:
        """Lets go of the file, so that it can be erased or the library moved."""
        with self._wake:
            self._path, self._to_open, self._wishes, self._to_release = None, False, [], True
            self._wake.notify()

    def wish(self, wishes: Sequence[Wish]) -> None:
        """What is wanted now, most urgent first; earlier wishes that are not among them are forgotten."""
        with self._wake:
            self._wishes = list(wishes)
            self._wake.notify()

    def close(self) -> None:
        with self._wake:
            self._closed = True
            self._wake.notify()
        if self._renderer is not None:
            self._renderer.close()
        self._thread.join(5)

    def _work(self) -> None:
        from evidence_desk.work.render import Renderer

        self._renderer = Renderer()
        while True:
            task = self._next()
            if task is None:
                return
            task()

    def _next(self) -> Callable[[], None] | None:
        with self._wake:
            while not (self._closed or self._to_open or self._to_release or (self._wishes and self._path)):
                self._wake.wait()
            if self._closed:
                return None
            if self._to_release:
                self._to_release = False
                return self._release
            path = self._path or ""
            if self._to_open:
                self._to_open = False
                return lambda: self._guarded(path, self._open)
            wish = self._wishes.pop(0)
            return lambda: self._guarded(path, lambda renderer, at: self._grant(renderer, at, wish))

    def _release(self) -> None:
        if self._renderer is not None:
            self._renderer.release()

    def _guarded(self, path: str, work: "Callable[[Renderer, str], None]") -> None:
        from evidence_desk.work.render import RendererDied

        assert self._renderer is not None
        try:
            work(self._renderer, path)
        except (KnownError, RendererDied) as error:
            if not self._closed:
                self.failed.emit(path, str(error))

    def _open(self, renderer: "Renderer", path: str) -> None:
        self.opened.emit(path, renderer.open(path, self.passwords).sizes)

    def _grant(self, renderer: "Renderer", path: str, wish: Wish) -> None:
        if wish.dpi is None:
            self.words_read.emit(path, wish.page, renderer.words(path, wish.page))
            return
        picture = renderer.image(path, wish.page, wish.dpi)
        image = QImage(
            picture.rgb, picture.width, picture.height, 3 * picture.width, QImage.Format.Format_RGB888
        ).convertToFormat(QImage.Format.Format_RGB32)
        self.drawn.emit(path, wish.page, wish.dpi, image)
