"""The real window on a real screen, by keyboard alone: import, read, tag an excerpt, export the workbook."""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.screen

PATIENCE = 60.0
TEXT = "Minutes of the parent carer forum.\n\nFamilies were not asked about the short breaks statement.\n"


def _command(*arguments: object) -> list[str]:
    return [sys.executable, "-m", "evidence_desk", *map(str, arguments)]


def _told(environment: dict[str, str], *arguments: object) -> object:
    done = subprocess.run(_command(*arguments, "--json"), env=environment, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def _wait(true: Callable[[], object], what: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < deadline, f"waited in vain for {what}"
        time.sleep(0.2)


@pytest.fixture
def home(screen: dict[str, str], tmp_path: Path) -> dict[str, str]:
    """The environment of a person who never started the program before."""
    if not shutil.which("xdotool"):
        pytest.skip("needs xdotool")
    (tmp_path / "Documents").mkdir()
    own = {f"XDG_{name}_HOME": str(tmp_path / name.lower()) for name in ("CONFIG", "CACHE", "STATE", "DATA")}
    return {**screen, **own, "HOME": str(tmp_path), "QT_ACCESSIBILITY": "1"}


@pytest.fixture
def library(home: dict[str, str], tmp_path: Path) -> Path:
    _told(home, "init", tmp_path / "Northshire.evidence", "--area", "Northshire")
    return tmp_path / "Northshire.evidence"


class Keyboard:
    """Keys pressed on the screen, as a person presses them."""

    def __init__(self, environment: dict[str, str]) -> None:
        self._environment = environment

    def _do(self, *words: str) -> str:
        command = ["xdotool", *words]
        return subprocess.run(command, env=self._environment, capture_output=True, text=True, check=False).stdout

    def wait_for_window(self, title: str) -> None:
        _wait(lambda: self._do("search", "--onlyvisible", "--name", title), f"the window {title}")
        self._do("search", "--onlyvisible", "--name", title, "windowfocus", "--sync")
        time.sleep(0.5)

    def press(self, *keys: str) -> None:
        for key in keys:
            self._do("key", "--clearmodifiers", key)
            time.sleep(0.15)

    def write(self, text: str) -> None:
        self._do("type", "--delay", "15", text)
        time.sleep(0.3)


@pytest.fixture
def keyboard(home: dict[str, str], library: Path) -> Iterator[Keyboard]:
    process = subprocess.Popen(_command("open", library), env=home)
    keyboard = Keyboard(home)
    keyboard.wait_for_window("Northshire")
    yield keyboard
    keyboard.press("ctrl+q")
    try:
        assert process.wait(30) == 0
    finally:
        if process.poll() is None:
            process.kill()


@pytest.mark.skipif(os.name != "posix", reason="an X server is needed")
def test_from_import_to_workbook_by_keyboard_alone(
    keyboard: Keyboard, home: dict[str, str], library: Path, tmp_path: Path
) -> None:
    (tmp_path / "minutes.txt").write_text(TEXT, encoding="utf-8")
    keyboard.press("ctrl+i")
    keyboard.wait_for_window("Import files")
    keyboard.write(str(tmp_path / "minutes.txt"))
    keyboard.press("Return")
    _wait(lambda: _told(home, "list", library), "the item")
    keyboard.wait_for_window("Northshire")

    keyboard.press("ctrl+f", "F6", "Return")
    time.sleep(1.0)
    keyboard.press("ctrl+End", "shift+Home", "ctrl+t")
    keyboard.write("2.2")
    keyboard.press("Return", "ctrl+Return")
    _wait(lambda: _tags(home, library), "the tag")
    (tag,) = _tags(home, library)
    assert tag["criterion"] == "2.2"
    assert tag["quote"] == "Families were not asked about the short breaks statement."

    keyboard.press("Escape", "ctrl+e", "Return")
    _wait(lambda: list((tmp_path / "Documents").glob("*.xlsx")), "the workbook")
    (workbook,) = (tmp_path / "Documents").glob("*.xlsx")
    _wait(lambda: workbook.read_bytes().startswith(b"PK"), "the whole workbook")


def _tags(environment: dict[str, str], library: Path) -> list[dict[str, object]]:
    items = _told(environment, "list", library)
    assert isinstance(items, list)
    return [tag for item in items for tag in item["tags"]]
