"""Searching, with the index brought up to date first where words are asked for."""

from collections.abc import Collection
from dataclasses import replace

from evidence_desk.desk import Desk
from evidence_desk.frameworks.stored import resolve_criterion
from evidence_desk.search import filters, finding
from evidence_desk.search.excerpts import Places
from evidence_desk.search.filters import Filters
from evidence_desk.search.finding import Found, Matched
from evidence_desk.search.query import parse


def find(desk: Desk, text: str, *, limit: int = 20, criterion: str | None = None, kind: str | None = None) -> Found:
    """The best hits with their places; sees everything entered before, but for an import that is under way.

    Raises KnownError where there is no such criterion.
    """
    if criterion is not None:
        criterion = ":".join(resolve_criterion(desk.library.db, criterion))
    _catch_up(desk)
    return finding.find(desk.library, desk.engine, text, today=desk.today, limit=limit, criterion=criterion, kind=kind)


def matching(desk: Desk, text: str) -> list[str]:
    """The keys of all items that match, best first."""
    return list(matched(desk, text).keys)


def matched(desk: Desk, text: str) -> Matched:
    """All items that match, best first, with what there is to say of the query.

    Where only facts are asked for, without waiting for the index.
    """
    query = parse(text)
    if not filters.asks_for_words(query.node):
        keys = sorted(filters.keys_of(desk.library.db, query.node, desk.today))
        return Matched(tuple(keys), odd=finding.odd(desk.library, query))
    behind = _catch_up(desk)
    found = finding.matched(desk.library, desk.engine, text, desk.today)
    return replace(found, odd=(behind, *found.odd)) if behind else found


def _catch_up(desk: Desk) -> str | None:
    """Has the index brought up to date; while an import has that done, says how far it is and does not wait."""
    if desk.trailing is None or not desk.trailing.under_way:
        desk.catch_up()
        return None
    covered, items = desk.engine.covered(desk.library)
    return f"Still indexing: {covered:,} of {items:,} items can be found so far." if covered < items else None


def places(desk: Desk, text: str, key: str) -> Places:
    """Where in one item the words of the query stand; the index is taken as the search left it."""
    if not filters.asks_for_words(parse(text).node):
        return Places()
    return finding.places_in(desk.library, desk.engine, text, key, desk.today)


def narrowed(desk: Desk, chosen: Filters, *among: Collection[str] | None) -> set[str] | None:
    """The keys that the filters leave of those in every given group (None: all of them); None where that is all."""
    groups = [set(keys) for keys in among if keys is not None]
    if any(chosen.values()):
        groups.append(filters.keys_of(desk.library.db, filters.compiled(chosen), desk.today))
    return set.intersection(*groups) if groups else None


def untagged(desk: Desk, among: Collection[str]) -> list[str]:
    """Those of the keys whose items nobody has tagged yet."""
    return sorted(narrowed(desk, {"untagged": ("untagged",)}, among) or ())
