"""Whatever a job does to its worker, it costs that job a reason in plain words, and the pool lives."""

import errno
import multiprocessing
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import misbehaving
import psutil
import pytest

from evidence_desk.work.pool import Pool, Result


@pytest.fixture(scope="module")
def pool() -> Iterator[Pool]:
    with Pool(workers=2, megabytes=300, output_megabytes=5) as made:
        yield made


def result(pool: Pool, function: Any, *arguments: Any) -> Result:
    return pool.submit(function, *arguments).result(timeout=60)


def test_a_value_comes_back_whether_the_function_is_given_or_named(pool: Pool) -> None:
    assert result(pool, misbehaving.double, 21) == Result(42)
    assert result(pool, "misbehaving:double", 4).value == 8


@pytest.mark.parametrize(
    ("function", "arguments", "what", "reason"),
    [
        (misbehaving.leave, (3,), "crash", "Reading it made the reader crash; nothing else was harmed."),
        (misbehaving.leave, (0,), "crash", "Reading it made the reader crash; nothing else was harmed."),
        (misbehaving.crash, (), "crash", "Reading it made the reader crash; nothing else was harmed."),
        (misbehaving.hoard, (2_000,), "memory", "Reading it needed more than 300 MB of memory, so it was stopped."),
        (misbehaving.speak, (6,), "oversize", "There is more in it than the 5 MB that are taken from one file."),
        (misbehaving.panic, (), "error", "It could not be read: it seems to be damaged."),
        (misbehaving.fail_kindly, (), "error", "The file is upside down."),
        (misbehaving.unpicklable, (), "error", "What was read of it cannot be handed over."),
        ("misbehaving:nowhere", (), "error", "It could not be read: it seems to be damaged."),
    ],
)
def test_a_bad_job_costs_a_reason_and_the_pool_lives(
    pool: Pool, function: Any, arguments: tuple[Any, ...], what: str, reason: str
) -> None:
    bad = result(pool, function, *arguments)
    assert (bad.ok, bad.value, bad.what, bad.reason) == (False, None, what, reason)
    assert result(pool, misbehaving.double, 1).value == 2


def test_a_job_that_hangs_is_stopped_and_the_pool_lives() -> None:
    with Pool(workers=1, seconds=1) as pool:
        stopped = result(pool, misbehaving.hang, 600)
    assert (stopped.what, stopped.reason) == ("time", "Reading it took longer than 1 second, so it was stopped.")


def test_what_the_file_says_is_not_in_the_detail_of_a_failure(pool: Pool) -> None:
    detail = result(pool, misbehaving.panic).detail
    assert detail is not None and "Panic at misbehaving.py" in detail and "words of the file" not in detail


def test_every_job_has_its_result_in_whatever_order(pool: Pool) -> None:
    jobs = [(number,) for number in range(50)]
    found = dict(pool.map_unordered(misbehaving.double, jobs))
    assert found == {job: Result(2 * job[0]) for job in jobs}


def test_jobs_are_taken_only_as_fast_as_they_are_done(pool: Pool) -> None:
    taken: list[int] = []

    def jobs() -> Iterator[tuple[int]]:
        for number in range(1_000):
            taken.append(number)
            yield (number,)

    results = pool.map_unordered(misbehaving.double, jobs())
    next(results)
    assert len(taken) < 20
    results.close()
    assert result(pool, misbehaving.double, 3).value == 6


def test_a_worker_killed_while_idle_costs_nobody_anything() -> None:
    with Pool(workers=1) as pool:
        first = result(pool, misbehaving.pid).value
        psutil.Process(first).kill()
        psutil.wait_procs([psutil.Process(first)] if psutil.pid_exists(first) else [], timeout=10)
        assert result(pool, misbehaving.double, 5).value == 10


def test_a_computer_that_starts_no_further_process_costs_each_file_a_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: object) -> None:
        raise BlockingIOError(errno.EAGAIN, "Resource temporarily unavailable")

    with Pool(workers=1) as pool:
        with monkeypatch.context() as patched:
            patched.setattr(multiprocessing.get_context("spawn").Process, "start", refuse)
            refused = result(pool, misbehaving.double, 5)
            assert (refused.what, refused.ok) == ("crash", False)
            assert "no process" in (refused.reason or "")
        assert result(pool, misbehaving.double, 5).value == 10


def test_workers_are_kept_warm_and_started_when_first_needed() -> None:
    before = psutil.Process().children()
    with Pool(workers=1) as pool:
        assert psutil.Process().children() == before
        assert result(pool, misbehaving.pid).value == result(pool, misbehaving.pid).value


def test_closing_stops_what_runs_and_tells_what_waits(tmp_path: Path) -> None:
    pool = Pool(workers=1)
    running = pool.submit(misbehaving.touch, str(tmp_path / "begun"))
    waiting = pool.submit(misbehaving.double, 1)
    while not (tmp_path / "begun").exists():
        time.sleep(0.01)
    pool.close()
    late = pool.submit(misbehaving.double, 2)
    assert [future.result(timeout=10).what for future in (running, waiting, late)] == ["closed"] * 3


@pytest.mark.skipif(os.name == "nt", reason="kill -9 is not a thing of Windows")
@pytest.mark.elsewhere
def test_workers_end_when_their_parent_is_killed(tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(
        "import sys, time, misbehaving\nfrom evidence_desk.work.pool import Pool\n"
        "if __name__ == '__main__':\n    pool = Pool(workers=1)\n"
        "    print(pool.submit(misbehaving.pid).result().value, flush=True)\n"
        "    pool.submit(misbehaving.hang, 50)\n    time.sleep(50)\n",
        "utf-8",
    )
    folders = os.pathsep.join([str(Path(misbehaving.__file__).parent), *filter(None, sys.path)])
    environment = {**os.environ, "PYTHONPATH": folders}
    parent = subprocess.Popen([sys.executable, str(program)], stdout=subprocess.PIPE, text=True, env=environment)
    assert parent.stdout is not None
    worker = psutil.Process(int(parent.stdout.readline()))
    parent.kill()
    parent.wait()
    parent.stdout.close()
    assert psutil.wait_procs([worker], timeout=20)[0]
