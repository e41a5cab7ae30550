"""The example area as data: its files, who tagged what in them, and what the area says of itself."""

import tomllib
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from evidence_desk.resources import resource

DEFAULT_STORY = "2017"
# The name of an attachment is that of its mail, this, and its own, as in a report of an import.
WITHIN = "!/"


@dataclass(frozen=True, slots=True)
class Officer:
    """One of the people who work on the library."""

    name: str
    agency: str


@dataclass(frozen=True, slots=True)
class StoryTag:
    """What one officer says a file, or a quote in it, bears on. `voices` is empty where the file's own hold."""

    by: str
    criterion: str
    stance: str
    note: str
    quote: str | None = None
    page: str | None = None
    voices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StoryFile:
    """One file: its name as imported, the text it is made from, and the facts people know of it."""

    name: str
    made_from: str
    by: str
    kind: str
    title: str
    date: str
    voices: tuple[str, ...]
    agencies: tuple[str, ...]
    source: str
    marking: str
    period: str | None = None
    review_date: str | None = None
    labels: tuple[str, ...] = ()
    case: dict[str, str] = field(default_factory=dict)
    tags: tuple[StoryTag, ...] = ()

    @property
    def attached(self) -> bool:
        """Whether it comes inside another file rather than on its own."""
        return WITHIN in self.name

    @property
    def facts(self) -> dict[str, Any]:
        """The item's fields as they are stored, the facts of a case study with them; what is not known is left out."""
        known = {
            "kind": self.kind,
            "title": self.title,
            "date": self.date,
            "period": self.period,
            "review_date": self.review_date,
            "voices": sorted(self.voices),
            "agencies": sorted(self.agencies),
            "source": self.source,
            "marking": self.marking,
        }
        return {name: value for name, value in known.items() if value is not None} | self.case


@dataclass(frozen=True, slots=True)
class StoryJudgement:
    """What the area says of itself under one criterion, and the names of the files it rests on."""

    criterion: str
    by: str
    rating: str
    know: str
    how: str
    impact: str
    next: str
    owner: str
    status: str
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """All of it, in the order in which it is worked in."""

    name: str
    area: str
    framework: str
    inspection: date
    officers: tuple[Officer, ...]
    files: tuple[StoryFile, ...]
    judgements: tuple[StoryJudgement, ...]

    def officer(self, name: str) -> Officer:
        return next(officer for officer in self.officers if officer.name == name)

    def text_of(self, made_from: str) -> str:
        """The text or data a file is made from."""
        return self.folder.joinpath(made_from).read_text(encoding="utf-8")

    @property
    def folder(self) -> Path:
        return resource("demo", self.name)


def story_names() -> tuple[str, ...]:
    """The stories that come with the program, in order."""
    return tuple(sorted(path.parent.name for path in resource("demo").glob("*/story.toml")))


def read_story(name: str = DEFAULT_STORY) -> Story:
    """The story of that name from `resources/demo`."""
    data = tomllib.loads(resource("demo", name, "story.toml").read_text(encoding="utf-8"))
    return Story(
        name=name,
        area=data["area"],
        framework=data["framework"],
        inspection=data["inspection"],
        officers=tuple(Officer(**officer) for officer in data["officers"]),
        files=tuple(_file(file) for file in data["files"]),
        judgements=tuple(StoryJudgement(**_tuples(judgement)) for judgement in data["judgements"]),
    )


def _file(table: dict[str, Any]) -> StoryFile:
    tags = tuple(StoryTag(**_tuples(tag)) for tag in table.pop("tags", []))
    return StoryFile(**_tuples(table), tags=tags)


def _tuples(table: dict[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in table.items()}
