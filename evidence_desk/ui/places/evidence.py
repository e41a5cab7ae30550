"""The place Evidence: from browsing to reading and back, and what its panels wish of each other."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from evidence_desk.library import queries
from evidence_desk.search.excerpts import Excerpt
from evidence_desk.ui import shortcuts
from evidence_desk.ui.models.criteria import choices
from evidence_desk.ui.models.evidence import EvidenceModel
from evidence_desk.ui.partials.sidepanels import SidePanels
from evidence_desk.ui.places.arrangement import Arrangement
from evidence_desk.ui.places.browsing import Browser
from evidence_desk.ui.places.current import CurrentItem
from evidence_desk.ui.places.listing import Listing, Only
from evidence_desk.ui.places.place import Place
from evidence_desk.ui.places.several import Several
from evidence_desk.ui.places.takingin import TakingIn
from evidence_desk.ui.session import Session
from evidence_desk.ui.watching import Watching

if TYPE_CHECKING:
    from evidence_desk.model.records import Changes

_NAME = "Evidence"


class EvidencePlace(Place):
    """Joins the list, what shows its current item, what is done to several items, and what takes files in."""

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
        self.current = CurrentItem(session, self.listing)
        self.reader, self.finding = self.current.reader, self.current.finding
        self.tags, self.facts = self.current.tags, self.current.facts
        self.several = Several(session, self.table.chosen_keys)
        self.taking_in = TakingIn(session)
        self.report = self.taking_in.panel
        self.watching = Watching(session)
        self._came = ("", "")
        self._lay_out()
        self._connect()
        self.browse()

    def _lay_out(self) -> None:
        self.side = SidePanels(
            self.head, facts=self.facts, report=self.report, several=self.several.panel, tags=self.tags
        )
        self.split = Arrangement(self.browser, self.reader, self.side)
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
        self.current.gone.connect(self.browse)
        self.facts.read.connect(lambda: self._read_current())
        self.facts.found.chosen.connect(self._read_current)
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
    def reading(self) -> bool:
        """Whether one reads; else one browses."""
        return self.split.reading

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
        self.current.close()
        self.current.key = None
        self.side.want_report(False)
        self.taking_in.forget()
        self.head.offer_report(False)
        self.model.show([])

    def remember(self) -> None:
        """Keeps the arrangement for next time."""
        self.table.widths.save()
        self.split.keep()

    # Browsing and reading

    def browse(self) -> None:
        """The list in full, with facts beside it."""
        if self.reading:
            self.current.close()
        self.split.browse()
        self.rail_wanted.emit(False)
        if self._session.is_open:
            self.current.show()
            self.table.setFocus()

    def _leave_reading(self) -> None:
        """Back to the place where somebody came from for this item, else to the list."""
        key, place = self._came
        self.browse()
        if place and key == self.current.key:
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
        self.current.key = key
        self.rail_wanted.emit(True)
        self.split.read()
        self.table.choose(key)
        if tag is not None or place is not None:
            self.finding.open_elsewhere()
        elif at is not None:
            self.finding.open_at(at)
        else:
            self.finding.open_at_first()
        self.current.open(tag, place, focus=True)

    def read_anew(self) -> None:
        """The text of what is read may be another now."""
        if self.reading:
            self.current.open()

    def _read_current(self, excerpt: Excerpt | None = None) -> None:
        """At a place where words of the search stand, if one is given."""
        if self.current.key is not None:
            self.read(self.current.key, at=excerpt)

    def _step_found(self, by: int) -> None:
        if self.reading:
            self.finding.step(by)

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
        if not self.reading:
            self._read_current()
        self.tags.start()

    # What the list says

    def _current_changed(self, key: str) -> None:
        before, self.current.key = self.current.key, key or None
        if before is not None and before != self.current.key:
            # Not at once: the table is just telling that its current row changed.
            QTimer.singleShot(0, lambda: self.listing.leave(before))
        if self.reading and key and key != before:
            self.finding.open_at_first()
            self.current.open()
        elif not self.reading:
            self.current.show()

    def _chosen_changed(self, number: int) -> None:
        if number > 1:
            self.several.show_count(number)
        self.split.show_side()

    def _listed(self) -> None:
        self.browser.show_listed(self.current.key)
        if not self.reading and self.facts.key != self.table.current_key():
            self._current_changed(self.table.current_key() or "")
        self.finding.look(self.current.key)

    def _show_all(self) -> None:
        """Leaves out the words of the search and every filter."""
        self.listing.show_all()
        self.clear_search.emit()

    def _changed(self, changes: "Changes") -> None:
        self.listing.take_in(changes)
        self.taking_in.take_in(changes)
        self.browser.take_in(changes)
        self.current.take_in(changes)

    # Files are taken in

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
            self.current.key = key
            self._show_all()
