"""The command line: its groups, and what every command does about errors."""

import functools
import logging
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

from evidence_desk import __version__
from evidence_desk.cli import output
from evidence_desk.errors import KnownError
from evidence_desk.library.troubles import of_disk
from evidence_desk.logs import start_logging
from evidence_desk.work.job import Cancelled


@click.group(invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="Evidence Desk")
@click.pass_context
def program(context: click.Context) -> None:
    """Tag and search an area's SEND evidence, and export it for self-evaluation. Without a command: the window."""
    if context.invoked_subcommand is None:
        from evidence_desk.cli.program import show_window

        context.exit(show_window(None))


def _add_commands() -> None:
    from evidence_desk.cli import (
        changes,
        evidence,
        frameworks,
        guide,
        importing,
        keeping,
        perceiving,
        planning,
        recognising,
        sharing,
        weighing,
    )
    from evidence_desk.cli import program as opening

    modules = (
        opening, keeping, frameworks, evidence, importing, recognising, weighing, perceiving, planning, sharing,
        changes, guide,
    )  # fmt: skip
    for module in modules:
        for command in module.COMMANDS:
            if command.callback is not None:
                command.callback = _refusing_broken_text(command.callback)
            program.add_command(command)


def _refusing_broken_text(command: Callable[..., Any]) -> Callable[..., Any]:
    """Text that is no UTF-8 could be kept by no database, pack or workbook. Paths may be what the disk has."""

    @functools.wraps(command)
    def checked(**given: Any) -> Any:
        for name, value in given.items():
            for typed in value if isinstance(value, tuple) else (value,):
                if isinstance(typed, str) and not _is_text(typed):
                    raise click.UsageError(f"What was given as {name.strip('_')} is no UTF-8 text.")
        return command(**given)

    return checked


def _is_text(typed: str) -> bool:
    try:
        typed.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def run(arguments: Sequence[str]) -> int:
    """Runs one command and returns its exit code: 0, 1 for a failure told in one line, 2 for wrong usage."""
    output.speak_utf8()
    start_logging()
    _add_commands()
    try:
        result = program.main(list(arguments), prog_name="evidence-desk", standalone_mode=False)
    except click.UsageError as error:
        error.show()
        return 2
    except (click.exceptions.Abort, Cancelled):
        return _failed(KnownError("Stopped.", what_to_do="What was finished is kept."))
    except click.ClickException as error:
        return _failed(KnownError(error.format_message()))
    except KnownError as error:
        return _failed(error)
    except BrokenPipeError:
        # Whoever read our output, such as `head`, has had enough of it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as error:
        return _failed(of_disk(error, Path(error.filename or "A file")))
    except Exception as error:
        logging.getLogger(__name__).error("%s", type(error).__name__, exc_info=error)
        return _failed(
            KnownError(
                f"Evidence Desk made a mistake of its own ({type(error).__name__}); what was saved before is safe.",
                what_to_do="Run `evidence-desk verify`, and send the log to whoever supports you.",
            )
        )
    return result if isinstance(result, int) else 0


def _failed(error: KnownError) -> int:
    output.fail(error)
    sys.stdout.flush()
    return 1
