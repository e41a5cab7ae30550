"""The middle of the window: the welcome page, the places, and the pages of the program over them."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from evidence_desk.ui.places.page import Page
from evidence_desk.ui.places.place import Place
from evidence_desk.ui.places.table import TABLE
from evidence_desk.ui.places.welcome import WelcomePlace
from evidence_desk.ui.session import Session

if TYPE_CHECKING:
    from collections.abc import Callable


# One place takes up to 40 ms to make, so they are made one by one, with pauses in which the window answers.
_PAUSE = 700


class Shelf(QStackedWidget):
    """Places and pages are made when first shown, or when nothing else is to do: so the window is there at once."""

    place_shown = Signal(object)
    page_left = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._places: dict[str, Place] = {}
        self._pages: dict[type[Page], Page] = {}
        self._entries = {entry.name: entry for entry in TABLE}
        self.welcome = WelcomePlace()
        self.addWidget(self.welcome)
        self._ahead = QTimer(self, singleShot=True, interval=_PAUSE)
        self._ahead.timeout.connect(self._make_one_ahead)
        session.opened.connect(self._ahead.start)
        session.closed.connect(self._stop)

    def place(self, name: str) -> Place:
        """The place of that name on the screen."""
        if name not in self._places:
            made = self._places[name] = self._entries[name].make(self._session)
            self.addWidget(made)
        return self._places[name]

    def show_place(self, name: str) -> None:
        """Shows a place of the open library."""
        if self._session.is_open:
            place = self.place(name)
            self.setCurrentWidget(place)
            place.start()
            self.place_shown.emit(place)

    def show_welcome(self) -> None:
        self.welcome.refresh()
        self.setCurrentWidget(self.welcome)
        self.welcome.take_focus()

    def show_page(self, kind: type[Page], made: "Callable[[Page], object]") -> Page:
        """A page of the program itself; `made` joins a new one to the window."""
        page = self._pages.get(kind)
        if page is None:
            page = self._pages[kind] = kind()  # type: ignore[call-arg]
            self.addWidget(page)
            page.left.connect(self.page_left)
            made(page)
        self.setCurrentWidget(page)
        page.first.setFocus()
        return page

    def panes(self) -> list[QWidget]:
        """What F6 goes round in what is shown."""
        shown = self.currentWidget()
        if isinstance(shown, Place):
            return shown.panes()
        return [shown] if shown is not None else []

    def _make_one_ahead(self) -> None:
        waiting = [name for name in self._entries if name not in self._places]
        if waiting and self._session.is_open:
            # While a job runs, making a place would take twice as long.
            if not self._session.jobs.busy:
                self.place(waiting[0])
            self._ahead.start()

    def _stop(self) -> None:
        for place in self._places.values():
            place.stop()
