"""Other names of one thing: who types EHCP finds "education, health and care plan" too. Quotation marks prevent it."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from evidence_desk.errors import KnownError
from evidence_desk.resources import resource
from evidence_desk.search.query import And, Node, Not, Or, Phrase, Words
from evidence_desk.search.words import words

Names = dict[tuple[str, ...], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Expanded:
    """A query with the other names worked in, and these names for the person to see."""

    node: Node
    also: tuple[str, ...]


def expand(node: Node, names: Names | None = None) -> Expanded:
    """Works the other names of unquoted words into the tree."""
    known = built_in() if names is None else names
    also: list[str] = []
    expanded = _expanded(node, known, also)
    return Expanded(expanded, tuple(dict.fromkeys(also)))


def has_other_names(word: str, names: Names | None = None) -> bool:
    """Whether this single word is the name of something that has others."""
    return _key(words(word)) in (built_in() if names is None else names)


@lru_cache(maxsize=1)
def built_in() -> Names:
    """The names in `resources/synonyms.toml`."""
    return read(resource("synonyms.toml"))


def read(path: Path) -> Names:
    """For each name, as a run of words, the others of its groups."""
    try:
        groups = tomllib.loads(path.read_text(encoding="utf-8"))["group"]
        return _names((tuple(group["terms"]), tuple(group.get("typed", ()))) for group in groups)
    except (KeyError, TypeError, ValueError) as error:
        raise KnownError(f"{path} cannot be read.", str(error), "Put the file back as it was.") from error


def _names(groups: Iterable[tuple[tuple[str, ...], tuple[str, ...]]]) -> Names:
    names: dict[tuple[str, ...], list[str]] = {}
    for terms, typed in groups:
        for name in (*terms, *typed):
            key = _key(words(name))
            names.setdefault(key, []).extend(term for term in terms if _key(words(term)) != key)
    return {key: tuple(dict.fromkeys(others)) for key, others in names.items() if others}


def _expanded(node: Node, names: Names, also: list[str]) -> Node:
    match node:
        case Words():
            return _and([node], names, also)
        case And(parts):
            return _and(parts, names, also)
        case Or(parts):
            return Or(tuple(_expanded(part, names, also) for part in parts))
        case Not(part):
            return Not(_expanded(part, names, []))
    return node


def _and(parts: Iterable[Node], names: Names, also: list[str]) -> Node:
    rest = list(parts)
    done: list[Node] = []
    while rest:
        length, others = _longest_name(rest, names)
        if others:
            also.extend(others)
            here = rest[0] if length == 1 else And(tuple(rest[:length]))
            done.append(Or((here, *(Phrase(other, exact=False) for other in others))))
        else:
            length = 1
            part = rest[0]
            done.append(part if isinstance(part, Words) else _expanded(part, names, also))
        rest = rest[length:]
    return done[0] if len(done) == 1 else And(tuple(done))


def _longest_name(parts: list[Node], names: Names) -> tuple[int, tuple[str, ...]]:
    """How many of the first parts make one name, and its others."""
    run: list[str] = []
    best: tuple[int, tuple[str, ...]] = (0, ())
    for length, part in enumerate(parts, 1):
        if not isinstance(part, Words):
            break
        run.extend(words(part.text))
        if _key(run) in names:
            best = (length, names[_key(run)])
    return best


def _key(run: list[str]) -> tuple[str, ...]:
    """Names are told apart whatever their number: EHCPs, EHC plans."""
    return tuple(re.sub(r"(?<=[^\W\d_]{3})(?<!s)s$", "", word) for word in run)
