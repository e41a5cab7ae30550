"""Which child a text is about, as far as it says so. Two children's plans on one template differ in little else."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from evidence_desk.extract.dating import MONTHS
from evidence_desk.extract.persons import BIRTH, BIRTH_WORDS, LONG_NUMBER, NHS_NAMED, PLAN_OF, UPN, nhs_numbers
from evidence_desk.extract.seeking import says

# A form says whom it is about on its first pages.
LOOKED_AT: Final = 20_000
# What names more of them is a table of many children, which another month's table may share only in part.
_FEW: Final = 4
# Of a name that says who it is: a first name alone is that of several children in every area.
_FULL: Final = 2

_NHS_NAMED = re.compile(rf"{NHS_NAMED}(\d(?:[ -]?\d){{9}})(?!\d)", re.IGNORECASE)
_CHILD = r"(?:child|pupil|student|patient|learner|young person)(?: ?(?:/|or) ?(?:the )?young person)?"
_NAME = r"([^\W\d_][\w'’.-]*(?:,? [^\W\d_][\w'’.-]*){0,4})"
_LABELLED = re.compile(
    rf"(?:\bname of (?:the )?{_CHILD}|\b{_CHILD}(?:['’]s)?(?: full)? name)\s*[:\t\n]\s*{_NAME}", re.IGNORECASE
)
# The first alone: those further on are of who wrote it, signed it or came to the meeting.
_FIRST = re.compile(rf"^[^\w\n]*(?:(?:full )?name|{_CHILD})\s*[:\t]\s*{_NAME}", re.IGNORECASE | re.MULTILINE)
_PLAN = re.compile(rf"{PLAN_OF}:?\s([A-Z][\w'’-]+(?:\s[A-Z][\w'’-]+){{1,3}})")
_PART_OF_A_DAY = re.compile(r"\d+|[a-z]{3,}")


@dataclass(frozen=True, slots=True)
class Child:
    """What a text says of the child it is about; a name as the set of its words, in lower case."""

    nhs: frozenset[str] = frozenset()
    upns: frozenset[str] = frozenset()
    born: frozenset[str] = frozenset()
    names: frozenset[frozenset[str]] = frozenset()

    def marks(self) -> frozenset[str]:
        """What one of two texts about the same child has in common with the other: numbers, days, names by twos."""
        twos = (f"{one} {other}" for name in self.names for one, other in combinations(sorted(name), _FULL))
        return self.nhs.union(self.upns, self.born, twos)


def child_in(texts: Iterable[str]) -> Child:
    """Which child the beginning of a text is about; empty where it does not say so."""
    text = _beginning(texts)
    numbered = LONG_NUMBER.search(text) is not None
    return Child(
        nhs=frozenset(_nhs_numbers(text) if numbered else ()),
        upns=frozenset(number.upper() for number in UPN.findall(text)) if numbered else frozenset(),
        born=frozenset(map(_day, BIRTH.findall(text) if says(text, *BIRTH_WORDS) else ())),
        names=frozenset(map(_words, _names(text))),
    )


def are_others(one: Child, other: Child) -> bool:
    """Whether two texts say that they are about two children.

    A number says more than a day, and twins share that; a day says more than a name, which is written in many ways.
    Where each has something of a kind that the other has not, these are two children, even if they share a number that
    stands in the template.
    """
    for ours, theirs in ((one.nhs, other.nhs), (one.upns, other.upns)):
        if ours - theirs and theirs - ours and _are_few(ours, theirs):
            return True
        if ours & theirs:
            return False
    if one.born and other.born and one.born.isdisjoint(other.born) and _are_few(one.born, other.born):
        return True
    return bool(one.names and other.names) and _are_few(one.names, other.names) and not _share_a_name(one, other)


def are_one(one: Child, other: Child) -> bool:
    """Whether two texts say that they are about the same child: by a number, or a day of birth or two names."""
    if are_others(one, other):
        return False
    if one.nhs & other.nhs or one.upns & other.upns or one.born & other.born:
        return True
    return any(len(ours & theirs) >= _FULL and (ours <= theirs or theirs <= ours)
               for ours in one.names for theirs in other.names)  # fmt: skip


def _are_few(*sets: Collection[object]) -> bool:
    return all(len(one) <= _FEW for one in sets)


def _share_a_name(one: Child, other: Child) -> bool:
    """`KHAN, Ada` is Ada Khan, and so may be Ada."""
    return any(ours <= theirs or theirs <= ours for ours in one.names for theirs in other.names)


def _beginning(texts: Iterable[str]) -> str:
    taken: list[str] = []
    left = LOOKED_AT
    for text in texts:
        taken.append(text[:left])
        left -= len(text)
        if left <= 0:
            break
    return "\n".join(taken)


def _nhs_numbers(text: str) -> Iterator[str]:
    yield from nhs_numbers(text)
    # One that is named needs no check digit.
    for match in _NHS_NAMED.finditer(text):
        yield re.sub(r"\D", "", match[1])


def _names(text: str) -> Iterator[str]:
    if says(text, "name"):
        yield from _LABELLED.findall(text)
    if says(text, "plan", "ehc"):
        yield from _PLAN.findall(text)
    if first := _FIRST.search(text):
        yield first[1]


def _day(written: str) -> str:
    """The same for one day however it is written: `03/05/2016`, `3 May 16` and `2016-05-03`."""
    parts = _PART_OF_A_DAY.findall(written.lower())
    numbers = [int(part) % 100 if part.isdigit() else MONTHS.index(part[:3]) + 1
               for part in parts if part.isdigit() or part[:3] in MONTHS]  # fmt: skip
    return "-".join(f"{number:02}" for number in sorted(numbers))


def _words(name: str) -> frozenset[str]:
    return frozenset(re.findall(r"[^\W\d_]+", name.casefold()))
