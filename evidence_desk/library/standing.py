"""Which tags of an item stand in its newest file as it is read now: by where they were found, else by looking again."""

import sqlite3
from collections.abc import Sequence
from dataclasses import replace

from evidence_desk.library import queries
from evidence_desk.library.places import PLACE, Place, places_of
from evidence_desk.library.queries import Excerpt
from evidence_desk.model.anchor import Anchor, find_quote, is_labelled
from evidence_desk.model.entry import Json
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


def stand_in(db: sqlite3.Connection, key: str, sha256: str) -> int | None:
    """How many of an item's tagged quotes stand in this file, or would; None where its text is not here."""
    passages = queries.passages(db, sha256)
    tagged = {tag.excerpt for tag in queries.tags(db, key)}
    quotes = [one for one in queries.excerpts(db, key) if one.entity in tagged] if passages else []
    places = [place_in(db, one, places_of(db, one.entity), sha256, passages) for one in quotes]
    return sum(place is not None for place in places) if passages else None


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


def place_in(
    db: sqlite3.Connection, excerpt: Excerpt, apart: Sequence[Place], sha256: str, passages: Sequence[Passage]
) -> dict[str, Json] | None:
    """The fields of its place in this file, found again in its text; `apart` are the places that people left apart.

    One of those in this very file says best where to look, and stands by itself where the text is not here.
    """
    there_first = sorted(apart, key=lambda place: place.sha256 != sha256)
    for one in [_moved(excerpt, place) for place in there_first] or [excerpt]:
        found = found_again(db, one, passages) if passages else None
        if found is not None:
            fields = {"page": found.passage_label, "start": found.start, "stop": found.stop, "sha256": sha256}
            around = {"before": found.before, "after": found.after} if excerpt.quote else {}
            return {**fields, **around}
    there = there_first[0] if there_first else None
    return there.fields if there is not None and there.sha256 == sha256 else None


def _moved(excerpt: Excerpt, place: Place) -> Excerpt:
    return replace(excerpt, **{name: place.fields.get(name, getattr(excerpt, name)) for name in PLACE})


def _page_text(db: sqlite3.Connection, excerpt: Excerpt) -> str:
    old = queries.passages(db, excerpt.sha256 or "")
    return next((one.text for one in old if excerpt.page and is_labelled(one.label, excerpt.page)), "")
