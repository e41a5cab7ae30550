"""Every question a screen, a command or an export asks of an open library. Hidden things are never answered.

Lists come in an order that does not depend on the order of arrival.
"""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from evidence_desk.errors import KnownError
from evidence_desk.library.contested import conflict, conflicts
from evidence_desk.library.listing import Row, natural, rows, words
from evidence_desk.library.resolving import resolve
from evidence_desk.model.passage import Passage
from evidence_desk.model.records import CaseFacts, Item, Judgement, LibraryFacts, Tag, Version
from evidence_desk.model.vocabulary import DEFAULT_FRAMEWORK

__all__ = [
    "Excerpt", "Row", "conflict", "conflicts", "excerpts", "item", "items", "items_by_sha256", "judgement",
    "judgements", "keys_of_all", "labels", "library_facts", "own_criteria", "own_frameworks", "passages", "removed",
    "removed_item", "resolve", "rows", "tag", "tags", "text_of", "versions",
]  # fmt: skip

# The file an item stands for: its field `current`, else the last version that is seen.
_ITEMS = """
SELECT *, (SELECT pages FROM extraction WHERE extraction.sha256 = file) AS pages FROM (
  SELECT item.*, currency(kind, date, period, review_date, :today) AS currency, coalesce(
      (SELECT sha256 FROM version WHERE item = item.key AND sha256 = item.current AND {seen}),
      (SELECT sha256 FROM version WHERE item = item.key AND {seen} ORDER BY at DESC, sha256 DESC LIMIT 1),
      item.current, '') AS file,
    (SELECT count(*) FROM version WHERE item = item.key AND {seen}) AS versions
  FROM item WHERE {which}) ORDER BY ref
"""
_SEEN = "version.visible"
# A row without a current file is known only by what lies below it.
_REMOVED = "NOT visible AND joined IS NULL AND current IS NOT NULL AND entity NOT IN (SELECT target FROM erased)"

_TAGS = """
SELECT tag.*, excerpt.quote AS quote, excerpt.page AS page FROM tag
LEFT JOIN excerpt ON excerpt.entity = tag.excerpt WHERE tag.visible AND
"""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A quoted span of an item; `start` and `stop` are hints, the quote is what counts."""

    entity: str
    item_key: str
    quote: str
    before: str
    after: str
    page: str | None
    start: int | None
    stop: int | None
    sha256: str | None
    by: str
    agency: str | None
    at: str


def item(db: sqlite3.Connection, key: str, today: date, *, include_removed: bool = False) -> Item:
    """One item as it stands, with its tags."""
    which = "key = :key" if include_removed else "key = :key AND visible"
    found = _items(db, _ITEMS.format(which=which, seen=_SEEN), today, [key])
    if not found:
        raise KnownError("That item is not in the library.", f"Its key is {key}.", "It may have been removed.")
    return found[0]


def items(db: sqlite3.Connection, today: date, keys: Collection[str] | None = None) -> list[Item]:
    """All items, or those with these keys, by reference."""
    only = "" if keys is None else " AND key IN (SELECT value FROM json_each(:keys))"
    return _items(db, _ITEMS.format(which="visible" + only, seen=_SEEN), today, keys)


def removed(db: sqlite3.Connection, today: date) -> list[Item]:
    """Items that were removed and can be brought back, by reference, without their tags."""
    return _items(db, _ITEMS.format(which=_REMOVED, seen="1"), today, None)


def tags(db: sqlite3.Connection, key: str) -> list[Tag]:
    """The tags on an item and its excerpts: by framework, criterion and author."""
    return sorted(map(_tag, db.execute(f"{_TAGS} tag.item = ?", (key,))), key=_tag_order)


def tag(db: sqlite3.Connection, tag_id: str) -> Tag:
    """The tag with this id, typed in any case."""
    row = db.execute(f"{_TAGS} tag.id = ?", (tag_id.strip().upper(),)).fetchone()
    if row is None:
        raise KnownError(f"There is no tag {tag_id.strip()!r}.", what_to_do="`show` lists an item's tags.")
    return _tag(row)


def versions(db: sqlite3.Connection, key: str) -> list[Version]:
    """The files of an item, the first added first."""
    found = db.execute(
        "SELECT item, sha256, name, bytes, at, by FROM version WHERE item = ? AND visible ORDER BY at, sha256", (key,)
    )
    return [Version(*row) for row in found]


def excerpts(db: sqlite3.Connection, key: str) -> list[Excerpt]:
    """The quoted spans of an item, by place and words."""
    found = db.execute(
        "SELECT entity, item, quote, before, after, page, start, stop, sha256, by, agency, at FROM excerpt"
        " WHERE item = ? AND visible ORDER BY page, start, quote, entity",
        (key,),
    )
    return [Excerpt(*row) for row in found]


def passages(db: sqlite3.Connection, sha256: str) -> list[Passage]:
    """The text of a file in its order; empty where none was read."""
    found = db.execute(
        "SELECT label, kind, text, recognised, confidence FROM passage WHERE sha256 = ? ORDER BY n", (sha256,)
    )
    return [Passage(row[0], row[1], row[2], bool(row[3]), row[4]) for row in found]


def text_of(db: sqlite3.Connection, key: str) -> list[Passage]:
    """The text of the file an item stands for."""
    return passages(db, item(db, key, date.min).sha256)


def judgement(db: sqlite3.Connection, framework: str, criterion: str) -> Judgement:
    """The judgement of a criterion; empty where none was made."""
    row = db.execute(
        "SELECT framework, criterion, rating, know, how, impact, next, owner, status FROM judgement"
        " WHERE framework = ? AND criterion = ? AND visible",
        (framework, criterion),
    ).fetchone()
    return Judgement(*row) if row else Judgement(framework, criterion)


def judgements(db: sqlite3.Connection, framework: str) -> list[Judgement]:
    """The judgements made, by criterion."""
    found = db.execute(
        "SELECT framework, criterion, rating, know, how, impact, next, owner, status FROM judgement"
        " WHERE framework = ? AND visible",
        (framework,),
    )
    return sorted((Judgement(*row) for row in found), key=lambda one: natural(one.criterion))


def library_facts(db: sqlite3.Connection) -> LibraryFacts:
    """What the library says of itself."""
    known = db.execute("SELECT value FROM meta WHERE key = 'id'").fetchone()
    row = db.execute("SELECT area, framework, scale, inspection FROM library").fetchone()
    area, framework, scale, inspection = row if row else ("", "", None, None)
    return LibraryFacts(str(known[0]) if known else "", area, framework or DEFAULT_FRAMEWORK, scale, inspection)


def own_frameworks(db: sqlite3.Connection) -> list[sqlite3.Row]:
    """The rows of the library's own frameworks, by id."""
    return db.execute("SELECT * FROM framework WHERE visible ORDER BY id").fetchall()


def own_criteria(db: sqlite3.Connection, framework: str) -> list[sqlite3.Row]:
    """The rows of an own framework's criteria, in its order."""
    return db.execute(
        "SELECT * FROM criterion WHERE framework = ? AND visible ORDER BY position, id", (framework,)
    ).fetchall()


def labels(db: sqlite3.Connection) -> list[str]:
    """Every label in use, once, in the order of the alphabet."""
    found = db.execute("SELECT min(text) AS text FROM label WHERE visible GROUP BY folded(text) ORDER BY folded(text)")
    return [str(row[0]) for row in found]


def items_by_sha256(db: sqlite3.Connection, sha256: str) -> list[str]:
    """Keys of the items of which this file is a version."""
    found = db.execute("SELECT DISTINCT item FROM version WHERE sha256 = ? AND visible ORDER BY item", (sha256,))
    return [str(row[0]) for row in found]


def removed_item(db: sqlite3.Connection, sha256: str) -> str | None:
    """The removed item of which this file is a version: importing the file again brings it back."""
    row = db.execute(
        f"SELECT key FROM item WHERE {_REMOVED} AND key IN (SELECT item FROM version WHERE sha256 = ?) ORDER BY key",
        (sha256,),
    ).fetchone()
    return str(row[0]) if row else None


def keys_of_all(db: sqlite3.Connection) -> set[str]:
    """The keys of all items the journal knows, removed and erased ones too: references are told apart among them."""
    return {str(row[0]) for row in db.execute("SELECT key FROM item")}


def _items(db: sqlite3.Connection, sql: str, today: date, keys: Collection[str] | None) -> list[Item]:
    wanted = sorted(keys or ())
    one = wanted[0] if wanted else ""
    found = db.execute(sql, {"today": today.isoformat(), "keys": json.dumps(wanted), "key": one}).fetchall()
    here = [str(row["key"]) for row in found]
    named = _gathered(_for_items(db, "SELECT item, text FROM label WHERE visible AND {}", here, keys))
    tagged: dict[str, list[Tag]] = defaultdict(list)
    for row in _for_items(db, _TAGS + " {}", here, keys, column="tag.item"):
        tagged[row["item"]].append(_tag(row))
    return [_item(row, sorted(named[row["key"]]), sorted(tagged[row["key"]], key=_tag_order)) for row in found]


def _for_items(
    db: sqlite3.Connection, sql: str, here: list[str], keys: Collection[str] | None, column: str = "item"
) -> Iterable[sqlite3.Row]:
    if keys is None:
        return db.execute(sql.format("1"))
    return db.execute(sql.format(f"{column} IN (SELECT value FROM json_each(?))"), (json.dumps(here),))


def _gathered(pairs: Iterable[sqlite3.Row]) -> dict[str, list[str]]:
    gathered: dict[str, list[str]] = defaultdict(list)
    for key, text in pairs:
        gathered[key].append(text)
    return gathered


def _item(row: sqlite3.Row, named: list[str], tagged: list[Tag]) -> Item:
    case = CaseFacts(
        row["age_phase"], row["need"], row["own_words"], row["what_changed"], row["consent"], row["anonymised"],
        row["keep_until"],
    )  # fmt: skip
    return Item(
        key=row["key"], ref=row["ref"], kind=row["kind"], title=row["title"], date=row["date"], period=row["period"],
        agencies=words(row["agencies"]), voices=words(row["voices"]), source=row["source"], marking=row["marking"],
        review_date=row["review_date"], currency=row["currency"], labels=tuple(named), pages=row["pages"],
        sha256=row["file"], versions=row["versions"], tags=tuple(tagged), case=case,
        guessed=frozenset(words(row["guessed"])), withheld_why=row["withheld_why"],
    )  # fmt: skip


def _tag(row: sqlite3.Row) -> Tag:
    return Tag(
        id=row["id"], entity=row["entity"], item_key=row["item"], framework=row["framework"],
        criterion=row["criterion"], stance=row["stance"], voices=words(row["voices"]), note=row["note"],
        quote=row["quote"] or None, page=row["page"], by=row["by"], agency=row["agency"], at=row["at"],
        excerpt=row["excerpt"],
    )  # fmt: skip


def _tag_order(one: Tag) -> tuple[Any, ...]:
    return one.framework, natural(one.criterion), one.by, one.id
