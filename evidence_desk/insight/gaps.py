"""Where the evidence is thin: criteria with nothing, with one voice only, with nothing current."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from evidence_desk.model.coverage import Coverage, CriterionCoverage
from evidence_desk.model.framework import Criterion

# In a few words, for a row that has little room.
SHORT: Final[Mapping[str, str]] = {
    "nothing": "nothing",
    "no-voice": "no voice named",
    "one-voice": "one voice only",
    "nothing-current": "nothing current",
}


@dataclass(frozen=True, slots=True)
class Gap:
    """One thin place: `rule` is `nothing`, `no-voice`, `one-voice` (then `voice` is that one) or `nothing-current`."""

    criterion: str
    rule: str
    voice: str | None = None


def gaps(coverage: Coverage) -> list[Gap]:
    """The gaps in the order of the framework. Where there is nothing at all, that is the only gap told.

    Of a criterion that is no longer in the framework nothing is asked.
    """
    return [gap for criterion in coverage.criteria if not criterion.retired for gap in _of(criterion)]


def by_criterion(coverage: Coverage) -> dict[str, tuple[str, ...]]:
    """The rules that each criterion falls under; empty where it is well covered."""
    rules: dict[str, tuple[str, ...]] = {one.criterion: () for one in coverage.criteria}
    for gap in gaps(coverage):
        rules[gap.criterion] = (*rules[gap.criterion], gap.rule)
    return rules


def unheard(criterion: Criterion, here: CriterionCoverage) -> tuple[str, ...]:
    """The voices that must be heard of a criterion and are not, in the framework's order."""
    return tuple(voice for voice in criterion.voices if not here.voice.get(voice))


def _of(here: CriterionCoverage) -> list[Gap]:
    if not here.items:
        return [Gap(here.criterion, "nothing")]
    found = []
    voices = [voice for voice, number in here.voice.items() if number]
    if len(voices) == 1:
        found.append(Gap(here.criterion, "one-voice", voices[0]))
    elif not voices:
        found.append(Gap(here.criterion, "no-voice"))
    if not here.currency["current"]:
        found.append(Gap(here.criterion, "nothing-current"))
    return found
