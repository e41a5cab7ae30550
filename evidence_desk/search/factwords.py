"""The facts a query can name, and how their values are read.

A value nobody can read leaves the fact out, with a hint: a mistyped date must not look like "nothing was found".
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from evidence_desk.errors import KnownError
from evidence_desk.model.dates import bounds, parse_period
from evidence_desk.model.ids import CROCKFORD, reference_prefix
from evidence_desk.model.vocabulary import AGENCIES, CURRENCIES, KINDS, MARKINGS, STANCES, VOICES

STATES = (*CURRENCIES, "tagged", "untagged", "withheld", "guessed", "no-text", "lost-quote")
_CRITERION = re.compile(r"(?:[^:\s]+:)?[A-Za-z0-9.-]{1,20}")


@dataclass(frozen=True, slots=True)
class Reading:
    """The value of a fact as it is looked up; None where the fact had to be left out."""

    value: str | None
    hint: str | None = None


def read_fact(name: str, typed: str) -> Reading:
    """Reads the value typed for one of the NAMES."""
    if not typed:
        return Reading(None, f"“{name}:” stands without a value and was left out.")
    return _READERS[name](name, typed)


def _one_of(values: Sequence[str]) -> Callable[[str, str], Reading]:
    def read(name: str, typed: str) -> Reading:
        wanted = typed.casefold().replace(" ", "-")
        for value in values:
            if wanted in (value, value + "s"):
                return Reading(value)
        return Reading(None, f"“{name}:{typed}” was left out: {name} is one of {', '.join(values)}.")

    return read


def _free(name: str, typed: str) -> Reading:
    return Reading(typed)


def _criterion(name: str, typed: str) -> Reading:
    if _CRITERION.fullmatch(typed):
        return Reading(typed)
    return Reading(None, f"“{name}:{typed}” was left out: a criterion is written 1.3 or area-send-2016:A.")


def _reference(name: str, typed: str) -> Reading:
    prefix = reference_prefix(typed)
    if prefix and set(prefix) <= set(CROCKFORD):
        return Reading(typed)
    return Reading(None, f"“{name}:{typed}” was left out: a reference looks like E-7K3F-9QTX.")


def _date(name: str, typed: str) -> Reading:
    if span(typed) is not None:
        return Reading(typed)
    why = "it begins after it ends" if _is_backwards(typed) else "it is not a date"
    return Reading(None, f"“{name}:{typed}” was left out: {why}. Write 2026-01 or 2026-01..2026-06.")


def span(typed: str) -> tuple[str, str] | None:
    """First and last day, ISO, that a date or range means; an open end reaches to the end of time."""
    first, dots, last = typed.partition("..")
    if dots and not (first or last):
        return None
    if dots and not (first and last):
        known = bounds(first or last)
        if known is None:
            return None
        return (known[0].isoformat(), "9999-12-31") if first else ("0001-01-01", known[1].isoformat())
    try:
        both = bounds(typed) or bounds(parse_period(typed))
    except KnownError:
        return None
    return (both[0].isoformat(), both[1].isoformat()) if both else None


def _is_backwards(typed: str) -> bool:
    first, _, last = typed.partition("..")
    return bounds(first) is not None and bounds(last) is not None


_READERS: dict[str, Callable[[str, str], Reading]] = {
    "kind": _one_of(KINDS),
    "criterion": _criterion,
    "agency": _one_of(AGENCIES),
    "voice": _one_of(VOICES),
    "stance": _one_of(STANCES),
    "date": _date,
    "label": _free,
    "marking": _one_of(MARKINGS),
    "is": _one_of(STATES),
    "by": _free,
    "ref": _reference,
}
NAMES = tuple(_READERS)
