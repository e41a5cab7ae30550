"""The places of a hit: the few passages in which the words stand, with the words around them, from the text itself."""

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice

from evidence_desk.search.documents import FIELDS, passages
from evidence_desk.search.matching import Row
from evidence_desk.search.scoring import times_in_a_row
from evidence_desk.search.words import located, plain, positions

MOST_PLACES = 3
LENGTH = 160
_LEAD = 50
# A passage such as a large sheet is looked at in pieces, and of its places only so many are weighed.
_PIECE = 8000
_MOST_STANDS = 100


def places(db: sqlite3.Connection, key: str, rows: Sequence[Row]) -> list[tuple[str, str]]:
    """Label and snippet of at most three passages, those with most of the words first; the title only if alone."""
    item = db.execute("SELECT * FROM item WHERE key = ?", (key,)).fetchone()
    if item is None or not rows:
        return []
    fields = [(label, item[name]) for name, label in FIELDS.items() if item[name]]
    texts = [*_pieces(passages(db, item["current"])), *fields[1:]]
    # Most pieces hold none of the words, and to see that is cheap; not so for a word broken at a hyphen.
    first = {word for row in rows for word in row[0]}
    best = _best((each for each in texts if may_hold(each[1], first)), rows) or _best(texts, rows)
    return [(label, snippet(text, rows)) for label, text in best[:MOST_PLACES] or _best(fields[:1], rows)]


def snippet(text: str, rows: Sequence[Row]) -> str:
    """About 160 characters around the place where most of the words stand together."""
    stands = list(islice(runs(text, rows), _MOST_STANDS))
    first = stands[0][0] if stands else 0
    most = 0
    for at, (start, _, _) in enumerate(stands):
        here = len({row for place, _, row in stands[at:] if place < start + LENGTH - _LEAD})
        if here > most:
            first, most = start, here
    return _cut(text, first)


def _pieces(texts: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    for label, text in texts:
        begin = 0
        while begin < len(text):
            end = text.find(" ", begin + _PIECE)
            end = len(text) if end < 0 else end
            yield label, text[begin:end]
            begin = end


def may_hold(text: str, sought: set[str]) -> bool:
    """Whether it is worth looking for the words; cheap, but misses a word broken at a hyphen."""
    bare = plain(text)
    return any(word in bare for word in sought)


def _best(texts: Iterable[tuple[str, str]], rows: Sequence[Row]) -> list[tuple[str, str]]:
    """The pieces with most of the runs first, one of a passage."""
    held: dict[str, tuple[int, int, str]] = {}
    whole = 0
    for at, (label, text) in enumerate(texts):
        found: dict[str, list[int]] = {}
        positions((text,), found)
        counts = [_count(found, row) for row in rows]
        here = (-sum(map(bool, counts)), at, text)
        if any(counts) and (label not in held or here < held[label]):
            whole += all(counts)
            held[label] = here
        # So many passages with all of the words: no later one can go before them.
        if whole == MOST_PLACES:
            break
    return [(label, text) for (_, _, text), label in sorted((here, label) for label, here in held.items())]


def _count(found: dict[str, list[int]], row: Row) -> int:
    stands = []
    for place in row:
        here = found.keys() & place if len(place) > 1 else [word for word in place if word in found]
        if not here:
            return 0
        stands.append([position for word in here for position in found[word]])
    return times_in_a_row(stands)


def runs(text: str, rows: Sequence[Row]) -> Iterator[tuple[int, int, int]]:
    """Where in the text each run begins and ends, and which it is; in order of the text."""
    slots = list(located(text))
    first = {word for row in rows for word in row[0]}
    for at, (slot, start, _) in enumerate(slots):
        if not first.isdisjoint(slot):
            for number, row in enumerate(rows):
                here = slots[at : at + len(row)]
                if len(here) == len(row) and all(map(_stands_at, here, row)):
                    yield start, here[-1][2], number


def _stands_at(here: tuple[tuple[str, ...], int, int], place: Collection[str]) -> bool:
    return any(word in place for word in here[0])


def _cut(text: str, first: int) -> str:
    begin = max(0, first - _LEAD)
    if begin:
        # From the next word on, unless there is none before the place itself.
        space = next((at for at in range(begin, first) if text[at].isspace()), None)
        begin = first if space is None else space + 1
    end = min(len(text), begin + LENGTH)
    if end < len(text):
        space = next((at for at in range(end, max(first, begin), -1) if text[at].isspace()), None)
        end = end if space is None else space
    middle = " ".join(text[begin:end].split())
    return ("… " if text[:begin].strip() else "") + middle + (" …" if text[end:].strip() else "")
