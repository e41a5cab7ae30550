"""Commands about imports: reports of earlier ones, and making one item a version of another."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from evidence_desk.cli import options, output, shapes
from evidence_desk.cli.progress import on_terminal
from evidence_desk.desk import open_desk
from evidence_desk.library.reports import KeptReport

if TYPE_CHECKING:
    from evidence_desk.operations.reporting import Wanted

_STATUSES = ("imported", "new-version", "duplicate", "rejected")


@click.command()
@options.library
@click.argument("number", required=False, type=click.IntRange(1), metavar="[N]")
@click.option("--status", type=click.Choice(_STATUSES), help="Only files of which this became.")
@click.option("--reason", metavar="TEXT", help="Only files whose reason says this.")
@click.option("--without-text", is_flag=True, help="Only files that are in the library and still have no text.")
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE.csv",
    help="Write the report to a file, without folders, and without names that do not leave the library.",
)
@options.acting
@options.as_json
def imports(
    library: Path,
    number: int | None,
    status: str | None,
    reason: str | None,
    without_text: bool,
    out: Path | None,
    actor: str | None,
    agency: str | None,
    as_json: bool,
) -> None:
    """List the reports of earlier imports, the newest first; with N show what became of each file of one."""
    from evidence_desk.operations.reporting import EVERY, Wanted

    wanted = Wanted(status, reason, without_text)
    if number is None and (wanted != EVERY or out):
        raise click.UsageError("--status, --reason, --without-text and --out go with the number of an import.")
    if number is None:
        _list(library, as_json)
    elif out is None:
        _show(library, number, wanted, as_json)
    else:
        _export(library, number, wanted, out, actor, agency, as_json)


def _list(library: Path, as_json: bool) -> None:
    from evidence_desk.operations.reporting import how_far, kept_reports

    with open_desk(library, write=False) as desk:
        found = kept_reports(desk)
    rows = [
        (one.number, one.at, one.by, one.imported, one.new_versions, one.duplicates, one.rejected,
         "yes" if one.finished else f"no: {how_far(one)}")
        for one in found
    ]  # fmt: skip
    headings = ("Import", "When", "By", "New", "New versions", "Already here", "Rejected", "Finished")
    output.say([_shape(one) for one in found], lambda: output.table(rows, headings), as_json=as_json)


def _show(library: Path, number: int, wanted: "Wanted", as_json: bool) -> None:
    from evidence_desk.operations.reporting import kept_report, told_broken_off

    with open_desk(library, write=False) as desk:
        found = kept_report(desk, number, wanted)
    rows = [(row.status, row.ref, row.path, row.reason, row.like) for row in found.files]
    shape = {**_shape(found.report), "files": [asdict(row) for row in found.files]}
    headings = ("What became of it", "Reference", "File", "Why", "Looks like")
    # The command reads only: whoever has the library open may be importing just now.
    ended = told_broken_off(found.report, may_go_on=True)
    output.say(shape, lambda: "\n".join(filter(None, (ended, output.table(rows, headings)))), as_json=as_json)


def _export(
    library: Path, number: int, wanted: "Wanted", out: Path, actor: str | None, agency: str | None, as_json: bool
) -> None:
    from evidence_desk.operations.reporting import export_report

    with open_desk(library, actor=actor, agency=agency) as desk:
        made = export_report(desk, number, out, wanted)
    shape = {"file": str(made.file), "rows": made.rows, "names_left_out": made.left_out}
    rows, names = output.counted(made.rows, "file"), output.counted(made.left_out, "name")
    said = f"Wrote {rows} to {made.file}; {names} left out."
    output.say(shape, lambda: said, as_json=as_json)


def _shape(one: KeptReport) -> dict[str, Any]:
    return {
        "number": one.number,
        "at": one.at,
        "by": one.by,
        "agency": one.agency,
        "imported": one.imported,
        "new_versions": one.new_versions,
        "duplicates": one.duplicates,
        "rejected": one.rejected,
        "finished": one.finished,
        "expected": one.expected,
        "reached": None if one.finished else one.reached,
    }


@click.command("make-version")
@options.library
@click.argument("ref")
@click.argument("of", metavar="OF")
@options.acting
@options.as_json
def make_version(library: Path, ref: str, of: str, actor: str | None, agency: str | None, as_json: bool) -> None:
    """Make the item REF the newest version of the item OF, with all that is on it; undoable."""
    from evidence_desk.operations.versions import make_version_of

    with open_desk(library, actor=actor, agency=agency) as desk:
        made = make_version_of(desk, ref, of)
        desk.catch_up()
    told = f" {made.carried.told()}" if made.carried.told() else ""
    said = f"{made.item.ref} has {output.counted(made.item.versions, 'version')} now.{told}"
    output.say(shapes.item(made.item), lambda: said, as_json=as_json)


@click.command()
@options.library
@click.argument("folder", required=False, type=click.Path(path_type=Path), metavar="[DIR]")
@click.option("--stop", type=click.Path(path_type=Path), metavar="DIR", help="Watch this folder no more.")
@options.as_json
def watch(library: Path, folder: Path | None, stop: Path | None, as_json: bool) -> None:
    """List the new and changed files in the folders watched for LIBRARY; with DIR watch that folder too.

    A file that another program is still writing is named as such; it is offered once it is whole.

    Nothing is imported by itself. Which folders are watched is remembered on this computer, for you alone.
    """
    from evidence_desk.operations import watching

    with open_desk(library, write=False) as desk, on_terminal("Looking for new files") as job:
        if stop is not None:
            watching.stop_watching(desk, stop)
        if folder is not None:
            watching.watch(desk, folder)
        found = watching.look_twice(desk, job)
    shape = [
        {
            "folder": str(one.folder),
            "new": [str(path) for path in one.new],
            "changed": [str(path) for path in one.changed],
            "writing": [str(path) for path in one.writing],
            "trouble": one.trouble,
        }
        for one in found
    ]
    rows = [("new", path) for one in found for path in one.new]
    rows += [("changed", path) for one in found for path in one.changed]
    rows += [("still being written", path) for one in found for path in one.writing]
    rows += [(one.trouble, one.folder) for one in found if one.trouble]
    folders = output.counted(len(found), "folder")
    nothing = f"{folders} watched; nothing new." if found else "No folder is watched."
    output.say({"folders": shape}, lambda: output.table(rows, ("What", "File")) if rows else nothing, as_json=as_json)


COMMANDS = (imports, make_version, watch)
