"""Writing what an import read into the library: items, new versions, and what each file came to."""

from collections.abc import Sequence
from dataclasses import dataclass
from sqlite3 import Connection

from evidence_desk.desk import Desk
from evidence_desk.library import reports
from evidence_desk.library.erasing import was_erased
from evidence_desk.library.holdings import Holdings, note_origin
from evidence_desk.library.journal import Change
from evidence_desk.library.lookalikes import save_sketch
from evidence_desk.library.moment import stamp
from evidence_desk.library.presence import why_no_text
from evidence_desk.library.recognition import items_showing
from evidence_desk.library.texts import has_text, save_extraction
from evidence_desk.model import paths
from evidence_desk.model.gate import STRICTEST_KIND, STRICTEST_MARKING
from evidence_desk.model.ids import item_key
from evidence_desk.model.passage import Extraction, Guesses
from evidence_desk.model.records import Changes
from evidence_desk.operations.alike import LookAlikeFinder
from evidence_desk.operations.arrivals import Arrival
from evidence_desk.operations.carrying import carry_over


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a file; `key` is the item it is, or repeats."""

    path: str
    status: str
    key: str | None = None
    text: bool = False
    reason: str | None = None
    like: str | None = None
    sha256: str = ""


class Intake:
    """One import: several commits, one action, one undo step."""

    def __init__(
        self, desk: Desk, holdings: Holdings, *, label: str, kind: str | None, version_of: str | None, expected: int
    ) -> None:
        self._desk = desk
        self._holdings = holdings
        self._alike = LookAlikeFinder(desk.library.db, holdings)
        self._label = label
        self._kind = kind
        self._version_of = version_of
        self._action: str | None = None
        self._by_sha256: dict[str, Outcome] = {}
        self._repeats: list[Arrival] = []
        self._outcomes: list[Outcome] = []
        self._entities: set[str] = set()
        # Begun before anything is read, so that an import that breaks off at once is told of too.
        self._report = self._begun(expected) if expected else None

    @property
    def changes(self) -> Changes:
        return Changes(self._action, self._label if self._action else None, frozenset(self._entities))

    def enter(self, arrivals: Sequence[Arrival]) -> None:
        """Writes the arrivals and their rows in one commit: what is entered is safe and listed when this returns."""
        outcomes: list[Outcome] = []
        with self._desk.change(self._label, resume=self._action) as change:
            for arrival in arrivals:
                if arrival.refused is not None:
                    outcomes.append(self._kept(arrival, _refused(arrival, arrival.refused)))
                elif arrival.again and arrival.extraction is not None:
                    outcomes.append(self._enter_again(change, arrival, arrival.extraction))
                elif arrival.extraction is None:
                    self._repeats.append(arrival)
                else:
                    outcomes.append(self._kept(arrival, self._enter(change, arrival, arrival.extraction)))
            outcomes += self._settled_repeats()
            wrote = any(one.status in ("imported", "new-version") for one in outcomes)
            self._keep_rows(outcomes, change.id if wrote else self._action)
        if change.changes.action:
            self._action = change.changes.action
        self._entities |= change.changes.entities
        self._outcomes += outcomes
        # A text that lets nothing be guessed is news all the same.
        again = [self._holdings.by_sha256[arrival.sha256] for arrival in arrivals if arrival.again]
        self._desk.announce(Changes(None, None, frozenset(map(paths.item, again))))

    def finish(self) -> None:
        """Every file has its row: the report says so."""
        if self._report is not None:
            reports.finish_report(self._desk.library.db, self._report)

    def outcomes(self) -> list[Outcome]:
        """One for every file."""
        return list(self._outcomes)

    def _begun(self, expected: int) -> int:
        desk, at = self._desk, stamp(self._desk.clock())
        return reports.begin_report(
            desk.library.db, at=at, by=desk.actor, agency=desk.agency, label=self._label, expected=expected
        )

    def _settled_repeats(self) -> list[Outcome]:
        """A repeated file shares the fate of the one with its bytes, once that is known."""
        waiting: list[Arrival] = []
        settled: list[Arrival] = []
        for arrival in self._repeats:
            known = arrival.sha256 in self._holdings.by_sha256 or arrival.sha256 in self._by_sha256
            (settled if known else waiting).append(arrival)
        self._repeats = waiting
        return [self._repeated(arrival) for arrival in settled]

    def _keep_rows(self, outcomes: Sequence[Outcome], action: str | None) -> None:
        if self._report is None or not outcomes:
            return
        rows = [
            reports.KeptRow(one.path, one.status, one.key, one.sha256, one.text, one.reason, one.like)
            for one in outcomes
        ]
        reports.add_rows(self._desk.library.db, self._report, rows, action)

    def _kept(self, arrival: Arrival, outcome: Outcome) -> Outcome:
        self._by_sha256.setdefault(arrival.sha256, outcome)
        return outcome

    def _repeated(self, arrival: Arrival) -> Outcome:
        first = self._by_sha256.get(arrival.sha256)
        if first is not None and first.status == "rejected":
            return _refused(arrival, first.reason or "")
        db, key = self._desk.library.db, self._holdings.by_sha256[arrival.sha256]
        text = has_text(db, arrival.sha256)
        return Outcome(arrival.path, "duplicate", key, text, why_no_text(db, arrival.sha256), sha256=arrival.sha256)

    def _enter(self, change: Change, arrival: Arrival, extraction: Extraction) -> Outcome:
        db, sha256 = self._desk.library.db, arrival.sha256
        earlier = self._earlier(arrival)
        key = earlier or item_key(sha256)
        save_extraction(db, sha256, extraction)
        texts = [passage.text for passage in extraction.passages]
        sketch = save_sketch(db, sha256, texts)
        like = None if earlier else self._alike.find(arrival.name, sha256, sketch, texts)
        if not earlier:
            change.add(paths.item(key), _guessed(extraction.guesses, sha256), auto=True)
        else:
            change.set(paths.item(key), _guessed_anew(extraction.guesses), auto=True)
        if self._kind is not None:
            change.set(paths.item(key), {"kind": self._kind})
        change.add(paths.version(key, sha256), {"name": arrival.name, "bytes": arrival.size})
        reason = extraction.shortfall
        if earlier:
            change.set(paths.item(key), {"current": sha256})
            carried = carry_over(change, key, sha256, extraction.passages).told()
            # Why a file has no text stands alone: others look for it, to ask for a password or to convert the file.
            reason = _joined(carried, reason) if extraction.has_text else reason or carried
        note_origin(db, key, sha256, arrival.path)
        self._holdings.add(key, sha256, arrival.name, arrival.path, sketch)
        status = "new-version" if earlier else "imported"
        return Outcome(arrival.path, status, key, extraction.has_text, reason, like, sha256)

    def _earlier(self, arrival: Arrival) -> str | None:
        """The item that it is a new version of; one that was erased since the import began is none."""
        named = None if arrival.is_member else self._version_of
        key = named or self._holdings.by_origin.get(arrival.path)
        return None if key is None or was_erased(self._desk.library.db, paths.item(key)) else key

    def _enter_again(self, change: Change, arrival: Arrival, extraction: Extraction) -> Outcome:
        db, sha256 = self._desk.library.db, arrival.sha256
        key = self._holdings.by_sha256[sha256]
        enter_text(change, db, sha256, extraction)
        note_origin(db, key, sha256, arrival.path)
        return Outcome(arrival.path, "duplicate", key, extraction.has_text, extraction.shortfall, sha256=sha256)


def _refused(arrival: Arrival, reason: str) -> Outcome:
    return Outcome(arrival.path, "rejected", reason=reason, sha256=arrival.sha256)


def _joined(*sentences: str | None) -> str | None:
    return " ".join(one for one in sentences if one) or None


def enter_text(change: Change, db: Connection, sha256: str, extraction: Extraction) -> None:
    """Keeps what was read at last from a file that is here already, and what it lets guess of its items."""
    save_extraction(db, sha256, extraction)
    if extraction.has_text:
        for key in items_showing(db, sha256):
            change.set(paths.item(key), _guessed(extraction.guesses, sha256), auto=True)
            carry_over(change, key, sha256, extraction.passages)


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
