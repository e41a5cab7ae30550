"""The reports that stay in the library: shown again, written to a file, and look-alikes in them made versions."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from evidence_desk.extract.sniffing import LOCKED
from evidence_desk.model.records import Changes
from evidence_desk.model.scans import WAITS
from evidence_desk.operations.refusals import now_said, without_both_kept
from evidence_desk.ui.partials.importreport import ImportPanel
from evidence_desk.ui.session import Session
from evidence_desk.ui.words import count

if TYPE_CHECKING:
    from evidence_desk.desk import Desk
    from evidence_desk.library.reports import KeptReport
    from evidence_desk.operations.alike import Alike
    from evidence_desk.operations.importing import FileRow, ImportReport
    from evidence_desk.operations.reporting import ExportedReport, KeptImport
    from evidence_desk.operations.versions import MadeVersion


class KeptReports(QObject):
    """`known` with whether there is any report; `shown` with one asked for; `broken_off` where an import left one."""

    known = Signal(bool)
    shown = Signal(object)
    broken_off = Signal()

    def __init__(self, session: Session, panel: ImportPanel) -> None:
        super().__init__()
        self._session = session
        self._panel = panel
        self._number = self._newest = 0
        panel.shown.connect(self._show_newest)
        panel.earlier.wanted.connect(self._show)
        panel.earlier.export_wanted.connect(self._export)
        panel.alike.version_wanted.connect(self._make_version)
        panel.alike.asked.connect(self._compare)
        panel.both_kept.connect(lambda refs: session.act(lambda desk: _kept_both(desk, refs)))
        session.opened.connect(self._opened)

    def _opened(self) -> None:
        self._list(imported=False)
        self._session.act(_broken_off, done=self._tell_broken_off)

    def _tell_broken_off(self, report: "KeptReport | None") -> None:
        """Once: an import was under way when the program, or the computer, last stopped."""
        from evidence_desk.operations import reporting

        if report is not None:
            self._show(report.number)
            self.broken_off.emit()
            words = f"The last import broke off after {reporting.how_far(report)}. Its report says what to do"
            self._session.said.emit(words, False)

    def imported(self) -> None:
        """An import has ended, and the panel shows what it said."""
        self._number = 0
        self._list(imported=True)

    def look_for_newer(self) -> None:
        """An import broke off: shows its report, if it came so far as to have one."""
        self._session.look_up(_all, self._know_newer, name="earlier imports")

    def _know_newer(self, reports: "list[KeptReport]") -> None:
        before = self._newest
        self._know(reports, imported=False)
        if self._newest > before:
            self._show(self._newest)
            self.broken_off.emit()
            # Who sees this report need not be told of it at the next opening.
            self._session.act(_broken_off)

    def take_in(self, changes: Changes) -> None:
        """Items were made one, came or went: the rows name what they are now."""
        number = self._number
        if number and any(_is_item(entity) for entity in changes.entities):
            self._session.look_up(lambda desk: _read(desk, number), self._renew, name="renewed import")

    def forget(self) -> None:
        """The library is closed."""
        self._number = self._newest = 0

    def _list(self, *, imported: bool) -> None:
        self._session.look_up(_all, lambda found: self._know(found, imported), name="earlier imports")

    def _know(self, reports: "list[KeptReport]", imported: bool) -> None:
        self._panel.may_change = not self._session.read_only
        self._newest = reports[0].number if reports else 0
        if imported:
            self._number = self._newest
        self._panel.earlier.show_imports(reports, self._number or self._newest)
        self.known.emit(bool(reports))
        if self._panel.isVisible():
            self._show_newest()

    def _show_newest(self) -> None:
        if self._panel.current is None and self._newest:
            self._show(self._newest)

    def _show(self, number: int) -> None:
        self._session.look_up(lambda desk: _read(desk, number), self._shown, name="earlier import")

    def _shown(self, kept: "KeptImport") -> None:
        self._number = kept.report.number
        report = _as_report(kept)
        self._panel.show_report(report, self._told_broken_off(kept.report))
        self.shown.emit(report)

    def _told_broken_off(self, report: "KeptReport") -> str | None:
        from evidence_desk.operations import reporting

        return reporting.told_broken_off(report, may_go_on=self._session.read_only)

    def _renew(self, kept: "KeptImport") -> None:
        if kept.report.number == self._number:
            self._panel.renew(_as_report(kept))
            self.shown.emit(_as_report(kept))

    def _export(self, out: Path) -> None:
        number, paths = self._number, self._panel.shown_paths()
        self._session.act(lambda desk: _exported(desk, number, out, paths), said=_said_exported, undoable=False)

    def _make_version(self, row: "FileRow") -> None:
        newer, older = row.ref or "", row.like or ""
        self._session.act(lambda desk: made_version(desk, newer, older), said=said_made)

    def _compare(self, row: "FileRow") -> None:
        def tell(alike: "Alike") -> None:
            asked = self._panel.alike.row
            if asked is not None and (asked.ref, asked.like) == (row.ref, row.like):
                self._panel.alike.tell(alike.told)

        self._session.look_up(lambda desk: _alike(desk, row.ref or "", row.like or ""), tell, name="alike")


def _all(desk: "Desk") -> "list[KeptReport]":
    from evidence_desk.operations import reporting

    return reporting.kept_reports(desk)


def _broken_off(desk: "Desk") -> "KeptReport | None":
    from evidence_desk.operations import reporting

    return reporting.broken_off(desk)


def _read(desk: "Desk", number: int) -> "KeptImport":
    """A kept report as its items are now, with what is known now of their text."""
    from evidence_desk.operations import reporting

    kept = reporting.kept_report(desk, number)
    return replace(kept, files=with_text(desk, _as_report(kept), kept.keys).files)


def with_text(desk: "Desk", report: "ImportReport", keys: Mapping[str, str]) -> "ImportReport":
    """The report with what is known now of the text of each file that came in."""
    from evidence_desk.library import queries
    from evidence_desk.library.presence import why_no_text
    from evidence_desk.library.texts import has_text
    from evidence_desk.operations.oldformats import WAITS as OLD_WAITS

    db = desk.library.db

    def renewed(file: "FileRow") -> "FileRow":
        key = keys.get(file.ref or "")
        reason = without_both_kept(file.reason)
        if key is None or not (WAITS in reason or reason in (LOCKED, *OLD_WAITS.values())):
            return file
        sha256 = queries.item(db, key, desk.today).sha256
        now = now_said(why_no_text(db, sha256), file.reason)
        return replace(file, reason=now, text=has_text(db, sha256))

    return replace(report, files=tuple(renewed(file) for file in report.files))


def _exported(desk: "Desk", number: int, out: Path, paths: frozenset[str] | None) -> "ExportedReport":
    from evidence_desk.operations import reporting

    return reporting.export_report(desk, number, out, reporting.Wanted(paths=paths))


def made_version(desk: "Desk", newer: str, older: str) -> "MadeVersion":
    """Makes one item the newest version of another, each by its reference or key."""
    from evidence_desk.operations import versions

    return versions.make_version_of(desk, newer, older)


def _kept_both(desk: "Desk", refs: list[str]) -> None:
    from evidence_desk.operations import alike

    alike.keep_both(desk, refs)


def _alike(desk: "Desk", ref: str, other: str) -> "Alike":
    from evidence_desk.operations import alike

    return alike.how_alike(desk, ref, other)


def _said_exported(made: "ExportedReport") -> str:
    left_out = f"; {count(made.left_out, 'name')} left out" if made.left_out else ""
    return f"exported the report of {count(made.rows, 'file')}{left_out}"


def said_made(made: "MadeVersion") -> str:
    """What the quiet line says of it, and of quotes that lost their place."""
    lost = made.carried.lost
    told = f"; {count(lost, 'quote')} lost {'its' if lost == 1 else 'their'} place" if lost else ""
    return f"made it a version of {made.item.ref}{told}"


def _as_report(kept: "KeptImport") -> "ImportReport":
    from evidence_desk.operations.importing import ImportReport

    return ImportReport(kept.files, Changes(None, None, frozenset()))


def _is_item(entity: str) -> bool:
    return entity.startswith("item:") and "/" not in entity
