"""How fast files become evidence that can be found, where the time goes, and how much memory it takes.

    python tests/bench/bench_import.py [FILES] [REPORTS] [ITEMS]

imports a folder of small office files and PDFs, a folder of reports of twenty pages each, and then small notes until
the library holds ITEMS. Import and index count together. Shares are of the wall clock as the importing process spends
it: storing (hash and copy), committing, indexing what was not indexed behind it, and waiting for the workers that
extract. The machine's load is printed too: beside other work only the processor's own seconds tell much.
"""

import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

import bench_program
import bench_search

from tests.e2e import making

_PAGES = 20
_PAGE_CHARACTERS = 3_000


def rare_words(chance: random.Random) -> list[str]:
    """Twenty thousand words that no dictionary has."""
    return ["".join(chance.choices("etaoinshrdlucmfwypvbgk", k=chance.randint(4, 11))) for _ in range(20_000)]


def reports(folder: Path, count: int) -> int:
    """PDFs of twenty full pages each; how many characters are in them."""
    folder.mkdir()
    chance = random.Random(3)
    rare = rare_words(chance)
    size = 0
    for number in range(count):
        pages = [_said(chance, rare, _PAGE_CHARACTERS) for _ in range(_PAGES)]
        size += sum(map(len, pages))
        making.pdf(folder / f"Report {number:04}.pdf", pages)
    return size


def notes(folder: Path, count: int) -> None:
    """Short texts, each another one."""
    folder.mkdir()
    chance = random.Random(4)
    rare = rare_words(chance)
    for number in range(count):
        making.text(folder / f"Note {number:05}.txt", f"Note {number}. {_said(chance, rare, 900)}")


def _said(chance: random.Random, rare: list[str], characters: int) -> str:
    return " ".join(" ".join(bench_search.text(chance, rare, characters / 1000)).split())[:characters]


def measured(library: Path, folder: Path) -> None:
    """Imports in this process, and prints the seconds of each share and the most memory it held."""
    from evidence_desk.desk import Desk, open_desk
    from evidence_desk.operations import arrivals, entering
    from evidence_desk.operations.importing import import_paths
    from evidence_desk.search.apart import Trailing

    spent = {"store": 0.0, "commit": 0.0, "index": 0.0}

    def timed(owner: Any, name: str, share: str) -> None:
        work: Callable[..., Any] = getattr(owner, name)

        def wrapped(*arguments: Any, **named: Any) -> Any:
            begun = time.perf_counter()
            try:
                return work(*arguments, **named)
            finally:
                spent[share] += time.perf_counter() - begun

        setattr(owner, name, wrapped)

    timed(arrivals.Reader, "_store", "store")
    timed(entering.Intake, "enter", "commit")
    timed(Desk, "catch_up", "index")
    timed(Trailing, "finish", "index")
    begun = time.perf_counter()
    with open_desk(library) as desk:
        report = import_paths(desk, [folder])
        total = time.perf_counter() - begun
        from evidence_desk.library import queries

        items = len(list(queries.rows(desk.library.db, desk.today)))
    assert report.count("imported") == len(report.files), report.files[:3]
    spent["extract, waited for"] = total - sum(spent.values())
    shares = ", ".join(f"{name} {seconds / total:.0%}" for name, seconds in spent.items())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    uses = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    mine, workers = (use.ru_utime + use.ru_stime for use in uses)
    told = f"{shares}; processor {mine:.1f} s here, {workers:.1f} s in workers; {peak:.0f} MB"
    print(f"{len(report.files)}\t{total}\t{told}\t{items}")


def run(library: Path, folder: Path) -> tuple[int, float, str, int]:
    """The same in a process of its own: files, seconds, where they went, items."""
    done = subprocess.run(
        [sys.executable, __file__, "--measure", str(library), str(folder)], check=True, capture_output=True, text=True
    )
    files, seconds, told, items = done.stdout.strip().splitlines()[-1].split("\t")
    return int(files), float(seconds), told, int(items)


def main(files: int, papers: int, items: int) -> None:
    random.seed(1)
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        os.environ.update({f"XDG_{each}_HOME": str(place / each) for each in ("CONFIG", "CACHE", "DATA", "STATE")})
        print(f"load before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
        bench_program.office_files(place / "mixed", files)
        size = reports(place / "reports", papers)
        for library in ("A", "B"):
            bench_program.run("init", place / library, "--area", "Bench")
        count, seconds, told, _ = run(place / "A", place / "mixed")
        print(f"{count} mixed small files: {seconds:.1f} s, {count / seconds:.0f} files/s; {told}")
        count, seconds, told, _ = run(place / "B", place / "reports")
        print(
            f"{count} reports of {_PAGES} pages, {size / 1e6:.1f} MB of text: {seconds:.1f} s, "
            f"{size / 1e6 / seconds:.2f} MB/s; {told}"
        )
        if items > files:
            notes(place / "notes", items - files)
            count, seconds, told, held = run(place / "A", place / "notes")
            speed = count / seconds
            print(f"{count} notes, now {held} items: {seconds:.1f} s, {speed:.0f} files/s; {told}")
        print(f"load after: {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--measure"]:
        measured(Path(sys.argv[2]), Path(sys.argv[3]))
    else:
        main(*(int(given) for given in [*sys.argv[1:], *("1000", "300", "5000")[len(sys.argv) - 1 :]]))
