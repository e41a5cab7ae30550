"""Ids of actions and entries: ULIDs that rise within one change, whatever the clock does."""

import os
import time
from collections.abc import Callable, Iterator

from ulid import ULID

Clock = Callable[[], int]
_LAST_MOMENT = (1 << 48) - 1

noise: Callable[[int], bytes] = os.urandom
"""Where the random part comes from; the laws put a seeded one here, so that a failure comes again."""


def now() -> int:
    """Milliseconds since 1970."""
    return time.time_ns() // 1_000_000


def rising(clock: Clock) -> Iterator[str]:
    """Ids without end, each higher than the one before; the moment is that of the first, or later."""
    at, chance = -1, 0
    while True:
        moment = min(max(clock(), 0), _LAST_MOMENT)
        if moment > at:
            # The highest bit stays free, so that counting up never runs over.
            at, chance = moment, int.from_bytes(noise(10)) >> 1
        else:
            chance += 1
        yield str(ULID(at.to_bytes(6) + chance.to_bytes(10)))
