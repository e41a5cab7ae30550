"""Rating scales: those that come with the program, and that of every framework that has one."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from evidence_desk.frameworks import reader
from evidence_desk.frameworks.toml_checks import Checks
from evidence_desk.frameworks.toml_file import checked, ratings
from evidence_desk.model.framework import Basis, Framework, Rating
from evidence_desk.resources import resource

FIELDS: Final = ("id", "title", "source", "checked", "basis", "scale")


@dataclass(frozen=True, slots=True)
class Scale:
    """Ratings with a name of their own, best first."""

    id: str
    title: str
    ratings: tuple[Rating, ...]
    basis: Basis | None = None


def scales(frameworks: Iterable[Framework]) -> list[Scale]:
    """What a library can rate by: the scales of these frameworks, and then those that stand alone."""
    of_frameworks = [Scale(one.id, one.title, one.scale) for one in frameworks if one.scale]
    taken = {one.id for one in of_frameworks}
    return of_frameworks + [scale for scale in alone() if scale.id not in taken]


@lru_cache(maxsize=1)
def alone() -> tuple[Scale, ...]:
    """The scales in `resources/frameworks/scales`, in the order of their ids."""
    folder = resource("frameworks", "scales")
    return tuple(parse(reader.text_of(path), path.name) for path in sorted(folder.glob("*.toml")))


def parse(text: str, name: str) -> Scale:
    """The scale in a file's text; a KnownError names line and field of what is wrong."""
    file = Checks(name, text)
    file.only((), FIELDS)
    source = file.words(("source",), needed=False)
    rests = Basis(source, checked(file, ("checked",))) if source else Basis(basis=file.words(("basis",)))
    return Scale(file.id(("id",)), file.words(("title",)), ratings(file, needed=True), rests)
