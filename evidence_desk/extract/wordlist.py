"""The English words that recognition itself knows: the word list inside `eng.traineddata`.

The file's layout, after Tesseract's `tessdatamanager.h` and `dawg.h`: a count, that many offsets (-1: not there), the
components. The word list is a graph of 64-bit edges; each holds a letter (its number in the character set), flags (last
of its node, backwards, end of a word) and the number of the next node's first edge.
"""

import struct
import sys
from array import array
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

_WORDS, _LETTERS = 19, 21
_MAGIC = 42
_LAST, _BACKWARDS, _END = 1, 2, 4
_FLAG_BITS = 3
_SHORTEST = 4
_MARKS = ".,;:!?()[]{}<>\"'*•·|/\\-–—‘’“”"
_BULLETS = ("•", "-", "–", "—", "|", "&", "·")
_SHORT = frozenset(
    """
    a i to of in is it he on as or an at be by we so no my if do me us up go am the and for are was not you but had
    has his her all can who one two out may how its did get our new now age day see way any she him own too yet use
    per few old ten six let say put far end aim act set ask due via off job top low big key lot bus why men ill led
    met run saw sat won add gap
    """.split()  # noqa: SIM905 -- a hundred words are read more easily than a hundred strings
)


class WordList:
    """Answers whether a word is one."""

    def __init__(self, letters: Mapping[str, int], edges: "array[int]", bits: int) -> None:
        self._letters = letters
        self._edges = edges
        self._bits = bits

    def __contains__(self, word: str) -> bool:
        return any(self._has(form) for form in (word, word.lower(), word.lower().removesuffix("'s")))

    def _has(self, word: str) -> bool:
        node: int | None = 0
        edge = 0
        for letter in word:
            found = None if node is None else self._edge(node, self._letters.get(letter, -1))
            if found is None:
                return False
            edge = found
            node = edge >> (self._bits + _FLAG_BITS) or None
        return bool(edge >> self._bits & _END)

    def _edge(self, at: int, letter: int) -> int | None:
        mask = (1 << self._bits) - 1
        while at < len(self._edges):
            edge = self._edges[at]
            flags = edge >> self._bits
            if edge & mask == letter and not flags & _BACKWARDS:
                return edge
            if flags & _LAST:
                return None
            at += 1
        return None


@lru_cache(maxsize=1)
def word_list(traineddata: Path) -> WordList | None:
    """The words in the file; None where it has none that can be read."""
    data = traineddata.read_bytes()
    try:
        letters = _component(data, _LETTERS).decode("utf-8").split("\n")
        words = _component(data, _WORDS)
        magic, size, count = struct.unpack_from("<hii", words)
        edges = array("Q", words[10 : 10 + 8 * count])
    except (struct.error, UnicodeDecodeError, ValueError, IndexError):
        return None
    if magic != _MAGIC:
        return None
    if sys.byteorder == "big":
        edges.byteswap()
    numbers = {line.split(" ")[0]: number for number, line in enumerate(letters[1:])}
    # As many bits as it takes to write the size of the character set.
    return WordList(numbers, edges, size.bit_length())


def known_share(text: str, known: WordList) -> tuple[int, int, int]:
    """How many words of a text are English, how many longer ones of these, and of how many that could be told.

    The list knows nearly every two or three letters, so of short words the common ones count. Figures and
    abbreviations tell nothing; marks that stand alone are pieces of something that was not read.
    """
    english = longer = told = 0
    for piece in text.split():
        word = piece.strip(_MARKS).replace("’", "'")
        letters = sum(letter.isalpha() for letter in word)
        is_figure = not letters and any(letter.isdigit() for letter in word)
        if is_figure or piece in _BULLETS or (word.isupper() and 1 < letters < _SHORTEST):
            continue
        told += 1
        if letters >= _SHORTEST and word in known:
            longer += 1
            english += 1
        elif letters < _SHORTEST and word.lower() in _SHORT:
            english += 1
    return english, longer, told


def _component(data: bytes, number: int) -> bytes:
    (count,) = struct.unpack_from("<i", data)
    offsets = struct.unpack_from(f"<{count}q", data, 4)
    start = offsets[number]
    if start < 0:
        raise ValueError
    return data[start : min([one for one in offsets if one > start] + [len(data)])]
