"""A person with a screen reader and a keyboard at the real window: nothing else is used of the program."""

import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

READER = Path(__file__).with_name("screen_reader.py")
# The Python that Debian's python3-gi belongs to.
SYSTEM_PYTHON = "/usr/bin/python3"
PATIENCE = 60.0
# What one works with; their parts (cells, rows, headings) belong to them.
INTERACTIVE = (
    "push button", "check box", "radio button", "text", "combo box", "list", "table", "slider", "spin button", "link",
)  # fmt: skip

Node = dict[str, Any]


def wait(true: Callable[[], Any], what: str) -> Any:
    """The first true answer; fails, naming what was waited for."""
    deadline = time.monotonic() + PATIENCE
    while not (found := true()):
        assert time.monotonic() < deadline, f"waited in vain for {what}"
        time.sleep(0.1)
    return found


class Tree:
    """The program, started on its screen, with what a screen reader sees of it."""

    def __init__(self, environment: dict[str, str], *arguments: object) -> None:
        self.environment = environment
        command = [sys.executable, "-m", "evidence_desk", *map(str, arguments)]
        self.program = subprocess.Popen(command, env=environment)
        self._reader = subprocess.Popen(
            [SYSTEM_PYTHON, "-W", "ignore", str(READER)],
            env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        wait(lambda: self.nodes(), "the window in the accessibility tree")

    def close(self) -> int:
        """Ends the program as a person does, and says how it ended."""
        self.keys("ctrl+q")
        try:
            return self.program.wait(30)
        finally:
            for process in (self.program, self._reader):
                if process.poll() is None:
                    process.kill()

    def _ask(self, **request: object) -> Any:
        assert self._reader.stdin is not None and self._reader.stdout is not None
        self._reader.stdin.write(json.dumps(request) + "\n")
        self._reader.stdin.flush()
        return json.loads(self._reader.stdout.readline())

    def nodes(self) -> list[Node]:
        """All that is shown, in the order of the tree."""
        return list(self._ask(do="nodes"))

    def interactive(self) -> list[Node]:
        """All that one can work with."""
        return [one for one in self.nodes() if one["role"] in INTERACTIVE and "focusable" in one["states"]]

    def focused(self) -> Node | None:
        found: Node | None = self._ask(do="focused")
        return found

    def find(self, name: str, role: str | None = None) -> Node:
        """The node of that name, waited for."""
        found: Node = wait(lambda: self._ask(do="find", name=name, role=role), f"{role or 'something'} named {name!r}")
        return found

    def press(self, name: str, role: str = "push button") -> None:
        self.find(name, role)
        assert self._ask(do="press", name=name, role=role), f"{name!r} cannot be pressed"

    def write(self, name: str, text: str) -> None:
        """Puts the text into the field of that name."""
        self.find(name, "text")
        assert self._ask(do="write", name=name, role="text", text=text), f"{name!r} cannot be written in"

    def focus(self, name: str, role: str | None = None) -> None:
        self.find(name, role)
        assert self._ask(do="focus", name=name, role=role), f"{name!r} takes no focus"

    def keys(self, *keys: str) -> None:
        """Presses keys where the focus is."""
        for key in keys:
            subprocess.run(["xdotool", "key", "--clearmodifiers", key], env=self.environment, check=False)
            time.sleep(0.12)

    def type(self, text: str) -> None:
        """Types where the focus is."""
        subprocess.run(["xdotool", "type", "--delay", "15", text], env=self.environment, check=False)
        time.sleep(0.2)

    def go(self, place: str) -> None:
        """To a place, by the list of places and the arrow keys."""
        self.focus("Places", "list")
        names = [one["name"] for one in self.nodes() if one["role"] == "list item"]
        self.keys("Home", *["Down"] * names.index(place))
        wait(lambda: self._chosen(place), f"the place {place}")

    def _chosen(self, place: str) -> bool:
        rows = (one for one in self.nodes() if one["role"] == "list item" and one["name"] == place)
        return any("selected" in one["states"] for one in rows)
