"""List, reader and side panel beside each other, in one arrangement for browsing and one for reading."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget

from evidence_desk.ui import settings
from evidence_desk.ui.partials.sidepanels import SidePanels
from evidence_desk.ui.places.browsing import Browser

_SIDE = 300
_NARROW = 264
# What the least list and tags leave of the least window.
_LEAST = 320


class Arrangement(QSplitter):
    """Reading hides what browsing shows and the other way round; how wide all was is kept for each."""

    def __init__(self, browser: Browser, reader: QWidget, side: SidePanels) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._browser, self._reader, self._side = browser, reader, side
        self.reading = False
        self.setChildrenCollapsible(False)
        for at, (pane, stretch) in enumerate(((browser, 1), (reader, 1), (side, 0))):
            self.addWidget(pane)
            self.setStretchFactor(at, stretch)
        reader.setMinimumWidth(_LEAST)

    def browse(self) -> None:
        """The list in full, with facts beside it."""
        self._turn(reading=False)
        self._arrange([self.width() - _SIDE, 0, _SIDE])

    def read(self) -> None:
        """The reader in the middle, with tags beside it."""
        self._turn(reading=True)
        self._arrange([_NARROW, self.width() - _NARROW - _SIDE, _SIDE])

    def keep(self) -> None:
        """Keeps how wide all is, for next time."""
        settings.put_state(self._name, self.saveState())

    def _turn(self, *, reading: bool) -> None:
        if reading != self.reading:
            self.keep()
        self.reading = reading
        self._browser.set_narrow(reading)
        self._reader.setVisible(reading)
        self.show_side()

    def show_side(self) -> None:
        """Something else was selected, or one reads now, or browses."""
        self._side.show_for(reading=self.reading, chosen=self._browser.table.chosen_count)

    def _arrange(self, sizes: Sequence[int]) -> None:
        kept = settings.state(self._name)
        if kept is None or not self.restoreState(kept):
            self.setSizes(list(sizes))

    @property
    def _name(self) -> str:
        return "reading" if self.reading else "browsing"
