"""The command that reads the words off scans."""

from pathlib import Path

import click

from evidence_desk.cli import options, output
from evidence_desk.cli.progress import on_terminal
from evidence_desk.desk import open_desk


@click.command()
@options.library
@click.option("--pause", is_flag=True, help="Have it wait, also in the window, until this is run without --pause.")
@options.acting
@options.as_json
def recognise(library: Path, pause: bool, actor: str | None, agency: str | None, as_json: bool) -> None:
    """Read the words off pages that are pictures: scans and photos.

    Each page is kept as it is done; Ctrl+C stops, and running it again goes on. What was read is marked, with how sure
    the computer is of it. Old Word, PowerPoint and Excel files that still wait for LibreOffice are read too.
    """
    from evidence_desk.operations import converting, recognising

    with open_desk(library, actor=actor, agency=agency) as desk, on_terminal("Recognising") as job:
        recognising.pause(desk, pause)
        converted = converting.Conversion(0, 0, 0) if pause else converting.convert_waiting(desk, job)
        done = recognising.recognise(desk, job)
        if done.pages:
            desk.catch_up()
    shape = {
        "recognised": done.pages,
        "failed": done.failed,
        "waiting": done.waiting,
        "confidence": None if done.confidence is None else round(done.confidence, 1),
        "why": done.why,
        "old_files": {"read": converted.read, "failed": converted.failed, "waiting": converted.waiting},
    }
    words = (recognising.in_words(done), converting.in_words(converted))
    output.say(shape, lambda: "\n".join(filter(None, words)), as_json=as_json)


COMMANDS = (recognise,)
