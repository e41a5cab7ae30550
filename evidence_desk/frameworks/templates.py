"""The template of a case study: what it holds, what to ask of whom, and how to ask for consent."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from evidence_desk.frameworks import reader
from evidence_desk.frameworks.toml_checks import Checks, one_of
from evidence_desk.model.vocabulary import VOICES
from evidence_desk.resources import resource

FIELDS: Final = {
    "template": ("id", "title", "advice", "basis", "field", "question", "consent"),
    "field": ("id", "title", "help", "fills", "needed"),
    "question": ("of", "asks"),
    "consent": ("to_family", "to_child", "asks", "check"),
}
# The fields of an item that a template can fill.
FILLS: Final = ("age_phase", "need", "own_words", "what_changed", "consent", "anonymised", "keep_until")


@dataclass(frozen=True, slots=True)
class Field:
    """One part of a case study; `fills` names the field of the item in which its words are kept."""

    id: str
    title: str
    help: str
    fills: str
    needed: bool


@dataclass(frozen=True, slots=True)
class Consent:
    """What is said to the family and to the child, what is asked, and what to check first."""

    to_family: str
    to_child: str
    asks: tuple[str, ...]
    check: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Template:
    """A case study's form. `questions` are by whose voice is asked."""

    id: str
    title: str
    advice: str
    basis: str
    fields: tuple[Field, ...]
    questions: Mapping[str, tuple[str, ...]]
    consent: Consent


@lru_cache(maxsize=1)
def case_study() -> Template:
    """The template that comes with the program."""
    return read(resource("templates", "case-study.toml"))


def read(path: Path) -> Template:
    """The template in a TOML file; a KnownError names line and field of what is wrong."""
    return parse(reader.text_of(path), path.name)


def parse(text: str, name: str) -> Template:
    file = Checks(name, text)
    file.only((), FIELDS["template"])
    places = [("field", n) for n, _ in enumerate(file.tables(("field",)))]
    fields = tuple(_field(file, place) for place in places)
    file.distinct("field", [((*place, "id"), one.id) for place, one in zip(places, fields, strict=True)])
    return Template(
        id=file.id(("id",)),
        title=file.words(("title",)),
        advice=file.words(("advice",), needed=False),
        basis=file.words(("basis",)),
        fields=fields,
        questions=_questions(file),
        consent=_consent(file),
    )


def _field(file: Checks, path: tuple[str, int]) -> Field:
    file.only(path, FIELDS["field"])
    fills = file.words((*path, "fills"), needed=False)
    if fills and fills not in FILLS:
        file.fail((*path, "fills"), f"an item has no field “{fills}” for it", one_of(fills, FILLS))
    return Field(
        file.id((*path, "id")),
        file.words((*path, "title")),
        file.words((*path, "help"), needed=False),
        fills,
        file.flag((*path, "needed")),
    )


def _questions(file: Checks) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for n, _ in enumerate(file.tables(("question",), needed=False)):
        file.only(("question", n), FIELDS["question"])
        voice = file.words(("question", n, "of"))
        if voice not in VOICES:
            file.fail(("question", n, "of"), f"“{voice}” is no voice", one_of(voice, VOICES))
        found[voice] = (*found.get(voice, ()), *file.texts(("question", n, "asks")))
    return found


def _consent(file: Checks) -> Consent:
    file.needs(("consent",), ("to_family", "asks"))
    file.only(("consent",), FIELDS["consent"])
    return Consent(
        file.words(("consent", "to_family")),
        file.words(("consent", "to_child"), needed=False),
        file.texts(("consent", "asks")),
        file.texts(("consent", "check"), needed=False),
    )
