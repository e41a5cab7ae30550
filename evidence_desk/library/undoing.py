"""Undo and redo: rules 17 and 18 of the journal. Both are new actions; nothing is ever taken out of the journal."""

import sqlite3
from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass

from evidence_desk.library import entries as journal
from evidence_desk.library.batching import uncollected
from evidence_desk.library.database import write
from evidence_desk.library.journal import Change, change
from evidence_desk.library.projection import ROOTS_AT_ONCE
from evidence_desk.library.settling import unseen_work
from evidence_desk.library.stack import Target, redo_target, undo_target
from evidence_desk.library.ulids import Clock, now
from evidence_desk.model.entry import PRESENCE, Entry, by_entity
from evidence_desk.model.fold import (
    Folded,
    at_or_below,
    counts_as_work,
    fold_root,
    reached_through_every_field,
)
from evidence_desk.model.overwriting import deletion
from evidence_desk.model.paths import last, root, within
from evidence_desk.model.records import Changes, Kept


@dataclass(frozen=True, slots=True)
class Undone:
    """The label of the action undone or done again (None: there was none), and what was left alone."""

    label: str | None
    kept: tuple[Kept, ...]
    changes: Changes


_NOTHING = Undone(None, (), Changes(None, None, frozenset()))


def undoable(db: sqlite3.Connection, actor: str) -> str | None:
    """The label of what an undo would take back."""
    target = undo_target(db, actor)
    return target.label if target else None


def redoable(db: sqlite3.Connection, actor: str) -> str | None:
    """The label of what a redo would do again."""
    target = redo_target(db, actor)
    return target.label if target else None


def undo(db: sqlite3.Connection, *, actor: str, agency: str | None, clock: Clock = now) -> Undone:
    """Takes back the person's newest ordinary action made here, as far as nobody built on it."""
    with write(db), uncollected():
        target = undo_target(db, actor)
        if target is None:
            return _NOTHING
        with change(db, actor=actor, agency=agency, label=f"undid: {target.label}", clock=clock) as made:
            made.undoes = target.end
            made.must_be_written()
            kept = tuple(dict.fromkeys(_undo_entries(made, target)))
    return Undone(target.label, kept, made.changes)


def _undo_entries(made: Change, target: Target) -> Iterator[Kept]:
    places = journal.places_of_action(made.db, target.original)
    if target.end != target.original:
        places += journal.places_of_action(made.db, target.end)
    roots = sorted({root(entity) for _id, entity in places})
    for start in range(0, len(roots), ROOTS_AT_ONCE):
        for entries in journal.by_root(made.db, roots[start : start + ROOTS_AT_ONCE]).values():
            yield from _undo_in_root(made, target, entries)


def _undo_in_root(made: Change, target: Target, entries: list[Entry]) -> Iterator[Kept]:
    folded = fold_root(entries)
    original = [entry for entry in entries if entry.action == target.original and not entry.erases]
    ending = [entry for entry in entries if entry.action == target.end and not entry.erases]
    made_here = made_present(original)
    for entity in made_here:
        kept = why_kept(folded, entity, target.original)
        if kept is not None:
            yield kept
        elif target.end == target.original:
            made.write(entity, deletion(at_or_below(entity, folded)))
        else:
            _undo_those(made, (entry for entry in ending if within(entry.entity, entity)))
    rest = [entry for entry in ending if not _within_any(entry.entity, made_here)]
    finished = yield from _finish_readds(made, folded, entries, original)
    _undo_those(made, [*rest, *finished])
    for entry in original:
        if not _within_any(entry.entity, made_here):
            yield from _overwritten_since(folded[entry.entity], entry)


def _finish_readds(
    made: Change, folded: dict[str, Folded], entries: list[Entry], original: list[Entry]
) -> Generator[Kept, None, list[Entry]]:
    """A deletion is being undone over which a re-add was made and undone: then that undo is finished below.

    Undoing the re-add put a deletion of its own in place of the one it had lifted, and left all it wrote as it was.
    Now both deletions go, and what the re-add wrote is undone piece by piece.
    """
    lifted = {entry.id for entry in original if entry.writes.get(PRESENCE, [False])[0]}
    found: list[Entry] = []
    if not lifted:
        return found
    active = {entry.id for part in folded.values() for entry in part.active}
    readds = {one.action for one in entries if _lifts(one) and not lifted.isdisjoint(one.overwrote(PRESENCE))}
    for readd in sorted(readds):
        undos = {id for (id,) in made.db.execute("SELECT id FROM action WHERE undoes = ?", (readd,))}
        wrote = [entry for entry in entries if entry.action == readd]
        tops = set(made_present(wrote))
        instead = [
            one for one in entries if one.action in undos and one.id in active and one.entity in tops
            and one.writes.get(PRESENCE, [False])[0]
        ]  # fmt: skip
        for stand_in in instead:
            inside = [entry for entry in wrote if within(entry.entity, stand_in.entity)]
            below = created(inside)
            for entity in below:
                kept = why_kept(folded, entity, readd)
                if kept is not None:
                    yield kept
                else:
                    made.write(entity, deletion(at_or_below(entity, folded)))
            found += [stand_in, *(entry for entry in inside if not _within_any(entry.entity, below))]
    return found


def created(entries: Iterable[Entry]) -> list[str]:
    """Rule 17: the topmost entities that the entries made, `gone:false` over nothing."""
    return _topmost({entry.entity for entry in entries if entry.writes.get(PRESENCE) == [False, []]})


def made_present(entries: Iterable[Entry]) -> list[str]:
    """The topmost entities that the entries made, or brought back and made something below: a re-add."""
    listed = list(entries)
    new = set(created(listed))
    back = {entry.entity for entry in listed if _lifts(entry)}
    readded = {entity for entity in back if any(within(one, entity) for one in new)}
    return _topmost(new | readded)


def _lifts(entry: Entry) -> bool:
    written = entry.writes.get(PRESENCE)
    return written is not None and not written[0] and bool(written[1])


def _topmost(entities: set[str]) -> list[str]:
    return sorted(entity for entity in entities if not _within_any(entity, entities - {entity}))


def _within_any(entity: str, containers: Iterable[str]) -> bool:
    return any(within(entity, container) for container in containers)


def _undo_those(made: Change, entries: Iterable[Entry]) -> None:
    for entity, group in by_entity(entries).items():
        _undo_ids(made, entity, [entry.id for entry in group])


def _undo_ids(made: Change, entity: str, ids: Iterable[str]) -> None:
    made.write(entity, {"undo": sorted(ids)})


def why_kept(folded: dict[str, Folded], entity: str, action: str) -> Kept | None:
    """Rule 17: a creation stays whole if a head at or below it, on an entity not itself deleted, is from elsewhere.

    What lies below something deleted inside the creation counts as deleted with it: an undone excerpt takes its tags.
    """
    if folded[entity].erased:
        return Kept(entity, None, "It was erased since")
    subtree = at_or_below(entity, folded)
    known = _known_to_lifted_deletion(folded[entity], subtree, action)
    deleted = {part.entity for part in subtree if part.erased or (part.hidden and part.deletions())}
    others = {
        head.id: head
        for part in subtree
        if part.entity not in deleted and not _within_any(part.entity, deleted - {entity})
        for heads in part.heads.values()
        for head in heads
        if head.action != action and head.id not in known
    }
    if not others:
        return None
    newest = others[max(others)]
    return Kept(entity, None, said_since(newest))


def _known_to_lifted_deletion(one: Folded, subtree: list[Folded], action: str) -> set[str]:
    """What was there before a re-add: what the deletion it lifted had seen, and guesses, which hold up no deletion."""
    lifted = {id for entry in one.known if entry.action == action and _lifts(entry) for id in entry.overwrote(PRESENCE)}
    if not lifted:
        return set()
    starts = [entry for entry in one.known if entry.id in lifted]
    starts += [entry for part in subtree if part is not one for entry in part.deletions()]
    seen = reached_through_every_field(starts, subtree)
    guesses = {
        head.id
        for part in subtree
        for name, heads in part.heads.items()
        for head in heads
        if not counts_as_work(name, head)
    }
    return seen | guesses


def _overwritten_since(one: Folded, entry: Entry) -> Iterator[Kept]:
    """Somebody's later write stays on top, and the person is told."""
    for name in sorted(entry.writes):
        standing = one.standing(name)
        if standing is not None and standing.action != entry.action:
            yield Kept(entry.entity, name, said_since(standing))


def said_since(entry: Entry) -> str:
    """`Ann tagged it since`: what somebody else did, in plain words."""
    done = {"tag": "tagged it", "comment": "commented on it", "excerpt": "marked a passage in it"}
    return f"{entry.by} {done.get(last(entry.entity)[0], 'changed it')} since"


def redo(db: sqlite3.Connection, *, actor: str, agency: str | None, clock: Clock = now) -> Undone:
    """Does again what the person last undid; leaves out, and names, where that would start a conflict."""
    with write(db):
        target = redo_target(db, actor)
        if target is None:
            return _NOTHING
        with change(db, actor=actor, agency=agency, label=f"redid: {target.label}", clock=clock) as made:
            made.undoes = target.end
            made.must_be_written()
            kept = tuple(dict.fromkeys(_redo_entries(made, target)))
    return Undone(target.label, kept, made.changes)


def _redo_entries(made: Change, target: Target) -> Iterator[Kept]:
    groups: dict[str, list[str]] = {}
    for id, entity in journal.places_of_action(made.db, target.end):
        groups.setdefault(entity, []).append(id)
    before = _conflicts(made.db)
    while groups:
        made.db.execute("SAVEPOINT redo")
        for entity, ids in groups.items():
            _undo_ids(made, entity, ids)
        written = made.fold()
        started = sorted(_conflicts(made.db) - before)
        if not started:
            made.db.execute("RELEASE redo")
            made.changes = Changes(None, None, written)
            return
        left_out = {entity for entity in groups for contested, _ in started if _touches(entity, contested)}
        why = {field_of: _why_contested(made.db, target, *field_of) for field_of in started}
        made.db.execute("ROLLBACK TO redo")
        made.db.execute("RELEASE redo")
        yield from (Kept(entity, name, why[entity, name]) for entity, name in started)
        groups = {entity: ids for entity, ids in groups.items() if entity not in left_out}


def _touches(entity: str, contested: str) -> bool:
    return within(entity, contested) or within(contested, entity)


def _conflicts(db: sqlite3.Connection) -> set[tuple[str, str]]:
    return set(journal.rows(db, "SELECT entity, field FROM conflict"))


def _why_contested(db: sqlite3.Connection, target: Target, entity: str, name: str) -> str:
    """Called while the conflict is there: who stands against the redo."""
    folded = fold_root(journal.within(db, [root(entity)]))
    one = folded[entity]
    sides = unseen_work(one.deletions(), at_or_below(entity, folded)) if name == PRESENCE else one.heads[name]
    others = {side.id: side for side in sides if side.action != target.original}
    return said_since(others[max(others)]) if others else "Somebody changed it since"
