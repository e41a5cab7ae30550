"""The window through the accessibility tree alone, on a real screen: names, the way of the Tab key, a whole job."""

import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from evidence_desk.ui.places.table import TABLE
from tests.ui.tree import SYSTEM_PYTHON, Node, Tree, wait

pytestmark = [
    pytest.mark.screen,
    pytest.mark.skipif(os.name != "posix", reason="an X server is needed"),
]

MOST_STOPS = 80


@pytest.fixture
def home(screen: dict[str, str], tmp_path: Path) -> dict[str, str]:
    """The environment of a person who never started the program before."""
    has_gi = subprocess.run([SYSTEM_PYTHON, "-c", "import gi; gi.require_version('Atspi', '2.0')"], check=False)
    if not shutil.which("xdotool") or has_gi.returncode:
        pytest.skip("needs xdotool, python3-gi and gir1.2-atspi-2.0")
    (tmp_path / "Documents").mkdir()
    own = {f"XDG_{name}_HOME": str(tmp_path / name.lower()) for name in ("CONFIG", "CACHE", "STATE", "DATA")}
    return {**screen, **own, "HOME": str(tmp_path)}


@pytest.fixture
def example(home: dict[str, str], tmp_path: Path) -> Path:
    library = tmp_path / "demo" / "Northshire.evidence"
    program = [sys.executable, "-m", "evidence_desk"]
    subprocess.run([*program, "demo", str(tmp_path / "demo"), "--no-window"], env=home, check=True, capture_output=True)
    # A job bar that comes and goes would be a stop that is there at one time and not at another.
    subprocess.run([*program, "recognise", str(library), "--pause"], env=home, check=True, capture_output=True)
    return library


@pytest.fixture
def tree(home: dict[str, str], example: Path) -> Iterator[Tree]:
    made = Tree(home, "open", example)
    made.find("Evidence items", "table")
    yield made
    assert made.close() == 0


def _nameless(nodes: list[Node]) -> list[Node]:
    return [one for one in nodes if not (one["name"] or one["label"]).strip()]


def _stop(node: Node) -> tuple[str, str, str]:
    """What the Tab key stops at: of several buttons of which one is chosen, the arrow keys reach the others."""
    name = node["name"].partition(": ")[0] if node["role"] in ("check box", "radio button") else node["name"]
    return node["role"], name, node["label"]


def _round(tree: Tree) -> list[Node]:
    """Where the Tab key leads, until it comes to where it began."""
    first = tree.focused()
    assert first is not None, "the focus is lost"
    met = [first]
    while len(met) < MOST_STOPS:
        tree.keys("Tab")
        here = tree.focused()
        assert here is not None, f"the focus is lost after {met[-1]['name']!r}"
        if _stop(here) == _stop(first):
            return met
        met.append(here)
    names = [one["name"] for one in met[-6:]]
    raise AssertionError(f"Tab did not come round in {MOST_STOPS} steps; it went {names}")


def test_in_every_place_all_have_names_and_tab_comes_round(tree: Tree) -> None:
    for entry in TABLE:
        tree.go(entry.name)
        nodes = tree.interactive()
        assert not _nameless(nodes), f"nameless in {entry.name}: {_nameless(nodes)}"
        met = {_stop(one) for one in _round(tree)}
        missed = [one for one in nodes if "enabled" in one["states"] and _stop(one) not in met]
        assert not missed, f"Tab does not reach in {entry.name}: {[(one['role'], one['name']) for one in missed]}"


def test_from_first_run_to_an_exported_pack(home: dict[str, str], tmp_path: Path) -> None:
    minutes = tmp_path / "minutes.txt"
    minutes.write_text("Minutes of the forum.\n\nFamilies were not asked about short breaks.\n", encoding="utf-8")
    tree = Tree(home)
    assert not _nameless(tree.interactive())
    tree.write("Your name", "Asha Example")
    tree.write("Your area", "Northshire")
    tree.press("New evidence library")
    tree.press("Choose files")
    wait(lambda: "File name:" in [one["label"] for one in tree.interactive()], "the file dialog")
    tree.type(str(minutes))
    tree.keys("Return")
    tree.find("minutes", "table cell")
    _tag_whole_item(tree, "2.2")
    pack = tmp_path / "Documents" / "for health.zip"
    tree.go("Packs")
    tree.press("Export as: Pack with the files", "check box")
    tree.write("Save as", str(pack))
    tree.press("Save pack")
    wait(pack.exists, "the pack")
    assert tree.close() == 0
    with zipfile.ZipFile(pack) as opened:
        names = opened.namelist()
    assert any(name.endswith("bagit.txt") for name in names)
    assert any(name.endswith(".txt") and "data/" in name for name in names)


def _tag_whole_item(tree: Tree, criterion: str) -> None:
    tree.focus("Evidence items", "table")
    tree.keys("Return")
    tree.find("Tag the whole item", "push button")
    tree.keys("ctrl+t")
    tree.type(criterion)
    tree.keys("Return")
    wait(lambda: "enabled" in tree.find("Tag the whole item", "push button")["states"], "a criterion to be chosen")
    tree.press("Tag the whole item")
    tree.find(f"{criterion}  Gives context", "list item")
    tree.keys("Escape")
