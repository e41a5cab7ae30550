"""The environment in .venv: made, filled from the hashed locks, and made again when it is broken.

A stamp, written last and taken away first, says what is in it; so a set-up that was stopped half-way is seen.
"""

import contextlib
import hashlib
import json
import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Callable, Dict, Iterator, List, Optional

from dev_house import PYTHON, ROOT, VENV, Stop, run, say

LOCK = ROOT / "packaging" / "lock.txt"
LOCK_DEV = ROOT / "packaging" / "lock-dev.txt"
STAMP = VENV / "evidence-desk.json"
# Only packages that come built are taken, so that nothing runs while it installs; but one comes as source only.
BUILT = ["--only-binary", ":all:", "--no-binary", "bagit", "--no-build-isolation"]

# Run by the environment's own Python: is pip there, and every file, at its full size, that its packages say they have?
PROBE = """
import os, sys
from importlib.metadata import distributions
print("%d.%d.%d" % sys.version_info[:3])
packages = list(distributions(path=[p for p in sys.path if "site-packages" in p]))
if "pip" not in [found.metadata["Name"] for found in packages]:
    sys.exit("no pip")
for found in packages:
    if not found.files:
        sys.exit("no list of files")
    for file in found.files:
        if file.suffix != ".pyc" and file.size not in (None, os.stat(file.locate()).st_size):
            sys.exit("not whole: %s" % file)
"""


def ready(tools: bool) -> None:
    """Leave a sound environment with the program in it; `tools` adds what tests and builds need."""
    with one_at_a_time():
        for left in ROOT.glob(VENV.name + "-old-*"):
            shutil.rmtree(str(left), ignore_errors=True)
        wanted = wanted_stamp(tools)
        present = read_stamp()
        if satisfied(present, wanted) and sound():
            return
        if VENV.exists() and not mendable(present, wanted):
            say("The environment in .venv does not fit any more; it is made anew.")
            put_away(VENV)
        install(wanted, tools)


def wanted_stamp(tools: bool) -> Dict[str, str]:
    """What the environment must have been made from; the folder, because its scripts hold it in their first line."""
    stamp = {
        "python": platform.python_version(),
        "machine": sys.platform + " " + platform.machine(),
        "folder": str(VENV),
        "lock": digest(LOCK),
        "project": digest(ROOT / "pyproject.toml"),
    }
    return dict(stamp, tools=digest(LOCK_DEV)) if tools else stamp


def satisfied(present: Optional[Dict[str, str]], wanted: Dict[str, str]) -> bool:
    """Whether all that is wanted is there; more is no harm, so a demo after a test installs nothing."""
    return present is not None and all(present.get(key) == value for key, value in wanted.items())


def mendable(present: Optional[Dict[str, str]], wanted: Dict[str, str]) -> bool:
    """Whether installing on top will do: the right Python in the right folder, and nothing that is half there."""
    if present is not None and any(present.get(key) != wanted[key] for key in ("python", "machine", "folder")):
        return False
    return sound()


def sound() -> bool:
    """Whether the environment's Python starts, is this Python, and finds every file of its packages."""
    try:
        asked = [str(PYTHON), "-I", "-c", PROBE]
        answer = subprocess.run(asked, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=120, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return answer.returncode == 0 and answer.stdout.decode().split() == [platform.python_version()]


def install(wanted: Dict[str, str], tools: bool) -> None:
    """Everything, in order; the stamp comes last."""
    with contextlib.suppress(FileNotFoundError):
        STAMP.unlink()
    if not PYTHON.exists():
        make()
    locks = [LOCK, LOCK_DEV] if tools else [LOCK]
    say("Installing what the program is built from%s (a minute or two)." % (" and tested with" if tools else ""))
    for lock in locks:
        pip(["--require-hashes", "--no-deps"] + BUILT + ["-r", str(lock)])
    pip(["--no-deps", "--no-build-isolation", "-e", str(ROOT)])
    if not sound():
        raise Stop("The environment in .venv is not complete. Is the disk full?")
    STAMP.write_text(json.dumps(wanted, indent=1), encoding="utf-8")


def make() -> None:
    """An empty environment."""
    say("Making an environment for the program in .venv.")
    base = getattr(sys, "_base_executable", None) or sys.executable
    if run([base, "-m", "venv", "--clear", str(VENV)], quiet=True):
        raise Stop(
            "Python could not make an environment. On Debian and Ubuntu it needs one more package:\n"
            "    sudo apt-get install python%d.%d-venv" % sys.version_info[:2]
        )


def pip(arguments: List[str]) -> None:
    """One pip install; silent unless it fails."""
    command = [str(PYTHON), "-m", "pip", "install", "-q", "--no-input", "--disable-pip-version-check"]
    if run(command + arguments, quiet=True):
        raise Stop("Installing failed; what pip says stands above. Is there a network, and room on the disk?")


def read_stamp() -> Optional[Dict[str, str]]:
    """What the environment says it was made from."""
    try:
        found = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) else None


def put_away(folder: Path) -> None:
    """Delete a folder; renamed first, so that one half deleted is never taken for an environment."""
    aside = folder.with_name("%s-old-%d" % (folder.name, os.getpid()))
    try:
        folder.rename(aside)
    except OSError as error:
        raise Stop("%s is in use; close the program and try again (%s)." % (folder, error.strerror)) from error
    shutil.rmtree(str(aside), ignore_errors=True)


def digest(path: Path) -> str:
    """Of the text, so that a checkout with Windows line endings counts as the same."""
    return hashlib.sha256(path.read_text(encoding="utf-8").encode()).hexdigest()


@contextlib.contextmanager
def one_at_a_time() -> Iterator[None]:
    """Hold back a second set-up in the same checkout until the first is through."""
    with open(str(ROOT / ".venv-lock"), "a+b") as file:
        if not take(file.fileno(), wait=False):
            say("Another set-up is under way here; waiting for it.")
            while not take(file.fileno(), wait=True):
                pass
        yield


def take(handle: int, wait: bool) -> bool:
    """Take the lock on an open file; it goes with the file's closing."""
    if sys.platform == "win32":
        import msvcrt

        mode = msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK
        return took(lambda: msvcrt.locking(handle, mode, 1))
    import fcntl

    return took(lambda: fcntl.flock(handle, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB))


def took(attempt: Callable[[], None]) -> bool:
    """Whether an attempt to take the lock went through."""
    try:
        attempt()
    except OSError:
        return False
    return True
