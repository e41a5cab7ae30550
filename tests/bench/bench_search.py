"""Measures indexing and queries on a generated corpus, beside a plain loop over the same text as a yardstick.

    python tests/bench/bench_search.py [ITEMS] [KILOBYTES]

prints MB/s of indexing, and the median and 95th percentile of queries in milliseconds with the ratio to reading all
text for the same words, which is what a person without an index would wait for.
"""

import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median, quantiles

sys.path[:0] = [str(Path(__file__).resolve().parents[2]), str(Path(__file__).resolve().parents[1] / "unit")]

from searching import Shelf

TODAY = date(2026, 11, 24)
ROUNDS = 30
COMMON = [
    "the", "of", "and", "to", "in", "children", "young", "people", "with", "send", "are", "is", "for", "their",
    "parents", "carers", "local", "area", "partnership", "plans", "health", "care", "education", "needs", "support",
    "leaders", "services", "not", "have", "that", "schools", "review", "annual", "waiting", "assessment",
]  # fmt: skip


def text(chance: random.Random, rare: list[str], kilobytes: float) -> list[str]:
    """Pages of words: half of them common ones, the rest ever rarer, as in any language."""
    pages: list[str] = []
    while sum(map(len, pages)) < kilobytes * 1000:
        words = [
            chance.choice(COMMON) if chance.random() < 0.5 else rare[int(len(rare) * chance.random() ** 4)]
            for _ in range(400)
        ]
        pages.append(" ".join(words) + ".\n")
    return pages


def filled(folder: Path, items: int, kilobytes: float) -> tuple[Shelf, float]:
    """A library of so many items, and the size of its text in MB."""
    from evidence_desk.library import database

    chance = random.Random(7)
    letters = "etaoinshrdlucmfwypvbgk"
    rare = ["".join(chance.choices(letters, k=chance.randint(4, 11))) for _ in range(20_000)]
    shelf = Shelf(folder / "lib")
    size = 0
    with database.write(shelf.db):
        for number in range(items):
            pages = text(chance, rare, kilobytes)
            size += sum(map(len, pages))
            shelf.put(f"Paper {number} {chance.choice(rare)}", pages)
    return shelf, size / 1e6


def times(work: Callable[[], object], rounds: int = ROUNDS) -> list[float]:
    """Milliseconds of each round."""
    taken = []
    for _ in range(rounds):
        begun = time.perf_counter()
        work()
        taken.append((time.perf_counter() - begun) * 1000)
    return taken


def loop(shelf: Shelf, words: list[str]) -> int:
    """Reads all text for all of these words."""
    rows = shelf.db.execute("SELECT text FROM passage")
    return sum(all(word in text for word in words) for text in (row[0].lower() for row in rows))


def main(items: int, kilobytes: float) -> None:
    os.environ["XDG_CACHE_HOME"] = os.environ["LOCALAPPDATA"] = tempfile.mkdtemp()
    from evidence_desk.search.finding import find, matching_keys
    from evidence_desk.search.whoosh_engine import open_engine

    shelf, megabytes = filled(Path(tempfile.mkdtemp()), items, kilobytes)
    engine = open_engine(shelf)
    begun = time.perf_counter()
    engine.catch_up(shelf)
    taken = time.perf_counter() - begun
    plain = median(times(lambda: loop(shelf, ["review", "waiting"]), 3))
    print(f"{items} items, {megabytes:.0f} MB: indexed in {taken:.1f} s, {megabytes / taken:.1f} MB/s")
    print(f"nothing to do: {median(times(lambda: engine.catch_up(shelf), 5)):.1f} ms; plain loop: {plain:.0f} ms")
    queries = {
        "a word": "review", "two words": "annual review", "a phrase": '"young people"', "a prefix": "sup*",
        "a fact and a word": "is:untagged waiting", "not": "review -waiting", "a name": "EHCP", "rare": "Paper 17",
    }  # fmt: skip
    print(f"{'query':20} {'hits':>6} {'keys p50':>9} {'p95':>7} {'with places p50':>16} {'p95':>7} {'loop/keys':>10}")
    for name, typed in queries.items():
        keys = times(lambda typed=typed: matching_keys(shelf, engine, typed, TODAY))  # type: ignore[misc]
        whole = times(lambda typed=typed: find(shelf, engine, typed, today=TODAY))  # type: ignore[misc]
        total = find(shelf, engine, typed, today=TODAY).total
        high, highest = (quantiles(each, n=20)[-1] for each in (keys, whole))
        print(
            f"{name:20} {total:6} {median(keys):9.1f} {high:7.1f} {median(whole):16.1f} {highest:7.1f}"
            f" {plain / median(keys):10.1f}"
        )
    engine.close()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000, float(sys.argv[2]) if len(sys.argv) > 2 else 4)
