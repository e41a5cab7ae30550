"""What Ctrl+Z and its opposite take: rule 18 of the journal. There is no stack; it follows from the actions."""

import sqlite3
from dataclasses import dataclass

# Not erasures, not exports: those are never undone, and do not stand between a person and a redo. Nor the making of
# the library itself: without it there would be nothing left to undo in.
_ORDINARY = """
a.undoes IS NULL AND EXISTS (SELECT 1 FROM journal j WHERE j.action = a.n
  AND j.entity NOT LIKE 'export:%' AND substr(j.body, 1, 8) <> '{"erase"')
AND NOT EXISTS (SELECT 1 FROM journal j WHERE j.action = a.n
  AND j.entity = 'library' AND json_extract(j.body, '$.set.gone') IS NOT NULL)
"""


@dataclass(frozen=True, slots=True)
class Target:
    """An ordinary action (`original`, `label`) and the end of its chain of undos, which is to be undone."""

    original: str
    label: str
    end: str


def undo_target(db: sqlite3.Connection, actor: str) -> Target | None:
    """The person's newest ordinary action made here that is not undone now."""
    mine = f"SELECT a.id, a.label FROM action a WHERE a.actor = ? AND a.here AND {_ORDINARY} ORDER BY a.n DESC"
    for original, label in db.execute(mine, (actor,)):
        if not _is_undone(db, original):
            return Target(original, label, _end(db, original))
    return None


def redo_target(db: sqlite3.Connection, actor: str) -> Target | None:
    """The person's newest undo made here that is not undone, if no ordinary action of theirs is newer."""
    newest = f"SELECT a.n FROM action a WHERE a.actor = ? AND a.here AND {_ORDINARY} ORDER BY a.n DESC LIMIT 1"
    ordinary = db.execute(newest, (actor,)).fetchone()
    sql = "SELECT id, undoes FROM action WHERE actor = ? AND here AND undoes IS NOT NULL AND n > ? ORDER BY n DESC"
    for undo, undone in db.execute(sql, (actor, ordinary[0] if ordinary else 0)):
        chain = [undone, *_ancestors(db, undone)]
        if len(chain) % 2 == 1 and not _is_undone(db, undo):
            return Target(chain[-1], _label(db, chain[-1]), undo)
    return None


def _is_undone(db: sqlite3.Connection, action: str) -> bool:
    """An undo that is itself undone does not count; two machines may both have undone the same action."""
    return any(not _is_undone(db, undo) for undo in _undos(db, action))


def _undos(db: sqlite3.Connection, action: str) -> list[str]:
    return [id for (id,) in db.execute("SELECT id FROM action WHERE undoes = ? ORDER BY n DESC", (action,))]


def _end(db: sqlite3.Connection, action: str) -> str:
    """The last redo of an action that is not undone; the action itself where it never was undone."""
    for undo in _undos(db, action):
        for redo in _undos(db, undo):
            if not _is_undone(db, redo):
                return _end(db, redo)
    return action


def _ancestors(db: sqlite3.Connection, action: str) -> list[str]:
    found: list[str] = []
    current = _undoes(db, action)
    while current is not None:
        found.append(current)
        current = _undoes(db, current)
    return found


def _undoes(db: sqlite3.Connection, action: str) -> str | None:
    row = db.execute("SELECT undoes FROM action WHERE id = ?", (action,)).fetchone()
    return row[0] if row else None


def _label(db: sqlite3.Connection, action: str) -> str:
    row = db.execute("SELECT label FROM action WHERE id = ?", (action,)).fetchone()
    return row[0] if row else ""
