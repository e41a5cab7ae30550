"""Work on files in other processes: whatever a file does there, it costs that file and no other.

Each worker has a pipe of its own and no lock is shared, so one that is killed at any moment leaves the rest in order.
"""

import itertools
import os
import queue
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from types import TracebackType
from typing import Any, Self, TypeVar

from evidence_desk.work.serving import STOPPED, Result, Terms
from evidence_desk.work.worker import Worker

__all__ = ["Pool", "Result"]

Job = TypeVar("Job", bound=tuple[Any, ...])
Function = Callable[..., Any] | str

_FEWEST, _MOST = 2, 4
_REQUESTS_A_WORKER = 400
_IDLE_SECONDS = 120
_WINDOW_A_WORKER = 4
_CLOSING_SECONDS = 5
_CLOSED = Result(reason="The work was stopped before this was read.", what=STOPPED)

_Task = tuple["Future[Result]", Function, tuple[Any, ...]]


class Pool:
    """Worker processes, started when first needed, kept warm, renewed now and then.

    A function is given itself or as "package.module:name", which spares this process the import.
    """

    def __init__(
        self,
        workers: int | None = None,
        seconds: float = 60,
        megabytes: int = 1024,
        output_megabytes: int = 160,
    ) -> None:
        terms = Terms(megabytes, output_megabytes, seconds)
        count = workers or max(_FEWEST, min(_MOST, os.cpu_count() or 1))
        self._workers = [Worker(f"reader {number}", terms) for number in range(1, count + 1)]
        self._threads: list[threading.Thread] = []
        self._tasks: queue.SimpleQueue[_Task | None] = queue.SimpleQueue()
        self._opening = threading.Lock()
        self._closed = False

    def submit(self, function: Function, *arguments: Any) -> "Future[Result]":
        """Has it run in a worker. The future's result is a `Result`; it raises only where it was cancelled."""
        future: Future[Result] = Future()
        with self._opening:
            if self._closed:
                future.set_result(_CLOSED)
                return future
            if not self._threads:
                self._threads = [
                    threading.Thread(target=self._work, args=(worker,), name=worker.name, daemon=True)
                    for worker in self._workers
                ]
                for thread in self._threads:
                    thread.start()
            self._tasks.put((future, function, arguments))
        return future

    def map_unordered(self, function: Function, jobs: Iterable[Job]) -> Iterator[tuple[Job, Result]]:
        """Runs `function(*job)` for each job, gives what is ready first, and takes jobs as fast as they are done."""
        waiting = iter(jobs)
        done: queue.SimpleQueue[tuple[Job, Future[Result]]] = queue.SimpleQueue()
        under_way: set[Future[Result]] = set()

        def start(job: Job) -> None:
            future = self.submit(function, *job)
            under_way.add(future)
            future.add_done_callback(lambda ready: done.put((job, ready)))

        try:
            for job in itertools.islice(waiting, _WINDOW_A_WORKER * len(self._workers)):
                start(job)
            while under_way:
                job, future = done.get()
                under_way.discard(future)
                yield job, future.result()
                del future
                for following in itertools.islice(waiting, 1):
                    start(following)
        finally:
            for future in under_way:
                future.cancel()

    def _work(self, worker: Worker) -> None:
        while True:
            try:
                task = self._tasks.get(timeout=_IDLE_SECONDS)
            except queue.Empty:
                worker.stop()
                continue
            if task is None:
                return worker.stop()
            future, function, arguments = task
            if not future.set_running_or_notify_cancel():
                continue
            if worker.answered >= _REQUESTS_A_WORKER:
                worker.stop()
            result = worker.ask(function, *arguments)
            future.set_result(_CLOSED if self._closed and not result.ok else result)
            # It may hold 50 MB of text, and the next task may be long in coming.
            del task, future, function, arguments, result

    def close(self) -> None:
        """Stops everything now; what waits or runs gets a `Result` that says so."""
        with self._opening:
            self._closed = True
        self._drop_waiting()
        for _ in self._threads:
            self._tasks.put(None)
        deadline = time.monotonic() + _CLOSING_SECONDS
        while any(thread.is_alive() for thread in self._threads) and time.monotonic() < deadline:
            for worker, thread in zip(self._workers, self._threads, strict=True):
                worker.kill()
                thread.join(0.02)

    def _drop_waiting(self) -> None:
        try:
            while task := self._tasks.get_nowait():
                if task[0].set_running_or_notify_cancel():
                    task[0].set_result(_CLOSED)
        except queue.Empty:
            return

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
