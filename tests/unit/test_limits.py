"""Limits are set in the way of each operating system; the others' ways are tried with stand-ins."""

import ctypes
import subprocess
import sys
from typing import Any

import pytest

from evidence_desk.system import limits


class Kernel:
    """Stands in for kernel32."""

    def __init__(self, job: int = 7) -> None:
        self.calls: list[tuple[Any, ...]] = []
        self.CreateJobObjectW = self._recorded("create", job)
        self.GetCurrentProcess = self._recorded("process", 99)
        self.AssignProcessToJobObject = self._recorded("assign", 1)
        self.SetInformationJobObject = self._recorded("set", 1)

    def _recorded(self, name: str, answer: int) -> Any:
        def call(*arguments: Any) -> int:
            if name == "set":
                told = ctypes.cast(arguments[2], ctypes.POINTER(limits.ExtendedLimits)).contents
                arguments = (arguments[1], told.BasicLimitInformation.LimitFlags, told.ProcessMemoryLimit, arguments[3])
            self.calls.append((name, *arguments))
            return answer

        return call


def test_windows_gets_a_job_object_with_the_memory_limit() -> None:
    kernel = Kernel()
    assert limits.limit_memory(1024, platform="win32", kernel32=kernel)
    set_call = next(call for call in kernel.calls if call[0] == "set")
    assert set_call[1:4] == (9, 0x100, 1024 * 1024 * 1024)
    assert [call[0] for call in kernel.calls] == ["create", "set", "process", "assign"]


def test_the_structure_for_windows_has_the_size_it_has_there() -> None:
    assert ctypes.sizeof(limits.ExtendedLimits) == (144 if ctypes.sizeof(ctypes.c_void_p) == 8 else 112)


def test_windows_without_a_job_object_goes_on_without() -> None:
    assert not limits.limit_memory(1024, platform="win32", kernel32=Kernel(job=0))


def test_macos_has_no_such_limit() -> None:
    assert not limits.limit_memory(1024, platform="darwin")


@pytest.mark.skipif(sys.platform != "linux", reason="address space is limited on Linux")
@pytest.mark.elsewhere
def test_linux_refuses_more_memory_than_allowed() -> None:
    code = (
        "from evidence_desk.system import limits\nlimits.limit_memory(50)\nbytearray(20_000_000)\n"
        "try:\n    bytearray(100_000_000)\nexcept MemoryError:\n    print('refused')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "refused"


@pytest.mark.parametrize(("platform", "expected"), [("linux", 5), ("win32", 0x4000)])
def test_a_worker_lets_the_window_go_first(platform: str, expected: int) -> None:
    class Process:
        level = 0

        def nice(self, value: int | None = None) -> int:
            self.level = self.level if value is None else value
            return self.level

    process = Process()
    limits.lower_priority(platform, process)
    assert process.level == expected
