"""Taking files in: the import itself, its report, and the queue of what nobody has tagged yet."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from evidence_desk.model.scans import WAITS
from evidence_desk.ui.partials.importreport import ImportPanel, summary
from evidence_desk.ui.session import Session

if TYPE_CHECKING:
    from evidence_desk.desk import Desk
    from evidence_desk.model.records import Changes
    from evidence_desk.operations.importing import FileRow, ImportReport


class TakingIn(QObject):
    """`reported` when an import is done; `queue_wanted` with the items that it brought; `item_wanted` with one."""

    reported = Signal()
    queue_wanted = Signal(object)
    item_wanted = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._keys: dict[str, str] = {}
        self._brought: list[str] = []
        self.panel = ImportPanel()
        self.panel.chosen.connect(self._choose)
        self.panel.queue_wanted.connect(lambda: self.queue_wanted.emit(list(self._brought)))

    @property
    def has_report(self) -> bool:
        return self.panel.current is not None

    def import_paths(self, paths: Sequence[Path]) -> None:
        """Takes files and folders in, with the job bar."""
        from evidence_desk.operations import importing

        self._session.work("Importing", lambda desk, job: importing.import_paths(desk, paths, job=job), self._imported)

    def take_in(self, changes: "Changes") -> None:
        """Counts again what is left to tag, where a tag came or went, or an item."""
        if self._brought and any(_may_count(entity) for entity in changes.entities):
            self._count()
            if changes.action is None:
                self._look_again()

    def forget(self) -> None:
        """The library is closed."""
        self._keys, self._brought = {}, []
        self.panel.forget()

    def _imported(self, report: "ImportReport") -> None:
        self.panel.show_report(report)
        if report.changes.label:
            self._session.said.emit(summary(report), True)
        self._session.look_up(lambda desk: _keys_of(desk, report), self._know, name="imported")
        self.reported.emit()

    def _know(self, keys: dict[str, str]) -> None:
        report = self.panel.current
        self._keys = keys
        came = [row.ref for row in report.files if row.status != "duplicate" and row.ref] if report is not None else []
        self._brought = [keys[ref] for ref in dict.fromkeys(came) if ref in keys]
        self._count()

    def _count(self) -> None:
        from evidence_desk.operations import searching

        brought = list(self._brought)
        self._session.look_up(
            lambda desk: len(searching.untagged(desk, brought)), self.panel.show_untagged, name="untagged"
        )

    def _look_again(self) -> None:
        """Scans that came in may have been recognised since."""
        report, keys = self.panel.current, dict(self._keys)
        if report is not None:
            self._session.look_up(lambda desk: _with_text(desk, report, keys), self.panel.renew, name="recognised")

    def _choose(self, ref: str) -> None:
        key = self._keys.get(ref)
        if key is not None:
            self.item_wanted.emit(key)


def _may_count(entity: str) -> bool:
    """An item, or a tag on it or on an excerpt of it."""
    return "/tag:" in entity or (entity.startswith("item:") and "/" not in entity)


def _with_text(desk: "Desk", report: "ImportReport", keys: dict[str, str]) -> "ImportReport":
    """The report with what is known now of the text of each file that came in."""
    from evidence_desk.library import queries
    from evidence_desk.library.presence import why_no_text

    db = desk.library.db

    def renewed(file: "FileRow") -> "FileRow":
        key = keys.get(file.ref or "")
        if key is None or WAITS not in (file.reason or ""):
            return file
        return replace(file, reason=why_no_text(db, queries.item(db, key, desk.today).sha256))

    return replace(report, files=tuple(renewed(file) for file in report.files))


def _keys_of(desk: "Desk", report: "ImportReport") -> dict[str, str]:
    """The keys of the references in the report: a reference may become another when new items come."""
    from evidence_desk.library import queries

    wanted = {row.ref for row in report.files}
    return {row.ref: row.key for row in queries.rows(desk.library.db, desk.today) if row.ref in wanted}
