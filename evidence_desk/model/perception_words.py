"""The perception gap in sentences, the same on the screen and on the command line."""

from collections.abc import Iterable
from typing import Final

from evidence_desk.model.perception import CLOSE, HIGHER, SAME, WIDE, Comparison, Heard

NAMES: Final = {
    "parents": "Parents",
    "children": "Children",
    "practitioners": "Practitioners",
    "data": "Data and audits",
    "external": "People from outside",
}
_SHOWING: Final = ("data",)
_SIZES: Final = {WIDE: "Wide gap", "some": "Some gap", CLOSE: "Close"}


def sentence(one: Comparison) -> str:
    """What the comparison comes to: `Wide gap: leaders rate it higher than parents say`."""
    if one.gap is not None:
        return _of_gap(one)
    if one.place is None:
        return _unrated(one)
    if any(heard.anything for heard in one.heard):
        return "Too little to say: no group has shown enough strengths or concerns"
    return "Nothing to compare: nobody is heard on it yet"


def size_words(one: Comparison) -> str:
    """The size alone, where there is one: `Wide gap`."""
    return _SIZES.get(one.size or "", "") if one.gap is not None else ""


def group_words(one: Heard) -> str:
    """`Parents: 1 strength, 5 concerns, 2 give context`, and what that is too little for."""
    if not one.anything:
        return f"{NAMES[one.group]}: nothing heard"
    counted = (
        _counted(one.strengths, "strength"),
        _counted(one.concerns, "concern"),
        f"{one.context:,} for context" if one.context else "",
    )
    little = "" if one.place is not None else ", too little to say"
    return f"{NAMES[one.group]}: {', '.join(part for part in counted if part)}{little}"


def listed(groups: Iterable[str]) -> str:
    """Groups in the middle of a sentence: `parents, children and practitioners`."""
    *first, last = [NAMES[one].lower() for one in groups]
    return f"{', '.join(first)} and {last}" if first else last


def _of_gap(one: Comparison) -> str:
    size = _SIZES[one.size or CLOSE]
    if one.direction == SAME or one.size == CLOSE:
        return f"{size}: {_told([heard.group for heard in one.placed])} fits the leaders’ rating"
    way = "higher" if one.direction == HIGHER else "lower"
    return f"{size}: leaders rate it {way} than {_told(one.furthest, asking=False)}"


def _told(groups: Iterable[str], *, asking: bool = True) -> str:
    """`what parents and children say`, `data and audits show`, or both joined."""
    here = list(groups)
    say = [one for one in here if one not in _SHOWING]
    show = [one for one in here if one in _SHOWING]
    parts = ([f"{listed(say)} say"] if say else []) + ([f"{listed(show)} show"] if show else [])
    return ("what " if asking else "") + " and ".join(parts)


def _unrated(one: Comparison) -> str:
    placed = one.placed
    if not placed:
        heard = any(each.anything for each in one.heard)
        return f"Not rated yet, and {'too little to say' if heard else 'nothing is heard'}"
    if len(placed) == 1:
        return f"Not rated yet: only {listed([placed[0].group])} have shown enough to be placed"
    if one.size == CLOSE:
        return "Not rated yet: those who are heard say much the same"
    best = max(placed, key=lambda each: each.place or 0)
    worst = min(placed, key=lambda each: each.place or 0)
    return f"Not rated yet: {listed([best.group])} tell a better story than {listed([worst.group])}"


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun if number == 1 else noun + 's'}"
