"""Frameworks in use: the built-in ones and a person's own, which travels with the library."""

from pathlib import Path

from evidence_desk.desk import Desk
from evidence_desk.frameworks import reader, stored
from evidence_desk.library.journal import Change
from evidence_desk.model import paths
from evidence_desk.model.framework import Framework


def add_framework(desk: Desk, file: Path) -> Framework:
    """Puts a framework file into the library; a newer version of one that is there replaces its words.

    Raises KnownError with line and field where the file is wrong.
    """
    framework = reader.read(file)
    with desk.change(f"added framework {framework.id}") as change:
        write_framework(change, framework, earlier=stored.of_library(desk.library.db, framework.id))
    return framework


def write_framework(change: Change, framework: Framework, *, earlier: Framework | None) -> None:
    """Writes all entries of a framework, and takes away the criteria that it no longer has."""
    fields_of = stored.as_fields(framework)
    for entity, fields in fields_of.items():
        change.add(entity, fields)
    for theme in earlier.themes if earlier else ():
        for criterion in theme.criteria:
            gone = paths.criterion(framework.id, criterion.id)
            if gone not in fields_of:
                change.delete(gone)
