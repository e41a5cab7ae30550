"""When the inspectors come: a date that is set once and counted from."""

from datetime import date

from evidence_desk.desk import Desk
from evidence_desk.insight.timetable import inspection_date
from evidence_desk.model import paths


def set_inspection(desk: Desk, day: date | None) -> bool:
    """Sets the first day on site, or takes it away; whether that changed anything."""
    if inspection_date(desk.library.db) == day:
        return False
    label = "removed the inspection date" if day is None else f"set the inspection date to {day.day} {day:%B %Y}"
    with desk.change(label) as change:
        change.add(paths.LIBRARY, {"inspection": day and day.isoformat()})
    return True
