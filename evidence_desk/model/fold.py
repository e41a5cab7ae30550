"""What a set of entries says: rules 10 to 13 and 24 of the journal, one function a rule.

Everything is computed from the set of entries alone, never from the order in which they arrived.
`until` is the first ten letters of a ULID: only entries up to that moment speak (rule 24).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from evidence_desk.model.entry import PRESENCE, Entry, by_entity, canonical


@dataclass(slots=True, eq=False)
class Folded:
    """One entity as its entries and those around it make it."""

    entity: str
    active: list[Entry]
    """The entries that are not undone."""
    heads: dict[str, list[Entry]]
    """By field, what nobody overwrote: the standing one first."""
    known: list[Entry]
    """All entries, the undone ones too."""
    erased: bool = False
    """It or a container was erased."""
    hidden: bool = False
    """Of itself, whatever its containers are."""
    visible: bool = False
    """Neither it nor a container is hidden."""
    conflicts: list[str] = field(default_factory=list)
    """The fields that people filled apart with different values; `gone` for a contested deletion."""

    def standing(self, name: str) -> Entry | None:
        heads = self.heads.get(name)
        return heads[0] if heads else None

    def deletions(self) -> list[Entry]:
        """The standing deletions: heads that say `gone:true`."""
        return [head for head in self.heads.get(PRESENCE, ()) if head.value(PRESENCE)]


def active_entries(entries: Sequence[Entry], until: str | None = None) -> list[Entry]:
    """Rule 10: active is what no active entry undoes; a redo is the undo of an undo.

    An erasure cannot be undone (rule 17). Undos that name each other in a circle, which no program of ours writes,
    undo nothing.
    """
    speaking = [entry for entry in entries if until is None or entry.id[:10] <= until]
    undoers: dict[str, list[Entry]] = {}
    for entry in speaking:
        for undone in entry.undoes:
            undoers.setdefault(undone, []).append(entry)
    if not undoers:
        return speaking
    said = _decided(speaking, undoers)
    return [entry for entry in speaking if said.get(entry.id, True) or entry.erases]


def _decided(entries: Sequence[Entry], undoers: dict[str, list[Entry]]) -> dict[str, bool]:
    """Whether each entry is active: those nobody undoes first, then round by round what follows from them."""
    said: dict[str, bool] = {}
    waiting = list(entries)
    while waiting:
        left = []
        for entry in waiting:
            answers = [said.get(undoer.id) for undoer in undoers.get(entry.id, ())]
            if True in answers:
                said[entry.id] = False
            elif None in answers:
                left.append(entry)
            else:
                said[entry.id] = True
        if len(left) == len(waiting):
            break
        waiting = left
    return said


def heads_of(active: Sequence[Entry], known: Sequence[Entry]) -> dict[str, list[Entry]]:
    """Rule 11: by field, the active entries writing it that no other of them reaches; rule 12: the standing first."""
    writers: dict[str, list[Entry]] = {}
    for entry in active:
        for name in entry.writes:
            writers.setdefault(name, []).append(entry)
    if len(known) > 1:
        passable = {entry.id: entry for entry in known}
        for name, candidates in writers.items():
            if len(candidates) > 1:
                beaten = reached(candidates, name, passable)
                heads = [entry for entry in candidates if entry.id not in beaten]
                writers[name] = sorted(heads, key=precedence, reverse=True)
    return writers


def reached(starts: Iterable[Entry], name: str, passable: dict[str, Entry]) -> set[str]:
    """Rule 11's walk: every id reached through the overwritten ids of one field.

    It starts at active entries but passes through undone, erased and withheld ones; an unknown id ends it.
    """
    seen: set[str] = set()
    ahead = [overwritten for entry in starts for overwritten in entry.overwrote(name)]
    while ahead:
        current = ahead.pop()
        if current in seen:
            continue
        seen.add(current)
        entry = passable.get(current)
        if entry is not None and name in entry.writes:
            ahead.extend(entry.overwrote(name))
    return seen


def precedence(entry: Entry) -> tuple[bool, str]:
    """Rule 12: what a person wrote and can be read stands before guesses, erased and withheld values; then the id."""
    return entry.is_by_person, entry.id


def in_conflict(name: str, heads: Sequence[Entry]) -> bool:
    """Rule 12: two or more heads by persons, neither erased nor withheld, with different values."""
    if name == PRESENCE:
        return False
    return len({canonical(head.value(name)) for head in heads if head.is_by_person}) > 1


def fold_root(entries: Iterable[Entry], until: str | None = None) -> dict[str, Folded]:
    """Folds everything at and below one root (or several): by entity, containers before what they hold."""
    groups = by_entity(entries)
    for entity in list(groups):
        while (container := _container(entity)) and container not in groups:
            groups[container] = []
            entity = container
    folded: dict[str, Folded] = {}
    for entity in sorted(groups):
        known = groups[entity]
        active = active_entries(known, until)
        container = _container(entity)
        erased = (container != "" and folded[container].erased) or any(entity in entry.erases for entry in known)
        folded[entity] = Folded(entity, active, heads_of(active, known), known, erased)
    for entity, one in folded.items():
        _settle_presence(one, folded)
        container = _container(entity)
        one.visible = not one.hidden and (not container or folded[container].visible)
    return folded


def _container(entity: str) -> str:
    return entity.rpartition("/")[0]


def _settle_presence(one: Folded, folded: dict[str, Folded]) -> None:
    """Rule 13 for one entity, and its conflicts. An erased entity is hidden and has none."""
    if one.erased:
        one.hidden = True
        return
    one.conflicts = [name for name, heads in one.heads.items() if len(heads) > 1 and in_conflict(name, heads)]
    deletions = one.deletions()
    if not deletions:
        one.hidden = not one.heads.get(PRESENCE)
        return
    one.hidden = deletion_saw_everything(deletions, at_or_below(one.entity, folded))
    if not one.hidden:
        one.conflicts.append(PRESENCE)


def at_or_below(entity: str, folded: dict[str, Folded]) -> list[Folded]:
    below = entity + "/"
    return [other for path, other in folded.items() if path == entity or path.startswith(below)]


def deletion_saw_everything(deletions: Sequence[Entry], subtree: Sequence[Folded]) -> bool:
    """Rule 13: the delete heads, with any deletions below, reach every head that counts at or below the entity."""
    starts = {entry.id: entry for entry in deletions}
    starts.update((entry.id, entry) for part in subtree for entry in part.deletions())
    seen = reached_through_every_field(starts.values(), subtree)
    return all(
        head.id in seen or not counts_as_work(name, head)
        for part in subtree
        if not part.erased
        for name, heads in part.heads.items()
        for head in heads
    )


def reached_through_every_field(starts: Iterable[Entry], subtree: Sequence[Folded]) -> set[str]:
    """Rule 13's closure: the starting entries and all ids they reach through the overwritten ids of any field."""
    passable = {entry.id: entry for part in subtree for entry in part.known}
    seen: set[str] = set()
    ahead = [entry.id for entry in starts]
    while ahead:
        current = ahead.pop()
        if current in seen:
            continue
        seen.add(current)
        entry = passable.get(current)
        if entry is not None:
            for _value, overwritten in entry.writes.values():
                ahead.extend(overwritten)
    return seen


def counts_as_work(name: str, head: Entry) -> bool:
    """Rule 13: deletions, guesses and erased values do not hold up a deletion; `gone:false` always does."""
    if name == PRESENCE:
        return not head.value(PRESENCE)
    return not head.is_guess and not head.is_erased
