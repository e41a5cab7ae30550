"""Finding: what a person types, answered with ranked hits and the places where the words stand."""

import re
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from evidence_desk.errors import KnownError
from evidence_desk.frameworks.stored import resolve_criterion
from evidence_desk.search.engine import BrokenIndex, Engine, Source
from evidence_desk.search.excerpts import Places, places_of
from evidence_desk.search.matching import Matching, Row
from evidence_desk.search.query import And, Fact, Node, Not, Or, Query, both, parse
from evidence_desk.search.snippets import places
from evidence_desk.search.synonyms import Expanded, expand, has_other_names

_Answer = TypeVar("_Answer")


@dataclass(frozen=True, slots=True)
class Hit:
    """An item that matches, with at most three places: label and snippet."""

    ref: str
    key: str
    title: str
    kind: str
    score: float
    passages: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to a query. `total` counts all that match; `hits` are the best of them."""

    query: str
    total: int
    elapsed_ms: float
    did_you_mean: str | None
    hint: str | None
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class Matched:
    """The keys of all items that match, best first, and what there is to say of the query.

    `also`: the other names that were searched too; `odd`: what could not be read, or asks for what is not here.
    """

    keys: tuple[str, ...]
    did_you_mean: str | None = None
    also: tuple[str, ...] = ()
    odd: tuple[str, ...] = ()


def find(
    library: Source,
    engine: Engine,
    text: str,
    *,
    today: date,
    limit: int = 20,
    criterion: str | None = None,
    kind: str | None = None,
) -> Found:
    """The best hits for what was typed, in an order that never changes for the same library."""
    begun = time.perf_counter()
    query = parse(text)
    facts = [Fact(name, value) for name, value in (("criterion", criterion), ("kind", kind)) if value]
    expanded = expand(query.node)
    node = both(expanded.node, *facts)

    def answer(matching: Matching) -> tuple[int, tuple[Hit, ...], str | None]:
        ranked = matching.ranked(node)
        rows = matching.sought(node)
        hits = tuple(_hit(library, matching, rows, key, score) for key, score in ranked[:limit])
        return len(ranked), hits, _did_you_mean(matching, query, text)

    total, hits, meant = _asked(library, engine, today, answer)
    elapsed = round((time.perf_counter() - begun) * 1000, 1)
    return Found(text, total, elapsed, meant, _hint(odd(library, query), expanded), hits)


def matching_keys(library: Source, engine: Engine, text: str, today: date) -> list[str]:
    """The keys of all items that match, best first."""
    return list(matched(library, engine, text, today).keys)


def matched(library: Source, engine: Engine, text: str, today: date) -> Matched:
    """All items that match, and what there is to say of the query."""
    query = parse(text)
    expanded = expand(query.node)
    keys, meant = _asked(
        library,
        engine,
        today,
        lambda matching: (
            tuple(key for key, _ in matching.ranked(expanded.node)),
            _did_you_mean(matching, query, text),
        ),
    )
    return Matched(keys, meant, expanded.also, odd(library, query))


def odd(library: Source, query: Query) -> tuple[str, ...]:
    """What is odd about a query: what of it could not be read, or asks for what is not here."""
    return (*query.hints, *(f"There is no criterion {value}." for value in _unknown_criteria(library, query.node)))


def places_in(library: Source, engine: Engine, text: str, key: str, today: date) -> Places:
    """Where in one item the words of the query stand."""
    node = expand(parse(text).node).node
    return _asked(library, engine, today, lambda matching: places_of(library.db, key, matching.sought(node)))


def _asked(library: Source, engine: Engine, today: date, answer: Callable[[Matching], _Answer]) -> _Answer:
    """The answer from the index; one that turns out to be broken is made anew first."""
    try:
        with engine.reading() as reading:
            return answer(Matching(library.db, reading, today))
    except BrokenIndex:
        engine.clear()
        engine.catch_up(library)
    with engine.reading() as reading:
        return answer(Matching(library.db, reading, today))


def _hit(library: Source, matching: Matching, rows: Sequence[Row], key: str, score: float) -> Hit:
    row = library.db.execute("SELECT title, kind FROM item WHERE key = ?", (key,)).fetchone()
    found = places(library.db, key, rows)
    return Hit(matching.refs[key], key, row["title"], row["kind"], round(score, 3), tuple(found))


def _did_you_mean(matching: Matching, query: Query, text: str) -> str | None:
    """What was typed, with the words that stand nowhere replaced by the nearest that do."""
    meant = text
    for word in matching.unknown_words(query.node):
        if not has_other_names(word):
            near = matching.alike(word)
            if near:
                meant = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", near, meant)
    return meant if meant != text else None


def _unknown_criteria(library: Source, node: Node) -> Iterator[str]:
    """The criteria asked for that no framework here has: they find nothing, and that should not go unsaid."""
    match node:
        case And(parts) | Or(parts):
            for part in parts:
                yield from _unknown_criteria(library, part)
        case Not(part):
            yield from _unknown_criteria(library, part)
        case Fact("criterion", value):
            try:
                resolve_criterion(library.db, value)
            except KnownError:
                yield value


def _hint(hints: Sequence[str], expanded: Expanded) -> str | None:
    also = [f"Also: {'; '.join(expanded.also)}."] if expanded.also else []
    return " ".join([*hints, *also]) or None
