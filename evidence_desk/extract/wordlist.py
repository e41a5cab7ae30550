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


def known_share(text: str, known: WordList) -> tuple[int, int]:
    """How many of the longer words of a text are known, and how many longer words there are."""
    words = [word.strip(_MARKS).replace("’", "'") for word in text.split()]
    longer = [word for word in words if sum(letter.isalpha() for letter in word) >= _SHORTEST]
    return sum(word in known for word in longer), len(longer)


def _component(data: bytes, number: int) -> bytes:
    (count,) = struct.unpack_from("<i", data)
    offsets = struct.unpack_from(f"<{count}q", data, 4)
    start = offsets[number]
    if start < 0:
        raise ValueError
    return data[start : min([one for one in offsets if one > start] + [len(data)])]
