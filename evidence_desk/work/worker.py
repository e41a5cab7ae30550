"""One worker process at the end of a pipe. It belongs to one caller, so its death costs one request."""

import multiprocessing
import pickle
import threading
import time
from collections.abc import Callable
from multiprocessing import connection
from typing import Any

import psutil

from evidence_desk.system.limits import MEGABYTE
from evidence_desk.work.pieces import Incoming
from evidence_desk.work.serving import Result, Terms, memory_reason, serve

_LOOK_SECONDS = 0.2
_QUIET_SECONDS = 0.5

# `multiprocessing` keeps its list of children without a lock.
_starting = threading.Lock()


class Worker:
    """A warm process that answers one request at a time; after a crash or hang the next request starts a new one."""

    def __init__(self, name: str, terms: Terms) -> None:
        self.name = name
        self.terms = terms
        self.answered = 0
        self._process: Any = None
        self._channel: Any = None

    @property
    def pid(self) -> int | None:
        process = self._process
        return process.pid if process is not None else None

    def ask(self, function: Callable[..., Any] | str, *arguments: Any, seconds: float | None = None) -> Result:
        """The answer of `function(*arguments)`, run in the process; never raises for what happens there."""
        seconds = self.terms.seconds if seconds is None else seconds
        request = pickle.dumps((function, arguments), protocol=5)
        try:
            if not self._sent(request):
                return self._crashed()
        except OSError as error:
            reason = "The computer could start no process to read it. Close some programs, and import it again."
            return Result(reason=reason, what="crash", detail=type(error).__name__)
        failure = self._waited(time.monotonic() + seconds, seconds)
        if failure is not None:
            self.stop()
            return failure
        try:
            answer = pickle.load(Incoming(self._channel))
        except (EOFError, OSError):
            return self._crashed()
        self.answered += 1
        return answer if isinstance(answer, Result) else self._crashed()

    def _sent(self, request: bytes) -> bool:
        for _ in range(2):  # a process that died while nobody asked is not this request's fault
            if self._process is None or not self._process.is_alive():
                self.stop()
                self._start()
            try:
                self._channel.send_bytes(request)
                return True
            except OSError:
                self.stop()
        return False

    def _start(self) -> None:
        context = multiprocessing.get_context("spawn")
        self._channel, theirs = context.Pipe()
        process = context.Process(target=serve, args=(theirs, self.terms), name=self.name, daemon=True)
        with _starting:
            process.start()
        # Known only now: another thread may want it killed, and one that is not started cannot be.
        self._process = process
        theirs.close()
        self.answered = 0

    def _waited(self, deadline: float, seconds: float) -> Result | None:
        while not connection.wait([self._channel, self._process.sentinel], _LOOK_SECONDS):
            if time.monotonic() > deadline:
                unit = "second" if seconds == 1 else "seconds"
                reason = f"Reading it took longer than {seconds:g} {unit}, so it was stopped."
                return Result(reason=reason, what="time")
            if self._memory() > self.terms.megabytes:
                return Result(reason=memory_reason(self.terms.megabytes), what="memory")
        return None

    def _memory(self) -> float:
        try:
            return float(psutil.Process(self._process.pid).memory_info().rss) / MEGABYTE
        except psutil.Error:
            return 0.0

    def _crashed(self) -> Result:
        process = self._process
        self.stop()
        code = process.exitcode if process is not None else None
        reason = "Reading it made the reader crash; nothing else was harmed."
        return Result(reason=reason, what="crash", detail=f"exit code {code}")

    def kill(self) -> None:
        """Ends the process from another thread than the one that asks."""
        process = self._process
        if process is not None:
            process.kill()

    def stop(self) -> None:
        """Ends the process now; what it was doing is lost."""
        process, channel, self._process, self._channel = self._process, self._channel, None, None
        if channel is not None:
            channel.close()
        if process is not None:
            process.join(0)
            process.kill()
            process.join(_QUIET_SECONDS * 10)
