"""The line of a TOML file on which a value stands: `tomllib` tells it for wrong syntax only."""

import tomllib
from typing import Any

Path = tuple[str | int, ...]


def line_of(text: str, path: Path) -> int:
    """The line, from 1, on which the value at `path` begins; where it is missing, that of the table it belongs to.

    A beginning of the file that can be read holds the value or does not, and once it does, every longer one does:
    so the line is found by halving, each time reading on to the end of a statement.
    """
    lines = text.split("\n")
    while path and not _holds(_read(lines, len(lines)), path):
        path = path[:-1]
    if not path:
        return 1
    low, high = 1, len(lines)
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if _holds(_read(lines, middle), path) else (middle + 1, high)
    return low


def _read(lines: list[str], count: int) -> dict[str, Any]:
    """The shortest beginning of at least `count` lines that can be read."""
    for end in range(count, len(lines) + 1):
        try:
            return tomllib.loads("\n".join(lines[:end]))
        except tomllib.TOMLDecodeError:
            continue
    return {}


def _holds(data: Any, path: Path) -> bool:
    for part in path:
        try:
            data = data[part]
        except (KeyError, IndexError, TypeError):
            return False
    return True
