"""What evidence there is for each criterion: distinct items and excerpts are counted, never tags."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from itertools import chain
from typing import Any, NamedTuple

from evidence_desk.model.vocabulary import AGENCIES, CURRENCIES, KINDS, STANCES, VOICES

Counts = dict[str, int]


@dataclass(frozen=True, slots=True)
class Fact:
    """What counts of an item: its currency is that of the day asked, `guessed` says that its date is a guess."""

    kind: str
    voices: tuple[str, ...]
    agencies: tuple[str, ...]
    currency: str
    guessed: bool = False


class Mark(NamedTuple):
    """What counts of a tag, under the criterion it counts for. `voices` is None where the item's own hold."""

    criterion: str
    item: str
    excerpt: str | None
    stance: str
    voices: tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class CriterionCoverage:
    """The counts of one criterion. Every word of the vocabulary is a key, with nought where there is nothing.

    An item with two voices counts under both, and so do agencies and stances: only kinds and currencies add up.
    *Retired* = no longer part of the framework: what stands under it counts, and nothing more is asked of it.
    """

    criterion: str
    items: int
    excerpts: int
    kind: Counts
    voice: Counts
    agency: Counts
    stance: Counts
    currency: Counts
    retired: bool = False


@dataclass(frozen=True, slots=True)
class Coverage:
    """The coverage of a framework as if today were `as_of`, criteria in the order of the framework."""

    as_of: str
    framework: str
    guessed_dates: int
    criteria: tuple[CriterionCoverage, ...]

    def of(self, criterion: str) -> CriterionCoverage | None:
        return next((one for one in self.criteria if one.criterion == criterion), None)

    def as_json(self) -> dict[str, Any]:
        """The shape that scripts depend on."""
        return asdict(self) | {"criteria": [asdict(one) for one in self.criteria]}


@dataclass(slots=True)
class _Found:
    """What has been met for one criterion."""

    voices: dict[str, set[str]] = field(default_factory=dict)
    stances: dict[str, set[str]] = field(default_factory=dict)
    excerpts: set[str] = field(default_factory=set)


def count(
    criteria: Iterable[str], facts: Mapping[str, Fact], marks: Iterable[Mark], *, framework: str, as_of: str
) -> Coverage:
    """The coverage of the criteria from the marks; a mark on an item without a fact does not count."""
    found = {criterion: _Found() for criterion in criteria}
    for mark in marks:
        here, fact = found.get(mark.criterion), facts.get(mark.item)
        if here is None or fact is None:
            continue
        here.voices.setdefault(mark.item, set()).update(fact.voices if mark.voices is None else mark.voices)
        here.stances.setdefault(mark.item, set()).add(mark.stance)
        if mark.excerpt is not None:
            here.excerpts.add(mark.excerpt)
    counted = {item for here in found.values() for item in here.voices}
    return Coverage(
        as_of=as_of,
        framework=framework,
        guessed_dates=sum(facts[item].guessed for item in counted),
        criteria=tuple(_criterion(criterion, here, facts) for criterion, here in found.items()),
    )


def _criterion(criterion: str, found: _Found, facts: Mapping[str, Fact]) -> CriterionCoverage:
    items = [facts[item] for item in found.voices]
    return CriterionCoverage(
        criterion=criterion,
        items=len(items),
        excerpts=len(found.excerpts),
        kind=_tally(KINDS, ((fact.kind,) for fact in items)),
        voice=_tally(VOICES, found.voices.values()),
        agency=_tally(AGENCIES, (set(fact.agencies) for fact in items)),
        stance=_tally(STANCES, found.stances.values()),
        currency=_tally(CURRENCIES, ((fact.currency,) for fact in items)),
    )


def _tally(vocabulary: Iterable[str], words: Iterable[Iterable[str]]) -> Counts:
    """How many items have each word. A word from elsewhere that is not in the vocabulary is counted, not lost."""
    counts = Counter(chain.from_iterable(words))
    return {word: counts[word] for word in dict.fromkeys((*vocabulary, *sorted(counts)))}
