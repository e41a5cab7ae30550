"""The example area as data: its files, who tagged what in them and when, and what the area says of itself."""

import tomllib
from dataclasses import dataclass, field
from datetime import date as Day
from pathlib import Path
from typing import Any

from evidence_desk.resources import resource

DEFAULT_STORY = "2017"
# The name of an attachment is that of its mail, this, and its own, as in a report of an import.
WITHIN = "!/"
STEPS = ("copy", "merge", "tag", "set", "judge", "undo", "remove", "bring-back", "export", "settle")


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
    on: Day
    in_copy: bool = False
    quote: str | None = None
    page: str | None = None
    voices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StoryFile:
    """One file: its name as imported, the text it is made from, and the facts people know of it.

    Where nobody has described it yet, the library holds what the program guessed.
    """

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
    on: Day
    described: bool = True
    in_copy: bool = False
    encoding: str = "utf-8"
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
    def day(self) -> str:
        """The day the file says it was made: of a month or a year, its first."""
        return self.date + "-01-01"[len(self.date) - 4 :]

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
    on: Day
    in_copy: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """Something else that somebody did: `do` is one of `STEPS`; the rest is what that needs."""

    on: Day
    by: str
    do: str
    in_copy: bool = False
    file: str | None = None
    criterion: str | None = None
    stance: str | None = None
    note: str | None = None
    quote: str | None = None
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Story:
    """All of it: what was done from `begun` on, the day its first officer made the library, up to `as_of`."""

    name: str
    area: str
    framework: str
    begun: Day
    as_of: Day
    inspection: Day
    officers: tuple[Officer, ...]
    files: tuple[StoryFile, ...]
    judgements: tuple[StoryJudgement, ...]
    steps: tuple[Step, ...]

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
    """The story of that name from `resources/demo`: `story.toml`, then more files from `files-*.toml` in order."""
    folder = resource("demo", name)
    data = tomllib.loads((folder / "story.toml").read_text(encoding="utf-8"))
    tables = list(data.get("files", []))
    for path in sorted(folder.glob("files-*.toml")):
        tables += tomllib.loads(path.read_text(encoding="utf-8"))["files"]
    as_of: Day = data["as_of"]
    return Story(
        name=name,
        area=data["area"],
        framework=data["framework"],
        begun=data.get("begun", as_of),
        as_of=as_of,
        inspection=data["inspection"],
        officers=tuple(Officer(**officer) for officer in data["officers"]),
        files=tuple(_file(file, as_of) for file in tables),
        judgements=tuple(StoryJudgement(**_tuples({"on": as_of} | one)) for one in data["judgements"]),
        steps=tuple(Step(**_tuples(step)) for step in data.get("steps", [])),
    )


def _file(table: dict[str, Any], as_of: Day) -> StoryFile:
    """A tag is made on the day its file came in, and where it came in, unless it says otherwise."""
    known = {"on": as_of} | table
    where = {"on": known["on"], "in_copy": known.get("in_copy", False)}
    tags = tuple(StoryTag(**_tuples(where | tag)) for tag in known.pop("tags", []))
    return StoryFile(**_tuples(known), tags=tags)


def _tuples(table: dict[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in table.items()}
