"""What workers are made to do in the tests: functions a spawned process can import."""

import ctypes
import os
import time
from pathlib import Path

from evidence_desk.errors import KnownError


def double(number: int) -> int:
    return 2 * number


def pid() -> int:
    return os.getpid()


def leave(code: int) -> None:
    os._exit(code)


def crash() -> None:
    ctypes.string_at(0)


def hang(seconds: float) -> None:
    time.sleep(seconds)


def hoard(megabytes: int) -> int:
    held = [bytearray(b"x" * 1_000_000) for _ in range(megabytes)]
    return len(held)


def speak(megabytes: int) -> bytes:
    return bytes(megabytes * 1_048_576)


class Panic(BaseException):
    """As python-calamine raises one: no Exception."""


def panic() -> None:
    raise Panic("words of the file")


def fail_kindly() -> None:
    raise KnownError("The file is upside down.")


def unpicklable() -> object:
    return lambda: None


def touch(path: str) -> None:
    Path(path).touch()
    time.sleep(60)


def draw(path: str, page: int, dpi: float) -> None:
    raise KnownError(f"Not drawn: {path}, {page}, {dpi}.")
