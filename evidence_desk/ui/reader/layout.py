"""Where the pages lie on one long sheet: pure arithmetic."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

GAP: Final = 16
# A page on screen is 96 logical pixels an inch at 100 %; PDF counts in points, 72 an inch.
POINT: Final = 96 / 72

Size = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Box:
    """A page on the sheet, in logical pixels."""

    page: int
    x: float
    y: float
    width: float
    height: float


class Layout:
    """Pages one beneath the other, each in the middle of the width."""

    def __init__(self, sizes: Sequence[Size], scale: float, width: float) -> None:
        self.scale = scale
        widest = max((size[0] for size in sizes), default=0.0) * scale
        self.width = max(width, widest + 2 * GAP)
        self._boxes: list[Box] = []
        y = float(GAP)
        for number, (wide, high) in enumerate(sizes, 1):
            self._boxes.append(Box(number, (self.width - wide * scale) / 2, y, wide * scale, high * scale))
            y += high * scale + GAP
        self.height = y
        self._tops = [box.y for box in self._boxes]

    def __len__(self) -> int:
        return len(self._boxes)

    def box(self, page: int) -> Box:
        return self._boxes[page - 1]

    def seen(self, top: float, height: float) -> Sequence[Box]:
        """The pages between two heights."""
        first = max(0, bisect_right(self._tops, top) - 1)
        last = bisect_right(self._tops, top + height)
        return self._boxes[first:last]

    def page_at(self, y: float) -> int:
        """The page at or above a height."""
        return max(1, min(len(self._boxes), bisect_right(self._tops, y)))


def fitting(sizes: Sequence[Size], width: float) -> float:
    """The scale (pixels a point) at which the widest page fills the width."""
    widest = max((size[0] for size in sizes), default=595.0)
    return max(0.2, (width - 2 * GAP) / widest)
