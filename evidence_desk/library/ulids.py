"""Ids of actions and entries: ULIDs that rise within one change, whatever the clock does."""

import os
import time
from collections.abc import Callable, Iterator

from ulid import ULID

Clock = Callable[[], int]
_LAST_MOMENT = (1 << 48) - 1
_ALL_CHANCES = (1 << 80) - 1

noise: Callable[[int], bytes] = os.urandom
"""Where the random part comes from; the laws put a seeded one here, so that a failure comes again."""


def now() -> int:
    """Milliseconds since 1970."""
    return time.time_ns() // 1_000_000


def rising(clock: Clock, highest: Callable[[int], str | None] = lambda moment: None) -> Iterator[str]:
    """Ids without end, each higher than the one before.

    `highest` tells the highest id known of a millisecond: two changes made within it keep their order. The step
    between them is random, or two copies of a folder would count on alike.
    """
    at, chance = _clocked(clock), int.from_bytes(noise(10)) >> 1
    before = highest(at)
    if before is not None:
        chance = (int.from_bytes(ULID.from_str(before).bytes) & _ALL_CHANCES) + int.from_bytes(noise(7))
    while True:
        yield str(ULID(at.to_bytes(6) + (chance & _ALL_CHANCES).to_bytes(10)))
        moment = _clocked(clock)
        if moment > at:
            # The highest bit stays free, so that counting up does not run over.
            at, chance = moment, int.from_bytes(noise(10)) >> 1
        else:
            chance += 1


def _clocked(clock: Clock) -> int:
    return min(max(clock(), 0), _LAST_MOMENT)
