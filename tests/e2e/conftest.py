"""The installed program, run as its users run it: each command a process of its own, on folders of this test."""

import functools
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

SECONDS = 120
GUARD = Path(__file__).with_name("guard")


@functools.cache
def without_network() -> tuple[str, ...]:
    """What to put before a command so that it has no network at all; nothing where the system has no such thing."""
    for prefix in (("unshare", "-n"), ("unshare", "-rn")):
        if (
            shutil.which(prefix[0])
            and subprocess.run([*prefix, "true"], capture_output=True, check=False).returncode == 0
        ):
            return prefix
    return ()


@dataclass
class Program:
    """Runs `evidence-desk` with a home of its own."""

    home: Path

    def environment(self) -> dict[str, str]:
        places = {
            "HOME": self.home,
            "USERPROFILE": self.home,
            "XDG_CONFIG_HOME": self.home / "config",
            "XDG_CACHE_HOME": self.home / "cache",
            "XDG_DATA_HOME": self.home / "data",
            "XDG_STATE_HOME": self.home / "state",
            "TMPDIR": self.home / "tmp",
            "PYTHONPATH": GUARD,
        }
        (self.home / "tmp").mkdir(parents=True, exist_ok=True)
        return {**os.environ, **{name: str(place) for name, place in places.items()}}

    def run(self, *arguments: object) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            self.command(*arguments),
            env=self.environment(),
            capture_output=True,
            encoding="utf-8",
            timeout=SECONDS,
            check=False,
        )

    def start(self, *arguments: object) -> "subprocess.Popen[bytes]":
        return subprocess.Popen(
            self.command(*arguments), env=self.environment(), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )

    def command(self, *arguments: object) -> list[str]:
        return [*without_network(), sys.executable, "-m", "evidence_desk", *(str(one) for one in arguments)]

    def ok(self, *arguments: object) -> str:
        """What the command printed; it must succeed."""
        done = self.run(*arguments)
        assert done.returncode == 0, f"{arguments}: {done.stderr}"
        return done.stdout

    def json(self, *arguments: object) -> Any:
        """The one JSON value that the command printed."""
        return json.loads(self.ok(*arguments, "--json"))

    def fails(self, *arguments: object, code: int = 1) -> str:
        """The one line on stderr; the command must fail, without a word on stdout and without a traceback."""
        done = self.run(*arguments)
        assert done.returncode == code, f"{arguments}: {done.returncode} {done.stdout} {done.stderr}"
        assert done.stdout == ""
        assert "Traceback" not in done.stderr
        if code == 1:
            assert len(done.stderr.strip().splitlines()) == 1, done.stderr
        return done.stderr


@dataclass
class Evidence:
    """A library and the program that works on it."""

    program: Program
    folder: Path

    def __call__(self, command: str, *arguments: object) -> Any:
        return self.program.json(command, self.folder, *arguments)

    def words(self, command: str, *arguments: object) -> str:
        return self.program.ok(command, self.folder, *arguments)

    def fails(self, command: str, *arguments: object, code: int = 1) -> str:
        return self.program.fails(command, self.folder, *arguments, code=code)

    def take(self, *paths: Path, options: tuple[str, ...] = ()) -> list[dict[str, Any]]:
        """Imports and returns the rows of the report."""
        rows: list[dict[str, Any]] = self("import", *paths, *options)["files"]
        return rows


@pytest.fixture
def program(tmp_path: Path) -> Program:
    return Program(tmp_path / "home")


@pytest.fixture
def library(program: Program, tmp_path: Path) -> Iterator[Evidence]:
    """A new library; whatever the test did to it, it verifies afterwards."""
    folder = tmp_path / "Area.evidence"
    program.ok("init", folder, "--area", "Testshire", "--actor", "Ann Tester", "--agency", "education")
    evidence = Evidence(program, folder)
    yield evidence
    if folder.exists():
        assert evidence("verify")["ok"]
