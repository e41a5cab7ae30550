"""Erasing: rule 19 of the journal. It cannot be undone, and it travels."""

import json
import sqlite3
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from evidence_desk import __version__
from evidence_desk.errors import KnownError
from evidence_desk.library import entries as journal
from evidence_desk.library import wording
from evidence_desk.library.blanking import blank
from evidence_desk.library.database import write
from evidence_desk.library.journal import change, encoded
from evidence_desk.library.projection import refold
from evidence_desk.library.ulids import Clock, now
from evidence_desk.model.entry import PRESENCE, Entry, by_entity
from evidence_desk.model.paths import LIBRARY, containers, item_of, last, within
from evidence_desk.model.records import Changes


@dataclass(frozen=True, slots=True)
class Erased:
    """What was erased. `words` are for the caller's own stores and must never be logged or shown."""

    action: str
    sha256s: frozenset[str]
    """The files that no living version needs any more."""
    words: tuple[str, ...]
    targets: tuple[str, ...]
    changes: Changes


_Targets = dict[str, list[str]]
"""By the entity an erasure will lie on: what it names."""


def erase_entity(
    db: sqlite3.Connection, entity: str, *, reason: str, actor: str, agency: str | None, clock: Clock = now
) -> Erased:
    """Erases an entity and all below it, now and arriving later, with every copy of its words elsewhere."""
    with write(db):
        entries = journal.within(db, [entity])
        if not entries:
            raise KnownError("There is nothing to erase.", "", "Look for it in the history.")
        if not known_erasures(db).keys().isdisjoint([entity, *containers(entity)]):
            raise KnownError("This was erased already.")
        copies = wording.holding(db, wording.searched_everywhere(entries, names=_is_linked(db, entity)))
        outside = {entry.id: entry for entry in copies if not within(entry.entity, entity)}
        targets = {entity: [entity], **_by_entity(outside.values())}
        words = wording.all_words(entries)
        action, changes = _write(db, targets, words, reason, actor, agency, clock)
        sha256s = _no_longer_needed(db, entries)
    return Erased(action, sha256s, tuple(sorted(words)), tuple(_flat(targets)), changes)


def label_of(targets: Collection[str]) -> str:
    """The label of an erasure follows from what it names, so that every copy of it has the same."""
    entities = [target for target in targets if ":" in target or target == LIBRARY]
    if entities:
        return f"erased 1 {_KINDS.get(last(entities[0])[0], 'entity')}"
    return f"erased the values of {len(targets)} " + ("entry" if len(targets) == 1 else "entries")


_KINDS = {"item": "item", "tag": "tag", "excerpt": "excerpt", "comment": "comment", "version": "version"}


def erase_entries(
    db: sqlite3.Connection,
    entry_ids: Collection[str],
    *,
    reason: str,
    actor: str,
    agency: str | None,
    clock: Clock = now,
) -> Erased:
    """Erases what these entries say, and every other entry of the whole journal that holds the same words."""
    with write(db):
        named = [entry for entry in journal.by_ids(db, entry_ids).values() if _says_something(entry)]
        if not named:
            raise KnownError("There is nothing to erase.", "That change wrote no values, or they were erased before.")
        words = wording.all_words(named)
        found = {entry.id: entry for entry in named}
        for entry in wording.holding(db, wording.searched_everywhere(named, names=True)):
            found[entry.id] = entry
        for entity, group in by_entity(named).items():
            for entry in wording.holding_inside(journal.of_entity(db, entity), wording.all_words(group)):
                found[entry.id] = entry
        targets = _by_entity(found.values())
        action, changes = _write(db, targets, words, reason, actor, agency, clock)
    return Erased(action, frozenset(), tuple(sorted(words)), tuple(_flat(targets)), changes)


def erase_action_values(
    db: sqlite3.Connection, action_id: str, *, reason: str, actor: str, agency: str | None, clock: Clock = now
) -> Erased:
    """Erases the values that one action wrote, wherever in the journal they stand."""
    with write(db):
        ids = [entry.id for entry in journal.of_action(db, action_id)]
        if not ids:
            raise KnownError("There is no such change.", action_id, "See the history for its id.")
        return erase_entries(db, ids, reason=reason, actor=actor, agency=agency, clock=clock)


def apply_erasures(db: sqlite3.Connection, erase_entries: Iterable[Entry]) -> frozenset[str]:
    """The same erasures in another copy of the journal, such as a backup; the entities whose rows were written."""
    erasures = [entry for entry in erase_entries if entry.erases]
    named: dict[str, set[str]] = {}
    for entry in erasures:
        named.setdefault(entry.action, set()).update(entry.erases)
    with write(db):
        db.executemany(
            "INSERT INTO action(id, actor, agency, label, undoes, program, here) VALUES(?, ?, ?, ?, NULL, ?, 0)"
            " ON CONFLICT(id) DO NOTHING",
            [(one.action, one.by, one.agency, label_of(named[one.action]), __version__) for one in erasures],
        )
        db.executemany(
            "INSERT INTO journal(id, action, entity, body) SELECT ?, n, ?, ? FROM action WHERE id = ?"
            " ON CONFLICT(id) DO NOTHING",
            [(entry.id, entry.entity, encoded(entry.body), entry.action) for entry in erasures],
        )
        touched = blank(db, {target for entry in erasures for target in entry.erases})
        return refold(db, touched | {entry.entity for entry in erasures})


def known_erasures(db: sqlite3.Connection) -> dict[str, str]:
    """By erased entity or entry: the reason given."""
    return dict(journal.rows(db, "SELECT target, reason FROM erased"))


def was_erased(db: sqlite3.Connection, entity: str) -> bool:
    """Whether an erasure names this entity."""
    return db.execute("SELECT 1 FROM erased WHERE target = ?", (entity,)).fetchone() is not None


def is_erased_file(db: sqlite3.Connection, sha256: str) -> str | None:
    """The reason why these bytes were erased; None where they were not, or an item that was not erased holds them."""
    erased = known_erasures(db)
    reasons = []
    for (entity,) in journal.rows(db, "SELECT entity FROM version WHERE sha256 = ? ORDER BY entity", (sha256,)):
        reason = next((erased[part] for part in [entity, *containers(entity)] if part in erased), None)
        if reason is None:
            return None
        reasons.append(reason)
    return reasons[0] if reasons else None


def _write(
    db: sqlite3.Connection, targets: _Targets, words: Collection[str], reason: str, actor: str, agency: str | None,
    clock: Clock,
) -> tuple[str, Changes]:  # fmt: skip
    if not reason.strip():
        raise KnownError("Erasing needs a reason.", "It travels to colleagues.", "Say why, without names.")
    if wording.repeats_a_name(reason, words):
        raise KnownError(
            "The reason repeats a name or word of what is to be erased.",
            "The reason travels to colleagues, so it would keep what must go.",
            "Say why in other words, without names.",
        )
    label = label_of(_flat(targets))
    with change(db, actor=actor, agency=agency, label=label, clock=clock) as made:
        for entity, named in sorted(targets.items()):
            made.write(entity, {"erase": named, "reason": reason.strip()})
        made.also_fold(blank(db, _flat(targets)))
    return made.id, made.changes


def _flat(targets: _Targets) -> list[str]:
    return sorted({target for named in targets.values() for target in named})


def _by_entity(entries: Iterable[Entry]) -> _Targets:
    return {entity: sorted(entry.id for entry in group) for entity, group in by_entity(entries).items()}


def _says_something(entry: Entry) -> bool:
    if entry.is_erased or entry.erases:
        return False
    return bool(set(entry.writes) - {PRESENCE}) or bool(wording.all_words([entry]))


def _is_linked(db: sqlite3.Connection, entity: str) -> bool:
    """Whether the entity's item was made one with another: then one's values may stand in the other."""
    key = item_of(entity)
    sql = "SELECT 1 FROM item WHERE (key = ? AND joined IS NOT NULL) OR joined = ?"
    return key is not None and db.execute(sql, (key, key)).fetchone() is not None


def _no_longer_needed(db: sqlite3.Connection, entries: Iterable[Entry]) -> frozenset[str]:
    files = {last(entry.entity)[1] for entry in entries if last(entry.entity)[0] == "version"}
    sql = "SELECT DISTINCT v.sha256 FROM json_each(?) r JOIN version v ON v.sha256 = r.value WHERE v.visible"
    living = {sha256 for (sha256,) in journal.rows(db, sql, (json.dumps(sorted(files)),))}
    return frozenset(files - living)
