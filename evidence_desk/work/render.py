"""Pages of a PDF for the reader, drawn by a warm process of their own: what it does never holds or ends the window."""

import threading
from dataclasses import dataclass
from typing import Any

from evidence_desk.errors import KnownError
from evidence_desk.work.serving import Terms
from evidence_desk.work.worker import Worker

_PAGES = "evidence_desk.extract.pages:"
_SECONDS = 20

Word = tuple[float, float, float, float, str]


class RendererDied(Exception):
    """The render process crashed, hung or was killed; the next call starts a new one."""


@dataclass(frozen=True, slots=True)
class Pages:
    """How many pages there are, and width and height of each in points (1/72 inch)."""

    count: int
    sizes: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as rows of red, green, blue bytes, `3 * width` to a row (QImage.Format_RGB888)."""

    width: int
    height: int
    rgb: bytes


class Renderer:
    """One warm render process. Pages count from 1. Every call waits for its answer: call it off the window's thread.

    `KnownError` where the file is at fault, `RendererDied` where the process was lost over it.
    """

    def __init__(self, seconds: float = _SECONDS, megabytes: int = 1024) -> None:
        self._worker = Worker("page drawer", Terms(megabytes, seconds=seconds, yielding=False))
        self._turn = threading.Lock()
        self._passwords: tuple[str, ...] = ()

    @property
    def pid(self) -> int | None:
        return self._worker.pid

    def open(self, path: str, passwords: tuple[str, ...] = ()) -> Pages:
        """The pages of the file at `path`; the passwords are kept in memory, for later calls too."""
        self._passwords = passwords
        sizes = tuple(self._ask("sizes", path))
        return Pages(len(sizes), sizes)

    def image(self, path: str, page: int, dpi: float) -> Picture:
        """The page drawn at `dpi`, or coarser where it would be enormous."""
        return Picture(*self._ask("image", path, page, dpi))

    def words(self, path: str, page: int) -> list[Word]:
        """Each word with its box (x0, y0, x1, y1) in points from the top left, in reading order."""
        found: list[Word] = self._ask("words", path, page)
        return found

    def outline(self, path: str) -> list[tuple[int, str, int]]:
        """The file's table of contents: depth, title, page."""
        found: list[tuple[int, str, int]] = self._ask("outline", path)
        return found

    def release(self) -> None:
        """Lets go of every open file, so that one can be erased or the library moved."""
        with self._turn:
            if self._worker.pid is not None:
                self._worker.ask(_PAGES + "close_all")

    def close(self) -> None:
        """Ends the process now."""
        self._worker.kill()
        with self._turn:
            self._worker.stop()

    def _ask(self, function: str, *arguments: Any) -> Any:
        with self._turn:
            result = self._worker.ask(_PAGES + function, *arguments, self._passwords)
        if result.ok:
            return result.value
        if result.what == "error":
            raise KnownError(result.reason or "The page cannot be shown.")
        raise RendererDied(result.reason)
