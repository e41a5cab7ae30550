"""Lint, types, contracts and tests, each with its time; the tests come last, so that their closing line stands last."""

import os
import time
from typing import List, Tuple

from dev_house import PYTHON, run, say
from dev_screen import Screen

CONTRACTS = "import sys; from importlinter.cli import lint_imports_command; sys.exit(lint_imports_command())"
STEPS = [
    ("lint", ["-m", "ruff", "check", "--quiet"]),
    ("types", ["-m", "mypy", "--no-error-summary"]),
    ("windows", ["-m", "mypy", "--no-error-summary", "--platform", "win32"]),
    ("contracts", ["-c", CONTRACTS]),
]


def check(arguments: List[str]) -> int:
    """Run every step, also after one has failed; 1 if any did."""
    results = [step(name, command) for name, command in STEPS]
    results.append(tests(arguments))
    failed = [name for name, code in results if code]
    if failed:
        say("Failed: " + ", ".join(failed) + ".")
    return 1 if failed else 0


def step(name: str, command: List[str]) -> Tuple[str, int]:
    """One step and how long it took; what it says is shown only when it fails."""
    start = time.monotonic()
    code = run([str(PYTHON)] + command, quiet=True)
    say("%-10s %s (%.1f s)" % (name, "FAILED" if code else "passed", time.monotonic() - start))
    return name, code


def tests(arguments: List[str]) -> Tuple[str, int]:
    """pytest on every core. Tests marked `screen` share one worker, because keys go to one window at a time."""
    spread = [] if any(a in ("-n", "--pdb", "-s") for a in arguments) else ["-n", str(cores()), "--dist", "loadgroup"]
    with Screen() as screen:
        return "tests", run([str(PYTHON), "-m", "pytest", "-q"] + spread + arguments, env=screen.env)


def cores() -> int:
    """The cores this process may use, which in a container are often fewer than the machine has."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
