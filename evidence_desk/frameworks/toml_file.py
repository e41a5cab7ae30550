"""A framework's TOML file, read with care: whatever is wrong is told with the line and the field.

The schema is written down in `resources/frameworks/README.md`.
"""

import re
import tomllib
from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any, Never

from evidence_desk.errors import KnownError
from evidence_desk.frameworks.toml_lines import Path, line_of
from evidence_desk.model.framework import Criterion, Crosswalk, Framework, Rating, Theme

_ID = re.compile(r"[A-Za-z0-9.-]{1,20}")
_AT_LINE = re.compile(r"\s*\(at line (\d+), column \d+\)|\s*\(at end of document\)")
_TOP = ("id", "title", "version", "source", "licence", "scale", "themes", "crosswalk")
_LONGEST_TEXT = 2000


def parse(text: str, name: str, known: Mapping[str, Framework] | None = None) -> Framework:
    """The framework in a file's text. With `known`, a crosswalk must name one of these and its criteria."""
    try:
        data = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise _not_toml(name, text, str(error)) from None
    return _Checked(name, text, data, known).framework()


def _not_toml(name: str, text: str, error: str) -> KnownError:
    at = _AT_LINE.search(error)
    line = at[1] if at and at[1] else len(text.splitlines())
    return KnownError(
        f"{name}, line {line}: this is not TOML.",
        f"{_AT_LINE.sub('', error)}.",
        "Compare the line with a framework file that comes with the program.",
    )


class _Checked:
    """One file under examination; every check that fails raises with line and field."""

    def __init__(self, name: str, text: str, data: dict[str, Any], known: Mapping[str, Framework] | None) -> None:
        self._name, self._text, self._data, self._known = name, text, data, known

    def framework(self) -> Framework:
        self._only((), self._data, _TOP)
        scale = tuple(self._rating(("scale", n)) for n, _ in enumerate(self._tables(("scale",), needed=False)))
        self._distinct("scale", [(("scale", n, "id"), one.id) for n, one in enumerate(scale)])
        themes = tuple(self._theme(("themes", n)) for n, _ in enumerate(self._tables(("themes",))))
        self._distinct("theme", [(("themes", n, "id"), theme.id) for n, theme in enumerate(themes)])
        places: list[tuple[Path, str]] = [
            (("themes", n, "criteria", m, "id"), criterion.id)
            for n, theme in enumerate(themes)
            for m, criterion in enumerate(theme.criteria)
        ]
        self._distinct("criterion", places)
        return Framework(
            id=self._id(("id",)),
            title=self._words(("title",)),
            version=self._words(("version",), needed=False),
            source=self._words(("source",), needed=False),
            licence=self._words(("licence",), needed=False),
            themes=themes,
            scale=scale,
            crosswalk=self._crosswalk({criterion for _, criterion in places}),
        )

    def _rating(self, path: Path) -> Rating:
        self._only(path, self._at(path), ("id", "title", "description"))
        return Rating(
            self._id((*path, "id")), self._words((*path, "title")), self._words((*path, "description"), needed=False)
        )

    def _theme(self, path: Path) -> Theme:
        self._only(path, self._at(path), ("id", "title", "criteria"))
        tables = self._tables((*path, "criteria"))
        criteria = tuple(self._criterion((*path, "criteria", n)) for n, _ in enumerate(tables))
        return Theme(self._id((*path, "id")), self._words((*path, "title")), criteria)

    def _criterion(self, path: Path) -> Criterion:
        self._only(path, self._at(path), ("id", "title", "prompts"))
        return Criterion(
            self._id((*path, "id")), self._words((*path, "title")), self._list((*path, "prompts"), needed=False)
        )

    def _crosswalk(self, ours: set[str]) -> Crosswalk:
        table = self._table(("crosswalk",))
        return {other: self._mapping(other, ours) for other in table}

    def _mapping(self, other: str, ours: set[str]) -> dict[str, tuple[str, ...]]:
        path = ("crosswalk", other)
        known = None if self._known is None else self._known.get(other)
        if self._known is not None and known is None:
            self._fail(path, f"there is no framework “{other}”", _one_of(other, list(self._known)))
        theirs = None if known is None else [criterion.id for criterion in known.criteria]
        found: dict[str, tuple[str, ...]] = {}
        for their in self._table(path):
            if theirs is not None and their not in theirs:
                self._fail((*path, their), f"{other} has no criterion “{their}”", _one_of(their, theirs))
            found[their] = self._list((*path, their))
            for our in found[their]:
                if our not in ours:
                    self._fail((*path, their), f"this framework has no criterion “{our}”", _one_of(our, sorted(ours)))
        return found

    # --- one value each ---

    def _id(self, path: Path) -> str:
        value = self._words(path)
        if not _ID.fullmatch(value):
            self._fail(path, f"“{value}” cannot be an id", "one to twenty letters A–Z, digits, full stops or hyphens")
        return value

    def _words(self, path: Path, *, needed: bool = True) -> str:
        value = self._at(path)
        if value is None and not needed:
            return ""
        if not isinstance(value, str) or len(value) > _LONGEST_TEXT:
            self._fail(path, _said(value), f"words in quotation marks, at most {_LONGEST_TEXT} characters")
        if needed and not value.strip():
            self._fail(path, "it is empty", "words in quotation marks")
        return " ".join(value.split())

    def _list(self, path: Path, *, needed: bool = True) -> tuple[str, ...]:
        value = self._at(path)
        if value is None and not needed:
            return ()
        expected = 'a list of words, such as ["One", "Two"]'
        if not isinstance(value, list):
            self._fail(path, _said(value), expected)
        if not all(isinstance(one, str) and one.strip() and len(one) <= _LONGEST_TEXT for one in value):
            self._fail(path, "something in the list is empty, too long or not in quotation marks", expected)
        return tuple(" ".join(one.split()) for one in value)

    def _table(self, path: Path) -> dict[str, Any]:
        value = self._at(path)
        if value is None:
            return {}
        if not isinstance(value, dict):
            self._fail(path, _said(value), f"a table headed [{'.'.join(map(str, path))}]")
        return value

    def _tables(self, path: Path, *, needed: bool = True) -> list[Any]:
        value = self._at(path)
        heading = f"[[{'.'.join(part for part in path if isinstance(part, str))}]]"
        if value is None and not needed:
            return []
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            self._fail(path, _said(value), f"one or more tables headed {heading}")
        if needed and not value:
            self._fail(path, "there are none", f"one or more tables headed {heading}")
        return value

    def _only(self, path: Path, table: dict[str, Any], fields: tuple[str, ...]) -> None:
        for field in table:
            if field not in fields:
                self._fail((*path, field), "there is no such field", _one_of(field, list(fields)))

    def _distinct(self, what: str, places: list[tuple[Path, str]]) -> None:
        seen: dict[str, Path] = {}
        for path, value in places:
            earlier = seen.setdefault(value.casefold(), path)
            if earlier != path:
                line = line_of(self._text, earlier)
                self._fail(path, f"the {what} id “{value}” is there already, in line {line}", "an id of its own")

    def _at(self, path: Path) -> Any:
        here: Any = self._data
        for part in path:
            here = here.get(part) if isinstance(part, str) else here[part]
        return here

    def _fail(self, path: Path, wrong: str, expected: str) -> Never:
        field = "".join(f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in path).lstrip(".")
        raise KnownError(
            f"{self._name}, line {line_of(self._text, path)}: {field}: {wrong}.", what_to_do=f"Expected: {expected}."
        )


def _said(value: object) -> str:
    return "it is missing" if value is None else f"it is {str(value)[:40]!r}"


def _one_of(word: str, choices: list[str]) -> str:
    near = get_close_matches(word, choices, n=3, cutoff=0.5) or choices[:12]
    return "one of " + ", ".join(near) if len(near) > 1 else "".join(near) or "one that is there"
