"""What reports of imports say of an erased item goes with it, and of nothing else; the number of files stays."""

from pathlib import Path

from evidence_desk.library.database import write
from evidence_desk.library.erasing import erase_entity
from evidence_desk.library.journal import change
from evidence_desk.library.reports import ERASED, clean_reports, report, rows_of
from evidence_desk.library.store import create
from evidence_desk.model import paths

A, B = "AAAAAAAAAAAAAAAAAAAA", "BBBBBBBBBBBBBBBBBBBB"
MAIL, OTHER, ROW = "a" * 64, "b" * 64, "INSERT INTO import_row VALUES(1, ?, ?, 'imported', ?, ?, 1, NULL, ?)"


def test_rows_of_an_erased_file_and_of_what_came_inside_it_lose_its_name(tmp_path: Path) -> None:
    library = create(tmp_path / "X.evidence", actor="Ann", agency=None, area="X", framework="own-1")
    db = library.db
    with change(db, actor="Ann", agency=None, label="import of 3 files") as made:
        for key, sha256 in ((A, MAIL), (B, OTHER)):
            made.add(paths.item(key), {"title": key, "current": sha256}, auto=True)
            made.add(paths.version(key, sha256), {"name": "n", "bytes": 1})
    with write(db):
        db.execute("INSERT INTO import_report(id, at, by, label) VALUES(1, '2026-11-01T10:00:00Z', 'Ann', 'import')")
        db.execute(ROW, (0, "/in/About Sam.eml", A, MAIL, None))
        db.execute(ROW, (1, "/in/About Sam.eml!/form.docx", B, OTHER, None))
        db.execute(ROW, (2, "/in/About Sam.emlx", B, OTHER, A))
        db.execute(ROW, (3, "/in/copy of About Sam.eml", None, MAIL, None))
    erase_entity(db, paths.item(A), reason="asked for", actor="Ann", agency=None)
    clean_reports(db)
    rows = [(row.path, row.item, row.sha256, row.reason, row.like) for row in rows_of(db, 1)]
    kept = report(db, 1)
    library.close()
    assert rows == [
        ("", None, None, ERASED, None),
        ("", None, None, ERASED, None),
        ("/in/About Sam.emlx", B, OTHER, None, None),
        ("form.docx", B, OTHER, None, None),
    ]
    assert kept is not None and kept.imported == 4
