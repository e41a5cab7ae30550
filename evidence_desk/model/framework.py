"""An inspection framework: themes, criteria, the scale of its judgements, and how it maps to others."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

# The fields of a criterion that hold statements, each of which rests on something.
BASED: Final = ("evaluates", "prompts", "evidence", "voices", "questions")

# theirs: ours. `{"area-send-2016": {"A": ("1.1",)}}` says that what is tagged A there bears on 1.1 here.
Crosswalk = Mapping[str, Mapping[str, tuple[str, ...]]]


@dataclass(frozen=True, slots=True)
class Basis:
    """What a statement rests on: a published source and when it was last checked, or in words something else."""

    source: str = ""
    checked: str = ""
    basis: str = ""

    @property
    def words(self) -> str:
        return f"{self.source}, checked {self.checked}" if self.source else self.basis


@dataclass(frozen=True, slots=True)
class Criterion:
    """The smallest thing evidence is tagged to. *Retired* = taken out while tags or judgements still name it.

    `evaluates` says in plain words what inspectors look at; `evidence` names what usually shows it, by kind of item;
    `voices` (words of the vocabulary) must be heard; `questions` are what leaders are asked. `basis` is given by field,
    or by its number for one prompt or question: `prompts.3`.
    """

    id: str
    title: str
    prompts: tuple[str, ...] = ()
    retired: bool = False
    evaluates: str = ""
    evidence: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    voices: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    basis: Mapping[str, Basis] = field(default_factory=dict)

    @property
    def shown_title(self) -> str:
        """The title, with a word where the criterion is no longer part of its framework."""
        return f"{self.title} (retired)" if self.retired else self.title


@dataclass(frozen=True, slots=True)
class Theme:
    """A group of criteria, in the order of the framework."""

    id: str
    title: str
    criteria: tuple[Criterion, ...]


@dataclass(frozen=True, slots=True)
class Rating:
    """One step of the scale, best first; the description is in the words of the reports."""

    id: str
    title: str
    description: str = ""


@dataclass(frozen=True, slots=True)
class Framework:
    """A framework as read from its file or from a library's own rows."""

    id: str
    title: str
    version: str
    source: str
    licence: str
    themes: tuple[Theme, ...]
    scale: tuple[Rating, ...] = ()
    crosswalk: Crosswalk = field(default_factory=dict)
    basis: Mapping[str, Basis] = field(default_factory=dict)

    @property
    def criteria(self) -> tuple[Criterion, ...]:
        """All criteria, in the order of the framework."""
        return tuple(criterion for theme in self.themes for criterion in theme.criteria)

    def criterion(self, criterion_id: str) -> Criterion | None:
        return next((one for one in self.criteria if one.id == criterion_id), None)

    def theme_of(self, criterion_id: str) -> Theme | None:
        return next((theme for theme in self.themes if any(one.id == criterion_id for one in theme.criteria)), None)

    def rating(self, rating_id: str) -> Rating | None:
        return next((one for one in self.scale if one.id == rating_id), None)

    def basis_of(self, criterion_id: str, named: str, number: int | None = None) -> Basis | None:
        """What a field of a criterion rests on: its own word goes before the criterion's, that before the framework's.

        `number` counts the prompts or questions from 1.
        """
        criterion = self.criterion(criterion_id)
        own = criterion.basis if criterion else {}
        one = own.get(f"{named}.{number}") if number else None
        return one or own.get(named) or self.basis.get("titles" if named == "title" else named)


def mapped(framework: Framework, others: Mapping[str, Framework]) -> Iterator[tuple[str, str, str]]:
    """Each (other framework, their criterion, our criterion); one that only the other has is turned round."""
    for other in sorted({*framework.crosswalk, *others} - {framework.id}):
        if other in framework.crosswalk:
            for theirs, ours in framework.crosswalk[other].items():
                yield from ((other, theirs, our) for our in ours)
        else:
            for ours_there, theirs_there in others[other].crosswalk.get(framework.id, {}).items():
                yield from ((other, theirs, ours_there) for theirs in theirs_there)
