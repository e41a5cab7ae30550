"""How text falls into words, the same for what is searched and for what is typed.

A word is a run of letters and figures, without case, accents and a possessive `'s`. A compound with hyphens counts as
its parts, and as one word besides, where it begins: `co-production` is found by `co-production`, `coproduction` and
`production`. A word broken at a line's end is one word; its halves count too, for it may have been a compound.
"""

import re
from collections.abc import Iterable, Iterator

from evidence_desk.model.folding import fold

# What lies between the passages of an item that are not one running text, so that no phrase is found across them.
GAP = 100
# Longer runs are machine's writing, such as an encoded picture in a mail.
LONGEST_WORD = 64

_COMBINING = re.compile("[\u0300-\u036f]+")
_RUN = re.compile(r"[^\W_]+(?:(?:'|-|-[ \t]*[\r\n]\s*)[^\W_]+)*")
_LINK = re.compile(r"(-\s*)")
_UNSEEN = "\u00ad\u200b-\u200d\u2060\ufeff"
_RAW_LETTER = f"(?:[^\\W_]|[{_UNSEEN}\u0300-\u036f])"
_RAW_HYPHEN = "[-\u2010-\u2015\u2212]"
_RAW_APOSTROPHE = "['\u2018\u2019\u02bc\u00b4`]"
_RAW_LINE_END = rf"[ \t{_UNSEEN}]*[\r\n][\s{_UNSEEN}]*"
_RAW_RUN = re.compile(rf"{_RAW_LETTER}+(?:(?:{_RAW_APOSTROPHE}|{_RAW_HYPHEN}(?:{_RAW_LINE_END})?){_RAW_LETTER}+)*")


def plain(text: str) -> str:
    """The text in the form in which it is compared."""
    folded = fold(text)
    return folded if folded.isascii() else _COMBINING.sub("", folded)


def positions(texts: Iterable[str], found: dict[str, list[int]], at: int = 0) -> int:
    """Notes where each word of the running texts stands, counted in words from `at`; the next free place."""
    for text in texts:
        for run in _RUN.findall(plain(text)):
            if run.isalnum():
                if len(run) <= LONGEST_WORD:
                    found.setdefault(run, []).append(at)
                at += 1
            else:
                for slot in _slots(run):
                    for word in slot:
                        found.setdefault(word, []).append(at)
                    at += 1
    return at


def slots(text: str) -> list[tuple[str, ...]]:
    """The words of a text, place by place; where several stand at one place, the first is the one it reads as."""
    found: list[tuple[str, ...]] = []
    for run in _RUN.findall(plain(text)):
        found.extend(_slots(run))
    return found


def words(text: str) -> list[str]:
    """The words of a text as it reads."""
    return [slot[0] for slot in slots(text) if slot]


def as_one(text: str) -> str | None:
    """`coproduction` for `co-production`; None for anything but one compound of letters with hyphens."""
    match = _RUN.fullmatch(plain(text))
    if match is None or "-" not in match[0]:
        return None
    parts = _parts(match[0])
    return "".join(parts) if len(parts) > 1 and all(part.isalpha() for part in parts) else None


def located(text: str) -> Iterator[tuple[tuple[str, ...], int, int]]:
    """The words of a text place by place, with the stretch of the text as it is written."""
    for match in _RAW_RUN.finditer(text):
        run = match[0]
        if run.isascii() and run.isalnum() and len(run) <= LONGEST_WORD:
            yield (run.lower(),), match.start(), match.end()
        else:
            for slot in slots(run):
                yield slot, match.start(), match.end()


def _slots(run: str) -> list[tuple[str, ...]]:
    parts = _LINK.split(run)
    found: list[list[str]] = [[_bare(parts[0])]]
    for link, part in zip(parts[1::2], map(_bare, parts[2::2]), strict=True):
        before = found[-1]
        if ("\n" in link or "\r" in link) and before[0].isalpha() and part.isalpha():
            found[-1] = [before[0] + part, *before, part]
        else:
            found.append([part])
    joined = "".join(slot[0] for slot in found)
    if len(found) > 1 and joined.isalpha():
        found[0].append(joined)
    return [tuple(dict.fromkeys(word for word in slot if 0 < len(word) <= LONGEST_WORD)) for slot in found]


def _parts(run: str) -> list[str]:
    return [_bare(part) for part in _LINK.split(run)[::2]]


def _bare(part: str) -> str:
    return part.removesuffix("'s").replace("'", "") if "'" in part else part
