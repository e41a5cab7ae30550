"""Which words are forms of one another: those with the same English stem (Snowball's English stemmer, "Porter 2")."""

from collections.abc import Callable, Iterable
from functools import lru_cache

# Words whose stem does not begin as they do (snowballstem.org, English stemmer, exceptional forms).
_UNLIKE_THEIR_STEM = {"die": ("dying",), "lie": ("lying",), "tie": ("tying",), "sky": ("skies",)}


class Stemming:
    """A stemmer that remembers, for it is slow and words return."""

    def __init__(self, stem: Callable[[str], str]) -> None:
        self.stem = lru_cache(maxsize=200_000)(lambda word: stem(word) if word.isalpha() else word)

    def begins(self, word: str) -> str:
        """What every form of this word begins with, but for the few of `unlike`."""
        stem = self.stem(word)
        return stem[: max(2, len(stem) - 2)] if word.isalpha() else word

    def unlike(self, word: str) -> tuple[str, ...]:
        """The forms of this word that do not begin as its stem does."""
        return _UNLIKE_THEIR_STEM.get(self.stem(word), ())

    def forms(self, word: str, among: Iterable[str]) -> frozenset[str]:
        """Those of the words that are forms of this one."""
        stem = self.stem(word)
        return frozenset(each for each in among if self.stem(each) == stem)
