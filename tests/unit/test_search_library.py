"""Searching in a real library: what is entered, changed, removed and erased there is what is found."""

from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from evidence_desk.library import erasing, undoing
from evidence_desk.library.store import Library, create
from evidence_desk.library.texts import save_extraction
from evidence_desk.model import ids, paths
from evidence_desk.model.passage import Extraction, Guesses, Passage
from evidence_desk.search.engine import Engine
from evidence_desk.search.finding import find
from evidence_desk.search.indexes import index_folder
from evidence_desk.search.whoosh_engine import open_engine

WHO: dict[str, Any] = {"actor": "Ann Officer", "agency": "education"}
TODAY = date(2026, 11, 24)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    library = create(tmp_path / "Northshire.evidence", area="Northshire", framework="area-send-2023", **WHO)
    yield library
    library.close()


@pytest.fixture
def engine(library: Library) -> Iterator[Engine]:
    engine = open_engine(library)
    yield engine
    engine.close()


def enter(library: Library, title: str, text: str) -> str:
    digest = sha256(title.encode()).hexdigest()
    key = ids.item_key(digest)
    with library.change(label="imported 1 item", **WHO) as change:
        change.add(paths.item(key), {"kind": "document", "title": title, "current": digest, "date": "2026-03"})
        change.add(paths.version(key, digest), {"name": f"{title}.txt", "bytes": 1})
    passage = Passage("page 1", "page", text)
    save_extraction(library.db, digest, Extraction("test 1", (passage,), Guesses(title, "document", "official")))
    return key


def titles(library: Library, engine: Engine, text: str) -> list[str]:
    assert engine.catch_up(library)
    return [hit.title for hit in find(library, engine, text, today=TODAY).hits]


def test_entering_changing_and_undoing(library: Library, engine: Engine) -> None:
    key = enter(library, "Audit", "Annual reviews of autism support")
    assert titles(library, engine, '"annual reviews" is:current date:2026') == ["Audit"]
    with library.change(label="edited title", **WHO) as change:
        change.set(paths.item(key), {"title": "Paper on waits"})
    assert titles(library, engine, "waiting") == ["Paper on waits"]
    undoing.undo(library.db, **WHO)
    assert titles(library, engine, "waiting") == []
    with library.change(label="tagged 1 item to 1.3", **WHO) as change:
        change.add(paths.tag(paths.item(key), "area-send-2023", "1.3", "Ann Officer"), {"stance": "concern"})
    assert titles(library, engine, "criterion:1.3 stance:concern autism") == ["Audit"]
    with library.change(label="removed 1 item", **WHO) as change:
        change.delete(paths.item(key))
    assert titles(library, engine, "autism") == []
    undoing.undo(library.db, **WHO)
    assert titles(library, engine, "autism") == ["Audit"]


def test_erasing_leaves_no_word_in_the_index(library: Library, engine: Engine) -> None:
    enter(library, "Audit", "Annual reviews")
    key = enter(library, "Case", "quokkastory")
    assert titles(library, engine, "quokkastory") == ["Case"]
    erasing.erase_entity(library.db, paths.item(key), reason="asked for by the family", **WHO)
    engine.catch_up(library)
    data = b"".join(path.read_bytes() for path in index_folder(library).rglob("*") if path.is_file())
    assert b"quokkastory" not in data
    assert titles(library, engine, "quokkastory OR reviews") == ["Audit"]
