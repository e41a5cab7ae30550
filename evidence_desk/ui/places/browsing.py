"""The list of evidence with its heading and filters, and what stands there when nothing fits."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from evidence_desk.ui.models.criteria import Choice
from evidence_desk.ui.models.evidence import EvidenceModel
from evidence_desk.ui.naming import announce
from evidence_desk.ui.partials.empty import EmptyState
from evidence_desk.ui.partials.evidencetable import EvidenceTable
from evidence_desk.ui.partials.filters import FilterBar
from evidence_desk.ui.partials.listhead import ListHead
from evidence_desk.ui.places.listing import Listing
from evidence_desk.ui.words import count


class Browser(QWidget):
    """Shows what the listing says and passes on what is wanted of it."""

    files_wanted = Signal()
    all_wanted = Signal()

    def __init__(self, model: EvidenceModel, listing: Listing) -> None:
        super().__init__()
        self.setObjectName("pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._model = model
        self._listing = listing
        self.head = ListHead()
        self.filters = FilterBar()
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

    def set_narrow(self, narrow: bool) -> None:
        """Beside the reader there is room for the list alone."""
        self.table.set_narrow(narrow)
        self.head.set_narrow(narrow)
        self.filters.setVisible(not narrow)
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
            announce(self.table, f"{count(shown, 'item')} found")

    def _show_head(self) -> None:
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
