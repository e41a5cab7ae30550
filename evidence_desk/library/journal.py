"""Changes: one gesture of a person, written as one action in one transaction (journal.md, operations)."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

from evidence_desk import __version__
from evidence_desk.errors import BugError, KnownError
from evidence_desk.library import entries as journal
from evidence_desk.library.database import write
from evidence_desk.library.projection import refold
from evidence_desk.library.ulids import Clock, now, rising
from evidence_desk.model import fold, overwriting
from evidence_desk.model.entry import PRESENCE, Body, Entry, Json, canonical, scrubbed
from evidence_desk.model.fold import Folded, active_entries, at_or_below, fold_root
from evidence_desk.model.ids import crockford
from evidence_desk.model.paths import containers, root
from evidence_desk.model.records import Changes

_NOTHING: Mapping[str, Json] = {}


class Change:
    """One action in the making. Every entry is in the journal at once, so that a change sees its own writing."""

    def __init__(self, db: sqlite3.Connection, *, actor: str, agency: str | None, label: str, clock: Clock) -> None:
        self.db = db
        self.actor = actor
        self.agency = agency
        self.label = label
        self.undoes: str | None = None
        self.changes = Changes(None, None, frozenset())
        self._ids = rising(clock, lambda moment: _highest(db, moment))
        self.id = next(self._ids)
        self._n: int | None = None
        self._resumed = False
        self._touched: set[str] = set()
        self._known: dict[str, list[Entry]] = {}
        self._erased = {target for (target,) in journal.rows(db, "SELECT target FROM erased")}

    def set(self, entity: str, fields: Mapping[str, Json], *, auto: bool = False) -> bool:
        """Rule 14, Set: writes what differs from what the person saw; False where nothing needed writing."""
        return self._put(entity, self._writes(entity, fields, auto=auto), auto=auto)

    def add(self, entity: str, fields: Mapping[str, Json] = _NOTHING, *, auto: bool = False) -> bool:
        """Rule 14, Add: Set, and presence unless it is there already: a creation, or a restore over a deletion."""
        writes = self._writes(entity, fields, auto=auto)
        if not self._is_present(entity):
            heads = self._heads(entity).get(PRESENCE, [])
            writes[PRESENCE] = [False, overwriting.overwritten_by_all(heads)]
        return self._put(entity, writes, auto=auto)

    def delete(self, entity: str) -> bool:
        """Rule 15: hides the entity and all below; False where it was not there."""
        folded = fold_root(journal.within(self.db, [root(entity)]))
        if entity not in folded or folded[entity].hidden:
            return False
        self.write(entity, overwriting.deletion(at_or_below(entity, folded)))
        return True

    def settle(self, entity: str, field: str, value: Json) -> None:
        """Rule 16: overwrites all heads of a field; a contested deletion is upheld by True, lifted by False."""
        if field == PRESENCE and value:
            self.delete(entity)
        else:
            self.settle_all(entity, {field: value})

    def settle_all(self, entity: str, fields: Mapping[str, Json]) -> None:
        """Rule 16 for fields that say something only together: one entry over all heads of each."""
        self._refuse_erased(entity)
        heads = self._heads(entity)
        over = {name: overwriting.overwritten_by_all(heads.get(name, [])) for name in fields}
        self.write(entity, {"set": {name: [value, over[name]] for name, value in fields.items()}})

    def write(self, entity: str, body: Body) -> str:
        """Puts one entry into the journal as it is; for the operations of this package.

        On something erased it is scrubbed, as every copy it arrives in would do (journal.md 19).
        """
        if self._is_erased(entity):
            body = scrubbed(body)
        entry = Entry(next(self._ids), self.id, entity, body, self.actor, self.agency)
        self.db.execute(
            "INSERT INTO journal(id, action, entity, body) VALUES(?, ?, ?, ?)",
            (entry.id, self._action(), entity, encoded(body)),
        )
        self._touched.add(entity)
        if entity in self._known:
            self._known[entity].append(entry)
        return entry.id

    def resume(self, action: str) -> None:
        """Goes on with an action of the same actor made here; its label was fixed at the start."""
        sql = "SELECT n FROM action WHERE id = ? AND actor = ? AND here AND undoes IS NULL"
        found = self.db.execute(sql, (action, self.actor)).fetchone()
        if found is None:
            raise BugError(f"there is no action {action} of this person to go on with")
        self.id, self._n, self._resumed = action, found[0], True

    def also_fold(self, entities: Iterable[str]) -> None:
        """Entities that something else than an entry of this change altered: an erasure emptied them."""
        self._touched.update(entities)

    def must_be_written(self) -> None:
        """The action stays even without an entry: an undo that could undo nothing (journal.md 17)."""
        self._action()

    def fold(self) -> frozenset[str]:
        """Folds what was touched so far and forgets it; the entities whose rows were written."""
        written = refold(self.db, self._touched)
        self._touched.clear()
        self._known.clear()
        return written

    def finish(self) -> None:
        """Folds what was touched and writes the rows and the label."""
        written = self.changes.entities | self.fold()
        if self._n is None:
            return
        if not self._resumed:
            self.db.execute("UPDATE action SET label = ? WHERE n = ?", (self.label, self._n))
        self.changes = Changes(self.id, self.label, written)

    def _action(self) -> int:
        if self._n is None:
            cursor = self.db.execute(
                "INSERT INTO action(id, actor, agency, label, undoes, program, here) VALUES(?, ?, ?, ?, ?, ?, 1)",
                (self.id, self.actor, self.agency, self.label, self.undoes, __version__),
            )
            self._n = cursor.lastrowid
        assert self._n is not None
        return self._n

    def _entries(self, entity: str) -> list[Entry]:
        if entity not in self._known:
            self._known[entity] = journal.of_entity(self.db, entity)
        return self._known[entity]

    def _heads(self, entity: str) -> dict[str, list[Entry]]:
        known = self._entries(entity)
        return fold.heads_of(active_entries(known), known) if known else {}

    def _is_present(self, entity: str) -> bool:
        heads = self._heads(entity).get(PRESENCE, ())
        if not any(head.value(PRESENCE) for head in heads):
            return bool(heads)
        # Only a deletion makes it depend on what lies below.
        folded: dict[str, Folded] = fold_root(journal.within(self.db, [root(entity)]))
        return not folded[entity].hidden

    def _writes(self, entity: str, fields: Mapping[str, Json], *, auto: bool) -> dict[str, list[Json]]:
        self._refuse_erased(entity)
        standing = self._heads(entity)
        writes = {}
        for name, value in fields.items():
            heads = standing.get(name, [])
            if overwriting.is_said_already(name, value, heads, auto=auto):
                continue
            if not auto:
                writes[name] = [value, overwriting.overwritten_by_set(name, heads)]
            elif overwriting.may_guess(heads):
                writes[name] = [value, overwriting.overwritten_by_guess(heads)]
        return writes

    def _put(self, entity: str, writes: dict[str, list[Json]], *, auto: bool) -> bool:
        if not writes:
            return False
        self.write(entity, {"auto": 1, "set": writes} if auto else {"set": writes})
        return True

    def _is_erased(self, entity: str) -> bool:
        return bool(self._erased) and not self._erased.isdisjoint([entity, *containers(entity)])

    def _refuse_erased(self, entity: str) -> None:
        if self._is_erased(entity):
            raise KnownError("This was erased and cannot be written to again.", "", "Import it anew if it is needed.")


@contextmanager
def change(
    db: sqlite3.Connection,
    *,
    actor: str,
    agency: str | None,
    label: str,
    resume: str | None = None,
    clock: Clock = now,
) -> Iterator[Change]:
    """One action: what is written inside is folded and committed at the end, or rolled back on an exception."""
    with write(db):
        made = Change(db, actor=actor, agency=agency, label=label, clock=clock)
        if resume is not None:
            made.resume(resume)
        yield made
        made.finish()


def _highest(db: sqlite3.Connection, at: int) -> str | None:
    """The highest id here that bears this millisecond."""
    first = crockford(at, 10)
    sql = "SELECT max(id) FROM {} WHERE id >= ? AND id < ? || '~'"
    found = [db.execute(sql.format(table), (first, first)).fetchone()[0] for table in ("action", "journal")]
    return max((id for id in found if id is not None), default=None)


def encoded(body: Body) -> str:
    """The body as stored. What UTF-8 cannot hold (a file name of no known encoding) becomes question marks."""
    said = canonical(body)
    try:
        said.encode()
    except UnicodeEncodeError:
        return said.encode("utf-8", "replace").decode()
    return said


def decoded(body: str) -> Body:
    found: Body = json.loads(body)
    return found
