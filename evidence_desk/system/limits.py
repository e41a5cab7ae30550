"""What a worker process may use of the machine: the one place that knows how each system says it."""

import ctypes
import importlib
import signal
import sys
from typing import Any

import psutil

MEGABYTE = 1024 * 1024
LOW_PRIORITY = 5

# Windows: JOBOBJECT_EXTENDED_LIMIT_INFORMATION (winnt.h), as Microsoft's "Job Objects" page describes it.
_EXTENDED_LIMITS = 9
_LIMIT_PROCESS_MEMORY = 0x100

_kept: list[Any] = []


class _BasicLimits(ctypes.Structure):
    _fields_ = [
        ("PerProcessUserTimeLimit", ctypes.c_int64),
        ("PerJobUserTimeLimit", ctypes.c_int64),
        ("LimitFlags", ctypes.c_uint32),
        ("MinimumWorkingSetSize", ctypes.c_size_t),
        ("MaximumWorkingSetSize", ctypes.c_size_t),
        ("ActiveProcessLimit", ctypes.c_uint32),
        ("Affinity", ctypes.c_size_t),
        ("PriorityClass", ctypes.c_uint32),
        ("SchedulingClass", ctypes.c_uint32),
    ]


class ExtendedLimits(ctypes.Structure):
    """The limits a Windows Job Object takes; the middle is counters that nobody sets."""

    _fields_ = [
        ("BasicLimitInformation", _BasicLimits),
        ("IoInfo", ctypes.c_uint64 * 6),
        ("ProcessMemoryLimit", ctypes.c_size_t),
        ("JobMemoryLimit", ctypes.c_size_t),
        ("PeakProcessMemoryUsed", ctypes.c_size_t),
        ("PeakJobMemoryUsed", ctypes.c_size_t),
    ]


def limit_memory(megabytes: int, platform: str = sys.platform, kernel32: Any = None) -> bool:
    """Lets this process take `megabytes` more; False where the system has no such limit (macOS ignores it)."""
    if platform == "linux":
        return _limit_addresses(megabytes)
    if platform == "win32":
        return _limit_by_job(megabytes, kernel32 or ctypes.WinDLL("kernel32"))  # type: ignore[attr-defined,unused-ignore]
    return False


def _limit_addresses(megabytes: int) -> bool:
    resource: Any = importlib.import_module("resource")  # there is none on Windows
    ceiling = psutil.Process().memory_info().vms + megabytes * MEGABYTE
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    if hard != resource.RLIM_INFINITY:
        ceiling = min(ceiling, hard)
    resource.setrlimit(resource.RLIMIT_AS, (ceiling, hard))
    return True


def _limit_by_job(megabytes: int, kernel32: Any) -> bool:
    kernel32.CreateJobObjectW.restype = ctypes.c_void_p
    kernel32.GetCurrentProcess.restype = ctypes.c_void_p
    limits = ExtendedLimits()
    limits.BasicLimitInformation.LimitFlags = _LIMIT_PROCESS_MEMORY
    limits.ProcessMemoryLimit = megabytes * MEGABYTE
    job = kernel32.CreateJobObjectW(None, None)
    if not job:
        return False
    _kept.append(job)
    handle = ctypes.c_void_p(job)
    told = kernel32.SetInformationJobObject(handle, _EXTENDED_LIMITS, ctypes.byref(limits), ctypes.sizeof(limits))
    return bool(told and kernel32.AssignProcessToJobObject(handle, ctypes.c_void_p(kernel32.GetCurrentProcess())))


def lower_priority(platform: str = sys.platform, process: Any = None) -> None:
    """Lets the window go first while this process works."""
    process = process or psutil.Process()
    if platform == "win32":
        process.nice(getattr(psutil, "BELOW_NORMAL_PRIORITY_CLASS", 0x4000))
    else:
        process.nice(max(LOW_PRIORITY, process.nice()))


def end_in(seconds: int) -> None:
    """Has the kernel end this process in `seconds` (0: not after all), even while foreign code holds it."""
    if hasattr(signal, "alarm"):
        signal.alarm(seconds)
