"""Taking files in: the import itself, its report, and the queue of what nobody has tagged yet."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from evidence_desk.ui.partials.importreport import ImportPanel
from evidence_desk.ui.partials.reportlines import summary
from evidence_desk.ui.places.keptreports import KeptReports, with_text
from evidence_desk.ui.session import Session
from evidence_desk.ui.words import sentence

if TYPE_CHECKING:
    from evidence_desk.desk import Desk
    from evidence_desk.model.records import Changes
    from evidence_desk.operations.importing import ImportReport
    from evidence_desk.operations.unlocking import Unlocked


class TakingIn(QObject):
    """`reported` when an import is done; `queue_wanted` with the items that it brought; `item_wanted` with one."""

    reported = Signal()
    queue_wanted = Signal(object)
    item_wanted = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._importing = False
        self._keys: dict[str, str] = {}
        self._brought: list[str] = []
        self.panel = ImportPanel()
        self.panel.chosen.connect(self._choose)
        self.panel.passwords.tried.connect(self._try_password)
        self.panel.queue_wanted.connect(lambda: self.queue_wanted.emit(list(self._brought)))
        self.kept = KeptReports(session, self.panel)
        self.kept.shown.connect(self._look_up)
        self.kept.broken_off.connect(self.reported)
        session.failed.connect(lambda _: self._failed())

    @property
    def has_report(self) -> bool:
        return self.panel.current is not None

    def import_paths(self, paths: Sequence[Path]) -> None:
        """Takes files and folders in, with the job bar."""
        from evidence_desk.operations import importing

        self._importing = True
        self._session.work("Importing", lambda desk, job: importing.import_paths(desk, paths, job=job), self._imported)

    def take_in(self, changes: "Changes") -> None:
        """Counts again what is left to tag, where a tag came or went, or an item."""
        self.kept.take_in(changes)
        if self._brought and any(_may_count(entity) for entity in changes.entities):
            self._count()
            if changes.action is None:
                self._look_again()

    def forget(self) -> None:
        """The library is closed."""
        self._keys, self._brought = {}, []
        self.kept.forget()
        self.panel.forget()

    def _failed(self) -> None:
        """What an import took in before it broke off is safe, and its report tells which files that is."""
        if self._importing and self._session.is_open:
            self.kept.look_for_newer()
        self._importing = False

    def _imported(self, report: "ImportReport") -> None:
        self._importing = False
        self.panel.show_report(report)
        if report.changes.label:
            self._session.said.emit(summary(report), True)
        self._look_up(report)
        self.kept.imported()
        self.reported.emit()

    def _look_up(self, report: "ImportReport") -> None:
        self._session.look_up(lambda desk: _keys_of(desk, report), self._know, name="imported")

    def _try_password(self, password: str) -> None:
        from evidence_desk.operations import unlocking

        report = self.panel.current
        if report is not None:
            self._session.work(
                "Trying the password",
                lambda desk, job: unlocking.unlock(desk, report, [password], job),
                self._tried,
            )

    def _tried(self, tried: "Unlocked") -> None:
        if self.panel.current is None:
            return
        names = [row.path.replace("\\", "/").rpartition("/")[2] for row in tried.opened]
        self.panel.show_report(tried.report)
        self.panel.passwords.show_tried(names, len(tried.still))
        if tried.changes.label:
            self._session.said.emit(sentence(tried.changes.label), True)
        self._session.look_up(lambda desk: _keys_of(desk, tried.report), self._know, name="imported")

    def _know(self, known: "tuple[dict[str, str], dict[str, str]]") -> None:
        report, keys = self.panel.current, known[0]
        self._keys = keys
        self.panel.show_titles(known[1])
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
            self._session.look_up(lambda desk: with_text(desk, report, keys), self.panel.renew, name="recognised")

    def _choose(self, ref: str) -> None:
        key = self._keys.get(ref)
        if key is not None:
            self.item_wanted.emit(key)


def _may_count(entity: str) -> bool:
    """An item, or a tag on it or on an excerpt of it."""
    return "/tag:" in entity or (entity.startswith("item:") and "/" not in entity)


def _keys_of(desk: "Desk", report: "ImportReport") -> "tuple[dict[str, str], dict[str, str]]":
    """Keys and titles by the references in the report: a reference may become another when new items come."""
    from evidence_desk.library import queries

    wanted = {row.ref for row in report.files} | {row.like for row in report.files}
    rows = [row for row in queries.rows(desk.library.db, desk.today) if row.ref in wanted]
    return {row.ref: row.key for row in rows}, {row.ref: row.title for row in rows}
