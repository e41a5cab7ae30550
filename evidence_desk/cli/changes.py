"""Commands about what was changed: history, undo, redo and erasing."""

from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from evidence_desk.cli import options, output, shapes
from evidence_desk.cli.progress import on_terminal
from evidence_desk.desk import open_desk
from evidence_desk.library import queries
from evidence_desk.library.undoing import Undone


@click.command()
@options.library
@click.argument("ref", required=False)
@options.as_json
def history(library: Path, ref: str | None, as_json: bool) -> None:
    """Show who changed what, newest first."""
    from evidence_desk.library.history import history as steps_of

    with open_desk(library, write=False) as desk:
        db = desk.library.db
        key = None if ref is None else queries.resolve(db, ref, include_removed=True)
        steps = steps_of(db, key)
    rows = [(step.at, step.by, step.label, step.change) for step in steps]
    output.say(
        [asdict(step) for step in steps], lambda: output.table(rows, ("When", "Who", "What", "Change")), as_json=as_json
    )


@click.command()
@options.library
@options.acting
@options.as_json
def undo(library: Path, actor: str | None, agency: str | None, as_json: bool) -> None:
    """Take back your newest change made in this library."""
    from evidence_desk.operations import undoing

    with open_desk(library, actor=actor, agency=agency) as desk:
        undone = undoing.undo(desk)
    output.say(_undone(undone), lambda: _told("Undone", undone), as_json=as_json)


@click.command()
@options.library
@options.acting
@options.as_json
def redo(library: Path, actor: str | None, agency: str | None, as_json: bool) -> None:
    """Do again what you last undid."""
    from evidence_desk.operations import undoing

    with open_desk(library, actor=actor, agency=agency) as desk:
        redone = undoing.redo(desk)
    output.say(_undone(redone), lambda: _told("Done again", redone), as_json=as_json)


def _undone(undone: Undone) -> dict[str, Any]:
    return {"label": undone.label, "kept": [shapes.kept(one) for one in undone.kept]}


def _told(what: str, undone: Undone) -> str:
    if undone.label is None:
        return "There is nothing of yours to take back or do again."
    kept = "".join(f"\nKept: {one.why}" for one in undone.kept)
    return f"{what}: {undone.label}.{kept}"


@click.command()
@options.library
@click.argument("target", metavar="REF|TAG-ID|CHANGE-ID")
@click.option("--reason", required=True, help="Why; it travels with packs, so name no one in it.")
@options.acting
@options.as_json
def erase(library: Path, target: str, reason: str, actor: str | None, agency: str | None, as_json: bool) -> None:
    """Erase for good: cannot be undone, and travels to every copy that merges. Your own files are not touched."""
    from evidence_desk.operations.erasing import erase as erase_target

    with open_desk(library, actor=actor, agency=agency) as desk, on_terminal("Erasing"):
        done = erase_target(desk, target, reason)
    shape = {"erased": list(done.targets), "not_reached": list(done.not_reached)}
    words = "Erased. " + " ".join(done.not_reached)
    output.say(shape, lambda: words, as_json=as_json)


COMMANDS = (history, undo, redo, erase)
