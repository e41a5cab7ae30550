"""Where a tagged quote stands among the words of a page."""

from collections.abc import Sequence
from dataclasses import dataclass

from evidence_desk.model.folding import Skeleton, pressed, skeleton

Box = tuple[float, float, float, float]
Word = tuple[float, float, float, float, str]


@dataclass(frozen=True, slots=True)
class Mark:
    """A tag as the reader shows it: which tag, what it shows, and what it quotes from which place."""

    tag: str
    stance: str
    criterion: str
    quote: str | None
    page: str | None


def boxes_of(quote: str, words: Sequence[Word]) -> list[Box]:
    """The boxes of the words that make up the quote, one a line; none where the quote is not on this page.

    Letters are compared as `model.anchor` does, so line breaks, hyphens at line ends and ligatures do not count.
    """
    sought = skeleton(quote)
    text = Skeleton([pressed(word[4]) for word in words])
    begin = text.text.find(sought) if sought else -1
    if begin < 0:
        return []
    first, last = text.place(begin)[0], text.place(begin + len(sought) - 1)[0]
    return lines_of(words[first : last + 1])


def lines_of(words: Sequence[Word]) -> list[Box]:
    """The words' boxes joined along each line."""
    lines: list[Box] = []
    for x0, y0, x1, y1, _ in words:
        if lines and _same_line(lines[-1], (x0, y0, x1, y1)):
            left, top, right, bottom = lines[-1]
            lines[-1] = (min(left, x0), min(top, y0), max(right, x1), max(bottom, y1))
        else:
            lines.append((x0, y0, x1, y1))
    return lines


def _same_line(one: Box, other: Box) -> bool:
    middle = (other[1] + other[3]) / 2
    return one[1] <= middle <= one[3] and other[0] >= one[0]


def nearest(words: Sequence[Word], x: float, y: float) -> int | None:
    """The word at or nearest to a point of the page."""
    if not words:
        return None

    def distance(at: int) -> float:
        x0, y0, x1, y1, _ = words[at]
        across = max(x0 - x, 0, x - x1)
        down = max(y0 - y, 0, y - y1)
        return across + 4 * down

    return min(range(len(words)), key=distance)
