"""The command about when the inspectors come."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from evidence_desk.cli import options, output
from evidence_desk.desk import open_desk

if TYPE_CHECKING:
    from evidence_desk.insight.expiring import Expiring
    from evidence_desk.insight.timetable import Timetable

NONE = "none"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was typed: a day, or that there shall be none."""

    day: date | None


class DayOrNone(click.ParamType[Wanted]):
    """A day, or `none`."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Wanted:
        if isinstance(value, Wanted):
            return value
        none = isinstance(value, str) and value.strip().lower() == NONE
        return Wanted(None if none else options.Day().convert(value, param, ctx))


@click.command()
@options.library
@click.argument("first_day", metavar="[DATE|none]", required=False, type=DayOrNone())
@options.acting
@options.as_json
def inspection(library: Path, first_day: Wanted | None, actor: str | None, agency: str | None, as_json: bool) -> None:
    """Set the first day on site, or say how far it is and what will be out of date by then."""
    from evidence_desk.frameworks import stored
    from evidence_desk.insight.expiring import expiring
    from evidence_desk.insight.timetable import timetable
    from evidence_desk.operations.planning import set_inspection

    with open_desk(library, actor=actor, agency=agency, write=first_day is not None) as desk:
        if first_day is not None:
            set_inspection(desk, first_day.day)
        db = desk.library.db
        times = timetable(db, desk.today)
        found = None
        if times is not None:
            found = expiring(db, stored.find(db, stored.of_area(db)), desk.today, times.countdown.first_on_site)
    output.say(_shape(times, found), lambda: _words(times, found), as_json=as_json)


def _shape(times: "Timetable | None", found: "Expiring | None") -> dict[str, Any]:
    here = times.countdown if times is not None else None
    return {
        "inspection": here and here.first_on_site.isoformat(),
        "notice": here and here.notice and here.notice.isoformat(),
        "day": here and here.day,
        "of": here and here.of,
        "working_days_left": here and here.left,
        "out_of_date_by_then": [one.ref for one in (*found.already, *found.later)] if found else [],
    }


def _words(times: "Timetable | None", found: "Expiring | None") -> str:
    if times is None or found is None:
        return "No inspection date is set."
    here = times.countdown
    lines = [f"First day on site: {here.first_on_site}. Working days until then: {here.left}."]
    if here.notice is not None:
        lines.append(f"Notice: {here.notice}.")
    if here.stage == "notice":
        lines.append(f"Working day {here.day} of {here.of}.")
    rows = [(one.ref, one.title, one.last_day) for one in (*found.already, *found.later)]
    return "\n".join([*lines, output.table(rows, ("Out of date by then", "Title", "Last day"))])


COMMANDS = (inspection,)
