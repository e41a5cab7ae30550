"""The list of evidence with its heading and filters, and what stands there when nothing fits."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from evidence_desk.library import queries
from evidence_desk.ui.models.criteria import Choice
from evidence_desk.ui.models.evidence import EvidenceModel
from evidence_desk.ui.naming import announce
from evidence_desk.ui.partials.empty import EmptyState
from evidence_desk.ui.partials.evidencetable import EvidenceTable
from evidence_desk.ui.partials.filters import FilterBar
from evidence_desk.ui.partials.listhead import ListHead
from evidence_desk.ui.partials.searchhints import SearchHints
from evidence_desk.ui.places.listing import Listing
from evidence_desk.ui.session import Session
from evidence_desk.ui.words import count

if TYPE_CHECKING:
    from evidence_desk.model.records import Changes


class Browser(QWidget):
    """Shows what the listing says and passes on what is wanted of it."""

    files_wanted = Signal()
    all_wanted = Signal()

    def __init__(self, session: Session, model: EvidenceModel, listing: Listing) -> None:
        super().__init__()
        self._session = session
        self.setObjectName("pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._model = model
        self._listing = listing
        self._narrow = False
        self.head = ListHead()
        self.filters = FilterBar()
        self.hints = SearchHints()
        self.table = EvidenceTable(model)
        self.empty = EmptyState("evidence", self._press_empty)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.table)
        self.stack.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.filters)
        column.addWidget(self.hints)
        column.addWidget(self.stack, 1)
        self.table.sort_wanted.connect(listing.sort)
        self.head.sort_wanted.connect(listing.sort)
        self.filters.changed.connect(listing.narrow)
        self.filters.only_cleared.connect(lambda: listing.show_only(None))
        listing.searching.connect(self.head.show_searching)

    def open(self, criteria: Sequence[Choice]) -> None:
        """A library was opened: nothing is chosen yet."""
        self.filters.show_criteria(criteria)
        self.filters.choose({})
        self.filters.show_only(None)
        # What was said of the library before is not said of this one.
        self.stack.setCurrentWidget(self.table)
        self._read_labels()

    def take_in(self, changes: "Changes") -> None:
        """A label came or went: there is something else to choose."""
        if any("/label:" in entity for entity in changes.entities):
            self._read_labels()

    def _read_labels(self) -> None:
        self._session.list_up(lambda desk: queries.labels(desk.library.db), self.filters.show_labels, name="labels")

    @property
    def has_focus(self) -> bool:
        """Whether the caret is in the list, or what stands over it."""
        focus = QApplication.focusWidget()
        return focus is not None and self.isAncestorOf(focus)

    def step(self, rows: int) -> None:
        """Goes so many items further, or says that there is none."""
        if not self.table.step(rows) and self._model.rowCount():
            announce(self.table, "This is the last item." if rows > 0 else "This is the first item.")

    def set_narrow(self, narrow: bool) -> None:
        """Beside the reader there is room for the list alone."""
        self.table.set_narrow(narrow)
        self.head.set_narrow(narrow)
        self._narrow = narrow
        self._show_head()

    def show_listed(self, key: str | None) -> None:
        """The rows were read: says how many, in which order, and keeps the item of the key current."""
        listing, shown = self._listing, self._model.rowCount()
        self._show_head()
        self.filters.choose(listing.filters)
        self.filters.show_only(listing.only)
        order = Qt.SortOrder.DescendingOrder if listing.descending else Qt.SortOrder.AscendingOrder
        self.table.show_sorting(-1 if listing.column is None else listing.column, order)
        self.empty.say(self._empty_state())
        was_here = self.stack.isAncestorOf(QApplication.focusWidget() or self)
        self.stack.setCurrentWidget(self.table if shown else self.empty)
        if was_here and shown:
            self.table.setFocus()
        self.table.settle(key, anew=listing.anew)
        if listing.is_narrowed and listing.anew:
            announce(self.table, " ".join((f"{count(shown, 'item')} found.", *self.hints.sentences)))

    def _show_head(self) -> None:
        """Where there is nothing yet, there is nothing to filter."""
        self.filters.setVisible(not self._narrow and self._listing.total > 0)
        self.hints.show_heard(None if self._narrow else self._listing.heard)
        self.head.show_count(self._model.rowCount(), self._model.untagged, self._listing)

    def _empty_state(self) -> str:
        listing = self._listing
        if not listing.is_narrowed or not listing.total:
            return "evidence"
        if listing.query and not listing.filters and listing.only is None:
            return "no match"
        done = listing.filters.keys() == {"untagged"} and not listing.query
        return "all tagged" if done else "no fit"

    def _press_empty(self) -> None:
        if self._listing.is_narrowed and self._listing.total:
            self.all_wanted.emit()
        else:
            self.files_wanted.emit()
