"""Carrying tags over to a new version: quotes that still stand are anchored there; those lost keep their old place."""

from collections.abc import Sequence
from dataclasses import dataclass

from evidence_desk.library import queries
from evidence_desk.library.journal import Change
from evidence_desk.library.standing import found_again
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
        parts = [f"{_quotes(self.found)} found again"] if self.found else []
        if self.lost:
            how_many = f"{self.lost:,}" if parts else _quotes(self.lost)
            parts.append(f"{how_many} lost {'its' if self.lost == 1 else 'their'} place")
        return f"New version; {', '.join(parts)}." if parts else None


def carry_over(change: Change, key: str, sha256: str, passages: Sequence[Passage]) -> Carried:
    """Anchors the item's excerpts in its new version, as part of the change that brings it. Nothing is deleted."""
    tagged = {tag.excerpt for tag in queries.tags(change.db, key)}
    excerpts = [one for one in queries.excerpts(change.db, key) if one.sha256 != sha256]
    count = len([one for one in excerpts if one.entity in tagged])
    if not passages:
        return Carried(unread=count)
    lost = 0
    for one in excerpts:
        place = found_again(change.db, one, passages)
        if place is None:
            lost += one.entity in tagged
            continue
        fields = {"page": place.passage_label, "start": place.start, "stop": place.stop, "sha256": sha256}
        if one.quote:
            fields |= {"before": place.before, "after": place.after}
        change.set(one.entity, fields)
    return Carried(count - lost, lost)


def _quotes(number: int) -> str:
    return "1 quote" if number == 1 else f"{number:,} quotes"
