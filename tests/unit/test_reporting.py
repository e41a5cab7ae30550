"""The report of an import stays in the library, can be read again, and leaves it without names that must not leave."""

import csv
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from evidence_desk.desk import Desk
from evidence_desk.errors import KnownError
from evidence_desk.library import queries
from evidence_desk.library.backup import back_up
from evidence_desk.library.reports import ERASED
from evidence_desk.library.store import open_library
from evidence_desk.operations import describing, erasing, importing, starting, undoing
from evidence_desk.operations.arrivals import Arrival
from evidence_desk.operations.entering import Intake
from evidence_desk.operations.importing import ImportReport, import_paths
from evidence_desk.operations.reporting import (
    EVERY,
    Wanted,
    broken_off,
    export_report,
    kept_report,
    kept_reports,
    told_broken_off,
)
from evidence_desk.work.job import Job
from tests.unit import papers

NAME = "Tobias Example"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(starting.start_library(tmp_path / "L.evidence", area="Testshire", actor="Ann"), actor="Ann")
    yield made
    made.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two papers, a copy of one, a broken one, and a mail about a child with an attachment."""
    made = tmp_path / "Family of Example"
    made.mkdir()
    for name in ("board.txt", "copy of board.txt"):
        (made / name).write_text("The board met in May.", encoding="utf-8")
    (made / "=plan.txt").write_text("A plan for the year.", encoding="utf-8")
    (made / "broken.pdf").write_text("no pdf", encoding="utf-8")
    papers.mail(made / f"{NAME}.eml", "News", "Dear Ms Example, your son is on the list.", {"list.txt": b"The list."})
    return made


def exported(desk: Desk, out: Path, wanted: Wanted = EVERY) -> list[list[str]]:
    export_report(desk, 1, out, wanted)
    with out.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))[1:]


def test_a_kept_report_says_what_the_import_said(desk: Desk, folder: Path) -> None:
    said: ImportReport = import_paths(desk, [folder])
    (kept,) = kept_reports(desk)
    assert (kept.number, kept.by, kept.action) == (1, "Ann", said.changes.action)
    assert (kept.imported, kept.duplicates, kept.rejected) == (4, 1, 1) and kept.files == 6
    assert kept_report(desk, 1).files == said.files
    assert [Path(row.path).name for row in kept_report(desk, 1, Wanted("rejected")).files] == ["broken.pdf"]


def test_the_newest_comes_first_and_an_import_that_took_nothing_in_has_a_report_too(desk: Desk, folder: Path) -> None:
    import_paths(desk, [folder])
    import_paths(desk, [folder / "board.txt"])
    newest, oldest = kept_reports(desk)
    assert (newest.number, newest.duplicates, newest.action) == (2, 1, None)
    assert oldest.number == 1
    with pytest.raises(KnownError):
        kept_report(desk, 3)


def test_a_report_outlives_undo_and_the_reading_program(desk: Desk, folder: Path) -> None:
    import_paths(desk, [folder])
    undoing.undo(desk)
    assert {row.ref for row in kept_report(desk, 1).files} == {None}
    assert kept_reports(desk)[0].files == 6


def test_a_cancelled_import_says_of_every_file_what_became_of_it(desk: Desk, folder: Path) -> None:
    job = Job("Importing")
    job.cancel()
    said = import_paths(desk, [folder], job=job)
    assert kept_report(desk, 1).files == said.files and len(said.files) == 5


def test_no_name_that_must_stay_in_leaves_with_a_report(desk: Desk, folder: Path, tmp_path: Path) -> None:
    import_paths(desk, [folder])
    desk_ref = next(str(row.ref) for row in kept_report(desk, 1).files if row.path.endswith(f"{NAME}.eml"))
    lines = {tuple(line[:3]) for line in exported(desk, tmp_path / "report.csv")}
    written = (tmp_path / "report.csv").read_text(encoding="utf-8-sig")
    assert NAME not in written and "Family" not in written and str(tmp_path) not in written
    assert ("imported", desk_ref, f"{desk_ref} withheld") in lines
    assert any(line[2] == f"{desk_ref} withheld > list.txt" for line in lines)
    assert ("rejected", "", "broken.pdf") in lines
    assert {line[2] for line in lines} >= {"board.txt", "copy of board.txt", "'=plan.txt"}


def test_a_removed_item_and_a_file_called_after_a_child_are_not_named(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "board.txt").write_text("The board met in May.", encoding="utf-8")
    (tmp_path / "EHC plan for Tobias Example.pdf").write_text("no pdf", encoding="utf-8")
    said = import_paths(desk, [tmp_path / "board.txt", tmp_path / "EHC plan for Tobias Example.pdf"])
    describing.remove(desk, str(next(row.ref for row in said.files if row.ref)))
    lines = exported(desk, tmp_path / "report.csv")
    assert {line[2] for line in lines} == {"withheld", "name withheld: it may be a child's"}
    assert exported(desk, tmp_path / "report.csv", Wanted("rejected")) == [lines[0]]


def test_a_report_is_not_written_into_the_library(desk: Desk, folder: Path) -> None:
    import_paths(desk, [folder])
    with pytest.raises(KnownError):
        export_report(desk, 1, desk.library.folder / "report.csv")


def test_an_erased_file_has_no_name_in_any_report_here_or_in_a_backup(desk: Desk, folder: Path, tmp_path: Path) -> None:
    import_paths(desk, [folder])
    (folder / f"copy of {NAME}.eml").write_bytes((folder / f"{NAME}.eml").read_bytes())
    import_paths(desk, [folder])
    backup = back_up(desk.library, "by hand")
    ref = next(str(row.ref) for row in kept_report(desk, 1).files if row.path.endswith(f"{NAME}.eml"))
    erasing.erase(desk, ref, "asked for")
    for number in (1, 2):
        assert all(NAME not in row.path for row in kept_report(desk, number).files)
    assert [row.path for row in kept_report(desk, 1).files if row.reason == ERASED] == [""]
    assert kept_reports(desk)[-1].files == 6
    for database in (backup, desk.library.database):
        assert NAME.encode() not in database.read_bytes()
    assert any(line[2] == "erased" for line in exported(desk, tmp_path / "report.csv"))


def test_reports_are_read_where_the_library_may_only_be_read(desk: Desk, folder: Path) -> None:
    import_paths(desk, [folder])
    reading = open_library(desk.library.folder, write=False)
    try:
        other = Desk(reading, actor="Ben")
        assert kept_report(other, 1).files == kept_report(desk, 1).files
        assert len(queries.items(reading.db, other.today)) == 4
    finally:
        reading.close()


def test_a_zip_that_was_opened_is_not_counted_as_a_file(desk: Desk, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "one.zip", "w") as made:
        made.writestr("a.txt", "the words")
    import_paths(desk, [tmp_path / "one.zip"])
    newest = kept_reports(desk)[0]
    assert (newest.files, newest.folders, newest.rejected) == (1, 1, 1)


def test_rows_are_filtered_by_reason_and_by_text_and_exported_so(desk: Desk, folder: Path, tmp_path: Path) -> None:
    papers.scan(folder / "photo.pdf")
    import_paths(desk, [folder])

    def shown(wanted: Wanted) -> list[str]:
        return [Path(row.path).name for row in kept_report(desk, 1, wanted).files]

    assert shown(Wanted(without_text=True)) == ["photo.pdf"]
    assert shown(Wanted(reason="DAMAGED")) == ["broken.pdf"]
    assert shown(Wanted("imported", reason="damaged")) == []
    (line,) = exported(desk, tmp_path / "a.csv", Wanted(without_text=True))
    assert line[2].endswith("withheld") and line[3] == "no"
    only = Wanted(paths=frozenset({str(folder / "board.txt")}))
    assert [line[2] for line in exported(desk, tmp_path / "b.csv", only)] == ["board.txt"]


def broken(desk: Desk, paths: list[Path], after: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """An import that fails when it has come to so many files, as on a full disk."""
    at_once, enter = importing.FILES_A_COMMIT, Intake.enter
    left = [after]

    def failing(intake: Intake, arrivals: Sequence[Arrival]) -> None:
        left[0] -= len(arrivals)
        if left[0] < 0:
            raise OSError(28, "No space left on device")
        enter(intake, arrivals)

    monkeypatch.setattr(importing, "FILES_A_COMMIT", 1)
    monkeypatch.setattr(Intake, "enter", failing)
    with pytest.raises(OSError, match="No space"):
        import_paths(desk, paths)
    monkeypatch.setattr(importing, "FILES_A_COMMIT", at_once)
    monkeypatch.setattr(Intake, "enter", enter)


@pytest.mark.parametrize("after", [0, 3])
def test_an_import_that_broke_off_says_how_far_it_came(
    desk: Desk, folder: Path, after: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken(desk, [folder], after, monkeypatch)
    (kept,) = kept_reports(desk)
    assert (kept.finished, kept.expected) == (False, 5) and kept.reached <= after
    told = told_broken_off(kept, may_go_on=False) or ""
    assert told.startswith(f"It broke off after {kept.reached} of 5 files. Import the same again")
    assert broken_off(desk) == kept and broken_off(desk) is None
    import_paths(desk, [folder])
    assert [one.finished for one in kept_reports(desk)] == [True, False]
    assert broken_off(desk) is None and told_broken_off(kept_reports(desk)[0], may_go_on=False) is None


def test_what_came_inside_a_file_is_not_counted_among_those_expected(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "Urgent!"
    folder.mkdir()
    (folder / "a.txt").write_text("A paper.", encoding="utf-8")
    with zipfile.ZipFile(folder / "one.zip", "w") as made:
        for name in "bcde":
            made.writestr(f"{name}.txt", f"the words of {name}")
    broken(desk, [folder], 4, monkeypatch)
    (kept,) = kept_reports(desk)
    assert (kept.expected, kept.reached, kept.files) == (2, 2, 3)


def test_long_texts_do_not_wait_for_each_other_in_memory(
    desk: Desk, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held: list[int] = []
    enter = Intake.enter

    def watched(intake: Intake, arrivals: Sequence[Arrival]) -> None:
        held.append(sum(one.extraction is not None for one in arrivals))
        enter(intake, arrivals)

    monkeypatch.setattr(importing, "CHARACTERS_A_COMMIT", 1)
    monkeypatch.setattr(Intake, "enter", watched)
    import_paths(desk, [folder])
    assert max(held) == 1


def test_a_cancelled_import_is_finished(desk: Desk, folder: Path) -> None:
    job = Job("Importing")
    job.cancel()
    import_paths(desk, [folder], job=job)
    assert kept_reports(desk)[0].finished and broken_off(desk) is None
