"""Actions in pages, newest first, so that a history of any length is read only as far as somebody looks."""

import json
import sqlite3
from dataclasses import dataclass
from typing import Final

from evidence_desk.library import entries as journal
from evidence_desk.library.database import folded
from evidence_desk.model.entry import iso, moment

PAGE: Final = 200

# The actions that touched an item whose title or reference has the word.
_ON_ITEMS = """
SELECT j.action FROM item i CROSS JOIN journal j ON j.entity = i.entity
WHERE instr(folded(i.title || ' ' || i.ref), ?)
UNION ALL SELECT j.action FROM item i CROSS JOIN journal j ON j.entity > i.entity || '/' AND j.entity < i.entity || '0'
WHERE instr(folded(i.title || ' ' || i.ref), ?)
"""
_OF_ITEM = "SELECT action FROM journal WHERE entity = ? OR (entity > ? AND entity < ?)"

_TITLES = """
SELECT a.id, min(i.title) FROM json_each(?) r CROSS JOIN action a ON a.id = r.value JOIN journal j ON j.action = a.n
JOIN item i ON i.entity = substr(j.entity, 1, instr(j.entity || '/', '/') - 1)
GROUP BY a.id HAVING count(DISTINCT i.entity) = 1
"""


@dataclass(frozen=True, slots=True)
class Asked:
    """Which actions: of one person, of one item (its key), with all of these words."""

    by: str | None = None
    item: str | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Action:
    """Who did what when, without what it changed; `title` is that of the item where it concerned just one."""

    change: str
    at: str
    by: str
    agency: str | None
    label: str
    undoes: str | None
    title: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """Some actions, the newest first, and how many there are of those asked for, on all pages."""

    actions: tuple[Action, ...]
    total: int


def page(db: sqlite3.Connection, asked: Asked, *, before: str | None = None, most: int = PAGE) -> Page:
    """The newest `most` of the actions asked for, older than the action `before`; an import is one, however long."""
    which, values = _which(asked)
    (total,) = db.execute(f"SELECT count(*) FROM action a WHERE {which}", values).fetchone()
    older, above = (" AND a.id < ?", [before]) if before is not None else ("", [])
    sql = f"SELECT a.id, a.actor, a.agency, a.label, a.undoes FROM action a WHERE {which}{older}"
    found = journal.rows(db, f"{sql} ORDER BY a.id DESC LIMIT ?", (*values, *above, most))
    titles = dict(journal.rows(db, _TITLES, (json.dumps([id for id, *_ in found]),)))
    told = [
        Action(id, iso(moment(id)), by, agency, label, undoes, titles.get(id, ""))
        for id, by, agency, label, undoes in found
    ]
    return Page(tuple(told), int(total))


def people(db: sqlite3.Connection) -> list[str]:
    """Everybody who did something, in the order of the alphabet."""
    return [name for (name,) in journal.rows(db, "SELECT DISTINCT actor FROM action ORDER BY actor")]


def _which(asked: Asked) -> tuple[str, list[str]]:
    parts, values = ["1"], list[str]()
    if asked.by is not None:
        parts.append("a.actor = ?")
        values.append(asked.by)
    if asked.item is not None:
        entity = f"item:{asked.item}"
        parts.append(f"a.n IN ({_OF_ITEM})")
        values += [entity, f"{entity}/", f"{entity}0"]
    for word in (folded(asked.words) or "").split():
        parts.append(f"(instr(folded(a.label || ' ' || a.actor), ?) OR a.n IN ({_ON_ITEMS}))")
        values += [word, word, word]
    return " AND ".join(parts), values
