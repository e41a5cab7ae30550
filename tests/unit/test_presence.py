"""Small questions about what is in a library."""

from pathlib import Path

from evidence_desk.library.presence import why_no_text
from evidence_desk.library.texts import save_extraction
from evidence_desk.model.passage import Extraction, Guesses
from evidence_desk.operations.starting import start_library


def test_why_there_is_no_text_is_what_the_extractor_said(tmp_path: Path) -> None:
    library = start_library(tmp_path / "Northshire.evidence", area="Northshire", actor="Ann")
    db = library.db
    guesses = Guesses(title="Plan", kind="document", marking="official")
    save_extraction(db, "a" * 64, Extraction("1", (), guesses, reason="It is protected with a password."))
    assert why_no_text(db, "a" * 64) == "It is protected with a password."
    assert why_no_text(db, "b" * 64) is None
    library.close()
