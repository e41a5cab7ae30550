"""Which tags of an item stand in its newest file as it is read now: by where they were found, else by looking again."""

import sqlite3
from collections.abc import Sequence

from evidence_desk.library import queries
from evidence_desk.library.queries import Excerpt
from evidence_desk.model.anchor import Anchor, find_quote, is_labelled
from evidence_desk.model.passage import Passage
from evidence_desk.model.records import Item
from evidence_desk.model.standing import Tagged, place_again


def standing(db: sqlite3.Connection, item: Item) -> dict[str, bool | None]:
    """By id of tag whether it stands in the item's present file; None where that file's text cannot be read.

    A tag on the whole item always stands. A quote is looked for where it was anchored in another version, and in this
    one too, which may have been read anew since.
    """
    anchored = {one.entity: one for one in queries.excerpts(db, item.key) if one.sha256}
    passages = queries.passages(db, item.sha256) if anchored else []
    found = {entity: _stands(db, one, item.sha256, passages) for entity, one in anchored.items()}
    return {tag.id: found.get(tag.excerpt or "", True) for tag in item.tags}


def lost(db: sqlite3.Connection, item: Item) -> frozenset[str]:
    """The ids of the tags that lost their place: what they rest on does not stand in the newest version."""
    return frozenset(tag for tag, stands in standing(db, item).items() if stands is False)


def found_again(db: sqlite3.Connection, excerpt: Excerpt, passages: Sequence[Passage]) -> Anchor | None:
    """Where an excerpt of another version stands in this text."""
    page_text = "" if excerpt.quote else _page_text(db, excerpt)
    tagged = Tagged(excerpt.quote, excerpt.before, excerpt.after, excerpt.page, excerpt.start, page_text)
    return place_again(passages, tagged)


def _stands(db: sqlite3.Connection, excerpt: Excerpt, sha256: str, passages: Sequence[Passage]) -> bool | None:
    if excerpt.sha256 != sha256:
        return found_again(db, excerpt, passages) is not None if passages else None
    page, quote, where = excerpt.page or "", excerpt.quote, slice(excerpt.start, excerpt.stop)
    if not quote or not passages:
        return not passages or any(is_labelled(one.label, page) for one in passages)
    # Nearly always it stands where it stood, and nothing need be searched.
    stood = any(one.label == page and one.text[where] == quote for one in passages)
    return stood or bool(find_quote(passages, quote))


def _page_text(db: sqlite3.Connection, excerpt: Excerpt) -> str:
    old = queries.passages(db, excerpt.sha256 or "")
    return next((one.text for one in old if excerpt.page and is_labelled(one.label, excerpt.page)), "")
