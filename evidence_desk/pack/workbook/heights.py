"""How tall a row must be to show all of its wrapped text: measured here, because LibreOffice does not."""

from collections.abc import Sequence
from typing import Final

TITLE_HEIGHT: Final = 26.0
LINE_HEIGHT: Final = 19.0
# Arial 11 takes 14.25 points a line; a row is at most 409.5 points tall (Microsoft, "Excel specifications and limits").
_LINE: Final = 14.25
_AIR: Final = 3.0
_TALLEST: Final = 409.0
# A column's width counts digits, and running text has a little more letters to it; each line loses half a word where
# it wraps. Measured with English text in LibreOffice.
_LETTERS: Final = 1.15
_LOST: Final = 2.5


def row_height(values: Sequence[object], widths: Sequence[int]) -> float:
    """Points for the tallest cell of a row."""
    lines = max((_lines(value, width) for value, width in zip(values, widths, strict=True)), default=1)
    return min(lines * _LINE + _AIR, _TALLEST)


def _lines(value: object, width: int) -> int:
    text = value if isinstance(value, str) else getattr(value, "text", "")
    room = width * _LETTERS
    if len(text) <= room and "\n" not in text:
        return 1
    wrapped = max(room - _LOST, 1.0)
    return sum(1 if len(line) <= room else -int(-len(line) // wrapped) for line in text.splitlines()) if text else 1
