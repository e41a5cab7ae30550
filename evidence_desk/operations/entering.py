"""Writing what an import read into the library: items, new versions, and what each file came to."""

from collections.abc import Sequence
from dataclasses import dataclass
from sqlite3 import Connection

from evidence_desk.desk import Desk
from evidence_desk.library.holdings import Holdings, note_origin
from evidence_desk.library.journal import Change
from evidence_desk.library.presence import why_no_text
from evidence_desk.library.texts import save_extraction
from evidence_desk.library.waiting import items_showing
from evidence_desk.model import paths
from evidence_desk.model.gate import STRICTEST_KIND, STRICTEST_MARKING
from evidence_desk.model.ids import item_key
from evidence_desk.model.passage import Extraction, Guesses
from evidence_desk.model.records import Changes
from evidence_desk.operations.arrivals import Arrival


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a file; `key` is the item it is, or repeats."""

    path: str
    status: str
    key: str | None = None
    text: bool = False
    reason: str | None = None
    like: str | None = None


class Intake:
    """One import: several commits, one action, one undo step."""

    def __init__(self, desk: Desk, holdings: Holdings, *, label: str, kind: str | None, version_of: str | None) -> None:
        self._desk = desk
        self._holdings = holdings
        self._label = label
        self._kind = kind
        self._version_of = version_of
        self._action: str | None = None
        self._by_sha256: dict[str, Outcome] = {}
        self._repeats: list[Arrival] = []
        self._outcomes: list[Outcome] = []
        self._entities: set[str] = set()

    @property
    def changes(self) -> Changes:
        return Changes(self._action, self._label if self._action else None, frozenset(self._entities))

    def enter(self, arrivals: Sequence[Arrival]) -> None:
        """Writes the arrivals in one commit: what is entered is safe and listed when this returns."""
        outcomes: list[Outcome] = []
        with self._desk.change(self._label, resume=self._action) as change:
            for arrival in arrivals:
                if arrival.refused is not None:
                    outcomes.append(self._kept(arrival, Outcome(arrival.path, "rejected", reason=arrival.refused)))
                elif arrival.again and arrival.extraction is not None:
                    outcomes.append(self._enter_again(change, arrival, arrival.extraction))
                elif arrival.extraction is None:
                    self._repeats.append(arrival)
                else:
                    outcomes.append(self._kept(arrival, self._enter(change, arrival, arrival.extraction)))
        if change.changes.action:
            self._action = change.changes.action
        self._entities |= change.changes.entities
        self._outcomes += outcomes

    def outcomes(self) -> list[Outcome]:
        """One for every file. A repeated file shares the fate of the one with its bytes."""
        return self._outcomes + [self._repeated(arrival) for arrival in self._repeats]

    def _kept(self, arrival: Arrival, outcome: Outcome) -> Outcome:
        self._by_sha256.setdefault(arrival.sha256, outcome)
        return outcome

    def _repeated(self, arrival: Arrival) -> Outcome:
        first = self._by_sha256.get(arrival.sha256)
        if first is not None and first.status == "rejected":
            return Outcome(arrival.path, "rejected", reason=first.reason)
        key = self._holdings.by_sha256[arrival.sha256]
        return Outcome(arrival.path, "duplicate", key, reason=why_no_text(self._desk.library.db, arrival.sha256))

    def _enter(self, change: Change, arrival: Arrival, extraction: Extraction) -> Outcome:
        named = None if arrival.is_member else self._version_of
        earlier = named or self._holdings.by_origin.get(arrival.path)
        key = earlier or item_key(arrival.sha256)
        like = None if earlier else self._holdings.by_name.get(arrival.name.casefold())
        if not earlier:
            change.add(paths.item(key), _guessed(extraction.guesses, arrival.sha256), auto=True)
        else:
            change.set(paths.item(key), _guessed_anew(extraction.guesses), auto=True)
        if self._kind is not None:
            change.set(paths.item(key), {"kind": self._kind})
        change.add(paths.version(key, arrival.sha256), {"name": arrival.name, "bytes": arrival.size})
        if earlier:
            change.set(paths.item(key), {"current": arrival.sha256})
        db = self._desk.library.db
        save_extraction(db, arrival.sha256, extraction)
        note_origin(db, key, arrival.sha256, arrival.path)
        self._holdings.add(key, arrival.sha256, arrival.name, arrival.path)
        status = "new-version" if earlier else "imported"
        return Outcome(arrival.path, status, key, extraction.has_text, extraction.shortfall, like)

    def _enter_again(self, change: Change, arrival: Arrival, extraction: Extraction) -> Outcome:
        key = self._holdings.by_sha256[arrival.sha256]
        enter_text(change, self._desk.library.db, arrival.sha256, extraction)
        note_origin(self._desk.library.db, key, arrival.sha256, arrival.path)
        return Outcome(arrival.path, "duplicate", key, extraction.has_text, extraction.shortfall)


def enter_text(change: Change, db: Connection, sha256: str, extraction: Extraction) -> None:
    """Keeps what was read at last from a file that is here already, and what it lets guess of its items."""
    save_extraction(db, sha256, extraction)
    if extraction.has_text:
        for key in items_showing(db, sha256):
            change.set(paths.item(key), _guessed(extraction.guesses, sha256), auto=True)


def _guessed(guesses: Guesses, sha256: str) -> dict[str, object]:
    fields: dict[str, object] = {
        "title": guesses.title,
        "kind": guesses.kind,
        "marking": guesses.marking,
        "source": guesses.source,
        "date": guesses.date,
        "period": guesses.period,
        "current": sha256,
    }
    return {field: value for field, value in fields.items() if value not in (None, "")}


def _guessed_anew(guesses: Guesses) -> dict[str, object]:
    """What a new version changes of the guesses: how old the item is, and never to less strict (design 7)."""
    fields = {
        "kind": guesses.kind if guesses.kind == STRICTEST_KIND else None,
        "marking": guesses.marking if guesses.marking == STRICTEST_MARKING else None,
        "date": guesses.date,
        "period": guesses.period,
    }
    return {field: value for field, value in fields.items() if value}
