"""Where the words of the search stand in the item one is at: asked for in the background, shown beside and in it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from evidence_desk.search.excerpts import Excerpt, Places
from evidence_desk.ui.naming import announce
from evidence_desk.ui.partials.foundin import FoundIn
from evidence_desk.ui.places.listing import Listing
from evidence_desk.ui.reader.reader import Reader
from evidence_desk.ui.session import Session

if TYPE_CHECKING:
    from collections.abc import Callable

    from evidence_desk.desk import Desk

_NOTHING = Places()


class Finding(QObject):
    """Knows the places of one item at a time, and the one that was gone to."""

    def __init__(self, session: Session, listing: Listing, panel: FoundIn, reader: Reader) -> None:
        super().__init__()
        self._session, self._listing = session, listing
        self._panel, self._reader = panel, reader
        self._asked: tuple[str, str] | None = None
        self._places = _NOTHING
        self._at: int | None = None
        self._wants_first = False
        self._goes = False
        reader.shown.connect(lambda _: self._show_in_reader())

    def look(self, key: str | None, *, anew: bool = False) -> None:
        """One is at this item now; asks where the words stand in it, unless that is known."""
        query = self._listing.query
        asked = (query, key) if query and key else None
        if asked == self._asked and not (anew and asked):
            return
        if asked != self._asked:
            self._asked, self._places = asked, _NOTHING
            self._panel.wait()
        if asked is None:
            self._panel.show_places(_NOTHING)
            self._show_in_reader()
            return
        self._session.look_up(_places(*asked), lambda places: self._found(asked, places), name="found")

    def open_at_first(self) -> None:
        """The item that is opened next, or just being opened, is shown at its best place."""
        self._wants_first, self._goes = True, True

    def open_at(self, excerpt: Excerpt) -> None:
        """The item is opened next at this place."""
        self._at, self._wants_first, self._goes = excerpt.at, False, True

    def open_elsewhere(self) -> None:
        """The item is opened at something that has nothing to do with the search."""
        self._at, self._wants_first, self._goes = None, False, False

    def step(self, by: int) -> None:
        """Goes so many places further, round and round, and says where that is."""
        stands = self._places.stands
        if not stands or not self._is_read:
            return
        self._at = (0 if by > 0 else len(stands) - 1) if self._at is None else (self._at + by) % len(stands)
        self._reader.show_found(stands, self._at)
        self._go(self._at)

    @property
    def _is_read(self) -> bool:
        document = self._reader.document
        return document is not None and self._asked is not None and document.item.key == self._asked[1]

    def _found(self, asked: tuple[str, str], places: Places) -> None:
        if asked == self._asked:
            self._places = places
            self._panel.show_places(places)
            self._show_in_reader()

    def _show_in_reader(self) -> None:
        stands = self._places.stands
        if not self._is_read or not stands:
            self._reader.show_found((), None)
            return
        if self._wants_first:
            self._at = next((one.at for one in self._places.excerpts if one.at is not None), None)
            self._wants_first = False
        self._reader.show_found(stands, self._at)
        if self._goes and self._at is not None:
            self._go(self._at)
        self._goes = False

    def _go(self, at: int) -> None:
        stands = self._places.stands
        self._reader.go_to_found(stands[at])
        announce(self._reader, f"{at + 1} of {len(stands)}, {stands[at].label}")


def _places(query: str, key: str) -> "Callable[[Desk], Places]":
    from evidence_desk.operations.searching import places

    return lambda desk: places(desk, query, key)
