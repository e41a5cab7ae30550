"""A person's TOML file under examination: whatever is wrong is told with the line and the field."""

import re
import tomllib
from collections.abc import Collection, Iterable
from datetime import date
from difflib import get_close_matches
from typing import Any, Never

from evidence_desk.errors import KnownError
from evidence_desk.frameworks.toml_lines import Path, line_of

LONGEST_TEXT = 2000
WORDS = f"words in quotation marks, at most {LONGEST_TEXT} characters"
LIST = 'a list of words, such as ["One", "Two"]'
_FEW = 8
_ID = re.compile(r"[A-Za-z0-9.-]{1,20}")
_AT_LINE = re.compile(r"\s*\(at line (\d+), column \d+\)|\s*\(at end of document\)")
_NAMED_TWICE = re.compile(r"Cannot overwrite a value|Cannot declare .* twice|Cannot mutate|Cannot redefine")
# What tomllib says, and what it most often comes from.
_IN_WORDS = (
    (_NAMED_TWICE, "a field or heading stands there a second time"),
    (re.compile(r"hex value|[Uu]nescaped '"), "a backslash stands there: write two of them"),
    (re.compile(r"Illegal character|Unterminated string|Expected '\""), "a quotation mark is missing"),
    (re.compile(r"Unclosed array|Invalid initial character for a key part"), "a comma or a bracket is missing"),
    (re.compile(r"Invalid value"), "words want quotation marks around them, or a list above wants its closing bracket"),
    (re.compile(r"Expected '='"), "an equals sign is missing"),
    (re.compile(r"Expected newline"), "something stands behind the value: a comma or a quotation mark may be missing"),
    (re.compile(r"Expected ']"), "a heading wants its closing brackets"),
)


class Checks:
    """Reads values at a path, such as ("themes", 0, "title"); each check that fails raises a KnownError."""

    def __init__(self, name: str, text: str) -> None:
        self.name, self.text = name, text
        # For a field in the wrong place: where it belongs.
        self.belongs: dict[str, str] = {}
        self.data = _loaded(name, text)

    def id(self, path: Path) -> str:
        value = self.words(path)
        if not _ID.fullmatch(value):
            self.fail(path, f"“{value}” cannot be an id", "one to twenty letters A–Z, digits, full stops or hyphens")
        return value

    def words(self, path: Path, *, needed: bool = True) -> str:
        value = self.at(path)
        if value is None and not needed:
            return ""
        if isinstance(value, str) and len(value) > LONGEST_TEXT:
            self.fail(path, f"it has {len(value):,} characters", WORDS)
        if not isinstance(value, str):
            self.fail(path, _said(value), WORDS)
        if needed and not value.strip():
            self.fail(path, "it is empty", "words in quotation marks")
        return " ".join(value.split())

    def texts(self, path: Path, *, needed: bool = True) -> tuple[str, ...]:
        value = self.at(path)
        if value is None and not needed:
            return ()
        if not isinstance(value, list):
            self.fail(path, _said(value), f'a list: ["{value}"]' if isinstance(value, str) else LIST)
        for number, one in enumerate(value, 1):
            if not isinstance(one, str) or not one.strip() or len(one) > LONGEST_TEXT:
                wrong = f"something in the list is empty, too long or not in quotation marks: number {number}"
                self.fail(path, wrong, LIST)
        return tuple(" ".join(one.split()) for one in value)

    def choices(self, path: Path, allowed: Collection[str]) -> tuple[str, ...]:
        """A list of words of which each is an agreed one."""
        found = self.texts(path, needed=False)
        for one in found:
            if one not in allowed:
                near = ", ".join(allowed) if len(allowed) <= _FEW else one_of(one, allowed)
                self.fail(path, f"“{one}” is not one of the agreed words", f"any of {near}")
        return found

    def whole(self, path: Path, *, low: int, high: int) -> int:
        """A whole number between two others."""
        value = self.at(path)
        if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
            self.fail(path, _said(value), f"a whole number from {low} to {high}, without quotation marks")
        return value

    def flag(self, path: Path) -> bool:
        """True or false; false where it is left out."""
        value = self.at(path)
        if value is not None and not isinstance(value, bool):
            self.fail(path, _said(value), "true or false, without quotation marks")
        return bool(value)

    def needs(self, path: Path, fields: Iterable[str]) -> None:
        """A table with at least these fields."""
        table = self.table(path)
        for field in fields:
            if field not in table:
                self.fail((*path, field), "it is missing", f"{field} = … below [{'.'.join(map(str, path))}]")

    def table(self, path: Path) -> dict[str, Any]:
        value = self.at(path)
        if value is None:
            return {}
        if not isinstance(value, dict):
            heading = ".".join(str(part) for part in path if isinstance(part, str))
            self.fail(path, _said(value), f"a table headed [{heading}]")
        return value

    def tables(self, path: Path, *, needed: bool = True) -> list[Any]:
        value = self.at(path)
        heading = f"[[{'.'.join(part for part in path if isinstance(part, str))}]]"
        if value is None and not needed:
            return []
        if isinstance(value, dict):
            self.fail(path, "it has one pair of brackets", f"two pairs: {heading}")
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            self.fail(path, _said(value), f"one or more tables headed {heading}")
        if needed and not value:
            self.fail(path, "there are none", f"one or more tables headed {heading}")
        return value

    def only(self, path: Path, fields: Iterable[str]) -> None:
        """Refuses a field that is not in the list: more often a slip than a wish."""
        for field in self.at(path):
            if field not in (allowed := tuple(fields)):
                expected = self.belongs.get(field) or one_of(field, allowed)
                self.fail((*path, field), "there is no such field here", expected)

    def distinct(self, what: str, places: Iterable[tuple[Path, str]]) -> None:
        seen: dict[str, Path] = {}
        for path, value in places:
            earlier = seen.setdefault(value.casefold(), path)
            if earlier != path:
                line = line_of(self.text, earlier)
                self.fail(path, f"the {what} id “{value}” is there already, in line {line}", "an id of its own")

    def at(self, path: Path) -> Any:
        here: Any = self.data
        for part in path:
            here = here.get(part) if isinstance(part, str) else here[part]
        return here

    def fail(self, path: Path, wrong: str, expected: str) -> Never:
        field = "".join(f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in path).lstrip(".")
        raise KnownError(
            f"{self.name}, line {line_of(self.text, path)}: {field}: {wrong}.", what_to_do=f"Expected: {expected}."
        )


def one_of(word: str, choices: Collection[str]) -> str:
    """The agreed words nearest to the one that was typed, else all of them."""
    near = get_close_matches(word, choices, n=3, cutoff=0.5) or list(choices)[:12]
    return "one of " + ", ".join(near) if len(near) > 1 else "".join(near) or "one that is there"


def _loaded(name: str, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise _not_toml(name, text, str(error)) from None


def _not_toml(name: str, text: str, error: str) -> KnownError:
    at = _AT_LINE.search(error)
    line = at[1] if at and at[1] else len(text.splitlines())
    technical = _AT_LINE.sub("", error)
    plain = next((words for pattern, words in _IN_WORDS if pattern.search(technical)), "")
    plain = _seen_in(([*text.splitlines(), ""])[int(line) - 1]) or plain
    told = f"Perhaps {plain}. ({technical}.)" if plain else f"{technical}."
    return KnownError(
        f"{name}, line {line}: this is not TOML.", told,
        "Compare the line, and the one before it, with a framework file that comes with the program.",
    )  # fmt: skip


def _seen_in(line: str) -> str:
    """What a word processor does to a file, and the slip most often made in a heading."""
    if re.search("= *[\u201c\u201d\u201e\u2018\u2019]", line):
        return "the quotation marks are curly: type straight ones"
    single = re.fullmatch(r"\s*\[([^\[\]]+)\]\s*", line)
    return f"two pairs of brackets are meant: [[{single[1]}]]" if single else ""


def _said(value: object) -> str:
    if value is None:
        return "it is missing"
    if isinstance(value, int | float | date) and not isinstance(value, bool):
        return f"it is '{value}', without quotation marks"
    return f"it is {str(value)[:40]!r}"
