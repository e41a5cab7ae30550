"""What changes, undo, merging and rebuilding cost, on the clock and of the processor: prints figures, judges none.

Run: python tests/bench/bench_journal.py [items]
"""

import hashlib
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from evidence_desk.library.database import Connection, make, set_journal
from evidence_desk.library.erasing import erase_entity
from evidence_desk.library.history import history
from evidence_desk.library.journal import Change, change
from evidence_desk.library.merging import library_records, merge_records
from evidence_desk.library.projection import rebuild
from evidence_desk.library.undoing import redo, undo, undoable
from evidence_desk.model.ids import item_key

FIELDS = {
    "kind": "document", "date": "2026-01-02", "period": None, "agencies": ["health"], "voices": ["child", "parent"],
    "source": "Northshire", "marking": "official", "review_date": None, "need": "", "consent": "none",
}  # fmt: skip
Result = TypeVar("Result")


def timed(what: str, act: Callable[[], Result]) -> Result:
    start, busy = time.perf_counter(), time.process_time()
    result = act()
    taken, worked = time.perf_counter() - start, time.process_time() - busy
    print(f"{what:58} {taken * 1000:9.1f} ms {worked * 1000:9.1f} ms", flush=True)
    return result


def act(db: Connection, by: str, label: str, write: Callable[[Change], Any]) -> None:
    with change(db, actor=by, agency="health", label=label) as made:
        write(made)


def sha(number: int) -> str:
    return hashlib.sha256(str(number).encode()).hexdigest()


def import_items(made: Change, numbers: range, tags: int = 0) -> None:
    for number in numbers:
        key = item_key(sha(number))
        made.add(f"item:{key}", {"title": f"Title {number}", "current": sha(number), **FIELDS}, auto=True)
        made.add(f"item:{key}/version:{sha(number)}", {"name": f"{number}.pdf", "bytes": number})
        for place in range(tags):
            tag_one(made, number, f"1.{place}")


def tag_one(made: Change, number: int, criterion: str) -> None:
    path = f"item:{item_key(sha(number))}/tag:area-send-2023:{criterion}@{'A' * 10}"
    made.add(path, {"stance": "concern", "note": "", "by": made.actor})


def one_library(folder: Path, items: int) -> None:
    db = make(folder / "one.db")
    set_journal(db, wal=True)
    timed(f"import of {items} items, 2 entries each, one transaction",
          lambda: act(db, "Ann", "import", lambda made: import_items(made, range(items))))  # fmt: skip
    latencies, busy = [], time.process_time()
    for number in range(50):
        start = time.perf_counter()
        act(db, "Ann", "tag", lambda made, number=number: tag_one(made, number, "2.1"))
        latencies.append((time.perf_counter() - start) * 1000)
    worked = (time.process_time() - busy) * 1000 / 50
    print(f"{'one tag with commit, median of 50':58} {statistics.median(latencies):9.1f} ms {worked:9.1f} ms")
    bulk = range(min(1000, items))
    timed(
        f"bulk tag of {len(bulk)}", lambda: act(db, "Ann", "bulk", lambda made: [tag_one(made, n, "2.2") for n in bulk])
    )
    timed("its undo", lambda: undo(db, actor="Ann", agency=None))
    timed("undoable", lambda: undoable(db, "Ann"))
    timed("last 50 actions of the history", lambda: history(db, limit=50))
    for _ in range(50):
        undo(db, actor="Ann", agency=None)
    timed(f"undo of the import of {items}", lambda: undo(db, actor="Ann", agency=None))
    timed("its redo", lambda: redo(db, actor="Ann", agency=None))
    timed(
        "erasing one item", lambda: erase_entity(db, f"item:{item_key(sha(1))}", reason="r", actor="Ann", agency=None)
    )
    (entries,) = db.execute("SELECT count(*) FROM journal").fetchone()
    timed(f"rebuild of {entries} entries", lambda: rebuild(db))
    db.close()


def two_libraries(folder: Path, items: int) -> None:
    """26,000 entries each at 5,200 items, half of the items known to both."""
    libraries = []
    for name, start in (("Ann", 0), ("Ben", items // 2)):
        db = make(folder / f"{name}.db")
        numbers = range(start, start + items)
        act(db, name, "import", lambda made, numbers=numbers: import_items(made, numbers, tags=3))
        libraries.append(db)
    ann, ben = libraries
    records = timed(f"reading the records of {items} items", lambda: list(library_records(ben)))
    timed(f"merge of {len(records)} records into as many", lambda: merge_records(ann, iter(records)))
    timed("merging the same again", lambda: merge_records(ann, iter(records)))
    (entities,) = ann.execute("SELECT count(DISTINCT entity) FROM journal").fetchone()
    timed(f"rebuild of {entities} entities", lambda: rebuild(ann))
    for db in libraries:
        db.close()


if __name__ == "__main__":
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 5000
    with tempfile.TemporaryDirectory() as made_here:
        one_library(Path(made_here), size)
        two_libraries(Path(made_here), size + size // 25)
