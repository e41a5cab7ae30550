"""What an area is asked to hand over when an inspection is announced: a checklist that the area can edit."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from evidence_desk.frameworks import reader, toml_file
from evidence_desk.frameworks.toml_checks import Checks
from evidence_desk.model.framework import Basis, Framework
from evidence_desk.resources import resource

FIELDS: Final = {
    "checklist": ("id", "title", "framework", "basis", "request"),
    "request": ("id", "title", "what", "owner", "due", "criteria", "basis"),
    "basis": ("requests", "due"),
}
# Two calendar months: a slip of the finger rather than a due day.
_LATEST_DAY: Final = 40


@dataclass(frozen=True, slots=True)
class Request:
    """One thing to hand over. `due` counts working days after the day of notice; `owner` is a role."""

    id: str
    title: str
    what: str
    owner: str
    due: int
    criteria: tuple[str, ...]
    basis: Basis


@dataclass(frozen=True, slots=True)
class Checklist:
    """Requests in the order of the file; `due_basis` says what the due days rest on."""

    id: str
    title: str
    framework: str
    requests: tuple[Request, ...]
    due_basis: Basis

    def by_day(self) -> list[Request]:
        """The requests as they fall due; within a day in the order of the file."""
        return sorted(self.requests, key=lambda one: one.due)


@lru_cache(maxsize=1)
def information_request() -> Checklist:
    """The checklist that comes with the program."""
    return read(resource("checklists", "information-request.toml"))


def read(path: Path) -> Checklist:
    """The checklist in a TOML file; a KnownError names line and field of what is wrong."""
    return parse(reader.text_of(path), path.name)


def parse(text: str, name: str, framework: Framework | None = None) -> Checklist:
    """The checklist in a file's text. With `framework`, its criteria must be there."""
    file = Checks(name, text)
    file.only((), FIELDS["checklist"])
    file.needs(("basis",), FIELDS["basis"])
    of_all = toml_file.basis(file, ("basis", "requests"))
    places = [("request", n) for n, _ in enumerate(file.tables(("request",)))]
    known = {one.id for one in framework.criteria} if framework else None
    requests = tuple(_request(file, place, of_all, known) for place in places)
    file.distinct("request", [((*place, "id"), one.id) for place, one in zip(places, requests, strict=True)])
    return Checklist(
        file.id(("id",)),
        file.words(("title",)),
        file.words(("framework",), needed=False),
        requests,
        toml_file.basis(file, ("basis", "due")),
    )


def _request(file: Checks, path: tuple[str, int], of_all: Basis, known: set[str] | None) -> Request:
    file.only(path, FIELDS["request"])
    criteria = (*path, "criteria")
    own = (*path, "basis")
    return Request(
        id=file.id((*path, "id")),
        title=file.words((*path, "title")),
        what=file.words((*path, "what")),
        owner=file.words((*path, "owner"), needed=False),
        due=file.whole((*path, "due"), low=1, high=_LATEST_DAY),
        criteria=file.texts(criteria, needed=False) if known is None else file.choices(criteria, known),
        basis=of_all if file.at(own) is None else toml_file.basis(file, own),
    )
