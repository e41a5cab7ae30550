"""Ids of actions and entries: ULIDs that rise within one change, whatever the clock does."""

import os
import time
from collections.abc import Callable, Iterator

from ulid import ULID

Clock = Callable[[], int]
_LAST_MOMENT = (1 << 48) - 1


def now() -> int:
    """Milliseconds since 1970."""
    return time.time_ns() // 1_000_000


def rising(clock: Clock) -> Iterator[str]:
    """Ids without end, each higher than the one before; the moment is that of the first, or later."""
    at, noise = -1, 0
    while True:
        moment = min(max(clock(), 0), _LAST_MOMENT)
        if moment > at:
            # The highest bit stays free, so that counting up never runs over.
            at, noise = moment, int.from_bytes(os.urandom(10)) >> 1
        else:
            noise += 1
        yield str(ULID(at.to_bytes(6) + noise.to_bytes(10)))
