"""Recognition from the command line: it goes on after a kill, and erasing takes what it read."""

import time
from pathlib import Path

import scanning

from tests.e2e import making
from tests.e2e.conftest import Evidence, Program

pytestmark = scanning.needs_data


def labels(library: Evidence, ref: str) -> set[str]:
    return {passage["label"] for passage in library("show", ref, "--text")["passages"]}


def test_a_killed_recognition_keeps_each_page_it_finished(
    library: Evidence, program: Program, tmp_path: Path
) -> None:
    words = [making.word() for _ in range(5)]
    pages = [(*scanning.LETTER, word) for word in words]
    row = library.take(scanning.scan(tmp_path / "scan.pdf", *pages))[0]
    assert (row["text"], row["reason"]) == (False, "5 pages without text wait for recognition.")
    seen: set[str] = set()
    for _ in range(2):
        started = program.start("recognise", library.folder)
        time.sleep(2)
        started.kill()
        started.communicate(timeout=30)
        assert library("verify")["ok"]
        now = labels(library, row["ref"])
        assert seen <= now
        seen = now
    done = library("recognise")
    assert done["waiting"] == done["failed"] == 0
    assert labels(library, row["ref"]) == {f"page {number}" for number in range(1, 6)}
    again = library("recognise")
    assert (again["recognised"], again["failed"], again["waiting"], again["why"]) == (0, 0, 0, None)


def test_paused_it_waits_until_it_is_run_again(library: Evidence, tmp_path: Path) -> None:
    library.take(scanning.scan(tmp_path / "scan.pdf", scanning.LETTER))
    paused = library("recognise", "--pause")
    assert (paused["recognised"], paused["waiting"], paused["why"]) == (0, 1, "Recognition is paused.")
    done = library("recognise")
    assert (done["recognised"], done["waiting"]) == (1, 0) and done["confidence"] > 90


def test_what_was_recognised_is_found_and_erasing_leaves_no_letter_of_it(library: Evidence, tmp_path: Path) -> None:
    ref = library.take(scanning.scan(tmp_path / "scan.pdf", scanning.LETTER))[0]["ref"]
    library("recognise")
    assert [hit["ref"] for hit in library("search", "eleven months")["hits"]] == [ref]
    library.words("erase", ref, "--reason", "asked for")
    for path in library.folder.rglob("*"):
        if path.is_file():
            assert b"eleven months" not in path.read_bytes(), path
