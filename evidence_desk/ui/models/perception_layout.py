"""Where the marks of a criterion stand: on the line by their place, labels in lanes so that none hides another."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from typing import Final

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics

from evidence_desk.model.perception import Heard
from evidence_desk.model.perception_words import NAMES
from evidence_desk.ui.models.criteria_delegate import two_lines
from evidence_desk.ui.models.perception import Gap
from evidence_desk.ui.models.perception_lanes import DISC, Spot, in_lanes, lanes
from evidence_desk.ui.theme import BODY, CAPTION, sized, tabular

PAD: Final = 16
TOP: Final = 10
LANE: Final = 20
NOTE: Final = 18
GLYPH: Final = 10
WORD: Final = 20
WRAPPED: Final = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
STANCES: Final = (("strengths", "strength"), ("concerns", "concern"), ("context", "context"))
_LITTLE: Final = "Too little to say:"
_AXIS: Final = 14
_SENTENCE: Final = 13
_LEAST, _MOST = 200, 420
# Under this width the words stand above the line instead of beside it.
_STACKED: Final = 720


@dataclass(frozen=True, slots=True)
class Piece:
    """Words, or a group with its counts, in the lines beneath the marks."""

    x: int
    line: int
    width: int
    words: str = ""
    heard: Heard | None = None


@dataclass(frozen=True, slots=True)
class Drawing:
    """All places of a row, from its upper left corner."""

    words: QRect
    title: str
    sentence_top: int
    left: int
    right: int
    axis: int
    spots: tuple[Spot, ...]
    pieces: tuple[Piece, ...]
    height: int

    def at(self, place: Fraction) -> int:
        """How far along the line a place lies."""
        return self.left + round(float(place) * (self.right - self.left))

    def lane_top(self, lane: int) -> int:
        return self.axis + _AXIS + lane * LANE

    def piece_top(self, line: int) -> int:
        return self.lane_top(lanes(self.spots)) + line * NOTE


def stacked(width: int) -> bool:
    """Whether a row of that width has its words above its line."""
    return width < _STACKED


def columns(width: int) -> tuple[int, int, int]:
    """The width of the words, and where the line begins and ends, in a row of that width."""
    right = width - PAD - DISC // 2
    if stacked(width):
        return width - 2 * PAD, PAD + DISC // 2, right
    words = max(_LEAST, min(_MOST, width * 36 // 100))
    return words, 2 * PAD + words + DISC // 2, right


def draw(gap: Gap, width: int, font: QFont) -> Drawing:
    """The places of everything in a row of that width; kept, since a row is painted again and again."""
    return _drawn(gap, width, font.toString())


@lru_cache(maxsize=256)
def _drawn(gap: Gap, width: int, described: str) -> Drawing:
    font = QFont()
    font.fromString(described)
    words, left, right = columns(width)
    title, title_height = _title(gap, words, font)
    lines = QRect(0, 0, words - WORD, 999)
    sentence = QFontMetrics(sentence_font(font)).boundingRect(lines, WRAPPED, gap.sentence).height()
    box = QRect(PAD, TOP, words, title_height + 4 + sentence)
    axis = (box.bottom() + 6 if stacked(width) else TOP) + (22 if gap.rating else 8)
    metrics = QFontMetrics(label_font(font))
    spots = _spots(gap, left, right, metrics)
    pieces = _pieces(gap, left - DISC // 2, right + DISC // 2, metrics)
    drawing = Drawing(box, title, TOP + title_height + 4, left, right, axis, spots, pieces, 0)
    below = drawing.piece_top(max((piece.line + 1 for piece in pieces), default=0))
    return replace(drawing, height=max(box.bottom(), below) + TOP)


def label_font(font: QFont) -> QFont:
    return tabular(sized(font, CAPTION))


def title_font(font: QFont) -> QFont:
    return sized(font, BODY, strong=True)


def sentence_font(font: QFont) -> QFont:
    return sized(font, _SENTENCE)


def counts_width(heard: Heard, metrics: QFontMetrics) -> int:
    """How wide a group's name and counts are."""
    numbers = (metrics.horizontalAdvance(f"{number:,}") for number, _ in counts(heard))
    return metrics.horizontalAdvance(NAMES[heard.group]) + sum(8 + GLYPH + 3 + number for number in numbers)


def counts(heard: Heard) -> Iterator[tuple[int, str]]:
    """The numbers with their stances; context only where there is some."""
    for name, stance in STANCES:
        number: int = getattr(heard, name)
        if number or stance != "context":
            yield number, stance


def _title(gap: Gap, width: int, font: QFont) -> tuple[str, int]:
    metrics = QFontMetrics(title_font(font))
    title = two_lines(f"{gap.criterion}  {gap.title}", metrics, width)
    return title, metrics.lineSpacing() * (title.count("\n") + 1)


def _spots(gap: Gap, left: int, right: int, metrics: QFontMetrics) -> tuple[Spot, ...]:
    """Where each mark stands, with its label; see `in_lanes` for what is above what."""
    found = []
    for one in gap.seen.placed:
        x = left + round(float(one.place or 0) * (right - left))
        found.append(_spot(one, x, counts_width(one, metrics), left - DISC // 2, right + DISC // 2))
    return in_lanes(found)


def _spot(heard: Heard, x: int, width: int, first: int, last: int) -> Spot:
    """A label stands right of its mark, near the end of the line left of it, and beneath it where neither has room."""
    beside, before = x + DISC // 2 + 6, x - DISC // 2 - 6 - width
    if beside + width <= last:
        return Spot(heard, x, 0, beside, width)
    if before >= first:
        return Spot(heard, x, 0, before, width)
    return Spot(heard, x, 0, max(first, min(last - width, x - DISC // 2)), width, below=True)


def _pieces(gap: Gap, left: int, right: int, metrics: QFontMetrics) -> tuple[Piece, ...]:
    """What has no place on the line, flowing in lines: who said too little, and of whom nothing is heard."""
    little = [one for one in gap.seen.heard if one.anything and one.place is None]
    silent = [one for one in gap.seen.heard if not one.anything]
    parts: list[tuple[int, str, Heard | None]] = []
    if little:
        parts.append((metrics.horizontalAdvance(_LITTLE) + 2, _LITTLE, None))
        parts += [(counts_width(one, metrics), "", one) for one in little]
    if silent:
        words = f"Nothing heard: {', '.join(NAMES[one.group].lower() for one in silent)}"
        parts.append((metrics.horizontalAdvance(words) + 2, words, None))
    return tuple(_flow(parts, left, right))


def _flow(parts: Sequence[tuple[int, str, Heard | None]], left: int, right: int) -> Iterator[Piece]:
    x, line = left, 0
    for width, words, heard in parts:
        if x > left and x + width > right:
            x, line = left, line + 1
        yield Piece(x, line, min(width, right - left), words, heard)
        x += width + 12
