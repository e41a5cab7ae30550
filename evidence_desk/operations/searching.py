"""Searching, with the index brought up to date first."""

from evidence_desk.desk import Desk
from evidence_desk.frameworks.stored import resolve_criterion
from evidence_desk.search import finding
from evidence_desk.search.finding import Found


def find(desk: Desk, text: str, *, limit: int = 20, criterion: str | None = None, kind: str | None = None) -> Found:
    """The best hits with their places; sees everything entered before.

    Raises KnownError where there is no such criterion.
    """
    if criterion is not None:
        criterion = ":".join(resolve_criterion(desk.library.db, criterion))
    desk.catch_up()
    return finding.find(desk.library, desk.engine, text, today=desk.today, limit=limit, criterion=criterion, kind=kind)


def matching(desk: Desk, text: str) -> list[str]:
    """The keys of all items that match, best first."""
    desk.catch_up()
    return list(finding.matching_keys(desk.library, desk.engine, text, today=desk.today))
