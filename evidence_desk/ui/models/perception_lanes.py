"""Marks on one line with labels beneath it: which lane each takes, so that no label hides another."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from evidence_desk.model.perception import Heard

DISC: Final = 18
_APART: Final = 10


@dataclass(frozen=True, slots=True)
class Spot:
    """A group on the line: the middle of its mark, the lane beneath the line, and where its label stands.

    A stem leads from the line down to the mark, through the lanes above it.
    """

    heard: Heard
    x: int
    lane: int
    label: int
    width: int

    @property
    def span(self) -> tuple[int, int]:
        half = DISC // 2
        return min(self.x - half, self.label), max(self.x + half, self.label + self.width)


def in_lanes(spots: Sequence[Spot]) -> tuple[Spot, ...]:
    """The spots in lanes, none over another, with as few stems through labels as the usual orders allow."""
    found = [_greedy(order) for order in _orders(spots)]
    return min(found, key=_cost)


def _orders(spots: Sequence[Spot]) -> Iterator[list[Spot]]:
    """From either end, and the labels that stand right or left of their marks first."""
    ahead, behind = sorted(spots, key=lambda one: one.x), sorted(spots, key=lambda one: -one.x)
    onward = [one for one in behind if one.label > one.x]
    back = [one for one in ahead if one.label < one.x]
    yield from ([*onward, *back], [*back, *onward], ahead, behind)


def _greedy(spots: Sequence[Spot]) -> tuple[Spot, ...]:
    """Each in the lane where it crosses least of those before it, of several in the uppermost."""
    done: list[Spot] = []
    for spot in spots:
        depth = max((one.lane + 1 for one in done), default=0)
        tried = [replace(spot, lane=lane) for lane in range(depth + 1)]
        free = [one for one in tried if not any(_touch(one, other) for other in done)]
        done.append(min(free, key=lambda one: (_crossings([one], done) + _crossings(done, [one]), one.lane)))
    return tuple(done)


def _cost(spots: Sequence[Spot]) -> tuple[int, int]:
    return _crossings(spots, spots), max((one.lane for one in spots), default=0)


def _crossings(stems: Sequence[Spot], labels: Sequence[Spot]) -> int:
    """How many stems go through a label; through a mark in the same place a stem may go."""
    return sum(
        label.lane < stem.lane and stem.x != label.x and label.span[0] - 2 <= stem.x <= label.span[1] + 2
        for stem in stems
        for label in labels
    )


def _touch(one: Spot, other: Spot) -> bool:
    if one.lane != other.lane:
        return False
    return one.span[0] < other.span[1] + _APART and other.span[0] < one.span[1] + _APART
