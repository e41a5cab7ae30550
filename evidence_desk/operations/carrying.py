"""Carrying tags over to a new version: quotes that still stand are anchored there; those lost keep their old place."""

from collections.abc import Sequence
from dataclasses import dataclass

from evidence_desk.library import queries
from evidence_desk.library.journal import Change
from evidence_desk.library.places import contested, places_of
from evidence_desk.library.settling import heads_of
from evidence_desk.library.standing import place_in
from evidence_desk.model import paths
from evidence_desk.model.passage import Passage


@dataclass(frozen=True, slots=True)
class Carried:
    """What became of the tagged quotes and pages of an item when it got a new version."""

    found: int = 0
    lost: int = 0
    unread: int = 0
    """Not looked for, since the new version has no text so far."""

    def told(self) -> str | None:
        """`New version; 5 quotes found again, 2 lost their place.` None where nothing was tagged."""
        if self.unread:
            return f"New version without text; {_quotes(self.unread)} could not be looked for."
        return f"New version; {self.counts()}." if self.counts() else None

    def counts(self) -> str:
        """`5 quotes found again, 2 lost their place`; empty where nothing was tagged."""
        if self.unread:
            return f"{_quotes(self.unread)} could not be looked for"
        parts = [f"{_quotes(self.found)} found again"] if self.found else []
        if self.lost:
            how_many = f"{self.lost:,}" if parts else _quotes(self.lost)
            parts.append(f"{how_many} lost {'its' if self.lost == 1 else 'their'} place")
        return ", ".join(parts)


def carry_over(change: Change, key: str, sha256: str, passages: Sequence[Passage]) -> Carried:
    """Anchors the item's excerpts in its new version, as part of the change that brings it. Nothing is deleted.

    The place of a quote follows the version: once nobody differs over that, what people left apart is settled too.
    """
    tagged = {tag.excerpt for tag in queries.tags(change.db, key)}
    apart = {entity: places_of(change.db, entity) for entity in contested(change.db, key)}
    decided = bool(apart) and len(heads_of(change.db, paths.item(key), "current")) < 2
    moving = [one for one in queries.excerpts(change.db, key) if one.sha256 != sha256 or one.entity in apart]
    lost = 0
    for one in moving:
        place = place_in(change.db, one, apart.get(one.entity, ()), sha256, passages)
        if one.entity in apart and decided:
            change.settle_all(one.entity, apart[one.entity][0].fields | (place or {}))
        elif place is not None:
            change.set(one.entity, place)
        lost += one.entity in tagged and place is None
    count = len([one for one in moving if one.entity in tagged])
    return Carried(count - lost, lost) if passages else Carried(unread=count)


def _quotes(number: int) -> str:
    return "1 quote" if number == 1 else f"{number:,} quotes"
