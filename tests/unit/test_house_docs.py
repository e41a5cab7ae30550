"""What the documents say can be relied on."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

import evidence_desk

ROOT = Path(__file__).resolve().parents[2]
PAGES = [*ROOT.glob("*.md"), *(ROOT / "resources").rglob("*.md")]
LINK = re.compile(r"\[[^\]]*\]\(([^)#]+)\)")
KEY = re.compile(r'Key\("[^"]+", "([^"]+)", "([^"]+)"\)')

# A part of PySide6; and what draws the pictures of the guide, which comes with python-pptx.
BROUGHT_ALONG = {"shiboken6", "PIL"}


def text(*parts: str) -> str:
    return ROOT.joinpath(*parts).read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_every_link_and_picture_is_there(page: Path) -> None:
    links = [link for link in LINK.findall(page.read_text(encoding="utf-8")) if "://" not in link]
    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_no_page_raises_its_voice(page: Path) -> None:
    prose = re.sub(r"```.*?```|`[^`]*`|!\[", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert "!" not in prose


def test_the_page_of_keys_holds_every_key_of_the_window() -> None:
    rows = [f"| {keys} | {does} |" for keys, does in KEY.findall(text("evidence_desk", "ui", "shortcuts.py"))]
    assert rows and [row for row in rows if row not in text("resources", "help", "keys.md")] == []


def test_the_version_has_its_entry_among_the_changes() -> None:
    assert f"## {evidence_desk.__version__}" in text("CHANGELOG.md")


def test_every_dependency_has_its_reason() -> None:
    project = tomllib.loads(text("pyproject.toml"))["project"]
    names = [re.split(r"[<>=]", wanted)[0] for wanted in project["dependencies"]]
    reasons = text("ARCHITECTURE.md").split("## What it is built from")[1].split("## ")[0]
    assert [name for name in names if name not in reasons] == []


def test_every_package_that_is_imported_is_a_dependency_and_named_on_the_about_page() -> None:
    imported: set[str] = set()
    for path in (ROOT / "evidence_desk").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                imported |= {one.name.partition(".")[0] for one in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                imported.add(node.module.partition(".")[0])
    project = tomllib.loads(text("pyproject.toml"))["project"]
    wanted = {re.split(r"[<>=]", name)[0].lower() for name in project["dependencies"]}
    packages = packages_distributions()
    theirs = {
        name: {one.lower().replace("_", "-") for one in packages.get(name, [])}
        for name in imported - sys.stdlib_module_names - {"evidence_desk"} - BROUGHT_ALONG
    }
    assert theirs and [name for name, of in theirs.items() if not of & wanted] == []
    shown = text("evidence_desk", "ui", "places", "about.py").lower()
    assert [name for name in sorted(wanted) if f'"{name}"' not in shown] == []


def test_the_map_names_only_modules_that_exist() -> None:
    named = re.findall(r"\*\*`([a-z_/]+(?:\.py)?)/?`\*\*", text("ARCHITECTURE.md"))
    assert named and [path for path in named if not (ROOT / "evidence_desk" / path).exists()] == []


def test_every_command_of_dev_is_explained() -> None:
    commands = re.findall(r'^    "(\w+)": ', text("packaging", "dev_commands.py"), re.MULTILINE)
    contributing = text("CONTRIBUTING.md")
    assert commands and [name for name in commands if f"dev.py {name}" not in contributing] == []


def test_the_licence_is_whole() -> None:
    licence = text("LICENSE")
    assert "GNU AFFERO GENERAL PUBLIC LICENSE" in licence
    assert "13. Remote Network Interaction" in licence
    assert "How to Apply These Terms to Your New Programs" in licence


@pytest.mark.parametrize("lock", ["lock.txt", "lock-dev.txt"])
def test_every_locked_package_has_a_version_and_hashes(lock: str) -> None:
    blocks = re.split(r"\n(?=\S)", text("packaging", lock).strip())
    assert len(blocks) > 30
    assert [b for b in blocks if not re.match(r"[a-z0-9.-]+==\S+( ; [^\\]+)? \\\n    --hash=sha256:", b)] == []


def test_every_dependency_is_locked_and_both_locks_agree() -> None:
    project = tomllib.loads(text("pyproject.toml"))["project"]
    runtime, tools = (dict(re.findall(r"^([a-z0-9.-]+)==(\S+)", text("packaging", n), re.MULTILINE)) for n in LOCKS)
    wanted = {re.split(r"[<>=]", name)[0].lower() for name in project["dependencies"]}
    assert wanted <= set(runtime)
    assert {name: version for name, version in runtime.items() if tools.get(name) != version} == {}


LOCKS = ("lock.txt", "lock-dev.txt")
