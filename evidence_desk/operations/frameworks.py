"""A person's own framework, which travels with the library."""

from dataclasses import dataclass
from pathlib import Path

from evidence_desk.desk import Desk
from evidence_desk.frameworks import rows, stored
from evidence_desk.model.framework import Criterion, Framework


@dataclass(frozen=True, slots=True)
class Preview:
    """What adding a file would do. `used` are the `removed` that tags or judgements name: they stay, as retired."""

    framework: Framework
    earlier: Framework | None
    added: tuple[Criterion, ...]
    changed: tuple[Criterion, ...]
    removed: tuple[Criterion, ...]
    used: tuple[Criterion, ...]

    @property
    def is_new(self) -> bool:
        return self.earlier is None


def preview(desk: Desk, file: Path) -> Preview:
    """What `add_framework` would do with this file; nothing is written.

    Raises KnownError with line and field where the file is wrong.
    """
    db = desk.library.db
    framework = stored.read_own(file, db)
    earlier = stored.of_library(db, framework.id)
    before = {one.id: one for one in earlier.criteria if not one.retired} if earlier else {}
    after = {one.id: one for one in framework.criteria}
    removed = tuple(one for one in before.values() if one.id not in after)
    return Preview(
        framework=framework,
        earlier=earlier,
        added=tuple(one for one in after.values() if one.id not in before),
        changed=tuple(one for one in after.values() if one.id in before and one != before[one.id]),
        removed=removed,
        used=tuple(one for one in removed if rows.is_used(db, framework.id, one.id)),
    )


def add_framework(desk: Desk, file: Path) -> Framework:
    """Puts a framework file into the library; of one that is there, criteria no longer in the file are removed.

    Raises KnownError with line and field where the file is wrong.
    """
    db = desk.library.db
    framework = stored.read_own(file, db)
    fields_of = stored.as_fields(framework)
    earlier = stored.of_library(db, framework.id)
    with desk.change(f"{'updated' if earlier else 'added'} framework {framework.id}") as change:
        for entity, fields in fields_of.items():
            change.add(entity, fields)
        for entity in stored.as_fields(earlier) if earlier else ():
            if entity not in fields_of:
                change.delete(entity)
    return framework
