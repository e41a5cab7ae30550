"""Commands that make a library and keep it sound."""

from datetime import date
from pathlib import Path

import click

from evidence_desk.cli import options, output
from evidence_desk.cli.progress import on_terminal
from evidence_desk.desk import open_desk


@click.command()
@options.library
@click.option("--area", required=True, metavar="NAME", help="The local area, such as Northshire.")
@click.option("--framework", metavar="ID|FILE.toml", help="A built-in framework or a file of your own.")
@click.option("--scale", metavar="ID", help="How work is rated, such as rag; else as the framework does.")
@click.option("--inspection", type=options.Day(), metavar="DATE", help="The first day on site.")
@options.acting
@options.as_json
def init(
    library: Path,
    area: str,
    framework: str | None,
    scale: str | None,
    inspection: date | None,
    actor: str | None,
    agency: str | None,
    as_json: bool,
) -> None:
    """Make a new, empty library."""
    from evidence_desk.library import queries
    from evidence_desk.operations.starting import start_library

    made = start_library(
        library, area=area, framework=framework, scale=scale, inspection=inspection, actor=actor, agency=agency
    )
    try:
        facts = queries.library_facts(made.db)
        shape = {"library": str(made.folder), "id": made.id, "area": facts.area, "framework": facts.framework}
    finally:
        made.close()
    output.say(shape, lambda: f"Made the evidence library of {area} in {made.folder}.", as_json=as_json)


@click.command()
@options.library
@click.option("--quick", is_flag=True, help="Do not read every file again.")
@options.as_json
def verify(library: Path, quick: bool, as_json: bool) -> int:
    """Check that everything is there and as the journal says."""
    from evidence_desk.operations.verifying import verify_library

    with open_desk(library) as desk, on_terminal("Checking"):
        report = verify_library(desk, quick=quick)
    faults = [{"what": one.what, "where": one.where, "cure": one.cure} for one in report.faults]
    rows = [(one.what, one.where, one.cure) for one in report.faults]
    words = "All is well." if report.ok else output.table(rows, ("What is wrong", "Where", "What to do"))
    output.say({"ok": report.ok, "checked": report.checked, "faults": faults}, lambda: words, as_json=as_json)
    return 0 if report.ok else 1


@click.command()
@options.library
@click.option("--password-file", type=click.Path(path_type=Path), help="Passwords for locked files, one a line, UTF-8.")
@options.acting
@options.as_json
def reindex(library: Path, password_file: Path | None, actor: str | None, agency: str | None, as_json: bool) -> None:
    """Read anew what an older version of the program read, then make the search index anew.

    Each file is kept as it is done; Ctrl+C stops, and running it again goes on. A file that cannot be read now keeps
    the text it had. It is tried again by the next version, or with --password-file.
    """
    from evidence_desk.operations import reading
    from evidence_desk.operations.unlocking import passwords_in

    passwords = () if password_file is None else passwords_in(password_file)
    with open_desk(library, actor=actor, agency=agency) as desk:
        desk.passwords = passwords
        with on_terminal("Reading") as job:
            done = reading.read_older_texts(desk, job, kept=bool(passwords))
            job.check()
        with on_terminal("Indexing") as job:
            desk.engine.clear()
            desk.catch_up(job)
    shape = {"read": done.read, "kept": [{"file": one.name, "why": one.why} for one in done.kept]}
    lines = [reading.in_words(done), *(f"- {one.name}: {one.why}" for one in done.kept)]
    words = "\n".join(filter(None, (*lines, "The search index is made anew.")))
    output.say(shape, lambda: words, as_json=as_json)


@click.command()
@options.library
@click.argument("out", required=False, type=click.Path(path_type=Path))
@options.as_json
def backup(library: Path, out: Path | None, as_json: bool) -> None:
    """Copy the records into the library's backups, or the whole library into the ZIP file OUT."""
    from evidence_desk.library.backup import back_up, whole

    with open_desk(library) as desk, on_terminal("Backing up"):
        made = back_up(desk.library, "by hand") if out is None else whole(desk.library, out)
    output.say({"file": str(made)}, lambda: f"The backup is {made}.", as_json=as_json)


@click.command()
@click.argument("backup_file", metavar="BACKUP", type=click.Path(path_type=Path))
@options.library
def restore(backup_file: Path, library: Path) -> None:
    """Put a backup back; what it replaces goes into the backups first."""
    from evidence_desk.library.restoring import restore as put_back

    put_back(backup_file, library)
    with open_desk(library) as desk, on_terminal("Indexing") as job:
        desk.catch_up(job)
    click.echo(f"{library} is as it was in {backup_file.name}.")


COMMANDS = (init, verify, reindex, backup, restore)
