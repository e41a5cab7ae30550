"""Frameworks in use: the built-in ones and a person's own, which travels with the library."""

from pathlib import Path

from evidence_desk.desk import Desk
from evidence_desk.frameworks import reader, stored
from evidence_desk.library import queries
from evidence_desk.model.framework import Criterion, Framework


def add_framework(desk: Desk, file: Path) -> Framework:
    """Puts a framework file into the library; a newer version of one that is there replaces its words.

    Raises KnownError with line and field where the file is wrong.
    """
    db = desk.library.db
    framework = reader.read_own(file, db)
    with desk.change(f"added framework {framework.id}") as change:
        for entity, fields in stored.as_fields(framework).items():
            change.add(entity, fields)
        for entity in stored.dropped(db, framework):
            change.delete(entity)
    return framework


def criterion_named(desk: Desk, typed: str) -> tuple[Framework, Criterion]:
    """The criterion a person means: an id of the library's own framework, or `FRAMEWORK:ID`."""
    db = desk.library.db
    return reader.resolve_criterion(db, typed, queries.library_facts(db).framework)
