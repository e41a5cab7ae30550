"""Text as a reader compares it: letters and figures alone count, not white space, case or typesetting.

Two texts that a person would call the same words have the same skeleton: lower case, compatibility forms and
ligatures taken apart (Unicode NFKD), one form of quotation mark and of dash, no white space, no soft hyphens, and no
dash between two letters, since at a line's end nobody can tell `inclu-/sion` from `well-/being`.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache

_ALIKE = {
    "'": "\u2018\u2019\u201a\u201b\u2032\u2035`\u00b4\u02bc\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb\u2039\u203a\"",
    "-": "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2043\ufe58\ufe63\uff0d",
    "": "\u00ad\u200b\u200c\u200d\u2060\ufeff",
}
_PAIRS = [(old, new) for new, olds in _ALIKE.items() for old in olds]
_PAIRS_ASCII = [(old, new) for old, new in _PAIRS if old.isascii()]
_LETTER = r"[^\W\d_]"
_COMBINING = "\u0300-\u036f"
_DASHES = re.compile("-+")
_BETWEEN_LETTERS = re.compile(rf"(?:(?<={_LETTER})|(?<=[{_COMBINING}]))-+(?={_LETTER})")


def fold(text: str) -> str:
    """Case, compatibility forms, quotation marks and dashes made alike; white space stays."""
    if text.isascii():
        return _alike(text, _PAIRS_ASCII).lower()
    plain = _alike(text, _PAIRS)
    return unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", plain).casefold())


def _alike(text: str, pairs: Sequence[tuple[str, str]]) -> str:
    for old, new in pairs:
        text = text.replace(old, new)
    return text


def pressed(text: str) -> str:
    """The folded text without white space; dashes still stand."""
    return "".join(fold(text).split())


def skeleton(text: str) -> str:
    """What is left for comparing, without dashes at either edge (but a minus sign before a figure stays)."""
    bare = Skeleton([pressed(text)]).text.rstrip("-")
    return bare if bare[1:2].isdigit() else bare.lstrip("-")


@lru_cache(maxsize=4096)
def _width(char: str) -> int:
    return len(pressed(char))


def offsets(text: str) -> list[int]:
    """For each character of the pressed text, the place in the text it comes from."""
    return [at for at, char in enumerate(text) for _ in range(_width(char))]


def is_combining(char: str) -> bool:
    return "\u0300" <= char <= "\u036f"


class Skeleton:
    """The skeleton of pressed pieces set end to end, with the way back from a place in it to a place in a piece."""

    def __init__(self, pieces: Sequence[str]) -> None:
        self._piece_starts = _starts(pieces)
        whole = "".join(pieces)
        kept: list[str] = []
        self._here: list[int] = [0]
        self._there: list[int] = [0]
        done = length = 0
        for dash in _DASHES.finditer(whole):
            keep_until = dash.start() + (0 if _BETWEEN_LETTERS.match(whole, dash.start()) else 1)
            kept.append(whole[done:keep_until])
            length += keep_until - done
            done = dash.end()
            self._here.append(length)
            self._there.append(done)
        kept.append(whole[done:])
        self.text = "".join(kept)

    def place(self, at: int) -> tuple[int, int]:
        """The piece, and the place in that piece, of the skeleton's character `at`."""
        run = bisect_right(self._here, at) - 1
        whole_at = self._there[run] + at - self._here[run]
        piece = bisect_right(self._piece_starts, whole_at) - 1
        return piece, whole_at - self._piece_starts[piece]


def _starts(pieces: Sequence[str]) -> list[int]:
    starts, total = [], 0
    for piece in pieces:
        starts.append(total)
        total += len(piece)
    return starts
