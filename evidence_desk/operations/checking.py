"""Facts as people type them, checked against the agreed words."""

from collections.abc import Iterable, Sequence

from evidence_desk.errors import KnownError


def choice(what: str, typed: str, allowed: Sequence[str]) -> str:
    """The word itself where it is one of the allowed ones, in whatever case it was typed."""
    word = typed.strip().lower()
    if word not in allowed:
        raise KnownError(f"{typed!r} is no {what}.", what_to_do=f"It is one of: {', '.join(allowed)}.")
    return word


def choices(what: str, typed: Iterable[str], allowed: Sequence[str]) -> list[str]:
    """Several words as a sorted list without doubles: how sets are stored."""
    return sorted({choice(what, word, allowed) for word in typed})
