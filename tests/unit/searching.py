"""A small library for tests of searching: rows put straight into the tables that search reads."""

import hashlib
import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from evidence_desk.library import database
from evidence_desk.model.ids import item_key, reference, tag_id
from evidence_desk.model.paths import item, tag


@cache
def _empty_database() -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "library.db"
        database.make(path).close()
        return path.read_bytes()


@dataclass
class Shelf:
    """A folder with a database, as far as searching must know a library."""

    folder: Path
    id: str = "01SHELF"
    db: sqlite3.Connection = field(init=False)

    def __post_init__(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        path = self.folder / "library.db"
        if not path.exists():
            path.write_bytes(_empty_database())
        self.db = database.connect(path)
        # What these tests are about does not depend on the disk having written; their time does.
        self.db.execute("PRAGMA synchronous=OFF")

    def put(self, name: str, text: str | Sequence[str] | None = None, **facts: object) -> str:
        """Puts an item there, or changes it; returns its key. A text of None means that the file is not read yet."""
        sha256 = hashlib.sha256(name.encode()).hexdigest()
        key = item_key(sha256)
        row: dict[str, object] = {
            "entity": item(key), "visible": 1, "key": key, "ref": reference(key), "kind": "document", "title": name,
            "date": None, "period": None, "agencies": [], "voices": [], "source": "", "marking": "official",
            "review_date": None, "current": sha256, "joined": None, "age_phase": "", "need": "", "own_words": "",
            "what_changed": "", "consent": "", "anonymised": "", "keep_until": None, "guessed": [],
            "withheld_why": None, "by": "Ann Officer", "agency": "education", "at": "2026-11-24T23:05:00Z", **facts,
        }  # fmt: skip
        values = [json.dumps(value) if isinstance(value, list) else value for value in row.values()]
        with database.write(self.db):
            self.db.execute(
                f"INSERT OR REPLACE INTO item({', '.join(row)}) VALUES ({', '.join('?' * len(row))})", values
            )
            if text is not None:
                self._read(str(row["current"]), [text] if isinstance(text, str) else text)
            self.enter(item(key))
        return key

    def _read(self, sha256: str, pages: Sequence[str]) -> None:
        self.db.execute("DELETE FROM passage WHERE sha256 = ?", (sha256,))
        self.db.execute(
            "INSERT OR REPLACE INTO extraction VALUES (?, 'test 1', ?, ?, NULL)",
            (sha256, len(pages), sum(map(len, pages))),
        )
        self.db.executemany(
            "INSERT INTO passage(sha256, n, label, kind, text) VALUES (?, ?, ?, 'page', ?)",
            [(sha256, n, f"page {n + 1}", page) for n, page in enumerate(pages)],
        )

    def read(self, key: str, *pages: str) -> None:
        """The text of an item's file arrives; no journal entry is written for it."""
        with database.write(self.db):
            self._read(self.db.execute("SELECT current FROM item WHERE key = ?", (key,)).fetchone()[0], pages)

    def hide(self, key: str) -> None:
        with database.write(self.db):
            self.db.execute("UPDATE item SET visible = 0 WHERE key = ?", (key,))
            self.enter(item(key))

    def erase(self, key: str) -> None:
        """The item goes for good, with its words."""
        with database.write(self.db):
            self.db.execute("DELETE FROM passage WHERE sha256 = (SELECT current FROM item WHERE key = ?)", (key,))
            self.db.execute("UPDATE item SET visible = 0, title = '' WHERE key = ?", (key,))
            self.db.execute("INSERT OR REPLACE INTO erased VALUES (?1, ?1, 'E', 'asked for')", (item(key),))
            self.enter(item(key))

    def tag(self, key: str, criterion: str, stance: str = "context", by: str = "Ann Officer", **facts: object) -> None:
        framework, _, code = criterion.rpartition(":")
        entity = tag(item(key), framework or "area-send-2023", code, by)
        row = {
            "entity": entity, "visible": 1, "id": tag_id(entity), "item": key, "excerpt": None,
            "framework": framework or "area-send-2023", "criterion": code, "stance": stance, "voices": None,
            "note": "", "by": by, "agency": None, "at": "2026-11-24T23:05:00Z", **facts,
        }  # fmt: skip
        with database.write(self.db):
            self.db.execute(f"INSERT INTO tag({', '.join(row)}) VALUES ({', '.join('?' * len(row))})", [*row.values()])

    def label(self, key: str, text: str) -> None:
        with database.write(self.db):
            self.db.execute("INSERT INTO label VALUES (?, 1, ?, ?)", (f"item:{key}/label:{text}", key, text))

    def enter(self, entity: str) -> None:
        """A journal entry: all that searching reads of it is its number and id."""
        n = self.db.execute("SELECT count(*) FROM journal").fetchone()[0] + 1
        self.db.execute("INSERT INTO action VALUES (?, ?, 'Ann Officer', NULL, 'edited', NULL, '0', 1)", (n, f"A{n}"))
        self.db.execute("INSERT INTO journal VALUES (?, ?, ?, ?, '{}')", (n, f"E{self.folder.name}{n}", n, entity))
