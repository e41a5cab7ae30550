"""What a writer overwrites: rules 14 to 16 of the journal. A writer overwrites what was seen, and nothing else."""

from collections.abc import Iterable, Sequence

from evidence_desk.model.entry import PRESENCE, Entry, Json, canonical
from evidence_desk.model.fold import Folded


def is_said_already(name: str, value: Json, heads: Sequence[Entry], *, auto: bool) -> bool:
    """Rule 14: no entry where it equals a standing person's value; a guess also not where it was guessed before."""
    if not heads:
        return False
    standing = heads[0]
    same = standing.is_readable and canonical(standing.value(name)) == canonical(value)
    return same and (auto or standing.is_by_person)


def may_guess(heads: Sequence[Entry]) -> bool:
    """Rule 14: a guess is not written where a person's head exists, be it erased or withheld."""
    return all(head.is_guess for head in heads)


def overwritten_by_set(name: str, heads: Sequence[Entry]) -> list[str]:
    """Rule 14: the standing head, those equal to it, guesses and erased ones.

    Never the other side of a conflict, never a withheld head.
    """
    if not heads:
        return []
    standing = heads[0]
    return sorted(
        head.id
        for head in heads
        if not head.is_withheld and (head.is_guess or head.is_erased or _equal(name, head, standing))
    )


def _equal(name: str, head: Entry, standing: Entry) -> bool:
    if head is standing:
        return True
    return standing.is_readable and canonical(head.value(name)) == canonical(standing.value(name))


def overwritten_by_guess(heads: Sequence[Entry]) -> list[str]:
    """Rule 14: a guess overwrites only guesses."""
    return sorted(head.id for head in heads if head.is_guess and not head.is_withheld)


def overwritten_by_all(heads: Sequence[Entry]) -> list[str]:
    """Rules 14 (presence) and 16: every head."""
    return sorted(head.id for head in heads)


def overwritten_by_delete(subtree: Iterable[Folded]) -> list[str]:
    """Rule 15: all heads at or below the deleted entity."""
    return sorted({head.id for part in subtree for heads in part.heads.values() for head in heads})


def deletion(subtree: Iterable[Folded]) -> dict[str, Json]:
    """The body of a Delete (rule 15)."""
    return {"set": {PRESENCE: [True, overwritten_by_delete(subtree)]}}
