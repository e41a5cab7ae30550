"""Ctrl+Z and its opposite, with words for what they will do and what they left alone."""

from evidence_desk.desk import Desk
from evidence_desk.library import undoing
from evidence_desk.library.undoing import Undone


def undo(desk: Desk) -> Undone:
    """Takes back this person's newest step made here; `label` is None where there is none."""
    return _told(desk, undoing.undo(desk.library.db, actor=desk.actor, agency=desk.agency, clock=desk.clock))


def redo(desk: Desk) -> Undone:
    """Does again what this person last undid; `label` is None where there is nothing."""
    return _told(desk, undoing.redo(desk.library.db, actor=desk.actor, agency=desk.agency, clock=desk.clock))


def undoable(desk: Desk) -> str | None:
    """What Undo would take back, in words."""
    return undoing.undoable(desk.library.db, desk.actor)


def redoable(desk: Desk) -> str | None:
    """What Redo would do again, in words."""
    return undoing.redoable(desk.library.db, desk.actor)


def _told(desk: Desk, undone: Undone) -> Undone:
    desk.announce(undone.changes)
    return undone
