"""What stands behind a figure of the coverage: its items, and what was said of a criterion with its quotes."""

import sqlite3
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from evidence_desk.insight.coverage import counted, stored_set, ways_to
from evidence_desk.model.coverage import Fact, Mark
from evidence_desk.model.currency import dated_later
from evidence_desk.model.framework import Framework
from evidence_desk.model.vocabulary import STANCES

# The words by which a mark counts under each dimension, as `model.coverage.count` has it.
_WORDS: Final[Mapping[str, Callable[[Mark, Fact], Collection[str]]]] = {
    "kind": lambda mark, fact: (fact.kind,),
    "voice": lambda mark, fact: fact.voices if mark.voices is None else mark.voices,
    "agency": lambda mark, fact: fact.agencies,
    "stance": lambda mark, fact: (mark.stance,),
    "currency": lambda mark, fact: (fact.currency,),
}

_SAID = """
SELECT tag.id, item.key, item.ref, item.title, tag.stance, tag.voices, item.voices, excerpt.quote, excerpt.page,
  item.date, item.period, tag.note
FROM tag JOIN item ON item.key = tag.item AND item.visible LEFT JOIN excerpt ON excerpt.entity = tag.excerpt
WHERE tag.visible AND tag.framework = ? AND tag.criterion = ?
"""


@dataclass(frozen=True, slots=True)
class Said:
    """A tag that counts for a criterion: what it shows, in which words of which item, in whose voice."""

    tag: str
    key: str
    ref: str
    title: str
    stance: str
    voices: tuple[str, ...]
    quote: str | None
    page: str | None
    date: str | None
    period: str | None
    note: str = ""


def keys_behind(
    db: sqlite3.Connection,
    framework: Framework,
    as_of: date,
    criterion: str,
    dimension: str | None = None,
    value: str | None = None,
) -> list[str]:
    """The items that `coverage` counts in one figure: of a value of a dimension, or without one of the criterion."""
    facts, marks = counted(db, framework, as_of)
    here = (mark for mark in marks if mark.criterion == criterion and mark.item in facts)
    if dimension is None:
        return sorted({mark.item for mark in here})
    found = _WORDS[dimension]
    return sorted({mark.item for mark in here if value in found(mark, facts[mark.item])})


def said_of(db: sqlite3.Connection, framework: Framework, as_of: date, criterion: str) -> list[Said]:
    """What the evidence says of a criterion as if today were `as_of`: strengths, then concerns, then context."""
    places = [place for place, ours in ways_to(db, framework).items() if criterion in ours]
    rows = (row for place in places for row in db.execute(_SAID, place))
    found = [
        Said(tag, key, ref, title, stance, _voices(own, voices), quote or None, page, dated, period, note)
        for tag, key, ref, title, stance, own, voices, quote, page, dated, period, note in rows
        if not dated_later(dated, period, as_of)
    ]
    return sorted(found, key=_order)


def _voices(own: str | None, of_item: str) -> tuple[str, ...]:
    """Those of the tag, or where it names none, those of its item."""
    return tuple(sorted((stored_set(own) if own else ()) or stored_set(of_item)))


def _order(one: Said) -> tuple[int, str, str, str]:
    rank = STANCES.index(one.stance) if one.stance in STANCES else len(STANCES)
    return rank, one.title.casefold(), one.page or "", one.tag
