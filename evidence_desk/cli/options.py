"""Arguments and options that many commands share."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import click

from evidence_desk.model.vocabulary import AGENCIES

Command = Callable[..., Any]

library = click.argument("library", type=click.Path(path_type=Path))
as_json = click.option("--json", "as_json", is_flag=True, help="Print one JSON value.")


def acting(command: Command) -> Command:
    """`--actor` and `--agency`, on every command that changes something."""
    named = click.option("--actor", metavar="NAME", help="Who does this; else the name in your preferences.")
    placed = click.option("--agency", type=click.Choice(AGENCIES), help="Whom they act for.")
    return named(placed(command))


class Day(click.ParamType[date]):
    """A day as ISO 8601 writes it, such as 2026-03-12."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is no date; write it as 2026-03-12.", param, ctx)
