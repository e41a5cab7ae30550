"""The frameworks a library can use: those that come with the program, and its own, which its entries hold."""

import sqlite3
from collections.abc import Mapping
from dataclasses import asdict, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from evidence_desk.errors import KnownError
from evidence_desk.frameworks import reader, scales
from evidence_desk.frameworks.rows import from_rows, stored_ids
from evidence_desk.model import paths
from evidence_desk.model.framework import Basis, Framework, Rating
from evidence_desk.model.vocabulary import DEFAULT_FRAMEWORK

Fields = dict[str, Any]


def as_fields(framework: Framework) -> dict[str, Fields]:
    """What adding the framework writes: the fields of each entity, the framework first."""
    entries: dict[str, Fields] = {
        paths.framework(framework.id): {
            "title": framework.title,
            "version": framework.version,
            "source": framework.source,
            "licence": framework.licence,
            "themes": [{"id": theme.id, "title": theme.title} for theme in framework.themes],
            "scale": [{"id": r.id, "title": r.title, "description": r.description} for r in framework.scale],
            "crosswalk": {
                other: {theirs: list(ours) for theirs, ours in mapping.items()}
                for other, mapping in framework.crosswalk.items()
            },
            "basis": _bases(framework.basis),
        }
    }
    for position, criterion in enumerate(framework.criteria):
        theme = framework.theme_of(criterion.id)
        entries[paths.criterion(framework.id, criterion.id)] = {
            "theme": theme.id if theme else "",
            "title": criterion.title,
            "prompts": list(criterion.prompts),
            "position": position,
            "evaluates": criterion.evaluates,
            "evidence": {kind: list(texts) for kind, texts in criterion.evidence.items()},
            "voices": list(criterion.voices),
            "questions": list(criterion.questions),
            "basis": _bases(criterion.basis),
        }
    return entries


def _bases(bases: Mapping[str, Basis]) -> Fields:
    """As in the file: only what is said."""
    return {name: {key: value for key, value in asdict(one).items() if value} for name, one in bases.items()}


def read_own(path: Path, db: sqlite3.Connection | None = None) -> Framework:
    """A person's own framework: not one that comes with the program, and mapped only to what is there."""
    known = {one.id: one for one in all_frameworks(db)}
    own = reader.read(path, known)
    if own.id.casefold() in {one.casefold() for one in reader.builtin_ids()}:
        raise KnownError(
            f"{path.name}: the framework {own.id} comes with the program and cannot be replaced.",
            what_to_do="Give your framework another id.",
        )
    return own


def of_library(db: sqlite3.Connection, framework_id: str) -> Framework | None:
    """The library's own framework of that id; None where it has none."""
    return from_rows(db, framework_id)


def all_frameworks(db: sqlite3.Connection | None = None) -> list[Framework]:
    """Those that come with the program and then the library's own, each group in the order of ids."""
    frameworks = [reader.builtin(framework_id) for framework_id in reader.builtin_ids()]
    if db is not None:
        own = (
            from_rows(db, framework_id) for framework_id in stored_ids(db) if framework_id not in reader.builtin_ids()
        )
        frameworks += [framework for framework in own if framework is not None]
    return frameworks


def find(db: sqlite3.Connection | None, framework_id: str) -> Framework:
    """The framework of that id, in any case, with this library's ratings; a KnownError names those there are."""
    frameworks = {one.id: one for one in all_frameworks(db)}
    exact = frameworks.get(framework_id)
    found = exact or next((one for one in frameworks.values() if one.id.casefold() == framework_id.casefold()), None)
    if found is None:
        raise KnownError(
            f"There is no framework “{framework_id}” in this library.", what_to_do=f"There is: {', '.join(frameworks)}."
        )
    return replace(found, scale=scale_of(db, found))


def resolve_criterion(
    db: sqlite3.Connection | None, typed: str, default_framework: str | None = None
) -> tuple[str, str]:
    """The ids of framework and criterion that `1.1` or `area-send-2016:A` means, in any case.

    Without a framework it is the library's. A KnownError lists the nearest criteria.
    """
    named, colon, criterion_id = typed.strip().rpartition(":")
    framework = find(db, named if colon else default_framework or of_area(db))
    exact = framework.criterion(criterion_id)
    same = (one for one in framework.criteria if one.id.casefold() == criterion_id.casefold())
    found = exact or next(same, None)
    if found is None:
        near = _near(framework, criterion_id)
        raise KnownError(f"{framework.id} has no criterion “{criterion_id}”.", what_to_do=f"Near it: {near}.")
    return framework.id, found.id


def scale_of(db: sqlite3.Connection | None, framework: Framework) -> tuple[Rating, ...]:
    """The ratings that judgements under this framework use in this library, best first.

    For the framework by which the area is inspected it is the scale the library was made with, where that is one
    there is; else the framework's own.
    """
    row = db.execute("SELECT framework, scale FROM library").fetchone() if db is not None else None
    named = row[1] if row and (row[0] or DEFAULT_FRAMEWORK) == framework.id else None
    if not named or named == framework.id:
        return framework.scale
    return next((one.ratings for one in scales.scales(all_frameworks(db)) if one.id == named), framework.scale)


def of_area(db: sqlite3.Connection | None) -> str:
    """The id of the framework by which the library's area is inspected."""
    row = db.execute("SELECT framework FROM library").fetchone() if db is not None else None
    return row[0] if row else DEFAULT_FRAMEWORK


def _near(framework: Framework, typed: str) -> str:
    """The criteria most like what was typed: by id, by a word of the title; else the first ones."""
    by_id = {one.id.casefold(): one for one in framework.criteria}
    wanted = typed.casefold()
    near = {key for key in by_id if wanted and (key.startswith(wanted) or wanted in by_id[key].title.casefold())}
    near.update(get_close_matches(wanted, by_id, n=5, cutoff=0.5))
    chosen = [by_id[key] for key in by_id if key in near] or list(framework.criteria)
    return "; ".join(f"{one.id} {one.title}" for one in chosen[:5])
