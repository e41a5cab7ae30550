"""Leading a person from place to place and back, and to the pages of the program itself."""

from typing import TYPE_CHECKING

from evidence_desk.ui import settings
from evidence_desk.ui.partials.watchedfolders import WatchedFolders
from evidence_desk.ui.places.help import HelpPage
from evidence_desk.ui.places.page import Page
from evidence_desk.ui.places.preferences import PreferencesPage
from evidence_desk.ui.places.table import TABLE

if TYPE_CHECKING:
    from evidence_desk.ui.window import Window

EVIDENCE = "Evidence"
SIZE = (1280, 720)


class Leading:
    """Answers what places wish for (`ui/ways.py`)."""

    def __init__(self, window: "Window") -> None:
        self._window = window
        self._shelf = window.stack
        ways = window.session.ways
        ways.reading.connect(self._read)
        ways.listing.connect(self._list_items)
        ways.going.connect(self.go)
        window.places.chosen.connect(self._shelf.show_place)
        self._shelf.page_left.connect(self.back_to_place)

    @property
    def place(self) -> str:
        """The name of the place that is chosen in the list."""
        return TABLE[max(0, self._window.places.currentIndex().row())].name

    def go(self, name: str, about: str = "") -> None:
        """Shows a place, whichever was shown, and there what is asked about."""
        self._window.places.choose(name)
        if self._shelf.currentWidget() is not self._shelf.place(name):
            self._shelf.show_place(name)
        if about:
            self._shelf.place(name).show_about(about)

    def back_to_place(self) -> None:
        """From a page of the program to the place it lay over."""
        if self._window.session.is_open:
            self._shelf.show_place(self.place)
        else:
            self._window.show_welcome()

    def show_page(self, kind: type[Page]) -> Page:
        """A page of the program itself, over the place that is shown; Back returns there."""
        return self._shelf.show_page(kind, self._join_page)

    def show_help(self) -> None:
        """What helps in the place that is shown."""
        page = self.show_page(HelpPage)
        assert isinstance(page, HelpPage)
        page.show_for(self.place if self._window.session.is_open else "")

    def _read(self, key: str, tag: str, place: str) -> None:
        came_from = self.place
        self.go(EVIDENCE)
        back = "" if came_from == EVIDENCE else came_from
        self._window.evidence.read(key, tag or None, place or None, came_from=back)

    def _list_items(self, words: str, keys: list[str]) -> None:
        came_from = self.place
        self.go(EVIDENCE)
        self._window.top.search.forget()
        self._window.evidence.list_items(words, keys, came_from)

    def _join_page(self, page: Page) -> None:
        if isinstance(page, PreferencesPage):
            page.person.connect(self._window.session.set_person)
            page.arrange_anew.connect(self._arrange_anew)
            page.rows_changed.connect(self._set_rows)
            watched = WatchedFolders(self._window.session)
            watched.changed.connect(self._window.evidence.watching.look)
            page.column.addWidget(watched)

    def _set_rows(self) -> None:
        self._window.evidence.table.set_narrow(self._window.evidence.reading)

    def _arrange_anew(self) -> None:
        """As at first: the window and the evidence at once, the other places when they are next made."""
        window, is_open = self._window, self._window.session.is_open
        if is_open:
            window.evidence.browse()
        settings.forget_arrangement()
        window.showNormal()
        window.resize(*SIZE)
        header = window.evidence.table.horizontalHeader()
        for column in range(1, header.count()):
            # What a double click on the edge of each column does.
            header.sectionHandleDoubleClicked.emit(column)
        if is_open:
            window.evidence.browse()
