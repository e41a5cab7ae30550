"""The months of work behind the example: three officers, their days, a copy that was merged, and what went wrong."""

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from telling import Asked, asking, told

from evidence_desk.demo.files import make_files
from evidence_desk.demo.history import History
from evidence_desk.demo.story import Step as Told
from evidence_desk.demo.story import read_story
from evidence_desk.errors import KnownError
from evidence_desk.library.contested import conflicts
from evidence_desk.library.history import Step, exports, history, known_at
from evidence_desk.operations.verifying import verify_library
from evidence_desk.work.job import Job


@pytest.fixture(scope="module")
def northshire(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asked]:
    with asking(told(tmp_path_factory, "2017"), "2017") as asked:
        yield asked


@pytest.fixture(scope="module")
def steps(northshire: Asked) -> list[Step]:
    return history(northshire.desk.library.db)


def day(step: Step) -> date:
    return datetime.fromisoformat(step.at).date()


def said(steps: list[Step], words: str) -> list[Step]:
    return [step for step in steps if words in step.label]


def test_three_officers_of_two_agencies_worked_in_it_over_six_months(northshire: Asked, steps: list[Step]) -> None:
    assert {step.by for step in steps} == {"Amina Patel", "Gareth Lewis", "Ruth Okafor"}
    assert {step.agency for step in steps} == {"education", "health"}
    days = sorted(day(step) for step in steps)
    assert (days[0], days[-1]) == (date(2026, 6, 1), northshire.story.as_of)
    assert {one.month for one in days} == {6, 7, 8, 9, 10, 11} and len(set(days)) >= 30
    assert steps[-1].label == "made the library"


def test_each_file_came_in_and_was_tagged_on_its_day(northshire: Asked, steps: list[Step]) -> None:
    came = {(day(step), step.by) for step in said(steps, "import of")}
    assert came == {(file.on, file.by) for file in northshire.story.files}
    tagged = {(day(step), step.by) for step in said(steps, "tagged 1 item")}
    wanted = {(tag.on, tag.by) for file in northshire.story.files for tag in file.tags}
    assert tagged == wanted | {(step.on, step.by) for step in northshire.story.steps if step.do == "tag"}


def test_nothing_happened_before_the_file_it_happened_to_was_written(northshire: Asked) -> None:
    assert [file.name for file in northshire.story.files if file.date > file.on.isoformat()] == []


def test_a_quarter_of_it_waits_to_be_tagged(northshire: Asked) -> None:
    waiting, all_of_it = northshire.found("is:untagged"), northshire.names
    assert len(all_of_it) >= 40 and 0.2 <= len(waiting) / len(all_of_it) <= 0.3


def test_one_conflict_is_left_to_settle_and_one_is_settled(northshire: Asked, steps: list[Step]) -> None:
    (left,) = conflicts(northshire.desk.library.db)
    assert (left.criterion, left.field) == ("1.2", "know")
    assert {left.standing.by, *(other.by for other in left.others)} == {"Amina Patel", "Ruth Okafor"}
    (settled,) = said(steps, "settled 1 conflict")
    assert [change.after for change in settled.entries] == ["2026-05-22"]


def test_a_slip_was_undone_and_a_letter_taken_out_and_brought_back(northshire: Asked, steps: list[Step]) -> None:
    (undone,) = said(steps, "undid: tagged 1 item to 2.1")
    assert undone.by == "Gareth Lewis" and undone.undoes
    assert len(said(steps, "removed 1 item")) == len(said(steps, "brought back 1 item")) == 1
    assert "Letter from a grandparent - scan.pdf" in northshire.names.values()


def test_what_was_done_in_the_copy_is_in_the_library(northshire: Asked) -> None:
    theirs = {file.name for file in northshire.story.files if file.in_copy}
    assert theirs and theirs <= set(northshire.names.values())
    assert northshire.tagged("1.3") >= {name for name in theirs if "Ombudsman" in name}


def test_every_export_stands_in_the_history(northshire: Asked) -> None:
    made = [(one.form, one.at[:10]) for one in exports(northshire.desk.library.db)]
    assert sorted(made) == [("pack", "2026-11-24"), ("workbook", "2026-10-30"), ("workbook", "2026-11-24")]


def test_it_can_be_asked_what_was_known_in_july(northshire: Asked) -> None:
    first_of_july = int(datetime(2026, 7, 1, tzinfo=UTC).timestamp() * 1000)
    then = known_at(northshire.desk.library.db, first_of_july)
    (known,) = then.execute("SELECT count(*) FROM item WHERE visible").fetchone()
    assert known == sum(file.on < date(2026, 7, 1) for file in northshire.story.files)


def test_the_library_is_whole(northshire: Asked) -> None:
    report = verify_library(northshire.desk)
    assert report.ok, report


def test_a_step_that_fails_names_the_file(tmp_path: Path) -> None:
    story = read_story("2017")
    one = next(file for file in story.files if file.name == "Press release March 2026.txt")
    wrong = Told(on=one.on, by=one.by, do="tag", file=one.name, criterion="2.1", quote="words that nobody wrote")
    small = replace(story, files=(one,), judgements=(), steps=(wrong,))
    make_files(tmp_path / "files", small)
    telling = History(small, tmp_path / "Small.evidence", tmp_path, Job("Making the example"))
    try:
        with pytest.raises(KnownError, match=r"stopped at tag of Press release March 2026\.txt: The quote"):
            telling.tell()
    finally:
        telling.close()


def test_both_stories_lie_in_one_folder(northshire: Asked, tmp_path_factory: pytest.TempPathFactory) -> None:
    first, second = told(tmp_path_factory, "2017"), told(tmp_path_factory, "2024")
    assert not first.built and first.library == northshire.desk.library.folder
    assert second.library.exists() and second.library != first.library
    assert {path.name for path in first.library.parent.iterdir()} == {
        part.name for one in (first, second) for part in (one.library, one.pack, one.workbook)
    }


def test_elsewhere_in_another_time_zone_the_files_are_the_same_bytes(tmp_path: Path) -> None:
    made = make_files(tmp_path / "here", read_story("2017"))
    there = tmp_path / "there"
    elsewhere = os.environ | {"TZ": "Pacific/Auckland", "PYTHONHASHSEED": "7", "LC_ALL": "C.UTF-8"}
    code = "import sys, pathlib; from evidence_desk.demo.files import make_files; make_files(pathlib.Path(sys.argv[1]))"
    subprocess.run([sys.executable, "-c", code, str(there)], env=elsewhere, check=True)
    assert [path.name for path in made if path.read_bytes() != (there / path.name).read_bytes()] == []
