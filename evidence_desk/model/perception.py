"""The perception gap: how leaders rate a criterion, beside what each group of voices says and shows of it.

Lancashire's leaders learnt from the inspection of November 2017 how strongly parents felt, and that their own view of
strengths and weaknesses was inaccurate. A judgement alone cannot show that, and neither can a count of evidence; the
two side by side can.

The formula. Everything stands on one line from 0 (worst) to 1 (best):

* *The leaders' rating* is a step of the framework's own scale, and its steps are placed evenly: with three steps
  at 1, 1/2 and 0. A scale says only which step is better, so no other distance could be defended.
* *A group's place* is strengths / (strengths + concerns): the share of what it says that is good. Context says
  neither, so it is counted and shown and does not move the place.
* What is counted is *things said*: a quote counts once, whoever tagged it and however often, and an item tagged as a
  whole counts once. Where an item is tagged as a whole and in quotes with the same stance, the quotes are what it
  says, and the whole adds nothing. An item of two voices speaks for both.
* With fewer than `least` strengths and concerns together a group has no place: the counts are told, and that it is
  too little to say.
* *The gap* is the largest distance between the rating and a place, told by the groups it belongs to. Of two gaps of
  one size, that in which leaders rate higher goes first: it is the one nobody notices from inside.

Places are fractions, not floats, so that two gaps of one size are one size. The share is of what has been tagged,
not of what people think: it says where to look, and no more.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from evidence_desk.model.coverage import Fact, Mark

# Whose voices make up a group. A leader's voice makes none: leaders speak by their rating.
GROUPS: Final = {
    "parents": ("parent",),
    "children": ("child",),
    "practitioners": ("practitioner",),
    "data": ("data", "audit"),
    "external": ("external",),
}
# Told even when silent, because a silence of theirs says something.
_ALWAYS: Final = ("parents", "children", "practitioners", "data")

HIGHER, LOWER, SAME = "higher", "lower", "same"
WIDE, SOME, CLOSE = "wide", "some", "close"


@dataclass(frozen=True, slots=True)
class Limits:
    """How little is too little to say, and from what distance a gap is wide, or some. From `rules.toml`."""

    least: int
    wide: Fraction
    some: Fraction

    def size(self, distance: Fraction) -> str:
        if distance >= self.wide:
            return WIDE
        return SOME if distance >= self.some else CLOSE


@dataclass(frozen=True, slots=True)
class Heard:
    """What one group says of one criterion: things said by stance, from how many items, and where that places it."""

    group: str
    strengths: int = 0
    concerns: int = 0
    context: int = 0
    items: int = 0
    place: Fraction | None = None

    @property
    def anything(self) -> bool:
        return bool(self.strengths or self.concerns or self.context)


@dataclass(frozen=True, slots=True)
class Comparison:
    """One criterion: the rating with its place, what is heard, and the gap between them where there is one.

    `furthest` are the groups furthest from the rating, `direction` how leaders rate it against what those say.
    `size` is that of the gap; without a rating, that of the spread among the voices.
    """

    criterion: str
    rating: str | None
    place: Fraction | None
    heard: tuple[Heard, ...]
    gap: Fraction | None = None
    direction: str | None = None
    furthest: tuple[str, ...] = ()
    size: str | None = None

    @property
    def placed(self) -> tuple[Heard, ...]:
        """The groups that say enough to have a place."""
        return tuple(one for one in self.heard if one.place is not None)

    @property
    def spread(self) -> Fraction | None:
        """The distance between the best and the worst that is heard; None where nobody says enough."""
        places = [one.place for one in self.heard if one.place is not None]
        return max(places) - min(places) if places else None


def places(scale: Sequence[str]) -> dict[str, Fraction]:
    """Where each step of a scale stands, best first: evenly from 1 to 0. A scale of one step compares nothing."""
    last = len(scale) - 1
    return {rating: Fraction(last - at, last) for at, rating in enumerate(scale)} if last > 0 else {}


def compare(
    criteria: Iterable[str],
    scale: Sequence[str],
    ratings: Mapping[str, str],
    facts: Mapping[str, Fact],
    marks: Iterable[Mark],
    limits: Limits,
) -> list[Comparison]:
    """The criteria in their order. A mark on an item without a fact does not count; a rating off the scale is none."""
    steps = places(scale)
    said: dict[str, _Said] = {criterion: {} for criterion in criteria}
    for mark in marks:
        fact = facts.get(mark.item)
        if fact is not None and mark.criterion in said:
            _note(said[mark.criterion], mark, fact.voices if mark.voices is None else mark.voices)
    return [_comparison(one, ratings.get(one, ""), steps, here, limits) for one, here in said.items()]


def widest_first(comparisons: Iterable[Comparison]) -> list[Comparison]:
    """Gaps first, the widest before the others; then what is not rated, by spread; then what cannot be compared.

    Of one size, where leaders rate higher comes first; what is alike stays in the order given.
    """
    return sorted(comparisons, key=_rank)


def _rank(one: Comparison) -> tuple[int, Fraction, int]:
    if one.gap is not None:
        return 0, -one.gap, one.direction != HIGHER
    if one.spread is not None:
        return 1, -one.spread, 0
    return 2, Fraction(0), one.place is None


# The things said, by group and stance: pairs of item and excerpt.
_Said = dict[tuple[str, str], set[tuple[str, str | None]]]


def groups_of(voices: Iterable[str]) -> list[str]:
    """The groups that these voices belong to."""
    here = set(voices)
    return [group for group, theirs in GROUPS.items() if here.intersection(theirs)]


def _note(said: _Said, mark: Mark, voices: Iterable[str]) -> None:
    for group in groups_of(voices):
        said.setdefault((group, mark.stance), set()).add((mark.item, mark.excerpt))


def _comparison(
    criterion: str, rating: str, steps: Mapping[str, Fraction], said: _Said, limits: Limits
) -> Comparison:
    heard = [_heard(group, said, limits.least) for group in GROUPS]
    shown = tuple(one for one in heard if one.anything or one.group in _ALWAYS)
    place = steps.get(rating)
    found = Comparison(criterion, rating if place is not None else None, place, shown)
    if place is not None and found.placed:
        return _with_gap(found, place, limits)
    spread = found.spread
    if spread is None or len(found.placed) < 2:
        return found
    return Comparison(criterion, None, None, shown, size=limits.size(spread))


def _with_gap(found: Comparison, rating: Fraction, limits: Limits) -> Comparison:
    away = {one.group: rating - one.place for one in found.placed if one.place is not None}
    gap = max(abs(one) for one in away.values())
    signed = gap if gap in away.values() else -gap
    return Comparison(
        found.criterion,
        found.rating,
        found.place,
        found.heard,
        gap=gap,
        direction=SAME if not gap else HIGHER if signed > 0 else LOWER,
        furthest=tuple(group for group, one in away.items() if one == signed),
        size=limits.size(gap),
    )


def _heard(group: str, said: _Said, least: int) -> Heard:
    strengths, concerns, context = (
        _things(said.get((group, stance), set())) for stance in ("strength", "concern", "context")
    )
    items = {item for item, _ in strengths | concerns | context}
    weighed = len(strengths) + len(concerns)
    place = Fraction(len(strengths), weighed) if weighed and weighed >= least else None
    return Heard(group, len(strengths), len(concerns), len(context), len(items), place)


def _things(pairs: set[tuple[str, str | None]]) -> set[tuple[str, str | None]]:
    """The pairs without the items as a whole of which there are quotes."""
    quoted = {item for item, excerpt in pairs if excerpt is not None}
    return {(item, excerpt) for item, excerpt in pairs if excerpt is not None or item not in quoted}
