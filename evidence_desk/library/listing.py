"""The light rows that the window lists: one statement, sorted by SQLite."""

import functools
import json
import re
import sqlite3
from collections.abc import Collection
from datetime import date
from typing import NamedTuple


class Row(NamedTuple):
    """What a list shows of one item. A criterion of another framework than the library's is `FRAMEWORK:ID`."""

    key: str
    ref: str
    title: str
    kind: str
    date: str | None
    voices: tuple[str, ...]
    currency: str
    criteria: tuple[str, ...]
    marking: str
    withheld: str | None
    guessed: frozenset[str]
    text: bool
    period: str | None
    agencies: tuple[str, ...]


# How each column sorts, the lesser first; criteria by how many. What is not there comes last in both directions.
ORDERS = {
    "title": "folded(title)",
    "ref": "ref",
    "key": "key",
    "kind": "kind",
    "date": "coalesce(date, period)",
    "period": "period",
    "voices": "nullif(voices, '[]')",
    "agencies": "nullif(agencies, '[]')",
    "currency": "instr('current ageing out-of-date undated', currency)",
    "criteria": "coalesce(1 + length(criteria) - length(replace(criteria, ',', '')), 0)",
    "marking": "instr('public official official-sensitive ', marking || ' ')",
    "withheld": "withheld",
    "guessed": "nullif(guessed, '[]')",
    "text": "text",
}

# Materialised, or SQLite works a column out again wherever the order names it.
_SELECT = """
WITH listed AS MATERIALIZED (
  SELECT key, ref, title, kind, date, voices, currency(kind, date, period, review_date, :today) AS currency,
  (SELECT group_concat(DISTINCT iif(framework = :own, '', framework || ':') || criterion)
     FROM tag WHERE tag.item = item.key AND visible) AS criteria,
  marking, withheld_why AS withheld, guessed,
  EXISTS(SELECT 1 FROM extraction WHERE sha256 = item.current AND characters > 0) AS text,
  period, agencies
FROM item WHERE visible {only})
SELECT * FROM listed ORDER BY {by} {direction} NULLS LAST, ref
"""


def rows(
    db: sqlite3.Connection,
    today: date,
    *,
    keys: Collection[str] | None = None,
    order: str = "title",
    descending: bool = False,
) -> list[Row]:
    """All items, or those with these keys, sorted by a column of `ORDERS`; those alike by reference."""
    own = db.execute("SELECT framework FROM library").fetchone()
    only = "" if keys is None else "AND key IN (SELECT value FROM json_each(:keys))"
    found = db.execute(
        _SELECT.format(only=only, by=ORDERS[order], direction="DESC" if descending else "ASC"),
        {"today": today.isoformat(), "own": own[0] if own else "", "keys": json.dumps(sorted(keys or ()))},
    )
    found.row_factory = None
    return [
        Row(
            key, ref, title, kind, day, words(voices), fresh, _criteria(criteria), marking, withheld,
            frozenset(words(guessed)), bool(text), period, words(agencies),
        )
        for key, ref, title, kind, day, voices, fresh, criteria, marking, withheld, guessed, text, period, agencies
        in found
    ]  # fmt: skip


def total(db: sqlite3.Connection) -> int:
    """How many items there are."""
    return int(db.execute("SELECT count(*) FROM item WHERE visible").fetchone()[0])


def labels_of(db: sqlite3.Connection, keys: Collection[str]) -> list[str]:
    """The labels that any of these items bears, once each, in the order of the alphabet."""
    found = db.execute(
        "SELECT min(text) FROM label WHERE visible AND item IN (SELECT value FROM json_each(?))"
        " GROUP BY folded(text) ORDER BY folded(text)",
        (json.dumps(sorted(keys)),),
    )
    return [str(row[0]) for row in found]


@functools.lru_cache(maxsize=4096)
def words(stored: str | None) -> tuple[str, ...]:
    """A set as it is stored: a sorted JSON list of strings."""
    return tuple(json.loads(stored)) if stored else ()


@functools.lru_cache(maxsize=32768)
def _criteria(joined: str | None) -> tuple[str, ...]:
    return () if joined is None else tuple(sorted(joined.split(","), key=_in_order))


@functools.lru_cache(maxsize=4096)
def _in_order(criterion: str) -> tuple[bool, str, tuple[tuple[int, str], ...]]:
    """The library's own framework first, then by framework, then as people count: 1.2 before 1.10."""
    framework, _, one = criterion.rpartition(":")
    return bool(framework), framework, natural(one)


@functools.lru_cache(maxsize=4096)
def natural(text: str) -> tuple[tuple[int, str], ...]:
    """A sorting key by which 1.2 comes before 1.10."""
    return tuple((int(part), "") if part.isdecimal() else (-1, part) for part in re.split(r"(\d+)", text) if part)
