"""What judgements cite, what could be cited for a criterion, and what has become of the items cited."""

import json
import sqlite3
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date

from evidence_desk.library.listing import natural, words
from evidence_desk.library.settling import heads_of
from evidence_desk.model import paths
from evidence_desk.model.citing import Cited, References, cited, find, label_at, places_by_item
from evidence_desk.model.records import Judgement

TEXTS = ("know", "how", "impact", "next")
SHARED_FILE = "its file is also that of a withheld item"
_BETWEEN = "; "

_CITABLE = """
SELECT tag.id AS tag, tag.item AS key, tag.excerpt, item.ref, item.title, tag.stance, excerpt.quote,
  excerpt.page AS place, tag.by, coalesce(tag.voices, item.voices) AS voices, item.period, item.date,
  currency(item.kind, item.date, item.period, item.review_date, :today) AS currency
FROM tag JOIN item ON item.key = tag.item LEFT JOIN excerpt ON excerpt.entity = tag.excerpt
WHERE tag.visible AND tag.framework = :framework AND tag.criterion = :criterion
ORDER BY coalesce(item.date, item.period) DESC NULLS LAST, item.ref, tag.id
"""
_CITED = """
SELECT key, ref, title, visible, withheld_why, currency(kind, date, period, review_date, :today) AS currency
FROM item WHERE key IN (SELECT value FROM json_each(:keys))
"""
# The gate withholds an item that shares a file with a withheld one, and so on (pack/gate.py).
_BY_SHARED_FILE = """
WITH RECURSIVE reached(start, key) AS (
  SELECT value, value FROM json_each(:keys)
  UNION SELECT reached.start, theirs.item FROM reached JOIN version AS ours ON ours.item = reached.key
    JOIN version AS theirs ON theirs.sha256 = ours.sha256 JOIN item ON item.key = theirs.item AND item.visible)
SELECT DISTINCT start FROM reached JOIN item USING (key) WHERE item.visible AND item.withheld_why IS NOT NULL
"""


@dataclass(frozen=True, slots=True)
class Citable:
    """Evidence of a criterion, as one can cite it: what people who see the same in the same place have tagged."""

    tag: str
    key: str
    ref: str
    title: str
    stance: str
    quote: str | None
    place: str | None
    voices: tuple[str, ...]
    currency: str
    by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CitedItem:
    """An item that a judgement cites. `removed`: it is not in the list any more; `withheld`: why it does not leave."""

    key: str
    ref: str
    title: str
    currency: str
    removed: bool
    withheld: str | None


def references(db: sqlite3.Connection) -> References:
    """All items that a reference can mean, those removed too; one made one with another leads there."""
    erased = {str(row[0]) for row in db.execute("SELECT target FROM erased WHERE target LIKE 'item:%'")}
    rows = {
        str(key): (visible, joined)
        for key, visible, joined in db.execute("SELECT key, visible, joined FROM item")
        if paths.item(key) not in erased
    }
    return References({key: _led_to(rows, key) for key in rows})


def made_one(db: sqlite3.Connection) -> dict[str, str]:
    """The items that were made one with another, and which that is now."""
    rows = {str(key): (visible, joined) for key, visible, joined in db.execute("SELECT key, visible, joined FROM item")}
    return {key: _led_to(rows, key) for key, (visible, joined) in rows.items() if joined is not None and not visible}


def _led_to(rows: dict[str, tuple[int, str | None]], key: str) -> str:
    seen = {key}
    visible, joined = rows[key]
    while not visible and joined in rows and joined not in seen:
        key = str(joined)
        seen.add(key)
        visible, joined = rows[key]
    return key


def named(db: sqlite3.Connection, framework: str, criterion: str) -> list[Cited]:
    """What the texts of a judgement cite in the journal as it stands now; of one in conflict, what any side cites."""
    entity = paths.judgement(framework, criterion)
    values = [head.value for field in TEXTS for head in heads_of(db, entity, field)]
    texts = [value for value in values if isinstance(value, str)]
    if not any(next(find(text), None) for text in texts):
        return []
    return cited(texts, references(db))


def stored_places(cites: Iterable[Cited]) -> dict[str, str | None]:
    """The field `place` of each item cited: its places as people count, or None where it is cited as a whole only."""
    found = places_by_item(cites)
    return {key: _BETWEEN.join(sorted((one for one in at if one), key=natural)) or None for key, at in found.items()}


def cites(db: sqlite3.Connection, judgement: Judgement) -> list[Cited]:
    """What a judgement cites: in its words, then what was put beside it without any."""
    in_words = cited((getattr(judgement, field) for field in TEXTS), references(db))
    known = {one.key for one in in_words}
    beside = db.execute(
        "SELECT item, place FROM citation WHERE framework = ? AND criterion = ? AND visible ORDER BY item",
        (judgement.framework, judgement.criterion),
    )
    return in_words + [Cited(key, place) for key, place in beside if key not in known]


def put_beside(db: sqlite3.Connection, key: str) -> list[tuple[str, str, str, str | None]]:
    """Entity, framework, criterion and place of each citation of an item, in order."""
    found = db.execute(
        "SELECT entity, framework, criterion, place FROM citation WHERE item = ? AND visible ORDER BY entity", (key,)
    )
    return [(str(row[0]), str(row[1]), str(row[2]), row[3]) for row in found]


def label_of(db: sqlite3.Connection, key: str, place: str) -> str | None:
    """The label of the passage that a place in an item means; None where the item has no such place."""
    rows = db.execute(
        "SELECT label FROM passage WHERE sha256 = (SELECT current FROM item WHERE key = ?) ORDER BY n", (key,)
    )
    return label_at([str(row[0]) for row in rows], place)


def citable(db: sqlite3.Connection, framework: str, criterion: str, today: date) -> list[Citable]:
    """The evidence of a criterion, the newest first; where officers agree on a place they make one line."""
    rows = db.execute(_CITABLE, {"framework": framework, "criterion": criterion, "today": today.isoformat()})
    found: dict[tuple[str, ...], Citable] = {}
    for row in rows:
        line = Citable(
            row["tag"], row["key"], row["ref"], row["title"], row["stance"], row["quote"] or None, row["place"],
            words(row["voices"]), row["currency"], (row["by"],),
        )  # fmt: skip
        same = (line.key, row["excerpt"] or "", line.stance, *line.voices)
        known = found.get(same)
        found[same] = line if known is None else replace(known, by=tuple(sorted({*known.by, *line.by})))
    # Sorting is stable: within an item by place, and items as the question brought them.
    at = {key: place for place, key in enumerate(dict.fromkeys(line.key for line in found.values()))}
    return sorted(found.values(), key=lambda line: (at[line.key], natural(line.place or "")))


def cited_items(db: sqlite3.Connection, keys: Collection[str], today: date) -> dict[str, CitedItem]:
    """What has become of the items cited, by key."""
    wanted = json.dumps(sorted(keys))
    shared = {str(row[0]) for row in db.execute(_BY_SHARED_FILE, {"keys": wanted})}
    return {
        row["key"]: CitedItem(
            row["key"], row["ref"], row["title"], row["currency"], not row["visible"],
            row["withheld_why"] or (SHARED_FILE if row["key"] in shared else None),
        )
        for row in db.execute(_CITED, {"keys": wanted, "today": today.isoformat()})
    }  # fmt: skip
