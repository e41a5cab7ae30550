"""The program as one folder, made by PyInstaller; then that program, and not the checkout, is tried out."""

import json
import os
import shutil
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any, List

from dev_house import BUILD, PYTHON, ROOT, WINDOWS, Stop, run, say

SPEC = ROOT / "packaging" / "evidence-desk.spec"
PROGRAM = ROOT / "dist" / "evidence-desk" / ("evidence-desk.exe" if WINDOWS else "evidence-desk")
MAKE_PDF = """
import sys, pymupdf
document = pymupdf.open()
for words in ("Annual review", "Waiting times for the %s pathway" % sys.argv[2]):
    document.new_page().insert_text((72, 72), words)
document.save(sys.argv[1])
"""


def build(arguments: List[str]) -> int:
    """Build into dist/evidence-desk and try it out."""
    start = time.monotonic()
    work = ["--distpath", str(ROOT / "dist"), "--workpath", str(BUILD / "pyinstaller"), "--noconfirm"]
    if run([str(PYTHON), "-m", "PyInstaller", "--log-level", "WARN"] + work + arguments + [str(SPEC)]):
        return 1
    size = sum(f.stat().st_size for f in PROGRAM.parent.rglob("*") if f.is_file() and not f.is_symlink())
    say("Built %s: %.0f MB in %.0f s." % (PROGRAM.parent, size / 1e6, time.monotonic() - start))
    folder = Path(tempfile.mkdtemp(prefix="evidence-desk-smoke-"))
    try:
        smoke(folder)
    finally:
        shutil.rmtree(str(folder), ignore_errors=True)
    say("The built program imports, finds, checks and exports.")
    return 0


def smoke(folder: Path) -> None:
    """The example, in which every format goes through the workers; then a PDF of our own: found on page 2, exported."""
    made = ask(folder, "demo", str(folder / "example"), "--no-window", "--json")
    must(ask(folder, "verify", made["library"], "--json")["ok"], "the example does not verify", made)
    word = "kestrel" + os.urandom(3).hex()
    pdf, library, book = folder / "made.pdf", folder / "Try.evidence", folder / "out.xlsx"
    if run([str(PYTHON), "-c", MAKE_PDF, str(pdf), word]):
        raise Stop("The PDF to try the program on could not be made.")
    ask(folder, "init", str(library), "--area", "Northshire")
    report = ask(folder, "import", str(library), str(pdf), "--json")
    must(report["imported"] == 1 and report["files"][0]["text"], "the built program could not read a PDF", report)
    found = ask(folder, "search", str(library), word, "--json")
    places = [passage["label"] for hit in found["hits"] for passage in hit["passages"]]
    must(any("2" in place for place in places), "its search did not find page 2", found)
    ask(folder, "export", "workbook", str(library), str(book))
    must(book.read_bytes()[:2] == b"PK", "its workbook is no workbook", book)
    must(ask(folder, "verify", str(library), "--json")["ok"], "its library does not verify", library)


def ask(folder: Path, *words: str) -> Any:
    """Run the built program away from the checkout; the JSON it answers with, if any."""
    home = {name: str(folder / name) for name in ("XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "LOCALAPPDATA")}
    env = dict(os.environ, HOME=str(folder), QT_QPA_PLATFORM="offscreen", **home)
    command = [str(PROGRAM)] + list(words)
    done = subprocess.run(command, cwd=str(folder), env=env, capture_output=True, check=False)
    if done.returncode:
        raise Stop("evidence-desk %s failed: %s" % (words[0], done.stderr.decode("utf-8", "replace")))
    return json.loads(done.stdout.decode("utf-8")) if "--json" in words else None


def must(truth: object, otherwise: str, seen: object) -> None:
    """Stop, saying what was seen instead."""
    if not truth:
        raise Stop("Trying out the build: %s. Seen: %s" % (otherwise, seen))
