"""The place Evidence: browsing the list with the facts beside it, and reading with the tags beside it."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from evidence_desk.errors import KnownError
from evidence_desk.library import queries
from evidence_desk.model.paths import item_of
from evidence_desk.model.records import Item
from evidence_desk.search.excerpts import Excerpt
from evidence_desk.ui import settings, shortcuts
from evidence_desk.ui.models.criteria import choices
from evidence_desk.ui.models.evidence import EvidenceModel
from evidence_desk.ui.partials.erasing import ask_to_erase
from evidence_desk.ui.partials.facts import FactsPanel
from evidence_desk.ui.partials.sidepanels import SidePanels
from evidence_desk.ui.partials.tags import TagsPanel
from evidence_desk.ui.places.browsing import Browser
from evidence_desk.ui.places.finding import Finding
from evidence_desk.ui.places.listing import Listing, Only
from evidence_desk.ui.places.place import Place
from evidence_desk.ui.places.several import Several
from evidence_desk.ui.places.takingin import TakingIn
from evidence_desk.ui.reader.reader import Reader
from evidence_desk.ui.session import Session
from evidence_desk.ui.watching import Watching

if TYPE_CHECKING:
    from evidence_desk.model.records import Changes

_NAME = "Evidence"
_SIDE = 300
_NARROW = 264
_SLOW_TO_OPEN = 400


class EvidencePlace(Place):
    """List, reader and side panel in one splitter; reading hides what browsing shows and the other way round."""

    files_wanted = Signal()
    clear_search = Signal()
    search_wanted = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.model = EvidenceModel()
        self.listing = Listing(session, self.model)
        self.browser = Browser(session, self.model, self.listing)
        self.table, self.head, self.filters = self.browser.table, self.browser.head, self.browser.filters
        self.stack, self.empty = self.browser.stack, self.browser.empty
        self.reader = Reader(session)
        self.tags = TagsPanel(session, self.reader)
        self.facts = FactsPanel(session)
        self.finding = Finding(session, self.listing, self.facts.found, self.reader)
        self.several = Several(session, self.table.chosen_keys)
        self.taking_in = TakingIn(session)
        self.report = self.taking_in.panel
        self.watching = Watching(session)
        self.reading = False
        self._key: str | None = None
        self._came = ("", "")
        self._lay_out()
        self._connect()
        self.browse()

    def _lay_out(self) -> None:
        self.side = SidePanels(
            self.head, facts=self.facts, report=self.report, several=self.several.panel, tags=self.tags
        )
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setChildrenCollapsible(False)
        for pane in (self.browser, self.reader, self.side):
            self.split.addWidget(pane)
        for at, stretch in enumerate((1, 1, 0)):
            self.split.setStretchFactor(at, stretch)
        self.reader.setMinimumWidth(420)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.watching.line)
        layout.addWidget(self.split, 1)

    def _connect(self) -> None:
        self.table.current_changed.connect(self._current_changed)
        self.table.chosen_changed.connect(self._chosen_changed)
        self.table.read.connect(self.read)
        self.table.remove_wanted.connect(self.several.remove)
        self.side.left.connect(self.table.setFocus)
        self.filters.back.connect(self._go_back)
        self.browser.files_wanted.connect(self.files_wanted)
        self.browser.all_wanted.connect(self._show_all)
        self.browser.hints.wanted.connect(self.search_wanted)
        self.listing.at = self.table.chosen_keys
        self.listing.listed.connect(self._listed)
        self.reader.back.connect(self._leave_reading)
        self.reader.shown.connect(lambda document: self.tags.show_item(document.item))
        self.facts.read.connect(lambda: self.read(self._key) if self._key is not None else None)
        self.facts.found.chosen.connect(self._read_at)
        self.facts.erase_wanted.connect(self._erase)
        self.report.closed.connect(self.side.close_report)
        self.taking_in.reported.connect(self._reported)
        self.taking_in.reported.connect(self.watching.look)
        self.watching.import_wanted.connect(self.import_paths)
        self.taking_in.kept.known.connect(self.head.offer_report)
        self.taking_in.queue_wanted.connect(self._list_queue)
        self.taking_in.item_wanted.connect(self._show_reported)
        self._session.changed.connect(self._changed)
        self._session.opened.connect(self.open)
        shortcuts.bind(self, "back", self._escape)
        shortcuts.bind(self, "tag", self._start_tagging)
        shortcuts.bind(self, "next-item", lambda: self.browser.step(1))
        shortcuts.bind(self, "previous-item", lambda: self.browser.step(-1))
        shortcuts.bind(self, "next-found", lambda: self._step_found(1))
        shortcuts.bind(self, "previous-found", lambda: self._step_found(-1))

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
        criteria = choices(find(db, queries.library_facts(db).framework))
        self.tags.show_choices(criteria)
        self.several.panel.show_choices(criteria)
        self.browser.open(criteria)
        self.browse()
        self.listing.start()

    def stop(self) -> None:
        """Lets go of the library."""
        self.remember()
        self.browse()
        self.reader.leave()
        self._key = None
        self.side.want_report(False)
        self.taking_in.forget()
        self.head.offer_report(False)
        self.model.show([])

    def remember(self) -> None:
        """Keeps the arrangement for next time."""
        self.table.widths.save()
        settings.put_state("reading" if self.reading else "browsing", self.split.saveState())

    # Browsing and reading

    def browse(self) -> None:
        """The list in full, with facts beside it."""
        if self.reading:
            settings.put_state("reading", self.split.saveState())
            self.reader.leave()
        self.reading = False
        self.reader.hide()
        self.browser.set_narrow(False)
        self._show_side()
        self._arrange("browsing", [self.width() - _SIDE, 0, _SIDE])
        self.rail_wanted.emit(False)
        if self._session.is_open:
            self._show_item()
            self.table.setFocus()

    def _leave_reading(self) -> None:
        """Back to the place where somebody came from for this item, else to the list."""
        key, place = self._came
        self.browse()
        if place and key == self._key:
            self._session.ways.go(place)

    def list_items(self, words: str, keys: Sequence[str], came_from: str) -> None:
        """Lists just these items, which have in common what the words say."""
        self.browse()
        self.listing.come_for(Only(words, frozenset(keys), came_from if came_from != _NAME else ""))

    def read(
        self,
        key: str,
        tag: str | None = None,
        place: str | None = None,
        *,
        at: Excerpt | None = None,
        came_from: str = "",
    ) -> None:
        """The reader in the middle, with tags beside it; at a tag, or at a place such as `page 4`.

        While a search is on and nothing else is said: where its words stand, or at the chosen one of these places.
        """
        self._came = (key, came_from)
        if not self.reading:
            settings.put_state("browsing", self.split.saveState())
        self.reading = True
        self._key = key
        self.browser.set_narrow(True)
        self.rail_wanted.emit(True)
        self.reader.show()
        self._show_side()
        self._arrange("reading", [_NARROW, self.width() - _NARROW - _SIDE, _SIDE])
        self.table.choose(key)
        if tag is not None or place is not None:
            self.finding.open_elsewhere()
        elif at is not None:
            self.finding.open_at(at)
        else:
            self.finding.open_at_first()
        self._open(key, tag, place, focus=True)

    def read_anew(self) -> None:
        """The text of what is read may be another now."""
        if self.reading and self._key is not None:
            self._open(self._key)

    def _read_at(self, excerpt: Excerpt) -> None:
        """At a place where words of the search stand."""
        if self._key is not None:
            self.read(self._key, at=excerpt)

    def _step_found(self, by: int) -> None:
        if self.reading:
            self.finding.step(by)

    def _open(self, key: str, tag: str | None = None, place: str | None = None, *, focus: bool = False) -> None:
        self.reader.read(key, tag, place, focus=focus)
        self.finding.look(key)
        QTimer.singleShot(_SLOW_TO_OPEN, lambda: self._tag_nothing_else(key))

    def _tag_nothing_else(self, key: str) -> None:
        """An item that does not open must not leave its forerunner to be tagged in its place."""
        document = self.reader.document
        if self.reading and self._key == key and (document is None or document.item.key != key):
            self.tags.show_item(None)

    def _show_side(self) -> None:
        self.side.show_for(reading=self.reading, chosen=self.table.chosen_count)

    def _arrange(self, name: str, sizes: Sequence[int]) -> None:
        kept = settings.state(name)
        if kept is None or not self.split.restoreState(kept):
            self.split.setSizes(list(sizes))

    def _escape(self) -> None:
        if self.reading:
            self._leave_reading()
        elif self.table.chosen_count > 1:
            self.table.choose(self.table.current_key())
        elif self.side.report_wanted:
            self.side.close_report()
        elif self.browser.has_focus and self.listing.only is not None and self.listing.only.came_from:
            self._go_back(self.listing.only.came_from)

    def _go_back(self, place: str) -> None:
        """Back to where somebody came from for these items; the list shows all again when one returns."""
        self.listing.show_only(None)
        self._session.ways.go(place)

    def _start_tagging(self) -> None:
        if not self.reading and self.table.chosen_count > 1:
            self.several.panel.picker.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        if not self.reading and self._key:
            self.read(self._key)
        self.tags.start()

    # What the list says

    def _current_changed(self, key: str) -> None:
        before, self._key = self._key, key or None
        if before is not None and before != self._key:
            # Not at once: the table is just telling that its current row changed.
            QTimer.singleShot(0, lambda: self.listing.leave(before))
        if self.reading and key and key != before:
            self.finding.open_at_first()
            self._open(key)
        elif not self.reading:
            self._show_item()

    def _chosen_changed(self, number: int) -> None:
        if number > 1:
            self.several.show_count(number)
        self._show_side()

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
        self.finding.look(self._key)

    def _listed(self) -> None:
        self.browser.show_listed(self._key)
        if not self.reading and self.facts.key != self.table.current_key():
            self._current_changed(self.table.current_key() or "")
        self.finding.look(self._key)

    def _show_all(self) -> None:
        """Leaves out the words of the search and every filter."""
        self.listing.show_all()
        self.clear_search.emit()

    def _changed(self, changes: "Changes") -> None:
        self.listing.take_in(changes)
        self.taking_in.take_in(changes)
        self.browser.take_in(changes)
        if self._key and any(item_of(entity) == self._key for entity in changes.entities):
            item = self._item()
            if item is None:
                self.browse()
                return
            self.facts.show_item(item)
            self.tags.show_item(item)
            self.finding.look(self._key, anew=True)
            self.reader.refresh_tags(item)

    # Import and erase

    def import_paths(self, paths: Sequence[Path]) -> None:
        """Takes files and folders in, with the job bar."""
        self.taking_in.import_paths(paths)

    def _reported(self) -> None:
        self.head.offer_report(True)
        self.side.want_report(True)
        self.listing.read()

    def _list_queue(self, keys: Sequence[str]) -> None:
        """What the last import brought and nobody has tagged yet."""
        self.clear_search.emit()
        self.listing.come_for(Only("Last import", frozenset(keys)), {"untagged": ("untagged",)})
        self.table.setFocus()

    def _show_reported(self, key: str) -> None:
        if not self.table.choose(key):
            self._key = key
            self._show_all()

    def _erase(self, key: str) -> None:
        item = self._item()
        if item is not None and item.key == key:
            ask_to_erase(self, self._session, item)
