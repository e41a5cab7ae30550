"""Commands that hand evidence on and take colleagues' work in."""

from pathlib import Path
from typing import Any

import click

from evidence_desk.cli import options, output, shapes
from evidence_desk.cli.progress import on_terminal
from evidence_desk.desk import open_desk
from evidence_desk.model.records import Conflict, Value


@click.command()
@click.argument("form", type=click.Choice(("workbook", "pack")))
@options.library
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--include-sensitive", is_flag=True, help="Also case studies and what is marked official-sensitive.")
@click.option("--confirmed-by", metavar="NAME", help="Who answers for letting the sensitive items out.")
@click.option("--without-records", is_flag=True, help="No journal in the pack: for inspectors.")
@options.acting
@options.as_json
def export(
    form: str,
    library: Path,
    out: Path,
    include_sensitive: bool,
    confirmed_by: str | None,
    without_records: bool,
    actor: str | None,
    agency: str | None,
    as_json: bool,
) -> None:
    """Write the self-evaluation workbook, or a pack with workbook, files and records."""
    from evidence_desk.operations.exporting import export_pack, export_workbook

    if include_sensitive != bool((confirmed_by or "").strip()):
        raise click.UsageError("--include-sensitive and --confirmed-by NAME go together.")
    if without_records and form != "pack":
        raise click.UsageError("--without-records goes with a pack.")
    with open_desk(library, actor=actor, agency=agency) as desk, on_terminal("Exporting") as job:
        if form == "workbook":
            made = export_workbook(desk, out, confirmed_by=confirmed_by, job=job)
        else:
            made = export_pack(desk, out, confirmed_by=confirmed_by, with_records=not without_records, job=job)
    shape = {
        "file": str(made.file),
        "bytes": made.bytes,
        "items": made.items,
        "left_out": [{"ref": one.ref, "why": one.why} for one in made.left_out],
        "judgements_citing_withheld": list(made.judgements_citing_withheld),
        "earlier_wordings": made.earlier_wordings,
    }
    output.say(shape, made.in_words, as_json=as_json)


@click.command()
@options.library
@click.argument("source", metavar="PACK|LIBRARY", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Only say what would come in.")
@options.acting
@options.as_json
def merge(library: Path, source: Path, dry_run: bool, actor: str | None, agency: str | None, as_json: bool) -> None:
    """Take in a colleague's pack or library. Nothing anyone did is lost; a backup is made first."""
    from evidence_desk.operations import merging

    with open_desk(library, actor=actor, agency=agency) as desk, on_terminal("Merging") as job:
        merged = merging.merge(desk, source, dry_run=dry_run, job=job)
    shape = {
        "added": merged.added,
        "updated": merged.updated,
        "unchanged": merged.unchanged,
        "erased": len(merged.erasures),
        "files_missing": list(merged.files_missing),
        "conflicts": [shapes.conflict(one) for one in merged.conflicts],
        "erasures": [{"ref": one.ref, "reason": one.reason} for one in merged.erasures],
        "warnings": list(merged.warnings),
    }
    output.say(shape, merged.in_words, as_json=as_json)


@click.command()
@options.library
@options.as_json
def conflicts(library: Path, as_json: bool) -> None:
    """Show what colleagues, working apart, said differently."""
    from evidence_desk.library import queries

    with open_desk(library, write=False) as desk:
        found = queries.conflicts(desk.library.db)
    output.say(
        [shapes.conflict(one) for one in found],
        lambda: output.table(_conflict_rows(found), ("Conflict", "About", "Fact", "No.", "Value", "By", "When")),
        as_json=as_json,
    )


def _conflict_rows(found: list[Conflict]) -> list[tuple[Any, ...]]:
    return [
        (one.id, one.ref or one.criterion, _fact(one), number or "standing", _said(value), value.by, value.at)
        for one in found
        for number, value in enumerate((one.standing, *one.others))
    ]


def _fact(one: Conflict) -> str:
    quotes = output.counted(one.quotes, "quote")
    if one.field == "places":
        return f"places of {quotes}"
    return f"{one.field}; {quotes} {'follows' if one.quotes == 1 else 'follow'}" if one.quotes else one.field


def _said(value: Value) -> object:
    return f"{value.version.name} ({value.version.sha256[:8]})" if value.version is not None else value.value


@click.command()
@options.library
@click.argument("conflict_id", metavar="CONFLICT-ID")
@click.option("--keep", metavar="standing|N", help="The standing value, or number N of the others.")
@click.option("--value", metavar="V", help="Another value.")
@options.acting
def settle(
    library: Path, conflict_id: str, keep: str | None, value: str | None, actor: str | None, agency: str | None
) -> None:
    """Settle a conflict for everybody."""
    from evidence_desk.operations import settling

    if (keep is None) == (value is None):
        raise click.UsageError("Give either --keep or --value.")
    if keep is not None and keep != "standing" and not keep.isdecimal():
        raise click.UsageError("--keep takes `standing` or a number.")
    with open_desk(library, actor=actor, agency=agency) as desk:
        followed = settling.settle(desk, conflict_id, keep=keep, value=value).counts()
    click.echo(f"Settled {conflict_id}." + (f" {followed}." if followed else ""))


COMMANDS = (export, merge, conflicts, settle)
