"""All that an export says, gathered once and past the gate: what is not here cannot leave."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from evidence_desk.insight.gaps import Gap
from evidence_desk.model.coverage import CriterionCoverage
from evidence_desk.model.framework import Framework
from evidence_desk.model.records import Item, Judgement, LibraryFacts, Tag, Version


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One item of the library. A withheld one has no `item`: reference, kind, date and criteria are all it shows."""

    ref: str
    kind: str
    date: str | None
    criteria: tuple[str, ...]
    item: Item | None = None
    versions: tuple[Version, ...] = ()


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """One tag of an item that may leave. `criterion` is as people type it, `title` as the framework says it."""

    criterion: str
    title: str
    tag: Tag
    item: Item


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An item that does not leave with the export, and why."""

    ref: str
    why: str


@dataclass(frozen=True, slots=True)
class Content:
    """The whole of an export, in the order in which it is told. `figures` count withheld items too."""

    library: LibraryFacts
    framework: Framework
    today: date
    moment: datetime
    marking: str
    register: tuple[RegisterRow, ...]
    evidence: tuple[EvidenceLine, ...]
    judgements: Mapping[str, Judgement]
    figures: Mapping[str, CriterionCoverage]
    gaps: tuple[Gap, ...]
    left_out: tuple[LeftOut, ...] = ()
    judgements_citing_withheld: tuple[str, ...] = ()
    sensitive_confirmed_by: str | None = None

    @property
    def items(self) -> tuple[Item, ...]:
        """The items that leave."""
        return tuple(row.item for row in self.register if row.item is not None)
