"""A full disk, a disk that may only be read, and a library that somebody else has open: told plainly, nothing lost."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e import making
from tests.e2e.conftest import Evidence, Program


def mount(place: Path, *options: str) -> bool:
    place.mkdir(exist_ok=True)
    if not sys.platform.startswith("linux") or os.geteuid() != 0:
        return False
    return subprocess.run(["mount", *options, str(place)], capture_output=True, check=False).returncode == 0


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    place = tmp_path / "stick"
    if not mount(place, "-t", "tmpfs", "-o", "size=1m", "tmpfs"):
        pytest.skip("needs the right to mount a small disk")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def test_a_full_disk_is_one_plain_sentence_and_loses_nothing(
    program: Program, tmp_path: Path, small_disk: Path
) -> None:
    library = Evidence(program, small_disk / "L.evidence")
    program.ok("init", library.folder, "--area", "Testshire")
    ref = library.take(making.text(tmp_path / "small.txt", making.sentence()))[0]["ref"]
    big = making.text(tmp_path / "big.txt", making.sentence(200_000))
    assert "full" in library.fails("import", big)
    filler = small_disk / "filler"
    try:
        with filler.open("wb") as opened:
            while True:
                opened.write(bytes(4096))
                opened.flush()
    except OSError:
        pass
    assert "full" in library.fails("judge", "1.1", "--know", "x" * 20_000)
    assert "full" in program.fails("export", "workbook", library.folder, small_disk / "out.xlsx")
    assert sorted(path.name for path in small_disk.iterdir()) == ["L.evidence", "filler"]
    assert [one["ref"] for one in library("list")] == [ref]
    filler.unlink()
    assert library("verify")["ok"] and library("judge", "1.1")["know"] == ""
    assert library("judge", "1.1", "--know", "x")["know"] == "x"


def test_a_disk_that_may_only_be_read_lets_one_read(library: Evidence, program: Program, tmp_path: Path) -> None:
    ref = library.take(making.text(tmp_path / "a.txt", making.sentence()))[0]["ref"]
    place = tmp_path / "read only"
    if not mount(place, "--bind", str(tmp_path)):
        pytest.skip("needs the right to mount a folder for reading only")
    try:
        subprocess.run(["mount", "-o", "remount,ro,bind", str(place)], check=True)
        locked = Evidence(program, place / library.folder.name)
        assert [one["ref"] for one in locked("list")] == [ref]
        assert locked.fails("tag", ref, "1.1").strip()
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)


def test_a_library_that_somebody_has_open_says_who_and_can_be_read(
    library: Evidence, program: Program, tmp_path: Path
) -> None:
    ref = library.take(making.text(tmp_path / "a.txt", making.sentence()))[0]["ref"]
    holding = (
        "import sys, time; from pathlib import Path; from evidence_desk.desk import open_desk\n"
        "with open_desk(Path(sys.argv[1]), actor='Cleo Holder'):\n    print('open', flush=True); time.sleep(60)"
    )
    held = subprocess.Popen(
        [sys.executable, "-c", holding, str(library.folder)], env=program.environment(), stdout=subprocess.PIPE
    )
    try:
        assert held.stdout is not None and held.stdout.readline().strip() == b"open"
        assert "Cleo Holder" in library.fails("tag", ref, "1.1")
        assert [one["ref"] for one in library("list")] == [ref]
        assert library("search", "plan OR review OR meeting OR time OR team")["total"] in (0, 1)
    finally:
        held.kill()
        held.wait()
    assert library("tag", ref, "1.1")["criterion"] == "1.1"


def test_a_library_moved_and_copied_goes_on_working(library: Evidence, program: Program, tmp_path: Path) -> None:
    word = making.word()
    ref = library.take(making.text(tmp_path / "a.txt", f"Paper {word}"))[0]["ref"]
    moved = Evidence(program, tmp_path / "Other place é" / "Moved.evidence")
    shutil.copytree(library.folder, moved.folder)
    shutil.rmtree(library.folder)
    assert [hit["ref"] for hit in moved("search", word)["hits"]] == [ref]
    assert moved("verify")["ok"]
