"""The reports of imports made here: local, never exchanged, and without a word of what was erased since."""

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, replace

from evidence_desk.library.database import write
from evidence_desk.library.needed import erased_files

ERASED = "It was erased since."
INSIDE = "!/"
"""Stands between a container and what came in it; a folder may be called `Urgent!` too."""

# A file, item or version that is erased, or a version whose own values (its file name) are.
_GONE = """
SELECT report, n, path FROM import_row
WHERE sha256 IN (SELECT value FROM json_each(?))
  OR 'item:' || item IN (SELECT target FROM erased)
  OR 'item:' || item || '/version:' || sha256 IN (SELECT entity FROM erased)
"""
_REPORTS = """
SELECT id, at, by, agency, label, action, coalesce(sum(status = 'imported'), 0) AS imported,
  coalesce(sum(status = 'new-version'), 0) AS new_versions, coalesce(sum(status = 'duplicate'), 0) AS duplicates,
  coalesce(sum(status = 'rejected'), 0) AS rejected,
  coalesce(sum(status = 'rejected' AND reason LIKE 'It was opened as a folder%'), 0) AS folders, finished, expected
FROM import_report LEFT JOIN import_row ON report = id {} GROUP BY id ORDER BY id DESC
"""


@dataclass(frozen=True, slots=True)
class KeptReport:
    """A report in the library: its number, when and by whom, the import's action, and its files by what became of them.

    `action` is None where the import wrote nothing else.
    """

    number: int
    at: str
    by: str
    agency: str | None
    label: str
    action: str | None
    imported: int
    new_versions: int
    duplicates: int
    rejected: int
    folders: int
    """Of those rejected the ZIPs that were opened as folders."""
    finished: bool
    """Else the program was killed or failed while it went on, or it goes on in another program."""
    expected: int | None
    """How many files were to be taken in, without what lay in them; None of an import before format 4."""
    reached: int = 0
    """How many of those expected it came to; 0 where it is finished."""

    @property
    def files(self) -> int:
        return self.imported + self.new_versions + self.duplicates + self.rejected - self.folders


@dataclass(frozen=True, slots=True)
class KeptRow:
    """What became of one file, by keys of items; the path of an erased one is empty."""

    path: str
    status: str
    item: str | None
    sha256: str | None
    text: bool
    reason: str | None
    like: str | None


def begin_report(
    db: sqlite3.Connection, *, at: str, by: str, agency: str | None, label: str, expected: int | None = None
) -> int:
    """The number of a new report, which is not finished."""
    with write(db):
        made = db.execute(
            "INSERT INTO import_report(at, by, agency, label, expected, finished) VALUES (?, ?, ?, ?, ?, 0)",
            (at, by, agency, label, expected),
        )
    return int(made.lastrowid or 0)


def add_rows(db: sqlite3.Connection, report: int, rows: Iterable[KeptRow], action: str | None) -> None:
    """Adds what became of some more files, in the commit that takes them in."""
    with write(db):
        if action is not None:
            db.execute("UPDATE import_report SET action = ? WHERE id = ? AND action IS NULL", (action, report))
        first = db.execute("SELECT coalesce(max(n), -1) + 1 FROM import_row WHERE report = ?", (report,)).fetchone()[0]
        db.executemany(
            "INSERT INTO import_row(report, n, path, status, item, sha256, text, reason, like_item)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                (report, n, row.path, row.status, row.item, row.sha256 or None, row.text, row.reason, row.like)
                for n, row in enumerate(rows, first)
            ),
        )


def finish_report(db: sqlite3.Connection, report: int) -> None:
    """Every file of the import has its row."""
    with write(db):
        db.execute("UPDATE import_report SET finished = 1 WHERE id = ?", (report,))


def add_reason(db: sqlite3.Connection, items: Iterable[str], words: str) -> None:
    """Says one thing more of how these items came in, once."""
    with write(db):
        db.executemany(
            "UPDATE import_row SET reason = ltrim(coalesce(reason, '') || ' ' || ?2)"
            " WHERE item = ?1 AND status = 'imported' AND instr(coalesce(reason, ''), ?2) = 0",
            ((key, words) for key in items),
        )


def untold(db: sqlite3.Connection) -> KeptReport | None:
    """The newest report, where its import broke off and nobody was told so."""
    found = db.execute("SELECT id, finished, told FROM import_report ORDER BY id DESC LIMIT 1").fetchone()
    return None if found is None or found["finished"] or found["told"] else report(db, found["id"])


def note_told(db: sqlite3.Connection, number: int) -> None:
    """Somebody was told that this import broke off."""
    with write(db):
        db.execute("UPDATE import_report SET told = 1 WHERE id = ?", (number,))


def reports(db: sqlite3.Connection) -> list[KeptReport]:
    """All reports, the newest first."""
    return [_report(db, row) for row in db.execute(_REPORTS.format("")).fetchall()]


def report(db: sqlite3.Connection, number: int) -> KeptReport | None:
    """One report; None where there is none of this number."""
    row = db.execute(_REPORTS.format("WHERE id = ?"), (number,)).fetchone()
    return None if row is None else _report(db, row)


def _report(db: sqlite3.Connection, row: sqlite3.Row) -> KeptReport:
    found = KeptReport(*row)
    finished = bool(found.finished)
    return replace(found, finished=finished, reached=0 if finished else _reached(db, found))


def _reached(db: sqlite3.Connection, report: KeptReport) -> int:
    paths = [str(row[0]) for row in db.execute("SELECT path FROM import_row WHERE report = ?", (report.number,))]
    every = set(paths)
    reached = sum(not every.intersection(around(path)) for path in paths)
    return reached if report.expected is None else min(reached, report.expected)


def around(path: str) -> list[str]:
    """What the path could have come in, outermost first."""
    return [path[:at] for at in range(len(path)) if path.startswith(INSIDE, at)]


def rows_of(db: sqlite3.Connection, number: int) -> list[KeptRow]:
    """What became of each file, by path."""
    found = db.execute(
        "SELECT path, status, item, sha256, text, reason, like_item FROM import_row WHERE report = ? ORDER BY path, n",
        (number,),
    )
    return [
        KeptRow(path, status, item, sha256, bool(text), reason, like)
        for path, status, item, sha256, text, reason, like in found
    ]


def refused_files(db: sqlite3.Connection) -> set[str]:
    """The SHA-256 of each file that an import could not take in, or opened as a folder and did not keep."""
    found = db.execute("SELECT DISTINCT sha256 FROM import_row WHERE status = 'rejected' AND sha256 IS NOT NULL")
    return {str(row[0]) for row in found}


def clean_reports(db: sqlite3.Connection) -> None:
    """Takes out of every report the names and paths of what was erased; how many files there were stays.

    What came inside an erased file is known by its path, which names that file: only its own name stays, if it is an
    item of its own.
    """
    with write(db):
        for number, n, path in db.execute(_GONE, (json.dumps(sorted(erased_files(db))),)).fetchall():
            db.execute(
                "UPDATE import_row SET path = '', item = NULL, sha256 = NULL, text = 0, reason = ?, like_item = NULL"
                " WHERE report = ? AND n = ?",
                (ERASED, number, n),
            )
            db.execute(
                "UPDATE import_row SET path = iif(item IS NULL, '', substr(path, length(?2) + 1))"
                " WHERE report = ?1 AND substr(path, 1, length(?2)) = ?2",
                (number, f"{path}!/"),
            )
        db.execute("UPDATE import_row SET like_item = NULL WHERE 'item:' || like_item IN (SELECT target FROM erased)")
