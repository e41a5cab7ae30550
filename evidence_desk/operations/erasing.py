"""Erasing for good: from the journal, the files, the index and every backup here; it travels to other copies."""

import re
from dataclasses import dataclass

from evidence_desk.desk import Desk
from evidence_desk.library import erasing, queries
from evidence_desk.library.database import write
from evidence_desk.library.entries import of_entity
from evidence_desk.library.erasing import Erased
from evidence_desk.library.holdings import came_with, joined_to, left_elsewhere
from evidence_desk.library.scrubbing import Scrubbed, scrub
from evidence_desk.model import paths
from evidence_desk.system.copies import clear_copies

_TAG_ID = re.compile(r"[Tt]-[0-9A-Za-z]{10}")
_CHANGE_ID = re.compile(r"[0-9A-Za-z]{26}")

# What no program on this computer can reach; said after every erasure.
ELSEWHERE = (
    "It cannot reach packs and backups kept elsewhere, the history of a synced folder, nor copies of this library "
    "until they add a pack made from now on."
)


@dataclass(frozen=True, slots=True)
class Erasure:
    """What an erasure came to: what it named, and in sentences what it could not reach."""

    targets: tuple[str, ...]
    not_reached: tuple[str, ...]


def erase(desk: Desk, target: str, reason: str) -> Erasure:
    """Erases an item (reference), a tag (its id), or the values of one change (its id from the history).

    Raises KnownError where there is nothing of that name, or the reason repeats a word of what is erased.
    """
    kin = _kin(desk, target.strip())
    erased = _erased(desk, target.strip(), reason)
    scrubbed = scrub(desk.library, erased)
    held = (*forget_in_index(desk, erased.changes.entities), *clear_copies())
    left = tuple(str(path) for path in held)
    desk.announce(erased.changes)
    return Erasure(erased.targets, (*kin, *_left(scrubbed, left), ELSEWHERE))


def forget_in_index(desk: Desk, entities: "frozenset[str]") -> list[object]:
    """Takes the items of these entities out of the index, byte by byte, and reads in what is left of them."""
    keys = sorted({key for entity in entities if (key := paths.item_of(entity)) is not None})
    left: list[object] = list(desk.engine.purge(keys))
    desk.catch_up()
    return left


def _erased(desk: Desk, target: str, reason: str) -> Erased:
    db, who, whose = desk.library.db, desk.actor, desk.agency
    if _TAG_ID.fullmatch(target):
        return _erased_tag(desk, target, reason)
    if _CHANGE_ID.fullmatch(target):
        return erasing.erase_action_values(db, target.upper(), reason=reason, actor=who, agency=whose)
    return _erased_item(desk, queries.resolve(db, target, include_removed=True), reason)


def _erased_item(desk: Desk, key: str, reason: str) -> Erased:
    """With what was made one with it, which holds its files too, and what lay below others before Undo parted them."""
    db, who, whose = desk.library.db, desk.actor, desk.agency
    joined = joined_to(db, key)
    with write(db):
        for entity in [entity for one in (key, *joined) for entity in left_elsewhere(db, one)]:
            if paths.last(entity)[0] == "version":
                erasing.erase_entity(db, entity, reason=reason, actor=who, agency=whose)
            else:
                # The path says no more than that there was a label: it stays free, so that it can be set again.
                written = [entry.id for entry in of_entity(db, entity)]
                erasing.erase_entries(db, written, reason=reason, actor=who, agency=whose)
        for other in joined:
            erasing.erase_entity(db, paths.item(other), reason=reason, actor=who, agency=whose)
        return erasing.erase_entity(db, paths.item(key), reason=reason, actor=who, agency=whose)


def _kin(desk: Desk, target: str) -> list[str]:
    """What else holds the same words: a mail holds what was attached to it, and an attachment is its own item."""
    if _TAG_ID.fullmatch(target) or _CHANGE_ID.fullmatch(target):
        return []
    around, inside = came_with(desk.library.db, queries.resolve(desk.library.db, target, include_removed=True))
    sentences = [f"{ref} is the mail it came with and still holds it." for ref in around]
    return sentences + [f"{ref} was attached to it and stays." for ref in inside]


def _erased_tag(desk: Desk, target: str, reason: str) -> Erased:
    """A tag with its words; and with its quote, where no other tag rests on that.

    Its path says only item, criterion and author. So where there is no quote to go with it, what was written on it is
    erased and the tag removed: the path itself stays free, and the same person may tag this criterion again.
    """
    db = desk.library.db
    tag = queries.tag(db, target)
    alone = tag.excerpt is not None and not any(
        other.excerpt == tag.excerpt for other in queries.tags(db, tag.item_key) if other.id != tag.id
    )
    if alone and tag.excerpt:
        return erasing.erase_entity(db, tag.excerpt, reason=reason, actor=desk.actor, agency=desk.agency)
    written = [entry.id for entry in of_entity(db, tag.entity)]
    erased = erasing.erase_entries(db, written, reason=reason, actor=desk.actor, agency=desk.agency)
    with desk.change(f"removed 1 tag from {tag.criterion}") as change:
        change.delete(tag.entity)
    return erased


def _left(scrubbed: Scrubbed, left: tuple[str, ...]) -> list[str]:
    sentences = [f"The backup {name} could not be cleaned and was deleted." for name in scrubbed.deleted]
    return sentences + [f"{path} could not be cleaned: delete it by hand." for path in (*scrubbed.left, *left)]
