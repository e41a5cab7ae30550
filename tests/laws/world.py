"""Three officers at work, each on a library of their own: what the laws of the journal are tried on.

A world writes down for itself who held which entries when something was written. That record is the oracle of the
laws; it never looks at what the program says was overwritten.
"""

import hashlib
import json
import random
import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from evidence_desk.errors import KnownError
from evidence_desk.library import erasing, schema, ulids, undoing
from evidence_desk.library import merging as merging_module
from evidence_desk.library.journal import Change, change
from evidence_desk.library.merging import Merged
from evidence_desk.library.records import records
from evidence_desk.library.seen import TYPED_TABLES
from evidence_desk.library.undoing import Undone
from evidence_desk.model import paths
from evidence_desk.model.ids import item_key

NAMES = ("Ann", "Ben", "Cat")
SHAS = [hashlib.sha256(str(number).encode()).hexdigest() for number in range(6)]
KEYS = [item_key(sha) for sha in SHAS[:3]]
VALUES = ["amber", "birch", "cedar"]
CRITERIA = ["1.1", "2.3"]
FRAMEWORK = "area-send-2023"
DAY = 86_400_000
NOON = 1_790_000_000_000
YEAR_2099 = 4_080_000_000_000
OTHER_OFFICERS = 1

Clocks = tuple[tuple[int, int], ...]
Step = tuple[str, int, int, int]
CLOCKS: list[Clocks] = [
    ((0, 0), (0, 0), (0, 0)),
    ((NOON, 0), (NOON, 0), (NOON, 0)),
    ((NOON, 1000), (NOON + 3 * DAY, 1000), (NOON - 5 * DAY, 1000)),
    ((NOON, 1000), (YEAR_2099, 1000), (NOON, -1000)),
]
PLAIN = ("import", "tag", "excerpt", "note", "set", "guess", "delete", "bring_back", "import_again", "judge")
CARE = ("settle", "undo", "redo", "merge", "merge")
RARE = ("erase", "erase_values", "join", "copy", "back_up", "restore")
EVERYTHING = PLAIN + CARE + RARE


# Deep states need repetition: most histories keep to one theme. How often a kind stands here is its weight.
THEMES = (
    ("set", "set", "set", "note", "guess", "settle", "undo", "undo", "redo", "merge", "merge", "merge"),
    ("set", "set", "undo", "merge", "merge"),
    ("import", "import_again", "tag", "excerpt", "delete", "delete", "bring_back", "undo", "redo", "merge", "merge"),
    ("tag", "note", "set", "delete", "delete", "undo", "redo", "bring_back", "settle", "merge", "merge", "merge"),
    ("import", "tag", "set", "guess", "erase", "erase_values", "settle", "undo", "join", "merge", "merge", "restore",
     "back_up"),
    ("import", "tag", "set", "note", "delete", "copy", "back_up", "restore", "undo", "redo", "merge", "merge"),
    EVERYTHING,
)  # fmt: skip


@st.composite
def steps(draw: st.DrawFn, kinds: Iterable[str] = EVERYTHING, *, most: int = 24) -> list[Step]:
    """A history of one theme, as far as its kinds of steps are wanted.

    Most are thrown with even dice from one seed: what hypothesis draws itself shrinks better, but it likes small and
    equal numbers so well that officers seldom meet at odds.
    """
    wanted = set(kinds)
    left = [(theme, [kind for kind in theme if kind in wanted]) for theme in THEMES]
    themes = [some for theme, some in left if 2 * len(some) > len(theme)] or [sorted(wanted)]
    theme = draw(st.sampled_from(themes))
    number = st.integers(0, 7)
    if draw(st.integers(0, 4)) == 4:
        return draw(st.lists(st.tuples(st.sampled_from(theme), st.integers(0, 2), number, number), max_size=most))
    dice = random.Random(draw(st.integers(0, 1 << 30)))
    length = draw(st.integers(0, most))
    thrown = [(dice.choice(theme), dice.randrange(3), dice.randrange(8), dice.randrange(8)) for _ in range(most)]
    return thrown[: most - length]


def worlds(*, common_base: bool = False) -> st.SearchStrategy["World"]:
    base = st.just(True) if common_base else st.sampled_from([True] * 6 + [False])
    return st.builds(World, st.sampled_from(CLOCKS), base, st.integers(0, 1 << 30))


def active(entries: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Rule 10 once more, in the plainest words."""

    def is_active(id: str) -> bool:
        undos = (one for one in entries.values() if id in one.get("undo", ()))
        return not any(one["entity"] == entries[id]["entity"] and is_active(one["id"]) for one in undos)

    undone = {id for one in entries.values() for id in one.get("undo", ())}
    return {id: one for id, one in entries.items() if id not in undone or is_active(id)}


def empty() -> sqlite3.Connection:
    db = sqlite3.connect(":memory:", isolation_level=None)
    db.row_factory = sqlite3.Row
    schema.create(db)
    return db


def copied(db: sqlite3.Connection) -> sqlite3.Connection:
    """What a folder copy, a restored backup or closing and opening again gives."""
    copy = sqlite3.connect(":memory:", isolation_level=None)
    copy.row_factory = sqlite3.Row
    copy.deserialize(db.serialize())
    return copy


@dataclass
class Officer:
    """A person with a library, a clock and perhaps a backup."""

    name: str
    db: sqlite3.Connection
    now: int
    pace: int
    backup: sqlite3.Connection | None = None

    def clock(self) -> int:
        self.now = max(self.now + self.pace, 0)
        return self.now

    def change(self, label: str = "did 1 thing") -> Any:
        return change(self.db, actor=self.name, agency=None, label=label, clock=self.clock)

    def held(self) -> frozenset[str]:
        return frozenset(id for (id,) in self.db.execute("SELECT id FROM journal"))

    def entries(self) -> dict[str, dict[str, Any]]:
        """The journal as it lies in the database, by id, read without the program's help."""
        sql = "SELECT j.id, a.id, a.actor, j.entity, j.body FROM journal j JOIN action a ON a.n = j.action"
        return {
            id: {"id": id, "action": action, "by": by, "entity": entity, **json.loads(body)}
            for id, action, by, entity, body in self.db.execute(sql)
        }

    def visible(self, *tables: str) -> list[str]:
        return sorted(
            entity
            for table in tables or TYPED_TABLES
            for (entity,) in self.db.execute(f"SELECT entity FROM {table} WHERE visible")
        )

    def conflicts(self) -> list[tuple[str, str]]:
        return sorted(tuple(row) for row in self.db.execute("SELECT entity, field FROM conflict"))

    def seen(self) -> dict[str, Any]:
        """All that people see: visible rows whole, and their conflicts."""
        found: dict[str, Any] = {}
        for table in TYPED_TABLES:
            for row in self.db.execute(f"SELECT * FROM {table} WHERE visible"):
                found[row["entity"]] = tuple(row)
        found["conflicts"] = [one for one in self.conflicts() if one[0] in found]
        return found

    def tables(self) -> dict[str, list[tuple[Any, ...]]]:
        """Every row of every folded table."""
        return {
            table: sorted((tuple(row) for row in self.db.execute(f"SELECT * FROM {table}")), key=repr)
            for table in schema.FOLDED_TABLES
        }

    def truth(self) -> tuple[Any, ...]:
        """What converges: the journal without the local numbers, and the tables."""
        actions = sorted(map(tuple, self.db.execute("SELECT id, actor, agency, label, undoes FROM action")), key=repr)
        return actions, sorted(self.entries().items()), self.tables()


@dataclass(frozen=True)
class Saw:
    """What a writer's library held active, and which fields were contested there."""

    active: frozenset[str]
    conflicts: frozenset[tuple[str, str]]


@dataclass
class Done:
    """One step that was taken: what was there before and after, for the laws that look at single steps."""

    kind: str
    officer: Officer
    before: dict[str, Any]
    conflicts_before: list[tuple[str, str]]
    result: Any = None
    entity: str = ""
    name: str = ""
    value: Any = None
    sides_before: tuple[Any, ...] = ()


class World:
    """Interprets steps; a step that cannot be taken just now is left out, so that every list of steps is a history."""

    def __init__(self, clocks: Clocks, common_base: bool = False, seed: int = 0) -> None:
        self._made_of = (clocks, common_base, seed)
        # A failure must come again when it is tried again, ids and all.
        ulids.noise = random.Random(seed).randbytes
        self.officers = [Officer(name, empty(), *clock) for name, clock in zip(NAMES, clocks, strict=True)]
        self.held: dict[str, frozenset[str]] = {}
        """By entry: what its writer's library held at that moment."""
        self.saw: dict[str, Saw] = {}
        self.watchful = False
        """Whether to write down what was active and contested too, which takes time."""
        self.watchers: list[Callable[[Done], None]] = []
        self._count = 0
        if common_base:
            self.step(("import", 0, 0, 0))
            self.step(("excerpt", 0, 0, 0))
            for other in self.officers[OTHER_OFFICERS:]:
                other.db = copied(self.officers[0].db)

    def __repr__(self) -> str:
        return f"World{self._made_of}"

    def run(self, history: Iterable[Step]) -> "World":
        for step in history:
            self.step(step)
        return self

    def step(self, step: Step) -> Done | None:
        kind, number, one, two = step
        officer = self.officers[number]
        done = Done(kind, officer, officer.seen() if self.watchers else {}, officer.conflicts())
        before, conflicts = officer.held(), frozenset(done.conflicts_before)
        standing = frozenset(active(officer.entries())) if self.watchful else before
        try:
            if getattr(self, f"_{kind}")(officer, done, one, two) is False:
                return None
        except KnownError:
            # What was erased cannot be written to again, and a change without values has none to erase.
            return None
        if kind not in ("merge", "copy", "restore", "back_up"):
            for id in officer.held() - before:
                self.held[id] = before
                self.saw[id] = Saw(standing, conflicts)
        for watcher in self.watchers:
            watcher(done)
        return done

    def merge_all(self) -> None:
        """Everybody merges from everybody until nothing is new."""
        for _round in range(2):
            for officer in self.officers:
                for other in self.officers:
                    merge(officer, other)

    def _other(self, officer: Officer, one: int) -> Officer:
        return [other for other in self.officers if other is not officer][one % 2]

    def _import(self, officer: Officer, done: Done, one: int, two: int) -> bool | None:
        key = KEYS[one % 3]
        done.entity = paths.item(key)
        with officer.change("imported 1 file") as made:
            guesses = {"title": f"guess {two % 2}", "kind": "document", "current": SHAS[one % 3]}
            made.add(done.entity, guesses, auto=True)
            made.set(done.entity, {"source": VALUES[two % 3]})
            made.add(paths.version(key, SHAS[one % 3]), {"name": f"{one % 3}.pdf", "bytes": 7})
            if two % 3 == 2:
                made.add(paths.label(key, VALUES[two % 3]), {"text": VALUES[two % 3]})
        return _whether(made.changes.action is not None)

    def _item(self, officer: Officer, one: int) -> str | None:
        return _choice(officer.visible("item"), one)

    def _tag(self, officer: Officer, done: Done, one: int, two: int) -> bool | None:
        parent = _choice(officer.visible("item", "excerpt"), one)
        if parent is None:
            return False
        done.entity = paths.tag(parent, FRAMEWORK, CRITERIA[two % 2], officer.name)
        with officer.change("tagged 1 item") as made:
            return _whether(made.add(done.entity, {"stance": "concern", "note": VALUES[two % 3], "by": officer.name}))

    def _excerpt(self, officer: Officer, done: Done, one: int, two: int) -> bool | None:
        """A quote, and a tag on it in the same action: the window makes both at once."""
        item = self._item(officer, one)
        if item is None:
            return False
        self._count += 1
        done.entity = f"{item}/excerpt:X{self._count}"
        with officer.change("tagged 1 passage") as made:
            made.add(done.entity, {"quote": VALUES[two % 3], "page": "page 1"})
            tag = paths.tag(done.entity, FRAMEWORK, CRITERIA[two % 2], officer.name)
            made.add(tag, {"stance": "context", "by": officer.name})
        return None

    def _note(self, officer: Officer, done: Done, one: int, two: int) -> bool | None:
        return self._plain_set(officer, done, _choice(officer.visible("tag"), one), "note", two)

    def _set(self, officer: Officer, done: Done, one: int, two: int) -> bool | None:
        name = "title" if two < 5 else "source"
        return self._plain_set(officer, done, self._item(officer, one), name, two)

    def _plain_set(self, officer: Officer, done: Done, entity: str | None, name: str, two: int) -> bool | None:
        if entity is None:
            return False
        done.entity, done.name, done.value = entity, name, VALUES[two % 3]
        done.sides_before = tuple(sides(officer, entity, name))
        with officer.change("set 1 field") as made:
            return _whether(made.set(entity, {name: done.value}))

    def _guess(self, officer: Officer, done: Done, one: int, two: int) -> bool | None:
        item = self._item(officer, one)
        if item is None:
            return False
        done.entity, done.name, done.value = item, "title", f"guess {two}"
        done.sides_before = tuple(sides(officer, item, "title"))
        with officer.change("guessed 1 title") as made:
            return _whether(made.set(item, {"title": done.value}, auto=True))

    def _delete(self, officer: Officer, done: Done, one: int, two: int) -> bool | None:
        entity = _choice(officer.visible("item", "excerpt", "tag", "version", "label"), one * 3 + two)
        if entity is None:
            return False
        done.entity = entity
        with officer.change("removed 1 item") as made:
            return _whether(made.delete(entity))

    def _bring_back(self, officer: Officer, done: Done, one: int, _two: int) -> bool | None:
        visible = set(officer.visible())
        erased = {target for (target,) in officer.db.execute("SELECT target FROM erased")}
        hidden = [
            entity
            for table in ("item", "excerpt", "tag", "version")
            for (entity,) in officer.db.execute(f"SELECT entity FROM {table} WHERE NOT visible ORDER BY entity")
            if visible.issuperset(paths.containers(entity)) and erased.isdisjoint([entity])
        ]
        entity = _choice(hidden, one)
        if entity is None:
            return False
        done.entity = entity
        with officer.change("brought back 1 item") as made:
            return _whether(made.add(entity))

    def _import_again(self, officer: Officer, done: Done, one: int, two: int) -> bool | None:
        """A removed item comes back by another import, with another version and a marked passage."""
        sql = "SELECT entity FROM item WHERE NOT visible AND entity NOT IN (SELECT target FROM erased) ORDER BY entity"
        item = _choice([entity for (entity,) in officer.db.execute(sql)], one)
        if item is None:
            return False
        self._count += 1
        done.entity = item
        with officer.change("imported 1 file") as made:
            made.add(item, {"title": "guess again"}, auto=True)
            made.set(item, {"source": VALUES[two % 3]})
            made.add(paths.version(item.removeprefix("item:"), SHAS[3 + two % 3]), {"name": "again.pdf", "bytes": 8})
            made.add(f"{item}/excerpt:X{self._count}", {"quote": VALUES[two % 3], "page": "page 1"})
        return None

    def _judge(self, officer: Officer, done: Done, one: int, two: int) -> bool | None:
        done.entity = paths.judgement(FRAMEWORK, CRITERIA[one % 2])
        with officer.change("judged 1 criterion") as made:
            written = made.add(done.entity, {"know": VALUES[two % 3], "status": "draft"})
            item = self._item(officer, one)
            if item is not None:
                evidence = paths.judgement_evidence(FRAMEWORK, CRITERIA[one % 2], item.removeprefix("item:"))
                written = made.add(evidence, {"place": "page 1"}) or written
            return _whether(written)

    def _settle(self, officer: Officer, done: Done, one: int, two: int) -> bool | None:
        # Only what can be seen is offered to be settled: a value given to something deleted would be new work on it.
        there = set(officer.visible())
        conflict = _choice([conflict for conflict in officer.conflicts() if conflict[0] in there], one)
        if conflict is None:
            return False
        done.entity, done.name = conflict
        done.value = bool(two % 2) if done.name == "gone" else VALUES[two % 3]
        with officer.change("settled 1 difference") as made:
            made.settle(done.entity, done.name, done.value)
        return None

    def _undo(self, officer: Officer, done: Done, _one: int, _two: int) -> bool | None:
        done.result = undoing.undo(officer.db, actor=officer.name, agency=None, clock=officer.clock)
        return _whether(done.result.label is not None)

    def _redo(self, officer: Officer, done: Done, _one: int, _two: int) -> bool | None:
        done.result = undoing.redo(officer.db, actor=officer.name, agency=None, clock=officer.clock)
        return _whether(done.result.label is not None)

    def _merge(self, officer: Officer, done: Done, one: int, _two: int) -> bool | None:
        done.result = merge(officer, self._other(officer, one))
        return None

    def _copy(self, officer: Officer, done: Done, one: int, _two: int) -> bool | None:
        """The officer goes on with a copy of somebody's folder."""
        officer.db = copied(self._other(officer, one).db)
        return None

    def _back_up(self, officer: Officer, done: Done, _one: int, _two: int) -> bool | None:
        officer.backup = copied(officer.db)
        return None

    def _restore(self, officer: Officer, done: Done, _one: int, _two: int) -> bool | None:
        if officer.backup is None:
            return False
        replaced, officer.db = officer.db, copied(officer.backup)
        # Restoring applies the erasures of what it replaces.
        from evidence_desk.library.entries import erasures

        erasing.apply_erasures(officer.db, erasures(replaced))
        return None

    def _erase(self, officer: Officer, done: Done, one: int, two: int) -> bool | None:
        if two > 2:
            return False
        entity = _choice(officer.visible("item", "tag", "excerpt"), one)
        if entity is None:
            return False
        done.entity = entity
        return self._erased(officer, done, lambda given: erasing.erase_entity(officer.db, entity, **given))

    def _erase_values(self, officer: Officer, done: Done, one: int, two: int) -> bool | None:
        if two > 2:
            return False
        action = _choice([id for (id,) in officer.db.execute("SELECT id FROM action ORDER BY id")], one)
        if action is None:
            return False
        return self._erased(officer, done, lambda given: erasing.erase_action_values(officer.db, action, **given))

    def _erased(self, officer: Officer, done: Done, erase: Callable[[dict[str, Any]], Any]) -> bool | None:
        given = {"reason": "the family asked", "actor": officer.name, "agency": None, "clock": officer.clock}
        done.result = erase(given)
        return None

    def _join(self, officer: Officer, done: Done, one: int, two: int) -> bool | None:
        """Make one: B's children are made again under A, B is deleted, and B leads to A (journal.md 7)."""
        items = officer.visible("item")
        kept, given_up = _choice(items, one), _choice(items, two)
        if kept is None or given_up is None or kept == given_up:
            return False
        done.entity = given_up
        with officer.change("made 2 items one") as made:
            for tag in officer.visible("tag"):
                if tag.startswith(given_up + "/tag:"):
                    row = officer.db.execute("SELECT * FROM tag WHERE entity = ?", (tag,)).fetchone()
                    values = {"stance": row["stance"], "note": row["note"], "by": row["by"]}
                    made.add(kept + tag.removeprefix(given_up), values)
            made.set(given_up, {"joined": kept.removeprefix("item:")})
            made.delete(given_up)
        return None


def merge(officer: Officer, other: Officer, *, incoming: Iterable[dict[str, Any]] | None = None) -> Merged:
    """Through JSON and back, as a pack would bring it."""
    lines = [json.dumps(record) for record in (records(other.db, None) if incoming is None else incoming)]
    return merging_module.merge_records(officer.db, [json.loads(line) for line in lines])


def sides(officer: Officer, entity: str, name: str) -> list[Any]:
    """The values people see for a field, the standing one first."""
    from evidence_desk.library.settling import heads_of

    return [head.value for head in heads_of(officer.db, entity, name)]


def _choice(options: list[Any], number: int) -> Any:
    return options[number % len(options)] if options else None


def _whether(written: bool) -> bool | None:
    return None if written else False


__all__ = ["Change", "Done", "Officer", "Undone", "World", "copied", "empty", "merge", "sides", "steps", "worlds"]
