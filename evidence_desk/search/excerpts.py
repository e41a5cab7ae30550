"""Where in one item the sought words stand: every place in the order of reading, and short excerpts of the best."""

import re
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from evidence_desk.search.documents import FIELDS, passages
from evidence_desk.search.matching import Row
from evidence_desk.search.snippets import may_hold, runs

MOST_EXCERPTS = 3
# More than anybody goes through one by one.
MOST_STANDS = 300
LENGTH = 96
_LEAD = 24
_BLANKS = re.compile(r"\s+")
_INSIDE_WORDS = re.compile("[-\u00ad\u2010-\u2015\u2212]\\s*|['\u2018\u2019\u02bc\u00b4`]")


@dataclass(frozen=True, slots=True)
class Stand:
    """One place: the words as they are written, from where to where in which passage; None for a field of the item."""

    label: str
    passage: int | None
    start: int
    stop: int
    words: str


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A few words around a place, and which of them are the sought ones. `at`: the place's number among the stands."""

    label: str
    text: str
    marks: tuple[tuple[int, int], ...]
    at: int | None = None


@dataclass(frozen=True, slots=True)
class Places:
    """`stands`: all places in the text; `excerpts`: of the best passages; `labels`: of how many there could be one."""

    stands: tuple[Stand, ...] = ()
    excerpts: tuple[Excerpt, ...] = ()
    labels: int = 0


@dataclass(frozen=True, slots=True)
class _Held:
    text: str
    stands: tuple[Stand, ...]
    different: int


def places_of(db: sqlite3.Connection, key: str, rows: Sequence[Row]) -> Places:
    """The places of one item; its title counts only where the words stand nowhere else."""
    item = db.execute("SELECT * FROM item WHERE key = ?", (key,)).fetchone()
    if item is None or not rows:
        return Places()
    fields = [(label, item[name]) for name, label in FIELDS.items() if item[name]]
    sought = {word for row in rows for word in row[0]}
    texts = ((at, label, text) for at, (label, text) in enumerate(passages(db, item["current"])))
    in_text = _all_held((each for each in texts if _may_hold(each[2], sought)), rows)
    beside = _all_held([(None, *each) for each in fields[1:]], rows)
    if not in_text and not beside:
        beside = _all_held([(None, *each) for each in fields[:1]], rows)
    stands = tuple(stand for held in in_text for stand in held.stands)
    best = sorted((*in_text, *beside), key=lambda held: -held.different)[:MOST_EXCERPTS]
    return Places(stands, tuple(_excerpt(held, stands) for held in best), len(in_text) + len(beside))


def _may_hold(text: str, sought: set[str]) -> bool:
    """Most passages hold none of the words, and to see that is cheap, also for a word broken or joined by a hyphen."""
    return may_hold(text, sought) or may_hold(_INSIDE_WORDS.sub("", text), sought)


def _all_held(texts: Iterable[tuple[int | None, str, str]], rows: Sequence[Row]) -> list[_Held]:
    found: list[_Held] = []
    left = MOST_STANDS
    for passage, label, text in texts:
        stands: list[Stand] = []
        different: set[int] = set()
        for start, stop, number in islice(runs(text, rows), left):
            different.add(number)
            # A name found in several ways is one place.
            if not stands or start >= stands[-1].stop:
                stands.append(Stand(label, passage, start, stop, text[start:stop]))
        left -= len(stands)
        if stands:
            found.append(_Held(text, tuple(stands), len(different)))
        if left <= 0:
            break
    return found


def _excerpt(held: _Held, stands: Sequence[Stand]) -> Excerpt:
    first = _densest(held.stands)
    text, marks = _cut(held.text, first, held.stands)
    return Excerpt(first.label, text, marks, stands.index(first) if first.passage is not None else None)


def _densest(stands: Sequence[Stand]) -> Stand:
    """The place from which on most different words stand close together."""

    def near(first: Stand) -> int:
        return len({one.words.casefold() for one in stands if 0 <= one.start - first.start < LENGTH - _LEAD})

    return max(stands, key=near)


def _cut(text: str, first: Stand, stands: Sequence[Stand]) -> tuple[str, tuple[tuple[int, int], ...]]:
    begin = _word_after(text, max(0, first.start - _LEAD), first.start)
    end = _word_before(text, max(begin + LENGTH, first.stop), first.stop)
    said = "… " if text[:begin].strip() else ""
    marks = []
    at = begin
    for one in stands:
        if begin <= one.start and one.stop <= end:
            said += _BLANKS.sub(" ", text[at : one.start])
            marks.append((len(said), len(said) + len(_BLANKS.sub(" ", one.words))))
            said += _BLANKS.sub(" ", one.words)
            at = one.stop
    said += _BLANKS.sub(" ", text[at:end])
    return said.rstrip() + (" …" if text[end:].strip() else ""), tuple(marks)


def _word_after(text: str, least: int, most: int) -> int:
    """Where a word begins between the two; the later of them where none does."""
    if least == 0:
        return most - len(text[:most].lstrip())
    return next((at + 1 for at in range(least, most) if text[at].isspace() and not text[at + 1].isspace()), most)


def _word_before(text: str, most: int, least: int) -> int:
    """Where a word ends between the two; the earlier of them where none does."""
    if most >= len(text):
        return len(text)
    return next((at for at in range(most, least, -1) if text[at].isspace()), least)

