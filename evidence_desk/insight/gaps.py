"""Where the evidence is thin: criteria with nothing, with one voice only, with nothing current."""

from dataclasses import dataclass

from evidence_desk.model.coverage import Coverage, CriterionCoverage


@dataclass(frozen=True, slots=True)
class Gap:
    """One thin place: `rule` is `nothing`, `no-voice`, `one-voice` (then `voice` is that one) or `nothing-current`."""

    criterion: str
    rule: str
    voice: str | None = None


def gaps(coverage: Coverage) -> list[Gap]:
    """The gaps in the order of the framework. Where there is nothing at all, that is the only gap told."""
    return [gap for criterion in coverage.criteria for gap in _of(criterion)]


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
