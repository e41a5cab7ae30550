"""A framework's TOML file, read with care.

The form is written down in `resources/frameworks/README.md` and, for editors, in `framework.schema.json` beside it.
"""

import re
from collections.abc import Mapping
from typing import Final

from evidence_desk.frameworks.toml_checks import Checks, one_of
from evidence_desk.frameworks.toml_lines import Path
from evidence_desk.model.framework import BASED, Basis, Criterion, Crosswalk, Framework, Rating, Theme
from evidence_desk.model.vocabulary import KINDS, VOICES

# Every table of the file with its fields; a test holds the schema for editors to the same.
FIELDS: Final[Mapping[str, tuple[str, ...]]] = {
    "framework": ("id", "title", "version", "source", "licence", "scale", "themes", "crosswalk", "basis"),
    "rating": ("id", "title", "description"),
    "theme": ("id", "title", "criteria"),
    "criterion": ("id", "title", "evaluates", "prompts", "evidence", "voices", "questions", "basis"),
    "evidence": KINDS,
    "basis": ("source", "checked"),
}
# What a basis can be given for: in a framework for all of its criteria, in a criterion for one field of it.
_OF_ALL: Final = ("titles", "scale", "crosswalk", *BASED)
_OF_ONE: Final = ("title", *BASED)
_ABOVE: Final = "to stand above the first heading in brackets"
_BELONGS: Final = {
    "criteria": "the heading [[themes.criteria]], below a theme",
    "version": _ABOVE,
    "source": _ABOVE,
    "licence": _ABOVE,
}
_NUMBERED: Final = re.compile(r"(prompts|questions)\.([1-9]\d?)")
_CHECKED: Final = re.compile(r"\d{4}-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?")


def parse(text: str, name: str, known: Mapping[str, Framework] | None = None) -> Framework:
    """The framework in a file's text. With `known`, a crosswalk must name one of these and its criteria."""
    return _FrameworkFile(name, text, known).framework()


def ratings(file: Checks, *, needed: bool) -> tuple[Rating, ...]:
    """The tables headed [[scale]]."""
    found = tuple(_rating(file, ("scale", n)) for n, _ in enumerate(file.tables(("scale",), needed=needed)))
    file.distinct("scale", [(("scale", n, "id"), one.id) for n, one in enumerate(found)])
    return found


def _rating(file: Checks, path: Path) -> Rating:
    file.only(path, FIELDS["rating"])
    return Rating(
        file.id((*path, "id")), file.words((*path, "title")), file.words((*path, "description"), needed=False)
    )


def basis(file: Checks, path: Path) -> Basis:
    """What a statement rests on: words, or a table of `source` and `checked`."""
    if isinstance(file.at(path), str):
        return Basis(basis=file.words(path))
    if not isinstance(file.at(path), dict):
        expected = '"general knowledge", or { source = "…", checked = "2026-11" }'
        file.fail(path, "it says neither what it rests on nor its source", expected)
    file.only(path, FIELDS["basis"])
    return Basis(file.words((*path, "source")), checked(file, (*path, "checked")))


def checked(file: Checks, path: Path) -> str:
    """A month or a day, as text: `2026-11` is no date in TOML."""
    found = file.words(path)
    if not _CHECKED.fullmatch(found):
        file.fail(path, f"“{found}” is no month or day", 'year and month in quotation marks, such as "2026-11"')
    return found


class _FrameworkFile(Checks):
    """One framework's file."""

    def __init__(self, name: str, text: str, known: Mapping[str, Framework] | None) -> None:
        super().__init__(name, text)
        self._known = known
        self.belongs = _BELONGS

    def framework(self) -> Framework:
        self.only((), FIELDS["framework"])
        scale = ratings(self, needed=False)
        themes = tuple(self._theme(("themes", n)) for n, _ in enumerate(self.tables(("themes",))))
        self.distinct("theme", [(("themes", n, "id"), theme.id) for n, theme in enumerate(themes)])
        places: list[tuple[Path, str]] = [
            (("themes", n, "criteria", m, "id"), criterion.id)
            for n, theme in enumerate(themes)
            for m, criterion in enumerate(theme.criteria)
        ]
        self.distinct("criterion", places)
        return Framework(
            id=self.id(("id",)),
            title=self.words(("title",)),
            version=self.words(("version",), needed=False),
            source=self.words(("source",), needed=False),
            licence=self.words(("licence",), needed=False),
            themes=themes,
            scale=scale,
            crosswalk=self._crosswalk({criterion for _, criterion in places}),
            basis={field: self._based(("basis", field), _OF_ALL) for field in self.table(("basis",))},
        )

    def _theme(self, path: Path) -> Theme:
        self.only(path, FIELDS["theme"])
        tables = self.tables((*path, "criteria"))
        criteria = tuple(self._criterion((*path, "criteria", n)) for n, _ in enumerate(tables))
        return Theme(self.id((*path, "id")), self.words((*path, "title")), criteria)

    def _criterion(self, path: Path) -> Criterion:
        self.only(path, FIELDS["criterion"])
        criterion = Criterion(
            self.id((*path, "id")),
            self.words((*path, "title")),
            self.texts((*path, "prompts"), needed=False),
            evaluates=self.words((*path, "evaluates"), needed=False),
            evidence=self._evidence((*path, "evidence")),
            voices=self.choices((*path, "voices"), VOICES),
            questions=self.texts((*path, "questions"), needed=False),
            basis={one: self._based((*path, "basis", one), _OF_ONE) for one in self.table((*path, "basis"))},
        )
        self._numbers_are_there(path, criterion)
        return criterion

    def _evidence(self, path: Path) -> dict[str, tuple[str, ...]]:
        table = self.table(path)
        if table:
            self.only(path, FIELDS["evidence"])
        return {kind: self.texts((*path, kind)) for kind in KINDS if kind in table}

    def _based(self, path: Path, allowed: tuple[str, ...]) -> Basis:
        field = str(path[-1])
        if field not in allowed and not (allowed is _OF_ONE and _NUMBERED.fullmatch(field)):
            extra = ' or a number in quotation marks, such as "prompts.3"' if allowed is _OF_ONE else ""
            self.fail(path, "there is no such field here", one_of(field, allowed) + extra)
        value = self.at(path)
        number = next((key for key in value if key.isdigit()), None) if isinstance(value, dict) else None
        if number:
            self.fail(path, f"{field}.{number} wants quotation marks", f'"{field}.{number}" = …')
        return basis(self, path)

    def _numbers_are_there(self, path: Path, criterion: Criterion) -> None:
        for field in criterion.basis:
            numbered = _NUMBERED.fullmatch(field)
            if numbered:
                count = len(criterion.prompts if numbered[1] == "prompts" else criterion.questions)
                if int(numbered[2]) > count:
                    self.fail((*path, "basis", field), f"there are {count} {numbered[1]}", "a number that is there")

    def _crosswalk(self, ours: set[str]) -> Crosswalk:
        return {other: self._mapping(other, ours) for other in self.table(("crosswalk",))}

    def _mapping(self, other: str, ours: set[str]) -> dict[str, tuple[str, ...]]:
        path = ("crosswalk", other)
        known = None if self._known is None else self._known.get(other)
        if self._known is not None and known is None:
            self.fail(path, f"there is no framework “{other}”", one_of(other, list(self._known)))
        theirs = None if known is None else [criterion.id for criterion in known.criteria]
        found: dict[str, tuple[str, ...]] = {}
        for their in self.table(path):
            if isinstance(self.at((*path, their)), dict):
                self.fail((*path, their), "an id with a full stop wants quotation marks", f'such as "{their}.1" = […]')
            if theirs is not None and their not in theirs:
                self.fail((*path, their), f"{other} has no criterion “{their}”", one_of(their, theirs))
            found[their] = self.texts((*path, their))
            for our in found[their]:
                if our not in ours:
                    self.fail((*path, their), f"this framework has no criterion “{our}”", one_of(our, sorted(ours)))
        return found
