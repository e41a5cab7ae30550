"""The heading of the list: the place, how many items, the order they stand in, and what is shown beside it."""

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
    report_wanted = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(48)
        self._narrow = False
        self._has_report = False
        self._title = label("Evidence", "title")
        self._count = ElidedLabel("", "second")
        self._sort = self._flat("Sort", "Sort by", "sort")
        self._sort.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = named(QMenu(self._sort), "Sort by")
        for column, heading in enumerate(HEADINGS):
            action = menu.addAction(heading)
            action.triggered.connect(lambda _=False, at=column: self.sort_wanted.emit(at))
        self._sort.setMenu(menu)
        self.report = self._flat("Report", "Show the import report", "import")
        self.report.setCheckable(True)
        self.report.clicked.connect(self.report_wanted)
        self.facts = self._flat("Facts", "Show the facts", "info", "Show the facts of the selected item")
        self.facts.setCheckable(True)
        self.facts.clicked.connect(self.facts_wanted)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 4)
        layout.setSpacing(8)
        layout.addWidget(self._title)
        layout.addWidget(self._count, 1)
        for button in (self._sort, self.report, self.facts):
            layout.addWidget(button)
        self.set_narrow(False)

    def _flat(self, words: str, name: str, icon: str, tip: str | None = None) -> QToolButton:
        made = named(QToolButton(), name, tip)
        made.setText(words)
        made.setProperty("kind", "flat")
        made.setToolButtonStyle(made.toolButtonStyle().ToolButtonTextBesideIcon)
        icons.dress(made, icon)
        return made

    @property
    def words(self) -> str:
        """What it says of how many items there are."""
        return self._count.text()

    def show_count(self, shown: int, untagged: int, listing: "Listing") -> None:
        """How many there are; where one works through untagged items, how many are left."""
        said = f"{shown:,} of {count(listing.total, 'item')}" if listing.is_narrowed else count(shown, "item")
        if "untagged" in listing.filters and listing.total:
            left = f"{untagged:,} left to tag"
            said = left if self._narrow else f"{said} · {left}"
        self._count.say(said)
        way = "descending" if listing.descending else "ascending"
        by = HEADINGS[listing.column].lower() if listing.column is not None else "best match"
        self._sort.setText(f"Sort: {by}")
        named(self._sort, f"Sort by: {by}, {way}", "Choose the same again to turn the order round")

    def show_searching(self, searching: bool) -> None:
        if searching:
            self._count.say("Searching")

    def show_side(self, *, facts: bool, report: bool) -> None:
        """Which panel is wanted beside the list."""
        self.facts.setChecked(facts)
        self.report.setChecked(report)

    def offer_report(self, offered: bool) -> None:
        """There is a report of an import to be seen."""
        self._has_report = offered
        self.report.setVisible(offered and not self._narrow)

    def set_narrow(self, narrow: bool) -> None:
        self._narrow = narrow
        for widget in (self._title, self._sort, self.facts):
            widget.setVisible(not narrow)
        self.offer_report(self._has_report)
        self.setFixedHeight(40 if narrow else 48)
