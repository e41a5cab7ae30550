"""A long piece of work as those who wait for it see it: how far it is, and a way to stop it. No Qt."""

import threading
from collections.abc import Callable


class Cancelled(Exception):
    """Somebody asked for the work to stop."""


class Job:
    """Progress and cancelling between the thread that works and those that watch; any thread may call any method."""

    def __init__(self, title: str) -> None:
        self.title = title
        self.done = 0
        self.total: int | None = None
        self.note = ""
        self._stop = threading.Event()
        self._watchers: list[Callable[[Job], None]] = []

    @property
    def cancelled(self) -> bool:
        return self._stop.is_set()

    def subscribe(self, watcher: "Callable[[Job], None]") -> None:
        """Calls `watcher(job)` after each step, in the thread that works."""
        self._watchers.append(watcher)

    def progress(self, done: int, total: int | None = None, note: str | None = None) -> None:
        """Says how far the work is; total and note stand until they are said anew."""
        self.done = done
        self.total = self.total if total is None else total
        self.note = self.note if note is None else note
        self._tell()

    def cancel(self) -> None:
        """Asks the work to stop at its next `check`."""
        self._stop.set()
        self._tell()

    def check(self) -> None:
        """Raises `Cancelled` where somebody asked for the work to stop."""
        if self.cancelled:
            raise Cancelled(self.title)

    def _tell(self) -> None:
        for watcher in tuple(self._watchers):
            watcher(self)
