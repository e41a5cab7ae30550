"""Commands about items: bringing them in, reading, finding and describing them."""

from collections.abc import Collection
from dataclasses import asdict
from pathlib import Path

import click

from evidence_desk.cli import options, output, shapes
from evidence_desk.cli.progress import on_terminal
from evidence_desk.desk import open_desk
from evidence_desk.library import queries
from evidence_desk.library.standing import lost
from evidence_desk.model.passage import Passage
from evidence_desk.model.records import Item
from evidence_desk.model.scans import sure
from evidence_desk.model.vocabulary import KINDS

_NOT_IN_NEWEST = "not in the newest version"


@click.command("import")
@options.library
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--kind", type=click.Choice(KINDS), help="What all of these are; else it is guessed.")
@click.option("--version-of", metavar="REF", help="The item this file is a newer version of.")
@click.option(
    "--password-file",
    type=click.Path(path_type=Path),
    help="Passwords for locked files, one a line, UTF-8. Their text then lies readable in the library.",
)
@options.acting
@options.as_json
def import_(
    library: Path,
    paths: tuple[Path, ...],
    kind: str | None,
    version_of: str | None,
    password_file: Path | None,
    actor: str | None,
    agency: str | None,
    as_json: bool,
) -> None:
    """Bring files and folders in as evidence; every file gets a line.

    A file under a password is kept without its text. With --password-file each password is tried on it: the file stays
    locked, but its text then lies readable in the library. The passwords are not kept.

    Old Word, PowerPoint and Excel files are read at the end, by way of LibreOffice where that is installed.
    """
    from evidence_desk.operations.converting import convert_imported
    from evidence_desk.operations.importing import import_paths
    from evidence_desk.operations.unlocking import passwords_in

    if version_of is not None and (len(paths) != 1 or paths[0].is_dir()):
        raise click.UsageError("--version-of goes with one file.")
    passwords = () if password_file is None else passwords_in(password_file)
    with open_desk(library, actor=actor, agency=agency) as desk, on_terminal("Importing") as job:
        report = import_paths(desk, paths, kind=kind, version_of=version_of, passwords=passwords, job=job)
        report = convert_imported(desk, report, job)
    shape = {
        "imported": report.count("imported"),
        "new_versions": report.count("new-version"),
        "duplicates": report.count("duplicate"),
        "rejected": report.count("rejected"),
        "files": [asdict(row) for row in report.files],
    }
    rows = [(row.status, row.ref, row.path, row.reason, row.like) for row in report.files]
    headings = ("What became of it", "Reference", "File", "Why", "Looks like")
    output.say(shape, lambda: output.table(rows, headings), as_json=as_json)


@click.command("list")
@options.library
@click.argument("query", required=False)
@options.as_json
def list_(library: Path, query: str | None, as_json: bool) -> None:
    """List the evidence, or what of it a query finds, in order of reference."""
    with open_desk(library, write=False) as desk:
        keys = None
        if query:
            from evidence_desk.operations.searching import matching

            keys = set(matching(desk, query))
        items = queries.items(desk.library.db, desk.today, keys)
    rows = [
        (one.ref, one.title, one.kind, one.date, one.currency, sorted({tag.criterion for tag in one.tags}))
        for one in items
    ]
    headings = ("Reference", "Title", "Kind", "Date", "How fresh", "Criteria")
    output.say([shapes.item(one) for one in items], lambda: output.table(rows, headings), as_json=as_json)


@click.command()
@options.library
@click.argument("ref")
@click.option("--text", is_flag=True, help="Also the text, by its places.")
@options.as_json
def show(library: Path, ref: str, text: bool, as_json: bool) -> None:
    """Show one item: its facts, files, tags and, if asked, its text."""
    with open_desk(library, write=False) as desk:
        db = desk.library.db
        one = queries.item(db, queries.resolve(db, ref), desk.today)
        versions = queries.versions(db, one.key)
        passages = queries.passages(db, one.sha256) if text else []
        not_found = lost(db, one)
    shape = {**shapes.item(one), "lost": sorted(not_found), "versions": [shapes.version(each) for each in versions]}
    if text:
        shape["passages"] = [shapes.passage(each) for each in passages]
    body = "".join(f"\n\n[{_place(each)}]\n{each.text}" for each in passages)
    output.say(shape, lambda: _in_words(one, not_found) + body, as_json=as_json)


def _place(one: Passage) -> str:
    return f"{one.label}, {sure(one.confidence).lower()}" if one.recognised else one.label


def _in_words(one: Item, not_found: Collection[str] = ()) -> str:
    facts = [
        ("Reference", one.ref), ("Title", one.title), ("Kind", one.kind), ("Date", one.date), ("Period", one.period),
        ("How fresh", one.currency), ("Agencies", one.agencies), ("Whose voice", one.voices), ("Source", one.source),
        ("Marking", one.marking), ("Review by", one.review_date), ("Labels", one.labels), ("Pages", one.pages),
        ("Guessed", sorted(one.guessed)), ("Withheld from packs", one.withheld_why),
    ]  # fmt: skip
    tags = [
        (tag.id, tag.criterion, tag.stance, _NOT_IN_NEWEST if tag.id in not_found else tag.page,
         tag.quote or tag.note, tag.by)
        for tag in one.tags
    ]  # fmt: skip
    lines = output.table(facts, ("Fact", "Value"))
    if tags:
        lines += "\n\n" + output.table(tags, ("Tag", "Criterion", "Shows", "Place", "Words", "By"))
    return lines


@click.command("set")
@options.library
@click.argument("ref")
@click.argument("assignments", nargs=-1, required=True, metavar="FIELD=VALUE...")
@options.acting
@options.as_json
def set_(
    library: Path, ref: str, assignments: tuple[str, ...], actor: str | None, agency: str | None, as_json: bool
) -> None:
    """Set facts of an item; sets take FIELD+=VALUE and FIELD-=VALUE too."""
    from evidence_desk.operations import describing

    parsed = [describing.parse_assignment(typed) for typed in assignments]
    with open_desk(library, actor=actor, agency=agency) as desk:
        one = describing.set_fields(desk, [ref], parsed)[0]
    output.say(shapes.item(one), lambda: _in_words(one), as_json=as_json)


@click.command()
@options.library
@click.argument("query")
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True)
@click.option("--criterion", metavar="ID")
@click.option("--kind", type=click.Choice(KINDS))
@options.as_json
def search(library: Path, query: str, limit: int, criterion: str | None, kind: str | None, as_json: bool) -> None:
    """Find words and facts; each hit names the places where the words stand."""
    from evidence_desk.operations.searching import find

    with open_desk(library, write=False) as desk:
        found = find(desk, query, limit=limit, criterion=criterion, kind=kind)
    shape = {
        "query": found.query,
        "total": found.total,
        "elapsed_ms": found.elapsed_ms,
        "did_you_mean": found.did_you_mean,
        "hint": found.hint,
        "hits": [
            {
                "ref": hit.ref,
                "title": hit.title,
                "kind": hit.kind,
                "score": hit.score,
                "passages": [{"label": label, "snippet": snippet} for label, snippet in hit.passages],
            }
            for hit in found.hits
        ],
    }
    rows = [(hit.ref, hit.title, *place) for hit in found.hits for place in (hit.passages or [("", "")])]
    asides = "".join(
        f"\n{line}" for line in (found.hint, found.did_you_mean and f"Did you mean {found.did_you_mean}?") if line
    )
    headings = ("Reference", "Title", "Place", "Words")
    output.say(
        shape, lambda: f"{output.counted(found.total, 'item')}\n{output.table(rows, headings)}{asides}", as_json=as_json
    )


@click.command()
@options.library
@click.argument("ref")
@options.acting
def remove(library: Path, ref: str, actor: str | None, agency: str | None) -> None:
    """Take an item out of view. Undo or bring-back returns it; your own file is not touched."""
    from evidence_desk.operations import describing

    with open_desk(library, actor=actor, agency=agency) as desk:
        one = describing.remove(desk, ref)
    click.echo(f"Removed {one.ref}.")


@click.command("bring-back")
@options.library
@click.argument("ref")
@options.acting
def bring_back(library: Path, ref: str, actor: str | None, agency: str | None) -> None:
    """Return a removed item with all that was on it."""
    from evidence_desk.operations import describing

    with open_desk(library, actor=actor, agency=agency) as desk:
        one = describing.bring_back(desk, ref)
    click.echo(f"Brought back {one.ref}.")


COMMANDS = (import_, list_, show, set_, search, remove, bring_back)
