"""The heading of the list: the place, how many items, and the order they stand in."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from evidence_desk.ui import icons
from evidence_desk.ui.models.evidence import HEADINGS
from evidence_desk.ui.naming import label, named
from evidence_desk.ui.partials.elided import ElidedLabel
from evidence_desk.ui.words import count

if TYPE_CHECKING:
    from evidence_desk.ui.places.listing import Listing


class ListHead(QWidget):
    """Sorting is here too, since a screen reader does not reach the headings of a table."""

    sort_wanted = Signal(int)
    facts_wanted = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(56)
        self._title = label("Evidence", "title")
        self._count = ElidedLabel("", "second")
        self._sort = named(QToolButton(), "Sort by")
        self._sort.setText("Sort")
        self._sort.setProperty("kind", "flat")
        self._sort.setToolButtonStyle(self._sort.toolButtonStyle().ToolButtonTextBesideIcon)
        self._sort.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        icons.dress(self._sort, "sort")
        menu = named(QMenu(self._sort), "Sort by")
        for column, heading in enumerate(HEADINGS):
            action = menu.addAction(heading)
            action.triggered.connect(lambda _=False, at=column: self.sort_wanted.emit(at))
        self._sort.setMenu(menu)
        self.facts = named(QToolButton(), "Show the facts", "Show the facts of the selected item")
        self.facts.setText("Facts")
        self.facts.setCheckable(True)
        self.facts.setProperty("kind", "flat")
        self.facts.setToolButtonStyle(self.facts.toolButtonStyle().ToolButtonTextBesideIcon)
        icons.dress(self.facts, "info")
        self.facts.clicked.connect(self.facts_wanted)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 4)
        layout.setSpacing(8)
        layout.addWidget(self._title)
        layout.addWidget(self._count, 1)
        layout.addWidget(self._sort)
        layout.addWidget(self.facts)

    def show_count(self, shown: int, listing: "Listing") -> None:
        if listing.query:
            self._count.say(f"{shown:,} of {count(listing.total, 'item')} match")
        else:
            self._count.say(count(shown, "item"))
        way = "descending" if listing.descending else "ascending"
        by = HEADINGS[listing.column].lower() if listing.column is not None else "best match"
        self._sort.setText(f"Sort: {by}")
        named(self._sort, f"Sort by: {by}, {way}", "Choose the same again to turn the order round")

    def show_searching(self, searching: bool) -> None:
        if searching:
            self._count.say("Searching")

    def set_narrow(self, narrow: bool) -> None:
        self._title.setVisible(not narrow)
        self._sort.setVisible(not narrow)
        self.facts.setVisible(not narrow)
        self.setFixedHeight(40 if narrow else 56)
