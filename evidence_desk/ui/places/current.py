"""The item one is at, and all that shows it: facts, tags, the reader, and where words of the search stand in it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from evidence_desk.errors import KnownError
from evidence_desk.library import queries
from evidence_desk.model.paths import item_of
from evidence_desk.model.records import Item
from evidence_desk.ui.partials.erasing import ask_to_erase
from evidence_desk.ui.partials.facts import FactsPanel
from evidence_desk.ui.partials.tags import TagsPanel
from evidence_desk.ui.places.finding import Finding
from evidence_desk.ui.places.listing import Listing
from evidence_desk.ui.reader.reader import Reader
from evidence_desk.ui.session import Session

if TYPE_CHECKING:
    from evidence_desk.model.records import Changes

_SLOW_TO_OPEN = 400


class CurrentItem(QObject):
    """Known by its key alone: what is shown of it is asked for anew. `gone` when it was taken out of the library."""

    gone = Signal()

    def __init__(self, session: Session, listing: Listing) -> None:
        super().__init__()
        self._session = session
        self.key: str | None = None
        self._opened: str | None = None
        self.reader = Reader(session)
        self.tags = TagsPanel(session, self.reader)
        self.facts = FactsPanel(session)
        self.finding = Finding(session, listing, self.facts.found, self.reader)
        self.reader.shown.connect(lambda document: self.tags.show_item(document.item))
        self.facts.erase_wanted.connect(self._erase)

    def show(self) -> None:
        """Its facts and tags, and what was found in it; nothing where there is none."""
        self._show(self._item())

    def open(self, tag: str | None = None, place: str | None = None, *, focus: bool = False) -> None:
        """In the reader, at a tag or a place if one is given."""
        key = self._opened = self.key
        if key is not None:
            self.reader.read(key, tag, place, focus=focus)
            self.finding.look(key)
            QTimer.singleShot(_SLOW_TO_OPEN, lambda: self._tag_nothing_else(key))

    def close(self) -> None:
        """The reader lets go of it."""
        self._opened = None
        self.reader.leave()

    def take_in(self, changes: "Changes") -> None:
        """Shows what became of it."""
        if not self.key or not any(item_of(entity) == self.key for entity in changes.entities):
            return
        item = self._item()
        if item is None:
            self.gone.emit()
            return
        self._show(item, anew=True)
        self.reader.refresh_tags(item)

    def _item(self) -> Item | None:
        if self.key is None:
            return None
        try:
            return queries.item(self._session.desk.library.db, self.key, self._session.today)
        except KnownError:
            return None

    def _show(self, item: Item | None, *, anew: bool = False) -> None:
        self.facts.show_item(item)
        self.tags.show_item(item)
        self.finding.look(self.key, anew=anew)

    def _tag_nothing_else(self, key: str) -> None:
        """An item that does not open must not leave its forerunner to be tagged in its place."""
        document = self.reader.document
        if self._opened == self.key == key and (document is None or document.item.key != key):
            self.tags.show_item(None)

    def _erase(self, key: str) -> None:
        item = self._item()
        if item is not None and item.key == key:
            ask_to_erase(self.facts.window(), self._session, item)
