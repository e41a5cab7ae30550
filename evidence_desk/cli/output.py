"""How commands speak: one JSON value or plain words on stdout, one line on stderr for a failure."""

import json
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import click

from evidence_desk.errors import KnownError


def say(value: Any, words: Callable[[], str], *, as_json: bool) -> None:
    """Prints the value as one JSON value, or in words."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2) if as_json else words())


def fail(error: KnownError) -> None:
    """One line on stderr: what happened, to what, and what to do."""
    click.echo(" ".join(str(error).split()), err=True)


def table(rows: Iterable[Sequence[object]], headings: Sequence[str]) -> str:
    """Columns as wide as their longest cell, for reading on a terminal."""
    cells = [[_cell(value) for value in row] for row in rows]
    if not cells:
        return "Nothing to show."
    widths = [max(len(row[at]) for row in [list(headings), *cells]) for at in range(len(headings))]
    lines = [headings, ["-" * width for width in widths], *cells]
    return "\n".join(
        "  ".join(text.ljust(width) for text, width in zip(line, widths, strict=True)).rstrip() for line in lines
    )


def counted(number: int, noun: str, plural: str | None = None) -> str:
    """`1 item`, `2 items`."""
    return f"{number} {noun if number == 1 else plural or noun + 's'}"


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, (tuple, list)):
        return ", ".join(str(one) for one in value)
    return " ".join(str(value).split())


def speak_utf8() -> None:
    """Names and quotes are in any script, and a Windows pipe would otherwise take only one code page."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
