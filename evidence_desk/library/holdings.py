"""What the library holds, looked up by bytes, file name and place of origin; read once for a whole import."""

import sqlite3
from dataclasses import dataclass, field

from evidence_desk.library import entries
from evidence_desk.library.lookalikes import Told, look_alikes
from evidence_desk.model.entry import PRESENCE
from evidence_desk.model.fold import active_entries, heads_of
from evidence_desk.model.likeness import LookAlikes, Sketch


@dataclass(slots=True)
class Holdings:
    """Item keys by live file (SHA-256), by file name (casefolded), by the path the file came from, and by text."""

    by_sha256: dict[str, str] = field(default_factory=dict)
    by_name: dict[str, str] = field(default_factory=dict)
    by_origin: dict[str, str] = field(default_factory=dict)
    by_text: LookAlikes = field(default_factory=LookAlikes)
    newest: dict[str, str] = field(default_factory=dict)
    """The SHA-256 of the version that each item stands for."""

    def add(self, key: str, sha256: str, name: str, origin: str, sketch: Sketch) -> None:
        self.by_sha256[sha256] = key
        self.by_name.setdefault(name.casefold(), key)
        self.by_origin[origin] = key
        self.by_text.add(key, sketch)
        self.newest[key] = sha256

    def like(self, name: str, sketch: Sketch) -> list[str]:
        """The items that a new file looks like, the best first: by its text, else by its name."""
        named = self.by_name.get(name.casefold())
        return self.by_text.most_like(sketch) or ([named] if named else [])


def holdings(db: sqlite3.Connection, told: Told | None = None) -> Holdings:
    """All that is seen in the library; where two items share a name the lower key stands. `told`: see `look_alikes`."""
    found = Holdings(by_text=look_alikes(db, told))
    for row in db.execute("SELECT item, sha256, name FROM version WHERE visible ORDER BY item, sha256"):
        found.by_sha256.setdefault(row["sha256"], row["item"])
        found.by_name.setdefault(row["name"].casefold(), row["item"])
    found.newest.update(db.execute("SELECT key, current FROM item WHERE visible"))
    origins = db.execute(
        "SELECT o.path, o.item FROM origin o JOIN version v ON v.item = o.item AND v.sha256 = o.sha256"
        " WHERE v.visible ORDER BY o.path, o.item"
    )
    found.by_origin.update((row["path"], row["item"]) for row in origins)
    return found


def joined_to(db: sqlite3.Connection, key: str) -> list[str]:
    """The keys of items that were made one with this one, and so on, and were not erased."""
    found = db.execute(
        "WITH RECURSIVE one(key) AS (SELECT key FROM item WHERE joined = ?1 AND NOT visible"
        " UNION SELECT item.key FROM one JOIN item ON item.joined = one.key WHERE NOT item.visible)"
        " SELECT key FROM one WHERE key != ?1 AND 'item:' || key NOT IN (SELECT target FROM erased) ORDER BY key",
        (key,),
    )
    return [str(row[0]) for row in found]


def left_elsewhere(db: sqlite3.Connection, key: str) -> list[str]:
    """Files and labels of this item that lie below others still, where making it one with those was undone."""
    found = db.execute(
        "WITH other AS (SELECT o.entity, o.item FROM version mine JOIN version o ON o.sha256 = mine.sha256"
        " AND o.item != mine.item WHERE mine.item = ?1 AND NOT o.visible)"
        " SELECT entity FROM other UNION SELECT o.entity FROM label mine JOIN label o ON o.item != mine.item"
        " AND substr(o.entity, instr(o.entity, '/')) = substr(mine.entity, instr(mine.entity, '/'))"
        " WHERE mine.item = ?1 AND NOT o.visible AND o.item IN (SELECT item FROM other) ORDER BY entity",
        (key,),
    ).fetchall()
    return [str(entity) for (entity,) in found if _is_taken_out(db, entity)]


def _is_taken_out(db: sqlite3.Connection, entity: str) -> bool:
    """By itself, not with its item, which may be brought back with it; and it is not erased yet."""
    known = entries.of_entity(db, entity)
    presence = heads_of(active_entries(known), known).get(PRESENCE, [])
    return bool(presence and presence[0].value(PRESENCE)) and not all(entry.is_erased for entry in known)


def came_with(db: sqlite3.Connection, key: str) -> tuple[list[str], list[str]]:
    """References of the mails this item was attached to, and of what was attached to it, as far as known here."""
    around = _related(db, key, container="o.path", inside="mine.path")
    return around, _related(db, key, container="mine.path", inside="o.path")


def _related(db: sqlite3.Connection, key: str, *, container: str, inside: str) -> list[str]:
    rows = db.execute(
        "SELECT DISTINCT i.ref FROM origin mine JOIN origin o ON o.item != mine.item JOIN item i ON i.key = o.item"
        f" WHERE mine.item = ? AND i.visible AND substr({inside}, 1, length({container}) + 2) = {container} || '!/'"
        " ORDER BY i.ref",
        (key,),
    )
    return [str(row[0]) for row in rows]


def note_origin(db: sqlite3.Connection, key: str, sha256: str, path: str) -> None:
    """Remembers, for this copy of the library alone, which path a file came from."""
    db.execute("INSERT OR REPLACE INTO origin(item, sha256, path) VALUES (?, ?, ?)", (key, sha256, path))


def copy_origins(db: sqlite3.Connection, source: str, target: str) -> None:
    """What is imported again from where an item's files came from is a version of another item from now on."""
    db.execute(
        "INSERT OR REPLACE INTO origin(item, sha256, path) SELECT ?, sha256, path FROM origin WHERE item = ?",
        (target, source),
    )
