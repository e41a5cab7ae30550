"""The locks: every package with version and hashes, for Linux, Windows and macOS at once, worked out by uv.

lock.txt is what the program runs on; lock-dev.txt is that and what tests and builds need, in the same versions.
No address of any registry is written into them.
"""

import os
from typing import List

from dev_house import PYTHON, run, say
from dev_venv import LOCK, LOCK_DEV

COMPILE = ["-m", "uv", "pip", "compile", "-q", "--universal", "--generate-hashes", "--python-version", "3.11"]
PLAIN = ["--no-header", "--no-annotate", "--no-emit-index-url", "--no-emit-find-links"]


def lock(arguments: List[str]) -> int:
    """Work both out anew: what must change changes; with `--upgrade`, everything that can."""
    for path, groups, extra in (
        (LOCK_DEV, ["install", "dev"], arguments),
        (LOCK, ["install"], ["--constraint", str(LOCK_DEV)]),
    ):
        wanted = [word for group in groups for word in ("--group", "pyproject.toml:" + group)]
        command = [str(PYTHON)] + COMPILE + PLAIN + wanted + extra + ["pyproject.toml", "-o", str(path)]
        if run(command, env=dict(os.environ, UV_NO_CONFIG="1")):
            return 1
        say("%s: %d packages" % (path.name, path.read_text(encoding="utf-8").count("==")))
    return 0
