"""Where the program starts. Imports nothing heavy: each worker process imports this file again."""

import multiprocessing
import sys


def main() -> None:
    """Runs the command line, or the window where no command is given."""
    multiprocessing.freeze_support()
    from evidence_desk.cli.main import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
