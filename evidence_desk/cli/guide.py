"""The command that writes the user guide as web pages."""

from pathlib import Path

import click

from evidence_desk.cli import options, output


@click.command()
@click.argument("folder", metavar="OUT_FOLDER", type=click.Path(path_type=Path))
@options.as_json
def guide(folder: Path, as_json: bool) -> None:
    """Write the user guide as web pages that need no network and no program.

    They go into OUT_FOLDER, which is made where it is not there; begin with its index.html.
    """
    from evidence_desk.guidepages import write_guide

    pages = write_guide(folder)
    shape = {"folder": str(folder), "files": [str(page) for page in pages]}
    output.say(shape, lambda: f"The guide is in {pages[0]}.", as_json=as_json)


COMMANDS = (guide,)
