"""No command reaches another computer, and the watch over that does bite."""

import os
import subprocess
import sys

from tests.e2e.conftest import GUARD

REACHED_OUT = 97


def ended_with(code: str) -> int:
    environment = {**os.environ, "PYTHONPATH": str(GUARD)}
    return subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, check=False).returncode


def test_the_guard_ends_a_process_that_reaches_out() -> None:
    assert ended_with("import socket; socket.socket().connect(('192.0.2.1', 80))") == REACHED_OUT
    assert ended_with("import socket; socket.getaddrinfo('example.org', 80)") == REACHED_OUT


def test_the_guard_lets_a_process_alone_that_stays_here() -> None:
    assert ended_with("import socket; s = socket.socket(); s.bind(('127.0.0.1', 0)); print(s.getsockname())") == 0
