"""One command for each thing a checkout is for. It needs nothing but Python 3.11 or newer.

    python3 packaging/dev.py demo     set up, build the Northshire example and open it
    python3 packaging/dev.py test     set up, then lint, types, contracts and tests
    python3 packaging/dev.py build    the program as one folder, tried out after it is built
    python3 packaging/dev.py shots    a picture of every place in the window, in build/shots
    python3 packaging/dev.py bench    the figures of tests/bench
    python3 packaging/dev.py lock     work out packaging/lock*.txt anew from pyproject.toml

demo takes --no-window, --fresh and a folder. test takes --long and whatever pytest takes.

This file and the ones it imports keep to the syntax of Python 3.6, so that an older Python can say what is wrong.
"""

import sys

OLDEST = (3, 11)
TOO_OLD = (
    "Evidence Desk needs Python 3.11 or newer, and this is Python %d.%d.\n"
    "Install a newer Python beside it (it does no harm to the old one) and run this again with that one,\n"
    "for example: python3.11 packaging/dev.py %s"
)


def main(arguments):
    # type: (list[str]) -> int
    """Run the command that was asked for; without one, say which there are."""
    if sys.version_info < OLDEST:
        return with_a_newer_python(arguments)
    import dev_commands

    command = dev_commands.COMMANDS.get(arguments[0]) if arguments else None
    if command is None:
        print(__doc__.split("\n\nThis file")[0])
        return 0 if arguments in ([], ["-h"], ["--help"], ["help"]) else 2
    return dev_commands.run_command(command, arguments[1:])


def with_a_newer_python(arguments):
    # type: (list[str]) -> int
    """Go on in a newer Python where the machine has one, else say what is needed."""
    import shutil
    import subprocess

    for minor in range(19, OLDEST[1] - 1, -1):
        newer = shutil.which("python3.%d" % minor)
        if newer:
            return subprocess.call([newer, __file__] + arguments)
    sys.stderr.write(TOO_OLD % (sys.version_info[0], sys.version_info[1], " ".join(arguments) or "demo") + "\n")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
