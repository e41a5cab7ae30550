"""What the list of evidence shows: which items match, in which order, and when it is read anew."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from evidence_desk.library import queries
from evidence_desk.library.listing import Row
from evidence_desk.model.paths import item_of
from evidence_desk.ui.models.evidence import ORDERS, TITLE, EvidenceModel
from evidence_desk.ui.session import Session

if TYPE_CHECKING:
    from evidence_desk.desk import Desk
    from evidence_desk.model.records import Changes

_SETTLE_MILLISECONDS = 300
# A job commits several times a second; the list need not be read anew each time.
_SETTLE_WHILE_BUSY = 1000
_FEW = 40


class Listing(QObject):
    """Asks for the rows of the model, in the background: on a busy computer even 20 ms can become 80."""

    listed = Signal()
    searching = Signal(bool)

    def __init__(self, session: Session, model: EvidenceModel) -> None:
        super().__init__()
        self._session = session
        self._model = model
        self.query = ""
        self.column: int | None = TITLE
        self.descending = False
        self.total = 0
        self._ranked: list[str] | None = None
        self._later = QTimer(self, singleShot=True, interval=_SETTLE_MILLISECONDS)
        self._later.timeout.connect(self._again)

    def start(self) -> None:
        """Lists a library that was just opened."""
        self.query, self._ranked = "", None
        self.column, self.descending = TITLE, False
        self.read()

    def search(self, query: str) -> None:
        """Lists what matches; an empty search lists everything."""
        self.query = query.strip()
        if not self.query:
            self._ranked = None
            self.column = TITLE if self.column is None else self.column
            self.searching.emit(False)
            self.read()
            return
        self.searching.emit(True)
        self._session.look_up(_matching(self.query), self._found, name="search", failed=self._not_found)

    def show_only(self, words: str, keys: Sequence[str]) -> None:
        """Lists just these items; `words` say what they have in common."""
        self.query = words
        self._ranked = list(keys)
        self.column = TITLE if self.column is None else self.column
        self.read()

    def sort(self, column: int) -> None:
        """Sorts by a column; by the one it is sorted by already, the other way round."""
        self.descending = not self.descending if column == self.column else False
        self.column = column
        self.read()

    def read(self) -> None:
        """Reads the rows in the background and shows them; of several readings the newest counts."""
        column, descending, ranked = self.column, self.descending, self._ranked
        order = ORDERS[column if column is not None else TITLE]

        def rows(desk: "Desk") -> list[Row]:
            found = queries.rows(desk.library.db, desk.today, keys=ranked, order=order, descending=descending)
            return found if column is not None or ranked is None else _as_ranked(found, ranked)

        self._session.list_up(rows, self._show, name="rows")

    def _show(self, rows: list[Row]) -> None:
        self._model.show(rows)
        if self._ranked is None:
            self.total = len(rows)
        self.listed.emit()

    def take_in(self, changes: "Changes") -> None:
        """Shows a change: a few known items in their places, anything more by reading anew in a moment."""
        keys = {key for entity in changes.entities if (key := item_of(entity)) is not None}
        if not keys:
            return
        if len(keys) <= _FEW and keys <= set(self._model.keys()):
            rows = queries.rows(self._session.desk.library.db, self._session.today, keys=keys)
            if len(rows) == len(keys):
                self._model.replace(rows)
                return
        if not self._later.isActive():
            self._later.start(_SETTLE_WHILE_BUSY if self._session.jobs.current is not None else _SETTLE_MILLISECONDS)

    def _again(self) -> None:
        if not self._session.is_open:
            return
        if self._ranked is None:
            self.read()
        else:
            self._session.look_up(_matching(self.query), self._found, name="search", failed=self._not_found)

    def _found(self, keys: Sequence[str]) -> None:
        if self._ranked is None:
            self.column = None
        self._ranked = list(keys)
        self.searching.emit(False)
        self.read()

    def _not_found(self, error: Exception) -> None:
        self.searching.emit(False)
        self._session.fail(error)


def _matching(query: str) -> "Callable[..., list[str]]":
    from evidence_desk.operations.searching import matching

    return lambda desk: matching(desk, query)


def _as_ranked(rows: Sequence[Row], ranked: Sequence[str]) -> list[Row]:
    place = {key: at for at, key in enumerate(ranked)}
    return sorted(rows, key=lambda row: place[row.key])
