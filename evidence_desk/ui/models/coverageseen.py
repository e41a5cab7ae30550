"""What the place Framework shows: read in one go away from the window's thread, and told in words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from evidence_desk.frameworks import stored
from evidence_desk.insight.coverage import coverage
from evidence_desk.insight.gaps import by_criterion
from evidence_desk.library import queries
from evidence_desk.model.coverage import Coverage
from evidence_desk.model.framework import Framework
from evidence_desk.model.records import Judgement
from evidence_desk.ui.words import count, day

if TYPE_CHECKING:
    from evidence_desk.desk import Desk


@dataclass(frozen=True, slots=True)
class Seen:
    """What the place shows, read in one go: the frameworks there are, the library's own first, and one of them."""

    frameworks: tuple[Framework, ...]
    framework: Framework
    coverage: Coverage
    thin: Mapping[str, tuple[str, ...]]
    judgements: Mapping[str, Judgement]

    @property
    def own(self) -> Framework:
        return self.frameworks[0]


def asked(framework_id: str | None, as_of: date | None) -> "Callable[[Desk], Seen]":
    """The question to the library; a framework that is gone meanwhile gives way to the library's own."""

    def ask(desk: "Desk") -> Seen:
        db = desk.library.db
        own = stored.find(db, queries.library_facts(db).framework)
        frameworks = (own, *(one for one in stored.all_frameworks(db) if one.id != own.id))
        framework = next((one for one in frameworks if one.id == framework_id), own)
        found = coverage(db, framework, as_of or desk.today)
        judgements = {one.criterion: one for one in queries.judgements(db, framework.id)}
        return Seen(frameworks, framework, found, by_criterion(found), judgements)

    return ask


def told(seen: Seen, as_of: date | None) -> str:
    """What must be known to read the figures: the day, the framework, the guesses, and that there is nothing yet."""
    parts = []
    if as_of is not None:
        parts.append(f"As if today were {day(as_of.isoformat())}. Items dated later are left out.")
    if seen.framework.id != seen.own.id:
        parts.append(f"Seen through the crosswalk: what is tagged under {seen.own.title} counts where it maps.")
    if not any(one.items for one in seen.coverage.criteria):
        parts.append("No evidence is tagged yet. The page of each criterion says what inspectors look for.")
    if seen.coverage.guessed_dates:
        dates = count(seen.coverage.guessed_dates, "date")
        parts.append(f"{dates} {'is' if seen.coverage.guessed_dates == 1 else 'are'} guessed from the file.")
    return " ".join(parts)
