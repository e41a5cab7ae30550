"""Every framework there is: those that come with the program, and a library's own."""

import sqlite3
from collections.abc import Mapping
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path

from evidence_desk.errors import KnownError
from evidence_desk.frameworks import toml_file
from evidence_desk.frameworks.stored import from_rows, stored_ids
from evidence_desk.model.framework import Criterion, Framework
from evidence_desk.resources import resource

_LARGEST_FILE = 1_000_000


def read(path: Path, known: Mapping[str, Framework] | None = None) -> Framework:
    """The framework in a TOML file; a KnownError names the line and field of what is wrong."""
    return toml_file.parse(_text(path), path.name, known)


def read_own(path: Path, db: sqlite3.Connection | None = None) -> Framework:
    """A person's own framework: not one that comes with the program, and mapped only to what is there."""
    known = {one.id: one for one in all_frameworks(db)}
    own = read(path, known)
    if own.id.casefold() in {one.casefold() for one in builtin_ids()}:
        raise KnownError(
            f"{path.name}: the framework {own.id} comes with the program and cannot be replaced.",
            what_to_do="Give your framework another id.",
        )
    return own


@lru_cache(maxsize=1)
def builtin_ids() -> tuple[str, ...]:
    """The ids of the frameworks that come with the program, in order."""
    return tuple(sorted(path.stem for path in resource("frameworks").glob("*.toml")))


@lru_cache(maxsize=16)
def builtin(framework_id: str) -> Framework:
    return read(resource("frameworks", f"{framework_id}.toml"))


def of_library(db: sqlite3.Connection, framework_id: str) -> Framework | None:
    """The library's own framework of that id, as its rows say."""
    return from_rows(db, framework_id)


def all_frameworks(db: sqlite3.Connection | None = None) -> list[Framework]:
    """Those that come with the program and then the library's own, each group in the order of ids."""
    frameworks = [builtin(framework_id) for framework_id in builtin_ids()]
    if db is not None:
        own = (from_rows(db, framework_id) for framework_id in stored_ids(db) if framework_id not in builtin_ids())
        frameworks += [framework for framework in own if framework is not None]
    return frameworks


def find(db: sqlite3.Connection | None, framework_id: str) -> Framework:
    """The framework of that id, in any case; or a KnownError that names those there are."""
    frameworks = {one.id: one for one in all_frameworks(db)}
    exact = frameworks.get(framework_id)
    found = exact or next((one for one in frameworks.values() if one.id.casefold() == framework_id.casefold()), None)
    if found is None:
        raise KnownError(
            f"There is no framework “{framework_id}” in this library.", what_to_do=f"There is: {', '.join(frameworks)}."
        )
    return found


def resolve_criterion(db: sqlite3.Connection | None, typed: str, default_framework: str) -> tuple[Framework, Criterion]:
    """What `1.1` or `area-send-2016:A` means, in any case; or a KnownError that lists the nearest."""
    named, colon, criterion_id = typed.strip().rpartition(":")
    framework = find(db, named if colon else default_framework)
    exact = framework.criterion(criterion_id)
    same = (one for one in framework.criteria if one.id.casefold() == criterion_id.casefold())
    found = exact or next(same, None)
    if found is None:
        raise KnownError(
            f"{framework.id} has no criterion “{criterion_id}”.",
            what_to_do=f"Near it: {_near(framework, criterion_id)}.",
        )
    return framework, found


def _near(framework: Framework, typed: str) -> str:
    """The criteria most like what was typed: by id, by a word of the title; else the first ones."""
    by_id = {one.id.casefold(): one for one in framework.criteria}
    wanted = typed.casefold()
    near = {key for key in by_id if wanted and (key.startswith(wanted) or wanted in by_id[key].title.casefold())}
    near.update(get_close_matches(wanted, by_id, n=5, cutoff=0.5))
    chosen = [by_id[key] for key in by_id if key in near] or list(framework.criteria)
    return "; ".join(f"{one.id} {one.title}" for one in chosen[:5])


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > _LARGEST_FILE:
            raise KnownError(
                f"{path.name} is too large to be a framework.", what_to_do="Choose a TOML file below 1 MB."
            )
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise KnownError(f"{path.name} is not plain text.", what_to_do="Save it as UTF-8 text.") from None
    except OSError as error:
        raise KnownError(f"{path.name} cannot be read.", f"{error.strerror}.", "Check the path.") from None
