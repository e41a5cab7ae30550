"""Whether a file is still being written: by its time of change, and by how it looked before."""

import os
import time
from collections.abc import Callable
from pathlib import Path

# Longer than the two seconds by which FAT and exFAT count, and than a copying program pauses on a slow network.
SECONDS = 3.0


class Stillness:
    """Remembers how files looked. One is still when it has not changed for some seconds.

    Its own time alone does not tell: copying may set an old one, and the clock of a server may go ahead of this one's.
    """

    def __init__(self, seconds: float = SECONDS, clock: Callable[[], float] = time.time) -> None:
        self.seconds = seconds
        self._clock = clock
        self._looks: dict[Path, tuple[int, int]] = {}
        self._since: dict[Path, float] = {}

    def is_still(self, path: Path, about: os.stat_result) -> bool:
        """Whether it may be taken in now; to be asked again later where not."""
        now, look = self._clock(), (about.st_size, about.st_mtime_ns)
        before = self._looks.get(path)
        if before != look:
            self._looks[path], self._since[path] = look, now
        if before is None or before == look:
            return now - min(about.st_mtime, self._since[path]) >= self.seconds
        return self.seconds <= 0
