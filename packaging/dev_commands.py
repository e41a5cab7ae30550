"""The commands of dev.py: set up what each needs, then hand over."""

import io
import sys
import time
from typing import Callable, Dict, List

import dev_build
import dev_checks
import dev_lock
import dev_screen
import dev_system
import dev_venv
from dev_house import BUILD, PYTHON, ROOT, Stop, run, say


def prepare(tools: bool) -> None:
    """Make everything ready; `tools` adds what tests and builds need."""
    start = time.monotonic()
    dev_system.install(tools)
    dev_venv.ready(tools)
    say("Set-up is complete (%.1f s)." % (time.monotonic() - start))


def demo(arguments: List[str]) -> int:
    """Build the Northshire example unless it is there, and open it."""
    prepare(tools=False)
    return run([str(PYTHON), "-m", "evidence_desk", "demo"] + arguments)


def test(arguments: List[str]) -> int:
    """Lint, types, contracts and tests."""
    prepare(tools=True)
    return dev_checks.check(arguments)


def build(arguments: List[str]) -> int:
    """The program as one folder, then that program tried out."""
    prepare(tools=True)
    return dev_build.build(arguments)


def shots(arguments: List[str]) -> int:
    """A picture of every place in the window."""
    prepare(tools=True)
    out = BUILD / "shots"
    with dev_screen.Screen() as screen:
        return run([str(PYTHON), "-m", "evidence_desk.ui.shots", str(out)] + arguments, env=screen.env)


def bench(arguments: List[str]) -> int:
    """Run every bench, each in a process of its own, so that none warms another up."""
    prepare(tools=True)
    wanted = [p for p in sorted(ROOT.glob("tests/bench/bench_*.py")) if not arguments or p.stem[6:] in arguments]
    with dev_screen.Screen() as screen:
        codes = [one_bench(str(path), screen.env) for path in wanted]
    return 1 if any(codes) or not wanted else 0


def one_bench(path: str, env: Dict[str, str]) -> int:
    """Run one bench under its name."""
    say("\n== %s" % path)
    return run([str(PYTHON), path], env=env)


def lock(arguments: List[str]) -> int:
    """Work out the locks anew."""
    prepare(tools=True)
    return dev_lock.lock(arguments)


COMMANDS = {
    "demo": demo,
    "test": test,
    "build": build,
    "shots": shots,
    "bench": bench,
    "lock": lock,
}  # type: Dict[str, Callable[[List[str]], int]]


def run_command(command: Callable[[List[str]], int], arguments: List[str]) -> int:
    """Run one command; what the person must do first is said in words, never as a traceback."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # an old console may not know a letter of a folder's name
    try:
        return command(arguments)
    except Stop as stop:
        say(str(stop))
        return 1
    except KeyboardInterrupt:
        say("Stopped.")
        return 130
