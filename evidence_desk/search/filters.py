"""What a list is narrowed to by choosing, without typing: choices become the same tree that a query is read into.

Several choices of one kind are alternatives; what is chosen of different kinds must all be true.
"""

import sqlite3
from collections.abc import Collection, Mapping
from datetime import date
from typing import Final

from evidence_desk.model.vocabulary import STANCES
from evidence_desk.search.facts import keys_with
from evidence_desk.search.query import EVERYTHING, And, Fact, Node, Not, Or, both

# What can be chosen, and the fact of a query that it asks for; `more` holds facts of two kinds. Values are the stored
# words.
FACETS: Final[Mapping[str, str]] = {
    "untagged": "is",
    "kind": "kind",
    "criterion": "criterion",
    "voice": "voice",
    "agency": "agency",
    "fresh": "is",
    "label": "label",
    "more": "is",
}
Filters = Mapping[str, Collection[str]]


def compiled(filters: Filters) -> Node:
    """The query that the choices make; everything where nothing is chosen."""
    parts = [_any_of(facet, filters[facet]) for facet in FACETS if filters.get(facet)]
    return both(*parts) if parts else EVERYTHING


def _any_of(facet: str, values: Collection[str]) -> Node:
    facts = tuple(_fact(facet, value) for value in sorted(values))
    return facts[0] if len(facts) == 1 else Or(facts)


def _fact(facet: str, value: str) -> Fact:
    return Fact("stance" if facet == "more" and value in STANCES else FACETS[facet], value)


def asks_for_words(node: Node) -> bool:
    """Whether the word index is needed; facts are answered by the tables alone."""
    match node:
        case Fact():
            return False
        case And(parts) | Or(parts):
            return any(asks_for_words(part) for part in parts)
        case Not(part):
            return asks_for_words(part)
    return True


def keys_of(db: sqlite3.Connection, node: Node, today: date) -> set[str]:
    """The keys of the visible items of which a tree of facts is true."""
    match node:
        case Fact():
            return keys_with(db, node, today)
        case And(()):
            return {str(key) for (key,) in db.execute("SELECT key FROM item WHERE visible")}
        case And(parts):
            return set.intersection(*(keys_of(db, part, today) for part in parts))
        case Or(parts):
            return set().union(*(keys_of(db, part, today) for part in parts))
        case Not(part):
            return keys_of(db, EVERYTHING, today) - keys_of(db, part, today)
    raise ValueError(f"{node} asks for words")
