"""How long a job will take yet, guessed from its pace; nothing is said before the pace is known."""

import time
from collections.abc import Callable

_KNOWN_AFTER = 5.0
_LEAST = 10.0


class Rest:
    """Listens to how far a job is. A count that goes back is a new part of the work, with a pace of its own."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._begun: tuple[float, int] | None = None
        self._last = 0

    def told(self, done: int, total: int | None) -> str:
        """`about 2 minutes left`; empty while that is not known, or not worth saying."""
        now = self._clock()
        if self._begun is None or done < self._last:
            self._begun = (now, done)
        self._last = done
        since, before = self._begun
        if total is None or done <= before or now - since < _KNOWN_AFTER:
            return ""
        return in_words((total - done) * (now - since) / (done - before))


def in_words(seconds: float) -> str:
    """As coarse as a guess is: `about 20 seconds left`, `about 3 minutes left`, `about 2 hours left`."""
    if seconds < _LEAST:
        return ""
    if seconds < 55:
        return f"about {round(seconds / 10) * 10} seconds left"
    number, noun = (seconds / 60, "minute") if seconds < 90 * 60 else (seconds / 3600, "hour")
    return f"about {round(number)} {noun}{'' if round(number) == 1 else 's'} left"
