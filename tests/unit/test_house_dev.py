"""packaging/dev.py: what it promises before and after it has set anything up."""

import ast
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

import dev_system
import dev_venv
import pytest

PACKAGING = Path(__file__).resolve().parents[2] / "packaging"
FILES = sorted(PACKAGING.glob("dev*.py"))


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
def test_an_old_python_can_parse_every_file(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"), feature_version=(3, 6))
    assert not [n for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) and n.module == "__future__"]
    assert not [n for n in ast.walk(tree) if isinstance(n, ast.JoinedStr)], "`{x=}` is not seen by the parser's check"


def imports(path: Path) -> set[str]:
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    plain = {alias.name for n in nodes if isinstance(n, ast.Import) for alias in n.names}
    return {name.split(".")[0] for name in plain | {n.module or "" for n in nodes if isinstance(n, ast.ImportFrom)}}


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
def test_it_needs_nothing_but_the_standard_library(path: Path) -> None:
    own = {p.stem for p in FILES}
    assert imports(path) <= own | set(sys.stdlib_module_names)


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
def test_no_file_of_it_hides_one_of_the_standard_library(path: Path) -> None:
    assert path.stem not in sys.stdlib_module_names


def test_an_old_python_is_told_what_is_needed_in_plain_words(tmp_path: Path) -> None:
    program = (
        "import runpy, sys; sys.version_info = (3, 7, 3, 'final', 0);"
        f"sys.argv = ['dev.py', 'demo']; runpy.run_path({str(PACKAGING / 'dev.py')!r}, run_name='__main__')"
    )
    env = os.environ | {"PATH": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, env=env, check=False)
    assert done.returncode == 1
    assert "needs Python 3.11 or newer, and this is Python 3.7" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="a script in the place of a newer Python")
def test_an_old_python_hands_over_to_a_newer_one_beside_it(tmp_path: Path) -> None:
    newer = tmp_path / "python3.13"
    newer.write_text('#!/bin/sh\necho "newer: $@"\n', encoding="utf-8")
    newer.chmod(0o755)
    program = (
        "import runpy, sys; sys.version_info = (3, 7, 3, 'final', 0);"
        f"sys.argv = ['dev.py', 'demo']; runpy.run_path({str(PACKAGING / 'dev.py')!r}, run_name='__main__')"
    )
    env = os.environ | {"PATH": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, env=env, check=False)
    assert done.stdout.startswith("newer: ") and done.stdout.strip().endswith("dev.py demo")


@pytest.fixture
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A real, empty environment in the place of .venv, with a small package in the place of pip."""
    folder = tmp_path / "é space" / ".venv"
    venv.create(folder, symlinks=os.name != "nt", with_pip=False)
    monkeypatch.setattr(dev_venv, "VENV", folder)
    monkeypatch.setattr(dev_venv, "STAMP", folder / "stamp.json")
    monkeypatch.setattr(dev_venv, "PYTHON", folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python"))
    site = next(folder.rglob("site-packages"))
    (site / "small.py").write_text("x = 1\n", encoding="utf-8")
    (site / "pip-1.0.dist-info").mkdir()
    (site / "pip-1.0.dist-info" / "METADATA").write_text("Name: pip\nVersion: 1.0\n", encoding="utf-8")
    record = f"small.py,,{(site / 'small.py').stat().st_size}\npip-1.0.dist-info/METADATA,,\n"
    (site / "pip-1.0.dist-info" / "RECORD").write_text(record, encoding="utf-8")
    return folder


def test_a_whole_environment_is_left_alone(environment: Path) -> None:
    wanted = dev_venv.wanted_stamp(tools=False)
    assert dev_venv.sound()
    assert dev_venv.satisfied(dict(wanted), wanted)
    assert dev_venv.mendable(None, wanted)


def test_an_environment_without_its_python_is_broken(environment: Path) -> None:
    dev_venv.PYTHON.unlink()
    assert not dev_venv.sound()


def test_an_environment_that_never_got_pip_is_broken(environment: Path) -> None:
    shutil.rmtree(next(environment.rglob("pip-1.0.dist-info")))
    assert not dev_venv.sound()


def test_an_environment_that_lost_a_file_is_broken(environment: Path) -> None:
    next(environment.rglob("small.py")).unlink()
    assert not dev_venv.sound()


def test_an_environment_with_a_file_cut_short_is_broken(environment: Path) -> None:
    next(environment.rglob("small.py")).write_text("", encoding="utf-8")
    assert not dev_venv.sound()


def test_an_environment_of_another_python_is_made_anew(environment: Path) -> None:
    wanted = dev_venv.wanted_stamp(tools=False)
    assert not dev_venv.mendable(dict(wanted, python="3.11.0"), wanted)


def test_an_environment_that_was_moved_is_made_anew(environment: Path) -> None:
    wanted = dev_venv.wanted_stamp(tools=False)
    assert not dev_venv.mendable(dict(wanted, folder="/elsewhere/.venv"), wanted)


def test_a_changed_lock_installs_on_top(environment: Path) -> None:
    wanted = dev_venv.wanted_stamp(tools=False)
    older = dict(wanted, lock="another")
    assert not dev_venv.satisfied(older, wanted)
    assert dev_venv.mendable(older, wanted)


def test_what_the_tests_need_serves_the_demo_too(environment: Path) -> None:
    with_tools = dev_venv.wanted_stamp(tools=True)
    assert dev_venv.satisfied(with_tools, dev_venv.wanted_stamp(tools=False))
    assert not dev_venv.satisfied(dev_venv.wanted_stamp(tools=False), with_tools)


def test_without_the_right_to_install_the_exact_line_is_printed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(dev_system, "on_debian", lambda: True)
    monkeypatch.setattr(dev_system, "absent_libraries", lambda: ["libEGL.so.1"])
    monkeypatch.setattr(dev_system, "absent_packages", lambda names: names)
    monkeypatch.setattr(dev_system, "can_make_venv", lambda: False)
    monkeypatch.setattr(dev_system, "privilege", lambda: None)
    dev_system.install(tools=False)
    version = f"{sys.version_info[0]}.{sys.version_info[1]}"
    wanted = f"libegl1 fonts-dejavu-core tesseract-ocr-eng python{version}-venv"
    assert f"sudo apt-get install {wanted}" in capsys.readouterr().out


def test_windows_and_macos_are_asked_for_nothing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    dev_system.install(tools=True)
    assert capsys.readouterr().out == ""
