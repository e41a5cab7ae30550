"""Rows put straight into the folded tables, for tests of what only reads them."""

import hashlib
import sqlite3
from pathlib import Path
from typing import Any

from evidence_desk.library.database import make, write
from evidence_desk.model import ids, paths

OWN = "area-send-2023"
AT = "2026-11-24T09:00:00Z"


class Shelf:
    """A library that says what a test puts into it, whatever the journal would say."""

    def __init__(self, path: Path) -> None:
        self.db: sqlite3.Connection = make(path / "library.db")
        self._put("library", entity="library", visible=1, area="Northshire", framework=OWN)

    def item(self, word: str, *, visible: int = 1, **facts: Any) -> str:
        sha256 = sha(word)
        key = str(facts.pop("key", ids.item_key(sha256)))
        usual = dict.fromkeys(("age_phase", "need", "own_words", "what_changed", "consent", "anonymised", "source"), "")
        row = {
            "entity": paths.item(key), "visible": visible, "key": key, "ref": ids.reference(key), "kind": "document",
            "title": word, "agencies": "[]", "voices": "[]", "marking": "official", "current": sha256,
            "guessed": "[]", "by": "Ann", "at": AT,
        }  # fmt: skip
        self._put("item", **(usual | row | facts))
        self.version(key, sha256, visible=visible, name=f"{word}.docx")
        return key

    def version(self, key: str, sha256: str, *, visible: int = 1, name: str = "a.docx", at: str = AT) -> None:
        self._put(
            "version", entity=paths.version(key, sha256), visible=visible, item=key, sha256=sha256, name=name, bytes=9,
            by="Ann", at=at,
        )  # fmt: skip

    def tag(
        self, key: str, criterion: str, *, by: str = "Ann", framework: str = OWN, visible: int = 1, **more: Any
    ) -> str:
        parent = more.get("excerpt") or paths.item(key)
        entity = paths.tag(parent, framework, criterion, by)
        self._put(
            "tag", entity=entity, visible=visible, id=ids.tag_id(entity), item=key, framework=framework,
            criterion=criterion, stance="concern", by=by, at=AT, **({"note": ""} | more),
        )  # fmt: skip
        return ids.tag_id(entity)

    def excerpt(self, key: str, quote: str, *, visible: int = 1) -> str:
        entity = paths.excerpt(key, sha(quote)[:10])
        self._put(
            "excerpt", entity=entity, visible=visible, item=key, quote=quote, before="", after="", page="page 4",
            by="Ann", at=AT,
        )  # fmt: skip
        return entity

    def label(self, key: str, text: str, visible: int = 1) -> None:
        self._put("label", entity=paths.label(key, text), visible=visible, item=key, text=text)

    def judgement(self, criterion: str, know: str, visible: int = 1, rating: str = "") -> None:
        words = dict.fromkeys(("how", "impact", "next", "owner", "status"), "")
        self._put(
            "judgement", entity=paths.judgement(OWN, criterion), visible=visible, framework=OWN, criterion=criterion,
            rating=rating, know=know, by="Ann", at=AT, **words,
        )  # fmt: skip

    def erased(self, key: str) -> None:
        self._put("erased", target=paths.item(key), entity=paths.item(key), entry="", reason="asked for")

    def _put(self, table: str, **row: Any) -> None:
        with write(self.db):
            marks = ",".join("?" * len(row))
            self.db.execute(f"INSERT INTO {table}({','.join(row)}) VALUES ({marks})", tuple(row.values()))


def sha(word: str) -> str:
    return hashlib.sha256(word.encode()).hexdigest()
