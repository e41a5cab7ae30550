"""A file that is written in while it is read costs itself a row, and no other file anything."""

from collections.abc import Iterator
from pathlib import Path

import papers
import pymupdf
import pytest

from evidence_desk.desk import Desk
from evidence_desk.operations import arrivals
from evidence_desk.operations.importing import import_paths
from evidence_desk.operations.starting import start_library


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(start_library(tmp_path / "L.evidence", area="Testshire", actor="Ann"), actor="Ann")
    yield made
    made.close()


def test_a_file_that_changes_between_hashing_and_copying_is_told(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for name in ("busy.txt", "calm.txt"):
        (folder / name).write_text(f"the words of {name}", encoding="utf-8")
    digest = arrivals._digest

    def digest_then_write(candidate: arrivals.Candidate) -> tuple[str, int]:
        found = digest(candidate)
        if candidate.name == "busy.txt":
            (folder / "busy.txt").write_text("other words", encoding="utf-8")
        return found

    monkeypatch.setattr(arrivals, "_digest", digest_then_write)
    rows = {Path(row.path).name: row for row in import_paths(desk, [folder]).files}
    assert (rows["busy.txt"].status, rows["busy.txt"].reason) == ("rejected", arrivals.CHANGED)
    assert rows["calm.txt"].status == "imported"


def test_what_is_attached_to_a_pdf_has_a_row_at_every_import(desk: Desk, tmp_path: Path) -> None:
    document = pymupdf.open(str(papers.pdf(tmp_path / "plain.pdf", "See the file attached")))
    document.embfile_add("one", b"the words of it", filename="notes.txt")
    folder = tmp_path / "in"
    folder.mkdir()
    document.save(str(folder / "a.pdf"))
    (folder / "b.pdf").write_bytes((folder / "a.pdf").read_bytes())
    papers.pdf(folder / "other.pdf", "Nothing is attached to this")
    names = ["a.pdf", "a.pdf!/notes.txt", "b.pdf", "b.pdf!/notes.txt", "other.pdf"]
    for number in range(2):
        rows = import_paths(desk, [folder]).files
        assert [row.path.removeprefix(f"{folder}/") for row in rows] == names
        assert all(row.text for row in rows)
        assert [row.status == "imported" for row in rows] == [number == 0 and at in (0, 1, 4) for at in range(5)]
