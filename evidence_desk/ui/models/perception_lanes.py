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

    A stem leads from the line down to the mark, through the lanes above it. A label `below` has the lane beneath its
    mark, since there is room for it on neither side.
    """

    heard: Heard
    x: int
    lane: int
    label: int
    width: int
    below: bool = False

    @property
    def label_lane(self) -> int:
        return self.lane + self.below

    @property
    def taken(self) -> tuple[tuple[int, int, int], ...]:
        """What it covers: lanes, each with where it begins and ends there."""
        half = DISC // 2
        mark, label = (self.x - half, self.x + half), (self.label, self.label + self.width)
        if self.below:
            return (self.lane, *mark), (self.label_lane, *label)
        return ((self.lane, min(mark[0], label[0]), max(mark[1], label[1])),)


def in_lanes(spots: Sequence[Spot]) -> tuple[Spot, ...]:
    """The spots in lanes, none over another, with as few stems through labels as the usual orders allow."""
    found = [_greedy(order) for order in _orders(spots)]
    return min(found, key=_cost)


def lanes(spots: Sequence[Spot]) -> int:
    """How many lanes the spots take."""
    return max((one.label_lane + 1 for one in spots), default=0)


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
        depth = lanes(done)
        tried = [replace(spot, lane=lane) for lane in range(depth + 1)]
        free = [one for one in tried if not any(_touch(one, other) for other in done)]
        done.append(min(free, key=lambda one: (_crossings([one], done) + _crossings(done, [one]), one.lane)))
    return tuple(done)


def _cost(spots: Sequence[Spot]) -> tuple[int, int]:
    return _crossings(spots, spots), lanes(spots)


def _crossings(stems: Sequence[Spot], labels: Sequence[Spot]) -> int:
    """How many stems go through a label; through a mark in the same place a stem may go."""
    return sum(
        lane < stem.lane and begin - 2 <= stem.x <= end + 2 and (stem.x != label.x or lane > label.lane)
        for stem in stems
        for label in labels
        for lane, begin, end in label.taken
    )


def _touch(one: Spot, other: Spot) -> bool:
    return any(
        lane == lane_there and begin < end_there + _APART and begin_there < end + _APART
        for lane, begin, end in one.taken
        for lane_there, begin_there, end_there in other.taken
    )
