"""The place Evidence: browsing the list with the facts beside it, and reading with the tags beside it."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from evidence_desk.errors import KnownError
from evidence_desk.library import queries
from evidence_desk.model.paths import item_of
from evidence_desk.model.records import Item
from evidence_desk.ui import settings, shortcuts
from evidence_desk.ui.models.criteria import choices
from evidence_desk.ui.models.evidence import EvidenceModel
from evidence_desk.ui.naming import announce
from evidence_desk.ui.partials.dropping import DropZone
from evidence_desk.ui.partials.empty import EmptyState
from evidence_desk.ui.partials.erasing import ask_to_erase
from evidence_desk.ui.partials.evidencetable import EvidenceTable
from evidence_desk.ui.partials.facts import FactsPanel
from evidence_desk.ui.partials.importreport import ImportPanel, summary
from evidence_desk.ui.partials.listhead import ListHead
from evidence_desk.ui.partials.tags import TagsPanel
from evidence_desk.ui.places.listing import Listing
from evidence_desk.ui.places.place import Place
from evidence_desk.ui.reader.reader import Reader
from evidence_desk.ui.session import Session
from evidence_desk.ui.words import count

if TYPE_CHECKING:
    from evidence_desk.model.records import Changes
    from evidence_desk.operations.importing import ImportReport

_SIDE = 300
_NARROW = 264


class EvidencePlace(Place):
    """List, reader and side panel in one splitter; reading hides what browsing shows and the other way round."""

    files_wanted = Signal()
    clear_search = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.model = EvidenceModel()
        self.listing = Listing(session, self.model)
        self.table = EvidenceTable(self.model)
        self.head = ListHead()
        self.empty = EmptyState("evidence", self._empty_button)
        self.reader = Reader(session)
        self.tags = TagsPanel(session, self.reader)
        self.facts = FactsPanel(session)
        self.report = ImportPanel()
        self.reading = False
        self._key: str | None = None
        self._lay_out()
        self._connect()
        self.browse()

    def _lay_out(self) -> None:
        self.stack = QStackedWidget()
        self.stack.addWidget(self.table)
        self.stack.addWidget(self.empty)
        left = QWidget()
        left.setObjectName("pane")
        left.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.stack, 1)
        self.side = QStackedWidget()
        for panel in (self.facts, self.report, self.tags):
            self.side.addWidget(panel)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setChildrenCollapsible(False)
        for pane in (left, self.reader, self.side):
            self.split.addWidget(pane)
        self.split.setStretchFactor(0, 1)
        self.split.setStretchFactor(1, 1)
        self.split.setStretchFactor(2, 0)
        self.side.setMinimumWidth(260)
        self.reader.setMinimumWidth(420)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.split)
        self._drops = DropZone(self, lambda: self._session.is_open and not self._session.read_only)
        self._drops.dropped.connect(self.import_paths)

    def _connect(self) -> None:
        self.table.current_changed.connect(self._current_changed)
        self.table.read.connect(self.read)
        self.table.sort_wanted.connect(self.listing.sort)
        self.head.sort_wanted.connect(self.listing.sort)
        self.head.facts_wanted.connect(self._want_facts)
        self.listing.listed.connect(self._listed)
        self.listing.searching.connect(self.head.show_searching)
        self.reader.back.connect(self.browse)
        self.reader.shown.connect(lambda document: self.tags.show_item(document.item))
        self.facts.read.connect(self._read_current)
        self.facts.erase_wanted.connect(self._erase)
        self.report.closed.connect(self._close_report)
        self.report.chosen.connect(self._show_reported)
        self._session.changed.connect(self._changed)
        self._session.opened.connect(self.open)
        shortcuts.bind(self, "back", self._escape)
        shortcuts.bind(self, "tag", self._start_tagging)
        shortcuts.bind(self, "next-item", lambda: self._step(1))
        shortcuts.bind(self, "previous-item", lambda: self._step(-1))

    # A library comes and goes

    @property
    def rail(self) -> bool:
        return self.reading

    def panes(self) -> list[QWidget]:
        return [self.stack, self.reader, self.side]

    def open(self) -> None:
        """Lists the library that was just opened."""
        from evidence_desk.frameworks.stored import find

        db = self._session.desk.library.db
        self.tags.show_choices(choices(find(db, queries.library_facts(db).framework)))
        self.browse()
        self.side.setCurrentWidget(self.facts)
        self.listing.start()

    def stop(self) -> None:
        """Lets go of the library."""
        self.remember()
        self.browse()
        self.reader.leave()
        self._key = None
        self.model.show([])

    def remember(self) -> None:
        """Keeps the arrangement for next time."""
        self.table.remember()
        settings.put_state("reading" if self.reading else "browsing", self.split.saveState())

    # Browsing and reading

    def browse(self) -> None:
        """The list in full, with facts beside it."""
        if self.reading:
            settings.put_state("reading", self.split.saveState())
            self.reader.leave()
        self.reading = False
        self.reader.hide()
        self.table.set_narrow(False)
        self.head.set_narrow(False)
        self.side.setCurrentWidget(self.facts)
        self._show_side()
        self._arrange("browsing", [self.width() - _SIDE, 0, _SIDE])
        self.rail_wanted.emit(False)
        if self._session.is_open:
            self._show_item()
            self.table.setFocus()

    def list_items(self, words: str, keys: Sequence[str], came_from: str) -> None:
        """Lists just these items, which have in common what the words say."""
        self.browse()
        self.listing.show_only(words, keys)

    def read(self, key: str, tag: str | None = None, place: str | None = None) -> None:
        """The reader in the middle, with tags beside it; at a tag, or at a place such as `page 4`."""
        if not self.reading:
            settings.put_state("browsing", self.split.saveState())
            self.table.remember()
        self.reading = True
        self._key = key
        self.table.set_narrow(True)
        self.head.set_narrow(True)
        self.rail_wanted.emit(True)
        self.reader.show()
        self.side.setCurrentWidget(self.tags)
        self._show_side()
        self._arrange("reading", [_NARROW, self.width() - _NARROW - _SIDE, _SIDE])
        self.table.choose(key)
        self.reader.read(key, tag, place, focus=True)

    def _want_facts(self, wanted: bool) -> None:
        settings.put("facts", wanted)
        self.side.setCurrentWidget(self.facts)
        self._show_side()

    def _show_side(self) -> None:
        """The side panel goes only while browsing, and only when the facts are not wanted."""
        wanted = bool(settings.get("facts", True))
        self.head.facts.setChecked(wanted)
        self.side.setVisible(self.reading or wanted or self.side.currentWidget() is self.report)

    def _read_current(self) -> None:
        if self._key is not None:
            self.read(self._key)

    def _arrange(self, name: str, sizes: Sequence[int]) -> None:
        kept = settings.state(name)
        if kept is None or not self.split.restoreState(kept):
            self.split.setSizes(list(sizes))

    def _escape(self) -> None:
        if self.reading:
            self.browse()
        elif self.side.currentWidget() is self.report:
            self._close_report()

    def _start_tagging(self) -> None:
        if not self.reading and self._key:
            self.read(self._key)
        self.tags.start()

    def _step(self, rows: int) -> None:
        self.table.step(rows)

    # What the list says

    def _current_changed(self, key: str) -> None:
        self._key = key or None
        if self.reading and key:
            self.reader.read(key)
        elif not self.reading:
            self._show_item()

    def _item(self) -> Item | None:
        if self._key is None:
            return None
        try:
            return queries.item(self._session.desk.library.db, self._key, self._session.today)
        except KnownError:
            return None

    def _show_item(self) -> None:
        item = self._item()
        self.facts.show_item(item)
        self.tags.show_item(item)

    def _listed(self) -> None:
        shown = self.model.rowCount()
        self.head.show_count(shown, self.listing)
        order = Qt.SortOrder.DescendingOrder if self.listing.descending else Qt.SortOrder.AscendingOrder
        self.table.show_sorting(-1 if self.listing.column is None else self.listing.column, order)
        self.empty.say("no match" if self.listing.query else "evidence")
        self.stack.setCurrentWidget(self.table if shown else self.empty)
        if not self.table.choose(self._key) and shown:
            self.table.setCurrentIndex(self.model.index(0, 0))
        if not self.reading and self.facts.key != self.table.current_key():
            self._current_changed(self.table.current_key() or "")
        if self.listing.query:
            announce(self.table, f"{count(shown, 'item')} found")

    def _empty_button(self) -> None:
        if self.listing.query:
            self.clear_search.emit()
        else:
            self.files_wanted.emit()

    def _changed(self, changes: "Changes") -> None:
        self.listing.take_in(changes)
        if self._key and any(item_of(entity) == self._key for entity in changes.entities):
            item = self._item()
            if item is None:
                self.browse()
                return
            self.facts.show_item(item)
            self.tags.show_item(item)
            self.reader.refresh_tags(item)

    # Import and erase

    def import_paths(self, paths: Sequence[Path]) -> None:
        """Takes files and folders in, with the job bar."""
        from evidence_desk.operations import importing

        self._session.work("Importing", lambda desk, job: importing.import_paths(desk, paths, job=job), self._imported)

    def _imported(self, report: "ImportReport") -> None:
        self.report.show_report(report)
        if not self.reading:
            self.side.setCurrentWidget(self.report)
            self._show_side()
        if report.changes.label:
            self._session.said.emit(summary(report), True)
        self.listing.read()

    def _close_report(self) -> None:
        self.side.setCurrentWidget(self.tags if self.reading else self.facts)
        self._show_side()
        self.table.setFocus()

    def _show_reported(self, ref: str) -> None:
        try:
            key = queries.resolve(self._session.desk.library.db, ref)
        except KnownError as error:
            self._session.fail(error)
            return
        if not self.table.choose(key):
            self.clear_search.emit()
            self.table.choose(key)

    def _erase(self, key: str) -> None:
        item = self._item()
        if item is not None and item.key == key:
            ask_to_erase(self, self._session, item)
