"""A file is offered when it is no more being written, whatever its own time of change says."""

import os
from pathlib import Path

import pytest

from evidence_desk.operations.stillness import Stillness

NOW = 1_700_000_000.0


class Clock:
    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def stillness(clock: Clock) -> Stillness:
    return Stillness(3, clock)


def about(path: Path, words: str, changed: float) -> os.stat_result:
    path.write_text(words, encoding="utf-8")
    os.utime(path, (changed, changed))
    return path.stat()


def test_a_file_that_changed_long_ago_is_still_at_once(tmp_path: Path, stillness: Stillness) -> None:
    assert stillness.is_still(tmp_path / "a", about(tmp_path / "a", "a", NOW - 60))


def test_a_file_that_has_just_changed_is_still_when_it_stays_so(
    tmp_path: Path, stillness: Stillness, clock: Clock
) -> None:
    seen = about(tmp_path / "a", "a", NOW - 1)
    assert not stillness.is_still(tmp_path / "a", seen)
    clock.now += 1.5
    assert not stillness.is_still(tmp_path / "a", seen)
    clock.now += 1.5
    assert stillness.is_still(tmp_path / "a", seen)


def test_a_file_that_grows_under_an_old_time_is_not_still(tmp_path: Path, stillness: Stillness, clock: Clock) -> None:
    assert stillness.is_still(tmp_path / "a", about(tmp_path / "a", "a", NOW - 60))
    for words in ("ab", "abc"):
        clock.now += 60
        assert not stillness.is_still(tmp_path / "a", about(tmp_path / "a", words, NOW - 60))
    clock.now += 3
    assert stillness.is_still(tmp_path / "a", about(tmp_path / "a", "abc", NOW - 60))


def test_a_time_that_lies_ahead_does_not_hold_a_file_for_ever(
    tmp_path: Path, stillness: Stillness, clock: Clock
) -> None:
    seen = about(tmp_path / "a", "a", NOW + 9_000)
    assert not stillness.is_still(tmp_path / "a", seen)
    clock.now += 3
    assert stillness.is_still(tmp_path / "a", seen)
