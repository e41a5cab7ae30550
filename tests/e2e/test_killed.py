"""Killed at any moment, the library verifies and what was acknowledged is there."""

import json
import random
import shutil
import time
from pathlib import Path

import pytest

from tests.e2e import making
from tests.e2e.conftest import Evidence, Program


def killed(program: Program, *arguments: object, within: float) -> bytes:
    """Starts the command, kills it after a random moment, and gives what it had printed."""
    started = program.start(*arguments)
    time.sleep(random.uniform(0.05, within))
    started.kill()
    out, _ = started.communicate(timeout=30)
    return out


def test_a_killed_import_keeps_what_it_finished_and_goes_on_next_time(
    library: Evidence, program: Program, tmp_path: Path
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(120):
        making.text(folder / f"{number:03}.txt", f"Paper {number} {making.word()} {making.sentence()}")
    seen: set[str] = set()
    for _ in range(4):
        killed(program, "import", library.folder, folder, within=3)
        assert library("verify")["ok"]
        refs = {one["ref"] for one in library("list")}
        assert seen <= refs
        seen = refs
    rows = library.take(folder)
    assert len({row["ref"] for row in rows}) == 120 == len(library("list"))


def test_killed_tags_judgements_and_merges_are_whole_or_absent(
    library: Evidence, program: Program, tmp_path: Path
) -> None:
    ref = library.take(making.text(tmp_path / "a.txt", making.sentence()))[0]["ref"]
    other = Evidence(program, tmp_path / "Copy.evidence")
    shutil.copytree(library.folder, other.folder)
    for number in range(20):
        other.take(making.text(tmp_path / f"t{number}.txt", making.word()))
    acknowledged = []
    for number in range(6):
        out = killed(
            program, "tag", library.folder, ref, f"1.{number % 5 + 1}", "--note", f"n{number}", "--json", within=1.2
        )
        if out.strip():
            acknowledged.append(json.loads(out)["id"])
        assert {*acknowledged} <= {tag["id"] for tag in library("show", ref)["tags"]}
        killed(program, "judge", library.folder, "1.1", "--know", f"k{number}", within=1.0)
        killed(program, "merge", library.folder, other.folder, within=2.0)
        assert library("verify")["ok"]
        assert len(library("list")) in (1, 21)
    library("merge", other.folder)
    assert len(library("list")) == 21


@pytest.mark.parametrize("form", ["pack", "workbook"])
def test_a_killed_export_leaves_no_half_file(library: Evidence, program: Program, tmp_path: Path, form: str) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(30):
        making.text(folder / f"{number}.txt", f"Report {number} {making.sentence(300)}")
    library.take(folder, options=("--kind", "document"))
    out = tmp_path / f"out.{form}"
    for _ in range(4):
        killed(program, "export", form, library.folder, out, within=2.0)
        if out.exists():
            import zipfile

            assert zipfile.ZipFile(out).testzip() is None
            out.unlink()
    assert library("verify")["ok"]
