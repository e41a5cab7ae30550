"""Making one item a version of another: what an import took for two things and a person knows to be one."""

from dataclasses import dataclass

from evidence_desk.desk import Desk
from evidence_desk.errors import KnownError
from evidence_desk.library import entries, queries
from evidence_desk.library.citations import put_beside
from evidence_desk.library.holdings import copy_origins
from evidence_desk.library.journal import Change
from evidence_desk.model import paths
from evidence_desk.model.entry import PRESENCE
from evidence_desk.model.fold import Folded, fold_root
from evidence_desk.model.gate import STRICTEST_MARKING
from evidence_desk.model.records import Item
from evidence_desk.operations.carrying import Carried, carry_over

# What is written on an item below itself; a file or tag that is there already stays as it is (journal.md 7).
_BELOW = ("version", "label", "excerpt", "tag", "comment")


@dataclass(frozen=True, slots=True)
class MadeVersion:
    """The item as it stands now, and what became of the quotes that were tagged in its earlier versions."""

    item: Item
    carried: Carried


def in_order(desk: Desk, one: str, other: str) -> tuple[Item, Item]:
    """Two items, that of which the newest file came first before the other. Raises KnownError where one is gone."""
    db = desk.library.db
    items = [queries.item(db, queries.resolve(db, each), desk.today) for each in (one, other)]
    came = {item.key: max(version.added for version in queries.versions(db, item.key)) for item in items}
    older, newer = sorted(items, key=lambda item: (came[item.key], item.key))
    return older, newer


def make_version_of(desk: Desk, ref: str, of: str) -> MadeVersion:
    """Makes the item `ref` the newest version of the item `of`, in one step that Undo takes back whole.

    As the journal's rule 7, *make one*, has it: files, tags, quotes, labels and comments of the first move to the
    second, each by its own author; where the second has the same tag by the same author already, its own stays. Then
    the first is removed and its reference leads to the second. A judgement that cites the first cites the second.
    Raises KnownError where either is not there, or both are one.
    """
    db = desk.library.db
    newer = queries.item(db, queries.resolve(db, ref), desk.today)
    older = queries.item(db, queries.resolve(db, of), desk.today)
    if newer.key == older.key:
        raise KnownError(f"{older.ref} cannot be a version of itself.", what_to_do="Name two items.")
    passages = queries.passages(db, newer.sha256)
    with desk.change("made 1 item a version of another") as change:
        _move_below(change, newer.key, older.key)
        _move_citations(change, newer.key, older.key)
        change.set(paths.item(older.key), {"current": newer.sha256})
        _join_facts(change, newer, older)
        carried = carry_over(change, older.key, newer.sha256, passages)
        change.set(paths.item(newer.key), {"joined": older.key})
        change.delete(paths.item(newer.key))
        copy_origins(db, newer.key, older.key)
    return MadeVersion(queries.item(db, older.key, desk.today), carried)


def _move_below(change: Change, source: str, target: str) -> None:
    """Re-creates what is visible below one item below another, under the same last segments."""
    below = fold_root(entries.within(change.db, [paths.item(source)]))
    there = fold_root(entries.within(change.db, [paths.item(target)]))
    for entity, one in sorted(below.items()):
        kind = paths.last(entity)[0]
        moved = paths.item(target) + entity.removeprefix(paths.item(source))
        known = there.get(moved)
        if kind not in _BELOW or not one.visible or (known is not None and known.visible):
            continue
        change.add(moved, _values(one, kind))


def _values(one: Folded, kind: str) -> dict[str, object]:
    """What stands, as far as it can be read; a tag says whose it is, since its path holds only a code."""
    heads = {name: head for name in one.heads if name != PRESENCE and (head := one.standing(name)) is not None}
    values = {name: head.value(name) for name, head in heads.items() if head.is_readable}
    if kind == "tag" and not values.get("by"):
        present = one.standing(PRESENCE)
        values["by"] = present.by if present is not None else ""
    return values


def _move_citations(change: Change, source: str, target: str) -> None:
    for entity, framework, criterion, place in put_beside(change.db, source):
        change.add(paths.judgement_evidence(framework, criterion, target), {"place": place} if place else {})
        change.delete(entity)


def _join_facts(change: Change, newer: Item, older: Item) -> None:
    """How old it is follows the newest file; whose voice and which agency it has of both; the gate never opens."""
    entity = paths.item(older.key)
    for name, value in (("date", newer.date), ("period", newer.period)):
        if value:
            change.set(entity, {name: value}, auto=name in newer.guessed)
    for name, ours, theirs in (("voices", older.voices, newer.voices), ("agencies", older.agencies, newer.agencies)):
        if set(theirs) - set(ours):
            change.set(entity, {name: sorted({*ours, *theirs})})
    if newer.withheld_why and not older.withheld_why:
        change.set(entity, {"marking": STRICTEST_MARKING})
