"""A person's own framework, which travels with the library."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from evidence_desk.desk import Desk
from evidence_desk.errors import KnownError
from evidence_desk.frameworks import rows, stored
from evidence_desk.model.framework import Criterion, Framework


@dataclass(frozen=True, slots=True)
class Preview:
    """What adding a file would do.

    `used` are the `removed` that tags or judgements name: they stay, as retired. `uses` has the number of each by id.
    """

    framework: Framework
    earlier: Framework | None
    added: tuple[Criterion, ...]
    changed: tuple[Criterion, ...]
    removed: tuple[Criterion, ...]
    uses: Mapping[str, tuple[int, int]]

    @property
    def is_new(self) -> bool:
        return self.earlier is None

    @property
    def used(self) -> tuple[Criterion, ...]:
        return tuple(one for one in self.removed if any(self.uses[one.id]))


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
        uses={one.id: rows.uses(db, framework.id, one.id) for one in removed},
    )


def add_framework(desk: Desk, file: Path, *, shown: Framework | None = None) -> Framework:
    """Puts a framework file into the library; of one that is there, criteria no longer in the file are removed.

    Raises KnownError with line and field where the file is wrong, and where it is no longer what was `shown`: a
    person may have it open in an editor.
    """
    db = desk.library.db
    framework = stored.read_own(file, db)
    if shown is not None and framework != shown:
        raise KnownError(f"{file.name} has changed since it was shown.", what_to_do="Look at it again.")
    fields_of = stored.as_fields(framework)
    earlier = stored.of_library(db, framework.id)
    with desk.change(f"{'updated' if earlier else 'added'} framework {framework.id}") as change:
        for entity, fields in fields_of.items():
            change.add(entity, fields)
        for entity in stored.as_fields(earlier) if earlier else ():
            if entity not in fields_of:
                change.delete(entity)
    return framework
