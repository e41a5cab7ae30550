"""The reports of earlier imports: listed, read again, and written to a file past the gate."""

import csv
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from evidence_desk.desk import Desk
from evidence_desk.errors import KnownError
from evidence_desk.extract.guesses import guess
from evidence_desk.library import queries, reports
from evidence_desk.library.citations import made_one
from evidence_desk.library.copying import UNFINISHED, put
from evidence_desk.library.reports import KeptReport, KeptRow
from evidence_desk.library.texts import has_text
from evidence_desk.library.troubles import told
from evidence_desk.model import paths
from evidence_desk.model.gate import STRICTEST_KIND, STRICTEST_MARKING
from evidence_desk.model.ids import CODE_LENGTH, crockford
from evidence_desk.operations.importing import FileRow
from evidence_desk.pack.gate import withheld_items
from evidence_desk.pack.workbook.cell_text import cell_text, looks_like_formula

STATUSES = ("imported", "new-version", "duplicate", "rejected")
_HEADINGS = ("What became of it", "Reference", "File", "Text", "Why", "Looks like")
_NAME_WITHHELD = "name withheld: it may be a child's"
_ERASED = "erased"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which rows of a report: those of which all this is true.

    `reason`: it says these words; `without_text`: it is in the library and has no text to this day.
    """

    status: str | None = None
    reason: str | None = None
    without_text: bool = False
    paths: frozenset[str] | None = None


EVERY = Wanted()


@dataclass(frozen=True, slots=True)
class KeptImport:
    """A report with its rows as they were written; references are those that the items have now."""

    report: KeptReport
    files: tuple[FileRow, ...]
    keys: Mapping[str, str]
    """The key of the item by its reference."""


@dataclass(frozen=True, slots=True)
class ExportedReport:
    """The file, how many rows it holds, and in how many of them a name was left out."""

    file: Path
    rows: int
    left_out: int


def kept_reports(desk: Desk) -> list[KeptReport]:
    """The imports made into this copy of the library, the newest first."""
    return reports.reports(desk.library.db)


def kept_report(desk: Desk, number: int, wanted: Wanted = EVERY) -> KeptImport:
    """One import's report, all rows or those wanted. Raises KnownError where there is none of this number."""
    found = _report(desk, number)
    refs = _refs(desk)
    rows = [_row(row, refs) for row in reports.rows_of(desk.library.db, number) if _is_wanted(desk, row, wanted)]
    return KeptImport(found, tuple(rows), {ref: key for key, ref in reversed(refs.items())})


def broken_off(desk: Desk) -> KeptReport | None:
    """The newest import where it broke off, to be told once: whoever asks where it may be noted is told."""
    found = reports.untold(desk.library.db)
    if found is None or desk.library.read_only:
        # Another program has the library open, and the import may be under way there.
        return None
    reports.note_told(desk.library.db, found.number)
    return found


def how_far(report: KeptReport) -> str:
    """Of an import that is not finished: `612 of 1,000 files`."""
    if report.expected is None:
        return f"{report.reached:,} {'file' if report.reached == 1 else 'files'}"
    return f"{report.reached:,} of {report.expected:,} {'file' if report.expected == 1 else 'files'}"


def told_broken_off(report: KeptReport, *, may_go_on: bool) -> str | None:
    """What to say and do of an import that is not finished; it `may_go_on` where another program holds the library."""
    if report.finished:
        return None
    again = "import the same again to take in the rest: what is here is known and costs no time."
    if may_go_on:
        return f"It has come to {how_far(report)}. Unless it still goes on elsewhere, {again}"
    return f"It broke off after {how_far(report)}. {again.capitalize()}"


def export_report(desk: Desk, number: int, out: Path, wanted: Wanted = EVERY) -> ExportedReport:
    """Writes a report as a CSV file for a spreadsheet, and records that. The gate holds for names too.

    Folders are left out, since a folder may be called after a child. So is the name of an item that does not leave
    (its reference stands instead), of one that is in the library no more, and of any other file whose name tells of a
    child.
    """
    _report(desk, number)
    if out.absolute().is_relative_to(desk.library.folder.absolute()):
        raise KnownError(f"{out.name} would lie inside the library itself.", str(out), "Choose a place outside it.")
    every = reports.rows_of(desk.library.db, number)
    names = _Names(desk, every)
    rows = [row for row in every if _is_wanted(desk, row, wanted)]
    lines = [names.line(row) for row in rows]
    _write(out, lines)
    left_out = sum(names.is_left_out(row) for row in rows)
    _record(desk, len(lines), left_out)
    return ExportedReport(out, len(lines), left_out)


def _report(desk: Desk, number: int) -> KeptReport:
    found = reports.report(desk.library.db, number)
    if found is None:
        raise KnownError(f"There is no import {number} in this library.", what_to_do="`imports` lists them.")
    return found


def _is_wanted(desk: Desk, row: KeptRow, wanted: Wanted) -> bool:
    if wanted.status not in (None, row.status) or (wanted.paths is not None and row.path not in wanted.paths):
        return False
    if wanted.reason is not None and wanted.reason.casefold() not in (row.reason or "").casefold():
        return False
    return not wanted.without_text or (row.status != "rejected" and not has_text(desk.library.db, row.sha256 or ""))


def _refs(desk: Desk) -> dict[str, str]:
    """By key; what was made one with another item bears that one's reference."""
    db = desk.library.db
    own = {row.key: row.ref for row in queries.rows(db, desk.today, order="ref")}
    return own | {key: own[other] for key, other in made_one(db).items() if other in own}


def _row(row: KeptRow, refs: Mapping[str, str]) -> FileRow:
    return FileRow(row.path, row.status, refs.get(row.item or ""), row.text, row.reason, refs.get(row.like or ""))


class _Names:
    """What files may be called outside the library."""

    def __init__(self, desk: Desk, rows: Iterable[KeptRow]) -> None:
        items = queries.items(desk.library.db, desk.today)
        self._refs = {item.key: item.ref for item in items}
        self._withheld = withheld_items(desk.library.db, items)
        self._by_path = {row.path: row for row in rows}

    def line(self, row: KeptRow) -> tuple[str, ...]:
        """The cells of a row."""
        like = self._refs.get(row.like or "", "")
        text = "yes" if row.text else "no"
        return row.status, self._refs.get(row.item or "", ""), self._shown(row), text, row.reason or "", like

    def is_left_out(self, row: KeptRow) -> bool:
        """Whether the name, or that of what the file came in, is not said."""
        return any(self._instead(part) is not None for part in self._parts(row))

    def _shown(self, row: KeptRow) -> str:
        """The file's name; of a member first that of what it came in."""
        return " > ".join(self._instead(part) or _name(part.path) for part in self._parts(row))

    def _parts(self, row: KeptRow) -> list[KeptRow]:
        """The files it came in, outermost first, then itself."""
        return [*(self._by_path[one] for one in reports.around(row.path) if one in self._by_path), row]

    def _instead(self, row: KeptRow) -> str | None:
        """What stands for a name that does not leave; None where it does."""
        if not row.path:
            return _ERASED
        ref = self._refs.get(row.item or "")
        if row.item is not None and (ref is None or row.item in self._withheld):
            return f"{ref} withheld" if ref else "withheld"
        return _NAME_WITHHELD if row.item is None and _may_name_a_child(_name(row.path)) else None


def _name(path: str) -> str:
    return path.replace("\\", "/").rpartition("/")[2]


def _may_name_a_child(name: str) -> bool:
    """As an import guesses it from a text: nobody has said of a file that was not taken in what it is."""
    guessed = guess(name, (), {})
    return guessed.kind == STRICTEST_KIND or guessed.marking == STRICTEST_MARKING


def _write(out: Path, lines: Iterable[tuple[str, ...]]) -> None:
    unfinished = out.with_name(out.name + UNFINISHED)
    # With a byte order mark, without which Excel takes UTF-8 for something else.
    with told(out), unfinished.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(_HEADINGS)
        writer.writerows([_cell(text) for text in line] for line in lines)
    put(unfinished, out)


def _cell(text: str) -> str:
    """With an apostrophe before what a spreadsheet would take for a formula (OWASP, "CSV Injection")."""
    plain = cell_text(text)
    return f"'{plain}" if looks_like_formula(plain) else plain


def _record(desk: Desk, rows: int, left_out: int) -> None:
    if desk.library.read_only:
        return
    code = crockford(secrets.randbits(5 * CODE_LENGTH), CODE_LENGTH)
    with desk.change(f"exported report of {rows} {'file' if rows == 1 else 'files'}") as change:
        change.add(paths.export(code), {"form": "import-report", "items": rows, "left_out": left_out})
