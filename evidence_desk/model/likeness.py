"""How much of two texts is the same, told from a small sketch of each, so that thousands are compared at once.

A text is the set of its *shingles*, here the pairs of words that follow each other. The share J of shingles that two
texts have in common (Jaccard) is estimated from the smallest hashes of each set, as in A. Broder, "On the resemblance
and containment of documents" (1997), with one hash function and the k smallest (E. Cohen and H. Kaplan, "Summarizing
data using bottom-k sketches", 2007): among the k smallest of both together, those that both have. Its standard error
is the root of J(1 - J)/k, at most 0.03 here. A set of no more than k shingles is its own sketch, and J is exact.

One changed word breaks two shingles, so J is not yet the share of words. That follows as in B. Ondov and others,
"Mash" (2016): of the shingles of a text the share 2J/(1 + J) stands in the other, and where words change
independently that is the share of words that stayed, to the power of the words in a shingle.
"""

import re
import struct
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from itertools import pairwise
from operator import sub
from typing import Final

SHINGLE: Final = 2
SIZE: Final = 256
# "90 % the same text": from here on, one is offered as a new version of the other.
SAME: Final = 0.9
# Shorter texts say too little to be taken for each other: a form's empty page, a line of a mail.
FEWEST: Final = 16
# The text looked at. More would cost memory and time, and changes nothing in whether two long reports are the same.
LONGEST: Final = 1_000_000
# A sketch is found again by the pairs of neighbours among so many of its smallest hashes. Two texts of which J is 0.68
# (SAME) have none of these in common once in 800 times; two others hardly ever have one.
_LOOKED_AT: Final = 16
# Forms and letters of one template may share a pair by the thousand: of those the last that came are looked at.
_CROWD: Final = 200
# What is 90 % the same shares seven pairs and more.
_COMPARED: Final = 40
_BITS: Final = 32
_WORD = re.compile(r"\w+")
_WHOLE: Final = (1 << _BITS) - 1
# What `_WORD` leaves out of a text of ASCII alone, where this is three times as fast.
_BETWEEN: Final = {at: " " for at in range(128) if not _WORD.match(chr(at))}


@dataclass(frozen=True, slots=True)
class Sketch:
    """How many shingles a text has, and the smallest of their hashes, in order."""

    shingles: int
    least: tuple[int, ...]

    def packed(self) -> bytes:
        """The hashes as they are stored: four bytes each, the least first, least significant byte first."""
        return struct.pack(f"<{len(self.least)}I", *self.least)


def unpacked(shingles: int, packed: bytes) -> Sketch:
    """The sketch that was stored."""
    return Sketch(shingles, struct.unpack(f"<{len(packed) // 4}I", packed))


def sketch_of(texts: Iterable[str]) -> Sketch:
    """The sketch of a text given in pieces; the place where one ends and the next begins does not count."""
    found = hashes(texts)
    limit = (3 * SIZE << _BITS) // max(len(found), 1)
    low = [one for one in found if one < limit]
    least = sorted(low if len(low) >= SIZE else found)[:SIZE]
    return Sketch(len(found), tuple(least))


def hashes(texts: Iterable[str]) -> set[int]:
    """The hash of each shingle, of 32 bits. The same on every machine and in every version of Python."""
    words = _words(texts)
    coded = list(map(_code, words))
    # The difference of two numbers of chance is one, and tells `a b` from `b a`.
    return {difference & _WHOLE for difference in map(sub, coded, coded[1:])}


def shared(one: Sketch, other: Sketch) -> float:
    """The estimate of J, from 0 to 1; exact where both texts have no more than `SIZE` shingles."""
    ours, theirs = set(one.least), set(other.least)
    together = sorted(ours | theirs)
    if max(one.shingles, other.shingles) > SIZE:
        together = together[:SIZE]
    return len(ours & theirs & set(together)) / len(together) if together else 0.0


def sameness(j: float) -> float:
    """The share of words that two texts have in common, from their shingles' J."""
    return float((2 * j / (1 + j)) ** (1 / SHINGLE))


def alike(one: Iterable[str], other: Iterable[str]) -> bool:
    """Whether two texts are 90 % the same."""
    return sameness(shared(sketch_of(one), sketch_of(other))) >= SAME


class LookAlikes:
    """Sketches by the item they are of; asked for the items whose text is most like a new one."""

    def __init__(self) -> None:
        self._sketches: list[tuple[str, int, bytes]] = []
        self._by_key: dict[int, list[int]] = defaultdict(list)

    def add(self, key: str, sketch: Sketch) -> None:
        """Takes in one more; a text too short to be told from others is left out."""
        if sketch.shingles < FEWEST:
            return
        for pair in _pairs(sketch):
            self._by_key[pair].append(len(self._sketches))
        self._sketches.append((key, sketch.shingles, sketch.packed()))

    def near(self, sketch: Sketch) -> set[str]:
        """The keys of all items that may be like it, however many."""
        return {self._sketches[at][0] for at in self._near(sketch)}

    def most_like(self, sketch: Sketch, among: Collection[str] | None = None) -> list[str]:
        """The keys of the items whose text is 90 % the same or more; the most alike first, then the lower key.

        Of a crowd on one template only some are compared, unless it is said `among` which: then all of those.
        """
        if sketch.shingles < FEWEST:
            return []
        near = self._likeliest(sketch) if among is None else self._among(sketch, among)
        found = [(-same, self._sketches[at][0]) for at in near if (same := self._sameness(sketch, at)) >= SAME]
        return list(dict.fromkeys(key for _, key in sorted(found)))

    def _likeliest(self, sketch: Sketch) -> list[int]:
        shared_pairs = Counter(at for pair in _pairs(sketch) for at in self._by_key.get(pair, ())[-_CROWD:])
        return [at for at, _ in shared_pairs.most_common(_COMPARED)]

    def _among(self, sketch: Sketch, keys: Collection[str]) -> list[int]:
        return [at for at in self._near(sketch) if self._sketches[at][0] in keys] if keys else []

    def _near(self, sketch: Sketch) -> set[int]:
        return set().union(*(self._by_key.get(pair, ()) for pair in _pairs(sketch)))

    def _sameness(self, sketch: Sketch, at: int) -> float:
        _, shingles, packed = self._sketches[at]
        # J cannot be more than the smaller set over the larger; the estimate may be a little above J.
        if min(shingles, sketch.shingles) < 0.6 * max(shingles, sketch.shingles):
            return 0.0
        return sameness(shared(sketch, unpacked(shingles, packed)))


@lru_cache(maxsize=1 << 16)
def _code(word: str) -> int:
    return int.from_bytes(blake2b(word.encode("utf-8", "replace"), digest_size=_BITS // 8).digest(), "little")


def _pairs(sketch: Sketch) -> list[int]:
    looked_at = sketch.least[:_LOOKED_AT]
    return [(one << _BITS) | other for one, other in pairwise(looked_at)]


def _words(texts: Iterable[str]) -> list[str]:
    words: list[str] = []
    left = LONGEST
    for text in texts:
        folded = text[:left].casefold()
        words += folded.translate(_BETWEEN).split() if folded.isascii() else _WORD.findall(folded)
        left -= len(text)
        if left <= 0:
            break
    return words
