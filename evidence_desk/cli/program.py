"""Commands that open the window."""

from pathlib import Path

import click

from evidence_desk.cli import options, output
from evidence_desk.errors import KnownError


def show_window(library: Path | None) -> int:
    """Opens the window on the library, else on the last one, else on the welcome page; returns its exit code."""
    from evidence_desk.system.screen import has_screen

    if not has_screen():
        raise KnownError("There is no screen here to open a window on.", what_to_do="See `evidence-desk --help`.")
    from evidence_desk.ui.app import run_window

    return run_window(library)


@click.command("open")
@click.argument("library", required=False, type=click.Path(path_type=Path))
def open_(library: Path | None) -> int:
    """Open the window."""
    return show_window(library)


@click.command()
@click.argument("folder", metavar="DIR", required=False, type=click.Path(path_type=Path))
@click.option(
    "--story", type=click.Choice(("2017", "2024")), default="2017", show_default=True, help="Which of the two."
)
@click.option("--fresh", is_flag=True, help="Make it anew, even where it is there.")
@click.option("--no-window", is_flag=True, help="Only make it, and say where it is.")
@options.as_json
def demo(folder: Path | None, story: str, fresh: bool, no_window: bool, as_json: bool) -> int:
    """Make the Northshire example, its workbook and pack, and open it."""
    from evidence_desk.cli.progress import on_terminal
    from evidence_desk.demo.building import build_demo
    from evidence_desk.system.screen import has_screen

    with on_terminal("Making the example") as job:
        made = build_demo(folder, story=story, fresh=fresh, job=job)
    shape = {"library": str(made.library), "pack": str(made.pack), "workbook": str(made.workbook), "built": made.built}
    output.say(shape, made.in_words, as_json=as_json)
    if no_window:
        return 0
    if not has_screen():
        click.echo("There is no screen here, so no window is opened.", err=as_json)
        return 0
    return show_window(made.library)


COMMANDS = (open_, demo)
