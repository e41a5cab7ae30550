"""A screen of the tests' own: an X server nobody sees, a window manager, and the bus a screen reader listens on."""

import os
import shutil
import subprocess
import sys
import tempfile
from types import TracebackType
from typing import IO, List, Optional, Self, Type

from dev_house import say

LAUNCHERS = ["/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher"]


class Screen:
    """While entered, `env` is the environment for programs that should find the screen.

    Where the pieces are not installed `env` is without them, and the tests that need them say that they are skipped.
    """

    def __init__(self) -> None:
        self.env = dict(os.environ)
        self._started = []  # type: List[subprocess.Popen[bytes]]
        self._runtime = None  # type: Optional[str]

    def __enter__(self) -> Self:
        self.env.setdefault("QT_QPA_PLATFORM", "offscreen")
        if not sys.platform.startswith("linux") or not shutil.which("Xvfb"):
            say("There is no Xvfb here, so there is no screen for the tests.")
            return self
        display = self._start_server()
        if display:
            self.env.update(DISPLAY=display, EVIDENCE_DESK_SCREEN=display)
            self.env.pop("WAYLAND_DISPLAY", None)
            self._runtime = tempfile.mkdtemp(prefix="evidence-desk-run-")
            self.env["XDG_RUNTIME_DIR"] = self._runtime
            self._start_bus()
            self._start(["openbox", "--sm-disable"])
        return self

    def __exit__(
        self, kind: Optional[Type[BaseException]], error: Optional[BaseException], trace: Optional[TracebackType]
    ) -> None:
        for process in reversed(self._started):
            process.terminate()
        for process in self._started:
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
        if self._runtime:
            shutil.rmtree(self._runtime, ignore_errors=True)

    def _start_server(self) -> Optional[str]:
        """Start the X server on the first number that is free, and return its name."""
        reader, writer = os.pipe()
        command = ["Xvfb", "-displayfd", str(writer), "-screen", "0", "1920x1200x24", "-nolisten", "tcp", "-noreset"]
        self._start(command, pass_fds=(writer,))
        os.close(writer)
        with os.fdopen(reader) as answer:
            number = answer.readline().strip()
        if not number:
            say("Xvfb did not start, so there is no screen for the tests.")
        return ":" + number if number else None

    def _start_bus(self) -> None:
        """Start a session bus and, on it, the accessibility bus."""
        command = ["dbus-daemon", "--session", "--nofork", "--print-address=1"]
        bus = self._start(command, stdout=subprocess.PIPE)
        if bus is None or bus.stdout is None:
            return
        self.env["DBUS_SESSION_BUS_ADDRESS"] = first_line(bus.stdout)
        launcher = next((path for path in LAUNCHERS if os.path.exists(path)), None)
        if launcher:
            self._start([launcher, "--launch-immediately"])
            self.env["QT_LINUX_ACCESSIBILITY_ALWAYS_ON"] = "1"

    def _start(
        self, command: List[str], stdout: int = subprocess.DEVNULL, pass_fds: "tuple[int, ...]" = ()
    ) -> "Optional[subprocess.Popen[bytes]]":
        """Start one program that stays until the screen is left; nothing where it is not installed."""
        if not shutil.which(command[0]):
            return None
        process = subprocess.Popen(command, env=self.env, stdout=stdout, stderr=subprocess.DEVNULL, pass_fds=pass_fds)
        self._started.append(process)
        return process


def first_line(stream: IO[bytes]) -> str:
    """The address a bus prints when it is up."""
    return stream.readline().decode("utf-8").strip()
