"""How long the program takes as people meet it: start-up, importing a folder, merging two libraries.

Figures are wall-clock seconds on this machine; each is set beside a yardstick measured in the same run, since the
machines differ and are noisy: a start of bare Python, and a plain copy of the same files with their hashes.
Run: python tests/bench/bench_program.py [files]
"""

import hashlib
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.e2e import making


def seconds(work: Callable[[], object], times: int = 1) -> float:
    """The median of some runs."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def run(*arguments: object) -> None:
    subprocess.run([sys.executable, "-m", "evidence_desk", *map(str, arguments)], check=True, capture_output=True)


def office_files(folder: Path, count: int) -> None:
    """Small files as an office has them, of seven formats in turn."""
    folder.mkdir()
    for number in range(count):
        text = " ".join(making.sentence() for _ in range(30)) + f" paper {number}"
        makers: list[Callable[[Path], object]] = [
            lambda path, text=text: making.pdf(path.with_suffix(".pdf"), [text[:1500], text[1500:]]),
            lambda path, text=text: making.docx(path.with_suffix(".docx"), text.split(". ")),
            lambda path, number=number: making.xlsx(
                path.with_suffix(".xlsx"), {"Data": [[n, number] for n in range(60)]}
            ),
            lambda path, text=text: making.text(path.with_suffix(".txt"), text),
            lambda path, text=text: making.text(path.with_suffix(".html"), f"<p>{text}</p>"),
            lambda path, text=text: making.mail(path.with_suffix(".eml"), "About it", text),
            lambda path, number=number: making.table(path.with_suffix(".csv"), [[n, number] for n in range(60)]),
        ]
        makers[number % len(makers)](folder / f"{number:05}")


def copied_with_hashes(source: Path, target: Path) -> None:
    target.mkdir()
    for path in source.iterdir():
        hashlib.sha256(path.read_bytes())
        with (target / path.name).open("wb") as opened:
            opened.write(path.read_bytes())
            os.fsync(opened.fileno())


def main(count: int) -> None:
    random.seed(1)
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        os.environ.update(
            {
                name: str(place / name)
                for name in ("XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")
            }
        )
        bare = seconds(lambda: subprocess.run([sys.executable, "-c", "pass"], check=True), 5)
        started = seconds(lambda: run("--version"), 5)
        print(f"start of the command line: {started:.2f} s, {started / bare:.1f} × bare Python")
        library = place / "L.evidence"
        run("init", library, "--area", "Bench")
        listed = seconds(lambda: run("list", library), 5)
        print(f"list of an empty library: {listed:.2f} s, {listed / bare:.1f} × bare Python")
        office_files(place / "in", count)
        size = sum(path.stat().st_size for path in (place / "in").iterdir())
        plain = seconds(lambda: copied_with_hashes(place / "in", place / "copy"))
        shutil.copytree(library, place / "M.evidence")
        taken = seconds(lambda: run("import", library, place / "in"))
        print(
            f"import and index of {count} files ({size / 1e6:.1f} MB): {taken:.1f} s, {count / taken:.0f} files/s, "
            f"{taken / plain:.1f} × copying and hashing them"
        )
        again = seconds(lambda: run("import", library, place / "in"))
        print(f"importing the same folder again: {again:.1f} s, {count / again:.0f} files/s")
        merged = seconds(lambda: run("merge", place / "M.evidence", library))
        print(f"merging that library into an empty one, texts read again: {merged:.1f} s, {count / merged:.0f} files/s")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 500)
