"""Commands that show frameworks and add a person's own."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from evidence_desk.cli import options, output, shapes
from evidence_desk.desk import open_desk

if TYPE_CHECKING:
    from evidence_desk.model.framework import Criterion, Framework
    from evidence_desk.operations.frameworks import Preview

_KINDS = {"document": "Documents", "data-extract": "Data extracts", "case-study": "Case studies"}


@click.command()
@click.argument("library", required=False, type=click.Path(path_type=Path))
@click.option("--criterion", metavar="ID", help="Only this one, with all that is said of it.")
@options.as_json
def framework(library: Path | None, criterion: str | None, as_json: bool) -> None:
    """Show the frameworks: built-in ones, and the library's own."""
    from evidence_desk.frameworks import stored

    if library is None:
        found, one = stored.all_frameworks(None), _one(None, criterion)
    else:
        with open_desk(library, write=False) as desk:
            db = desk.library.db
            found, one = [stored.find(db, each.id) for each in stored.all_frameworks(db)], _one(db, criterion)
    if one is not None:
        output.say(shapes.criterion(one[1]), lambda: "\n".join(_told(*one)), as_json=as_json)
        return
    rows = [(each.id, one.id, one.shown_title) for each in found for one in each.criteria]
    output.say(
        [shapes.framework(each) for each in found],
        lambda: output.table(rows, ("Framework", "Criterion", "Title")),
        as_json=as_json,
    )


@click.command("framework-add")
@options.library
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Only say what would change.")
@options.acting
@options.as_json
def framework_add(
    library: Path, file: Path, dry_run: bool, actor: str | None, agency: str | None, as_json: bool
) -> None:
    """Add a framework of your own from a TOML file, or a newer version of it."""
    from evidence_desk.operations.frameworks import add_framework, preview

    with open_desk(library, actor=actor, agency=agency, write=not dry_run) as desk:
        change = preview(desk, file)
        if not dry_run:
            add_framework(desk, file)
    output.say(
        shapes.framework(change.framework), lambda: "\n".join(_changed(change, dry_run=dry_run)), as_json=as_json
    )


def _one(db: sqlite3.Connection | None, typed: str | None) -> "tuple[Framework, Criterion] | None":
    from evidence_desk.frameworks import stored

    if typed is None:
        return None
    framework_id, criterion_id = stored.resolve_criterion(db, typed)
    found = stored.find(db, framework_id)
    criterion = found.criterion(criterion_id)
    return (found, criterion) if criterion else None


def _told(of: "Framework", one: "Criterion") -> Iterator[str]:
    yield f"{one.id} {one.shown_title}"
    if one.evaluates:
        yield f"\nWhat inspectors evaluate\n  {one.evaluates}"
    yield from _list("What they look for", one.prompts)
    for kind, texts in one.evidence.items():
        yield from _list(f"Evidence: {_KINDS.get(kind, kind).lower()}", texts)
    yield from _list("Whose voices must be heard", one.voices)
    yield from _list("What leaders are asked", one.questions)
    yield from _list("What this rests on", _rests_on(of, one))


def _rests_on(of: "Framework", one: "Criterion") -> tuple[str, ...]:
    bases = {name.removesuffix("s") if name == "titles" else name: basis for name, basis in of.basis.items()}
    known = {name: basis for name, basis in bases.items() if name not in ("scale", "crosswalk")} | dict(one.basis)
    return tuple(f"{name}: {basis.words}" for name, basis in known.items())


def _list(heading: str, texts: tuple[str, ...]) -> Iterator[str]:
    if texts:
        yield f"\n{heading}"
        yield from (f"  - {text}" for text in texts)


def _changed(change: "Preview", *, dry_run: bool) -> Iterator[str]:
    done = "Would add" if dry_run else "Added"
    if not change.is_new:
        done = "Would update" if dry_run else "Updated"
    yield f"{done} {change.framework.title} ({change.framework.id})."
    if change.is_new:
        return
    for heading, ones in (("New", change.added), ("Changed", change.changed), ("No longer in it", change.removed)):
        if ones:
            yield f"{heading}: {', '.join(one.id for one in ones)}."
    if not (change.added or change.changed or change.removed):
        yield "Its criteria are as they were."
    if change.used:
        yield f"Still named by tags or judgements, so kept as retired: {', '.join(one.id for one in change.used)}."


COMMANDS = (framework, framework_add)
