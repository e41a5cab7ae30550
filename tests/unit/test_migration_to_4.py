"""A library of format 3 opens in this one: its earlier imports count as finished, and none of them loses a row."""

from pathlib import Path

import pytest

from evidence_desk.desk import Desk
from evidence_desk.library import schema
from evidence_desk.library.database import format_of
from evidence_desk.library.store import open_library
from evidence_desk.operations.importing import import_paths
from evidence_desk.operations.reporting import broken_off, kept_report, kept_reports
from tests.unit.test_migration_to_3 import library_of_format


def test_earlier_imports_count_as_finished_and_keep_their_rows(tmp_path: Path) -> None:
    database = library_of_format(3, tmp_path / "Old.evidence")
    desk = Desk(open_library(tmp_path / "Old.evidence"), actor="Ann")
    try:
        newest, oldest = kept_reports(desk)
        assert (newest.finished, newest.expected, newest.files) == (True, None, 1)
        assert (oldest.finished, oldest.imported, oldest.duplicates, oldest.rejected) == (True, 2, 1, 1)
        assert len(kept_report(desk, 1).files) == 4
        assert broken_off(desk) is None
    finally:
        desk.close()
    assert format_of(database) == schema.FORMAT
    (backup,) = (tmp_path / "Old.evidence" / "backups").glob("*before format*")
    assert format_of(next(backup.rglob("*.db"), backup)) == 3


@pytest.mark.parametrize("number", range(1, schema.FORMAT))
def test_a_library_of_any_earlier_format_takes_in_files(number: int, tmp_path: Path) -> None:
    library_of_format(number, tmp_path / "Old.evidence")
    (tmp_path / "new.txt").write_text("A new paper.", encoding="utf-8")
    desk = Desk(open_library(tmp_path / "Old.evidence"), actor="Ann")
    try:
        assert import_paths(desk, [tmp_path / "new.txt"]).count("imported") == 1
        assert (kept_reports(desk)[0].finished, kept_reports(desk)[0].expected) == (True, 1)
    finally:
        desk.close()
