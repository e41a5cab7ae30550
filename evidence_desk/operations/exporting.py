"""Handing evidence on: the workbook, or a pack with workbook, files and records; every export is recorded."""

import secrets
from dataclasses import dataclass
from pathlib import Path

from evidence_desk.desk import Desk
from evidence_desk.errors import KnownError
from evidence_desk.model import paths
from evidence_desk.model.ids import CODE_LENGTH, crockford
from evidence_desk.pack.content import Content
from evidence_desk.pack.gathering import gather
from evidence_desk.pack.releasing import Released, release_pack, release_workbook
from evidence_desk.work.job import Job


@dataclass(frozen=True, slots=True)
class Preview:
    """What an export would hold: items by marking, and what would stay in and why."""

    content: Content

    @property
    def markings(self) -> dict[str, int]:
        """How many items would leave, by marking."""
        counts: dict[str, int] = {}
        for item in self.content.items:
            counts[item.marking] = counts.get(item.marking, 0) + 1
        return counts


def preview(desk: Desk, *, confirmed_by: str | None = None) -> Preview:
    """What an export would hold now; nothing is written."""
    return Preview(_gathered(desk, confirmed_by))


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
