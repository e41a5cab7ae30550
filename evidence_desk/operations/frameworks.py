"""A person's own framework, which travels with the library."""

from pathlib import Path

from evidence_desk.desk import Desk
from evidence_desk.frameworks import stored
from evidence_desk.model.framework import Framework


def add_framework(desk: Desk, file: Path) -> Framework:
    """Puts a framework file into the library; of one that is there, criteria no longer in the file are removed.

    Raises KnownError with line and field where the file is wrong.
    """
    db = desk.library.db
    framework = stored.read_own(file, db)
    fields_of = stored.as_fields(framework)
    earlier = stored.of_library(db, framework.id)
    with desk.change(f"added framework {framework.id}") as change:
        for entity, fields in fields_of.items():
            change.add(entity, fields)
        for entity in stored.as_fields(earlier) if earlier else ():
            if entity not in fields_of:
                change.delete(entity)
    return framework
