"""The inside of a worker process: takes one request after the other, and answers each whatever happens."""

import importlib
import os
import pickle
import signal
import sys
import threading
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing import connection, parent_process
from typing import Any

from evidence_desk.errors import KnownError
from evidence_desk.system import limits
from evidence_desk.work.pieces import send

_GRACE_SECONDS = 30
STOPPED = "closed"


@dataclass(frozen=True, slots=True)
class Terms:
    """What a worker is allowed: memory and output in megabytes, seconds a request, and whether others go first."""

    megabytes: int = 1024
    output_megabytes: int = 160
    seconds: float = 60
    yielding: bool = True


@dataclass(frozen=True, slots=True)
class Result:
    """A value, or the reason in plain words why there is none; `what`: error, crash, time, memory, oversize, closed."""

    value: Any = None
    reason: str | None = None
    what: str | None = None
    detail: str | None = None

    @property
    def ok(self) -> bool:
        return self.reason is None


def serve(channel: "connection.Connection[Any, Any]", terms: Terms) -> None:
    """Answers requests until the other end is closed or gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _fall_silent()
    threading.Thread(target=_end_with_parent, daemon=True).start()
    limits.limit_memory(terms.megabytes)
    if terms.yielding:
        limits.lower_priority()
    try:
        while True:
            request = channel.recv_bytes()
            limits.end_in(int(terms.seconds) + _GRACE_SECONDS)
            send(channel, _packed(request, terms))
            limits.end_in(0)
    except (EOFError, OSError):
        return


def _fall_silent() -> None:
    """What libraries in C say of a file goes nowhere: our own output may be one JSON value that a program reads."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(nowhere, stream)
    os.close(nowhere)


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(0)


def _packed(request: bytes, terms: Terms) -> bytes:
    answer = _answer(request, terms)
    try:
        packed = pickle.dumps(answer, protocol=5)
    except MemoryError:
        return pickle.dumps(_out_of_memory(terms))
    except (pickle.PicklingError, TypeError, AttributeError, RecursionError) as error:
        reason = "What was read of it cannot be handed over."
        return pickle.dumps(Result(reason=reason, what="error", detail=_where(error)))
    if len(packed) > terms.output_megabytes * limits.MEGABYTE:
        reason = f"There is more in it than the {terms.output_megabytes} MB that are taken from one file."
        return pickle.dumps(Result(reason=reason, what="oversize"))
    return packed


def _answer(request: bytes, terms: Terms) -> Result:
    try:
        function, arguments = pickle.loads(request)
        return Result(_found(function)(*arguments))
    except KnownError as error:
        return Result(reason=str(error), what="error")
    except MemoryError:
        return _out_of_memory(terms)
    except BaseException as error:  # noqa: BLE001 -- python-calamine panics as a BaseException of its own
        return Result(reason="It could not be read: it seems to be damaged.", what="error", detail=_where(error))


def _found(function: Callable[..., Any] | str) -> Callable[..., Any]:
    if not isinstance(function, str):
        return function
    module, _, name = function.partition(":")
    found: Callable[..., Any] = getattr(importlib.import_module(module), name)
    return found


def _out_of_memory(terms: Terms) -> Result:
    return Result(reason=memory_reason(terms.megabytes), what="memory")


def memory_reason(megabytes: int) -> str:
    return f"Reading it needed more than {megabytes:,} MB of memory, so it was stopped."


def _where(error: BaseException) -> str:
    # The message is left out: it may quote the file.
    frames = traceback.extract_tb(error.__traceback__)
    place = f" at {os.path.basename(frames[-1].filename)}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{place}, Python {sys.version_info.major}.{sys.version_info.minor}"
