"""Handing evidence on: the workbook, or a pack with workbook, files and records; every export is recorded."""

import secrets
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from evidence_desk.desk import Desk, person
from evidence_desk.errors import KnownError
from evidence_desk.library import queries
from evidence_desk.model import paths
from evidence_desk.model.ids import CODE_LENGTH, crockford
from evidence_desk.pack.content import Content
from evidence_desk.pack.gathering import gather
from evidence_desk.pack.releasing import Released, earlier_wordings, release_pack, release_workbook
from evidence_desk.work.job import Job


@dataclass(frozen=True, slots=True)
class Held:
    """An item that stays in, and why."""

    key: str
    ref: str
    title: str
    kind: str
    marking: str
    why: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What an export would hold, and what would stay in and why.

    `earlier_wordings` is of how many items the records would still hold words that nobody sees any more.
    """

    content: Content
    held: tuple[Held, ...] = ()
    earlier_wordings: int = 0

    @property
    def markings(self) -> dict[str, int]:
        """How many items would leave, by marking."""
        return dict(Counter(item.marking for item in self.content.items))

    @property
    def kinds(self) -> dict[str, int]:
        """How many items would leave, by kind."""
        return dict(Counter(item.kind for item in self.content.items))


def preview(desk: Desk, *, confirmed_by: str | None = None, with_records: bool = False) -> Preview:
    """What an export would hold now; nothing is written. Counting earlier wordings reads all records."""
    db = desk.library.db
    content = _gathered(desk, confirmed_by)
    why = {one.ref: one.why for one in content.left_out}
    rows = queries.rows(db, desk.today, order="ref") if why else []
    held = [Held(row.key, row.ref, row.title, row.kind, row.marking, why[row.ref]) for row in rows if row.ref in why]
    return Preview(content, tuple(held), earlier_wordings(db, content) if with_records else 0)


def is_own_name(desk: Desk, typed: str) -> bool:
    """Whether the name typed is that of who acts: only they themselves can answer for what they let out."""
    return person(typed).casefold() == desk.actor.casefold()


def export_workbook(desk: Desk, out: Path, *, confirmed_by: str | None = None, job: Job | None = None) -> Released:
    """Writes the self-evaluation workbook; sensitive items only with the name of who answers for it."""
    content = _gathered(desk, confirmed_by)
    _refuse_inside(desk, out)
    released = release_workbook(out, content, job)
    _record(desk, "workbook", released, content)
    return released


def export_pack(
    desk: Desk, out: Path, *, confirmed_by: str | None = None, with_records: bool = True, job: Job | None = None
) -> Released:
    """Writes a pack; without records it is for people who are only to read it."""
    content = _gathered(desk, confirmed_by)
    _refuse_inside(desk, out)
    released = release_pack(out, desk.library, content, with_records=with_records, job=job)
    _refuse_stale(desk, out, content, confirmed_by)
    _record(desk, "pack", released, content)
    return released


def _gathered(desk: Desk, confirmed_by: str | None) -> Content:
    answerer = (confirmed_by or "").strip()
    return gather(desk.library.db, today=desk.today, include_sensitive=bool(answerer), confirmed_by=answerer or None)


def _refuse_inside(desk: Desk, out: Path) -> None:
    if out.absolute().is_relative_to(desk.library.folder.absolute()):
        raise KnownError(f"{out.name} would lie inside the library itself.", str(out), "Choose a place outside it.")


def _refuse_stale(desk: Desk, out: Path, content: Content, confirmed_by: str | None) -> None:
    """The records are read after the gate was passed: somebody may have marked an item sensitive in between."""
    if _gathered(desk, confirmed_by).left_out != content.left_out:
        out.unlink()
        raise KnownError(
            "What must stay in changed while the pack was written.", f"{out} was deleted.", "Export it again."
        )


def _record(desk: Desk, form: str, released: Released, content: Content) -> None:
    if desk.library.read_only:
        return
    code = crockford(secrets.randbits(5 * CODE_LENGTH), CODE_LENGTH)
    facts = {"form": form, "items": released.items, "left_out": len(released.left_out)}
    if content.sensitive_confirmed_by:
        facts["confirmed_by"] = content.sensitive_confirmed_by
    noun = "item" if released.items == 1 else "items"
    with desk.change(f"exported {form} of {released.items} {noun}") as change:
        change.add(paths.export(code), facts)
