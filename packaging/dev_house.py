"""What every part of dev.py shares: where things are, how to run a program, how to say something."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Dict, List, Optional

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BUILD = ROOT / "build"
WINDOWS = os.name == "nt"
PYTHON = VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")


class Stop(Exception):
    """Something the person must do first, in plain words."""


def say(text: str) -> None:
    """One line for the person, shown at once and in order with what programs print."""
    print(text, flush=True)


def run(command: List[str], env: Optional[Dict[str, str]] = None, quiet: bool = False) -> int:
    """Run a program in the checkout and return its exit code; `quiet` keeps its words unless it fails."""
    if not quiet:
        return subprocess.run(command, cwd=str(ROOT), env=env, check=False).returncode
    out, err = subprocess.PIPE, subprocess.STDOUT
    done = subprocess.run(command, cwd=str(ROOT), env=env, stdout=out, stderr=err, check=False)
    if done.returncode:
        sys.stdout.flush()
        sys.stdout.buffer.write(done.stdout)
        sys.stdout.flush()
    return done.returncode
