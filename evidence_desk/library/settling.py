"""The sides of a conflict, as people see them."""

import sqlite3
from dataclasses import dataclass

from evidence_desk.library import entries as journal
from evidence_desk.model import fold
from evidence_desk.model.entry import PRESENCE, Entry, Json, canonical
from evidence_desk.model.fold import (
    Folded,
    active_entries,
    at_or_below,
    counts_as_work,
    fold_root,
    reached_through_every_field,
)
from evidence_desk.model.paths import root


@dataclass(frozen=True, slots=True)
class Head:
    """A value nobody overwrote, with who wrote it and when."""

    id: str
    value: Json
    by: str
    at: str


def heads_of(db: sqlite3.Connection, entity: str, field: str) -> list[Head]:
    """The values people gave a field apart, the standing one first, each value once.

    Of a contested deletion: that it is there (which stands, with who worked on it), then the deletions.
    """
    if field == PRESENCE:
        folded = fold_root(journal.within(db, [root(entity)]))
        return _presence(entity, folded) if entity in folded else []
    known = journal.of_entity(db, entity)
    heads = fold.heads_of(active_entries(known), known).get(field, [])
    by_persons = [head for head in heads if head.is_by_person]
    return _each_value_once([_head(head, head.value(field)) for head in by_persons or heads[:1]])


def _head(entry: Entry, value: Json) -> Head:
    return Head(entry.id, value, entry.by, entry.at)


def _each_value_once(heads: list[Head]) -> list[Head]:
    seen: dict[str, Head] = {}
    for head in heads:
        seen.setdefault(canonical(head.value), head)
    return list(seen.values())


def _presence(entity: str, folded: dict[str, Folded]) -> list[Head]:
    deletions = folded[entity].deletions()
    work = unseen_work(deletions, at_or_below(entity, folded)) if deletions else folded[entity].heads.get(PRESENCE, [])
    kept = [_head(head, False) for head in work]
    return _each_value_once(kept + [_head(head, True) for head in deletions])


def unseen_work(deletions: list[Entry], subtree: list[Folded]) -> list[Entry]:
    """What holds up a deletion (journal.md 13): the heads that no deletion reaches, the newest first."""
    starts = deletions + [entry for part in subtree for entry in part.deletions()]
    seen = reached_through_every_field(starts, subtree)
    unseen = {
        head.id: head
        for part in subtree
        if not part.erased
        for name, heads in part.heads.items()
        for head in heads
        if head.id not in seen and counts_as_work(name, head)
    }
    return [unseen[id] for id in sorted(unseen, reverse=True)]
