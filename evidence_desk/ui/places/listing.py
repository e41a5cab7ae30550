"""What the list of evidence shows: which items fit, in which order, and when it is read anew."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from evidence_desk.library import queries
from evidence_desk.library.listing import Row, total
from evidence_desk.model.paths import item_of
from evidence_desk.ui.models.evidence import ORDERS, TITLE, EvidenceModel
from evidence_desk.ui.session import Session

if TYPE_CHECKING:
    from evidence_desk.desk import Desk
    from evidence_desk.model.records import Changes
    from evidence_desk.search.finding import Matched

_SETTLE_MILLISECONDS = 300
# A job commits several times a second; the list need not be read anew each time.
_SETTLE_WHILE_BUSY = 1000
_FEW = 40


@dataclass(frozen=True, slots=True)
class Only:
    """Items that somebody came from another place for, and what they have in common."""

    words: str
    keys: frozenset[str]
    came_from: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """All that decides what the list shows."""

    filters: Mapping[str, Collection[str]]
    only: Only | None
    ranked: Sequence[str] | None
    column: int | None
    descending: bool
    stay: frozenset[str]


@dataclass(frozen=True, slots=True)
class Answer:
    """The rows to show, how many items there are in all, and which rows only stay until they are left."""

    rows: list[Row]
    total: int
    strays: frozenset[str]


class Listing(QObject):
    """Asks for the rows of the model, in the background: on a busy computer even 20 ms can become 80."""

    listed = Signal()
    searching = Signal(bool)

    def __init__(self, session: Session, model: EvidenceModel) -> None:
        super().__init__()
        self._session = session
        self._model = model
        self.at: Callable[[], Collection[str]] = tuple
        self.total = 0
        self._forget()
        self._later = QTimer(self, singleShot=True, interval=_SETTLE_MILLISECONDS)
        self._later.timeout.connect(self._again)

    def _forget(self) -> None:
        self.filters: dict[str, tuple[str, ...]] = {}
        self.only: Only | None = None
        self.column: int | None = TITLE
        self.descending = False
        self.anew = True
        self._forget_search()
        self._stay: frozenset[str] = frozenset()
        self._strays: frozenset[str] = frozenset()

    def _forget_search(self) -> None:
        self.query = ""
        self.heard: Matched | None = None
        self._ranked: Sequence[str] | None = None

    @property
    def is_narrowed(self) -> bool:
        """Whether some items may be left out."""
        return bool(self.query or self.only is not None or any(self.filters.values()))

    def start(self) -> None:
        """Lists a library that was just opened."""
        self._forget()
        self.read()

    def search(self, query: str) -> None:
        """Lists what matches among what is chosen; an empty search leaves the words out."""
        self.query = query.strip()
        if not self.query:
            self._forget_search()
            self.column = TITLE if self.column is None else self.column
            self.searching.emit(False)
            self._read_anew()
            return
        self.searching.emit(True)
        self._session.look_up(_matching(self.query), self._found, name="search", failed=self._not_found)

    def narrow(self, filters: Mapping[str, Collection[str]]) -> None:
        """Lists what fits the filters."""
        self.filters = {facet: tuple(values) for facet, values in filters.items() if values}
        self._read_anew()

    def show_only(self, only: Only | None) -> None:
        """Lists just these items, among which search and filters go on; None lists all again."""
        self.only = only
        self._read_anew()

    def come_for(self, only: Only, filters: Mapping[str, Collection[str]] | None = None) -> None:
        """Lists the items somebody came for; words and filters from before would hide some of them."""
        self._forget_search()
        self.column = TITLE if self.column is None else self.column
        self.only = only
        self.narrow(filters or {})

    def show_all(self) -> None:
        """Leaves out every word and filter."""
        column, descending = self.column, self.descending
        self._forget()
        self.column, self.descending = TITLE if column is None else column, descending
        self.searching.emit(False)
        self.read()

    def sort(self, column: int) -> None:
        """Sorts by a column; by the one it is sorted by already, the other way round."""
        self.descending = not self.descending if column == self.column else False
        self.column = column
        self.read()

    def _read_anew(self) -> None:
        self.anew, self._stay = True, frozenset()
        self.read()

    def read(self) -> None:
        """Reads the rows in the background and shows them; of several readings the newest counts."""
        asked = Asked(dict(self.filters), self.only, self._ranked, self.column, self.descending, self._stay)
        self._session.list_up(lambda desk: _answer(desk, asked), self._show, name="rows")

    def _show(self, answer: Answer) -> None:
        self.total, self._strays = answer.total, answer.strays
        self._model.show(answer.rows)
        self.listed.emit()
        self.anew = False

    def leave(self, key: str) -> None:
        """One has gone on from an item: it goes where it only stayed for being looked at."""
        if key in self._strays:
            self._strays -= {key}
            self._stay -= {key}
            self._model.drop(key)
            self.listed.emit()

    def take_in(self, changes: "Changes") -> None:
        """Shows a change: a few known items in their places, anything more by reading anew in a moment."""
        keys = {key for entity in changes.entities if (key := item_of(entity)) is not None}
        if not keys:
            return
        if len(keys) <= _FEW and keys <= set(self._model.keys()):
            rows = queries.rows(self._session.desk.library.db, self._session.today, keys=keys)
            self._model.replace(rows)
            if len(rows) == len(keys) and not self.is_narrowed:
                return
        if not self._later.isActive():
            self._later.start(_SETTLE_WHILE_BUSY if self._session.jobs.current is not None else _SETTLE_MILLISECONDS)

    def _again(self) -> None:
        """What one is at stays, though a change made it fit no longer: else it would slip away under one's hands."""
        if not self._session.is_open:
            return
        self._stay = (self._stay | frozenset(self.at())) & frozenset(self._model.keys())
        if self._ranked is None:
            self.read()
        else:
            self._session.look_up(_matching(self.query), self._found_again, name="search", failed=self._not_found)

    def _found(self, heard: "Matched") -> None:
        if self._ranked is None:
            self.column = None
        self._stay, self.anew = frozenset(), True
        self._found_again(heard)

    def _found_again(self, heard: "Matched") -> None:
        self.heard, self._ranked = heard, heard.keys
        self.searching.emit(False)
        self.read()

    def _not_found(self, error: Exception) -> None:
        self.searching.emit(False)
        self._session.fail(error)


def _answer(desk: "Desk", asked: Asked) -> Answer:
    from evidence_desk.operations.searching import narrowed

    db, only = desk.library.db, asked.only
    fitting = narrowed(desk, asked.filters, asked.ranked, None if only is None else only.keys)
    order = ORDERS[TITLE if asked.column is None else asked.column]
    keys = None if fitting is None else fitting | asked.stay
    rows = queries.rows(db, desk.today, keys=keys, order=order, descending=asked.descending)
    if asked.column is None and asked.ranked is not None:
        rows = _as_ranked(rows, asked.ranked)
    return Answer(rows, total(db), frozenset() if fitting is None else asked.stay - fitting)


def _matching(query: str) -> "Callable[[Desk], Matched]":
    from evidence_desk.operations.searching import matched

    return lambda desk: matched(desk, query)


def _as_ranked(rows: Sequence[Row], ranked: Sequence[str]) -> list[Row]:
    place = {key: at for at, key in enumerate(ranked)}
    return sorted(rows, key=lambda row: place.get(row.key, len(place)))
