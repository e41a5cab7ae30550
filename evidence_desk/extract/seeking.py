"""Looking for signs in long texts, the fast way.

A pattern that begins with plain letters is sought thirty times faster than one that begins with a choice or with `\\b`:
so a sign is taken apart into one pattern for each word it may begin with.
"""

import re
from functools import lru_cache


def beginning(words: str, rest: str) -> tuple[re.Pattern[str], ...]:
    """Patterns for each of the words (`_` for a blank), as a whole word or the end of a compound, and the rest."""
    starts = (re.escape(word.replace("_", " ")) for word in words.split())
    return tuple(re.compile(rf"{start}(?<!\w{start}){rest}", re.MULTILINE) for start in starts)


def stands_in(text: str, *signs: re.Pattern[str]) -> bool:
    """Whether one of the signs is anywhere in it."""
    return any(sign.search(text) for sign in signs)


def says(text: str, *words: str) -> bool:
    """Whether one of the words is anywhere in it, in whatever case; much faster than any pattern."""
    lowered = in_lower_case(text)
    return any(word in lowered for word in words)


@lru_cache(maxsize=2)
def in_lower_case(text: str) -> str:
    """The text in lower case; asked for several times of one text."""
    return text.lower()
