"""How tall a row must be to show all of its wrapped text: measured here, because LibreOffice does not."""

from collections.abc import Sequence
from typing import Final

TITLE_HEIGHT: Final = 26.0
LINE_HEIGHT: Final = 19.0
# Arial 11 takes 14.25 points a line; a row is at most 409.5 points tall (Microsoft, "Excel specifications and limits").
_LINE: Final = 14.25
_AIR: Final = 3.0
_TALLEST: Final = 409.0
# A column's width counts digits; running English has a little more letters to it, measured in LibreOffice.
_LETTERS: Final = 1.12


def row_height(values: Sequence[object], widths: Sequence[int]) -> float:
    """Points for the tallest cell of a row."""
    lines = max((_lines(value, width) for value, width in zip(values, widths, strict=True)), default=1)
    return min(lines * _LINE + _AIR, _TALLEST)


def _lines(value: object, width: int) -> int:
    text = value if isinstance(value, str) else getattr(value, "text", "")
    room = width * _LETTERS
    if len(text) <= room and "\n" not in text:
        return 1
    return sum(_wrapped(line, room) for line in text.splitlines()) if text else 1


def _wrapped(line: str, room: float) -> int:
    """How many lines a line becomes when it is broken between words, and words too long for it anywhere."""
    lines, used = 1, 0.0
    for word in line.split(" "):
        wanted = used + 1 + len(word) if used else float(len(word))
        if wanted > room and used:
            lines += 1
            wanted = float(len(word))
        while wanted > room:
            lines += 1
            wanted -= room
        used = wanted
    return lines
