"""Checking heals what is no fault before it reports."""

from pathlib import Path

from evidence_desk.desk import Desk
from evidence_desk.library.database import write
from evidence_desk.library.scrubbing import is_due
from evidence_desk.operations.starting import start_library
from evidence_desk.operations.verifying import verify_library


def test_an_erasure_that_a_reader_held_up_is_finished_and_no_fault(tmp_path: Path) -> None:
    desk = Desk(start_library(tmp_path / "L.evidence", area="Testshire", actor="Ann"), actor="Ann")
    try:
        db = desk.library.db
        with write(db):
            db.execute("INSERT OR REPLACE INTO meta(key, value) VALUES ('scrubbed', 'not yet')")
        assert is_due(db)
        assert verify_library(desk).ok and not is_due(db)
    finally:
        desk.close()
