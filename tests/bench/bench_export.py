"""How long an export takes, and how much memory: gathering, the workbook, a pack, and opening that pack again.

Run: python tests/bench/bench_export.py [items] [tags] [bytes a file]
Beside it stands a yardstick of the same machine in the same run: hashing and deflating the originals once.
"""

import hashlib
import random
import sys
import tempfile
import threading
import time
import zlib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeVar

import psutil

sys.path[:0] = [str(Path(__file__).resolve().parents[2]), str(Path(__file__).resolve().parents[1] / "unit")]

from generated_content import CRITERIA, words

from evidence_desk.library.store import Library, create
from evidence_desk.model import paths
from evidence_desk.model.ids import item_key
from evidence_desk.model.vocabulary import AGENCIES, KINDS, STANCES, VOICES
from evidence_desk.pack.gathering import gather
from evidence_desk.pack.reading import open_pack
from evidence_desk.pack.releasing import release_pack, release_workbook

FRAMEWORK = "area-send-2023"
TODAY = date(2026, 11, 24)
T = TypeVar("T")


def filled(folder: Path, items: int, tags: int, size: int) -> Library:
    """A library of so many items with a file each, and so many tags by forty officers."""
    chance = random.Random(1)
    library = create(folder, actor="Ann Lee", agency="health", area="Northshire", framework=FRAMEWORK)
    keys = []
    with library.change(actor="Ann Lee", agency="health", label=f"imported {items} files") as change:
        for number in range(items):
            data = f"{number} {words(chance, 20)}. ".encode() + chance.randbytes(size // 2) + bytes(size // 2)
            sha256 = library.files.add_bytes(data)
            key = item_key(sha256)
            keys.append(key)
            fields = {
                "kind": "case-study" if number % 20 == 0 else chance.choice(KINDS[:2]),
                "title": words(chance, 7), "date": f"2026-{chance.randint(1, 11):02}-12", "source": words(chance, 3),
                "agencies": sorted(chance.sample(AGENCIES, 2)), "voices": sorted(chance.sample(VOICES, 2)),
                "marking": "official", "current": sha256,
            }  # fmt: skip
            change.add(paths.item(key), fields)
            change.add(paths.version(key, sha256), {"name": f"{words(chance, 4)}.pdf", "bytes": len(data)})
    for officer in range(40):
        name = f"Officer {officer}"
        with library.change(actor=name, agency="education", label="tagged items") as change:
            for key in chance.choices(keys, k=tags // 40):
                excerpt = paths.excerpt(key, f"{chance.getrandbits(50):010X}")
                change.add(excerpt, {"quote": words(chance, 30), "before": "", "after": "", "page": "page 4"})
                tag = paths.tag(excerpt, FRAMEWORK, chance.choice(CRITERIA).id, name)
                fields = {"stance": chance.choice(STANCES), "voices": [], "note": words(chance, 15), "by": name}
                change.add(tag, fields)
    return library


def measured(what: str, work: Callable[[], T]) -> T:
    """Runs the work and prints its seconds and by how much memory grew at the most."""
    process, most, over = psutil.Process(), [0], threading.Event()

    def watch() -> None:
        while not over.wait(0.02):
            most[0] = max(most[0], process.memory_info().rss)

    before = process.memory_info().rss
    watcher = threading.Thread(target=watch)
    watcher.start()
    start = time.perf_counter()
    try:
        return work()
    finally:
        taken = time.perf_counter() - start
        over.set()
        watcher.join()
        print(f"{what:<34} {taken:7.2f} s   + {max(0, most[0] - before) / 1e6:6.0f} MB")


def main() -> None:
    items, tags, size = (int(given) for given in (*sys.argv[1:], 5_000, 20_000, 20_000)[:3])
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        print(f"{items:,} items, {tags:,} tags, files of {size:,} bytes")
        library = measured("(filling the library)", lambda: filled(place / "a.evidence", items, tags, size))
        originals = [path for path in (place / "a.evidence" / "files").rglob("*") if path.is_file()]

        def yardstick() -> None:
            for path in originals:
                data = path.read_bytes()
                hashlib.sha256(data).digest()
                zlib.compress(data, 6)

        measured("(yardstick: hash and deflate)", yardstick)
        content = measured("gathering", lambda: gather(library.db, today=TODAY))
        measured("workbook", lambda: release_workbook(place / "out.xlsx", content))
        made = measured("pack", lambda: release_pack(place / "out.zip", library, content))
        measured("opening and checking the pack", lambda: open_pack(place / "out.zip").close())
        book, pack = ((place / name).stat().st_size / 1e6 for name in ("out.xlsx", "out.zip"))
        print(f"workbook {book:.1f} MB, pack {pack:.1f} MB, {made.items:,} items, {len(made.left_out)} left out")
        library.close()


if __name__ == "__main__":
    main()
