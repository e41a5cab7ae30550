"""What `pip install .` brings: the program with its data, and nothing else."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BUILD = "import sys; from hatchling.build import build_wheel; build_wheel(sys.argv[1])"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    subprocess.run([sys.executable, "-c", BUILD, str(out)], cwd=ROOT, check=True, capture_output=True)
    return next(out.glob("*.whl"))


def test_it_holds_every_file_of_data(wheel: Path) -> None:
    inside = set(zipfile.ZipFile(wheel).namelist())
    data = [path.relative_to(ROOT / "resources") for path in (ROOT / "resources").rglob("*") if path.is_file()]
    assert data and [path for path in data if f"evidence_desk/_resources/{path.as_posix()}" not in inside] == []


def test_it_holds_the_program_the_licence_and_nothing_else(wheel: Path) -> None:
    inside = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0].split("-")[0] for name in inside} == {"evidence_desk"}
    assert [name for name in inside if name.endswith("licenses/LICENSE")]


def test_an_installed_program_finds_its_data(wheel: Path, tmp_path: Path) -> None:
    """From a folder elsewhere, with the wheel in the place of the checkout."""
    zipfile.ZipFile(wheel).extractall(tmp_path)
    program = "from evidence_desk.resources import resource; print(resource('rules.toml'))"
    command = [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(tmp_path)!r}); {program}"]
    found = subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, text=True).stdout.strip()
    assert Path(found).is_relative_to(tmp_path) and Path(found).is_file()
