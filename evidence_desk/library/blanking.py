"""Taking the words out of erased bodies, wherever they lie in the journal (journal.md 19)."""

import json
import sqlite3
from collections.abc import Collection, Mapping
from typing import Any

from evidence_desk.library import entries as journal
from evidence_desk.model.entry import Body, canonical, scrubbed
from evidence_desk.model.paths import containers

_COLUMNS = "j.n, j.entity, j.body"
_TARGETS = f"""
SELECT {_COLUMNS} FROM json_each(?1) r CROSS JOIN journal j ON j.entity = r.value
UNION SELECT {_COLUMNS} FROM json_each(?1) r CROSS JOIN journal j
  ON j.entity > r.value || '/' AND j.entity < r.value || '0'
UNION SELECT {_COLUMNS} FROM json_each(?1) r CROSS JOIN journal j ON j.id = r.value
"""


def is_erased(entity: str, id: str, targets: Collection[str]) -> bool:
    """Whether an entry is named by an erasure: itself, its entity or a container."""
    return bool(targets) and (id in targets or entity in targets or any(one in targets for one in containers(entity)))


def blanked(body: Mapping[str, Any]) -> tuple[Body, str]:
    """The scrubbed body and its text."""
    left = scrubbed(body)
    return left, canonical(left)


def blank(db: sqlite3.Connection, targets: Collection[str]) -> set[str]:
    """Scrubs every entry at or below the targets, or named by them; the entities they lie on.

    A changed row gets a new `n`, or the index, which follows `n`, never sees it (journal.md 21).
    """
    found = journal.rows(db, _TARGETS, (json.dumps(sorted(targets)),))
    changed = []
    for n, _entity, body in found:
        _left, text = blanked(json.loads(body))
        if text != body:
            changed.append((text, n))
    renumber(db, changed)
    return {entity for _n, entity, _body in found}


def renumber(db: sqlite3.Connection, changed: list[tuple[str, int]]) -> None:
    """Puts new bodies into rows, which move to the end of the journal."""
    (last,) = db.execute("SELECT coalesce(max(n), 0) FROM journal").fetchone()
    moved = [(last + place, text, n) for place, (text, n) in enumerate(changed, 1)]
    db.executemany("UPDATE journal SET n = ?, body = ? WHERE n = ?", moved)
