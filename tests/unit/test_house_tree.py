"""Rules of the house that no tool knows, read off the files themselves."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "evidence_desk"
FOLDERS = ("evidence_desk", "resources", "packaging", "tests", ".ci")
TEXT = {".py", ".toml", ".txt", ".md", ".spec", ".desktop", ".iss", ".svg", ".ini", ".cfg", ".json", ".yml", ""}
LONGEST_FILE = 400
LONGEST_FUNCTION = 60

NETWORK = {
    "socket", "ssl", "http", "urllib.request", "ftplib", "smtplib", "imaplib", "poplib", "xmlrpc", "socketserver",
    "webbrowser", "requests", "httpx", "aiohttp", "PySide6.QtNetwork",
}  # fmt: skip
SQL = re.compile(
    r"\s*(SELECT\s.+\sFROM\s|INSERT\s+(OR \w+ )?INTO\s|UPDATE\s.+\sSET\s|DELETE\s+FROM\s|PRAGMA\s)", re.DOTALL
)
# Built from pieces, so that this file does not hold what it looks for.
REGISTRIES = ["py" + "pi.org", "python" + "hosted", "npm" + "js", "crates" + ".io", "artifact" + "ory", "/opt/" + "py"]


def text_files() -> Iterator[Path]:
    inside = (path for folder in FOLDERS for path in (ROOT / folder).rglob("*"))
    for path in [*ROOT.iterdir(), *inside]:
        if path.is_file() and path.suffix in TEXT and "__pycache__" not in path.parts:
            yield path


@cache
def modules(*parts: str) -> dict[str, ast.Module]:
    """Every module below a folder of the package, by its path, parsed."""
    found = sorted((PACKAGE.joinpath(*parts)).rglob("*.py"))
    return {str(p.relative_to(PACKAGE)): ast.parse(p.read_text(encoding="utf-8"), str(p)) for p in found}


def imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def named(tree: ast.Module) -> set[str]:
    """Every name a module speaks: variables, attributes and imports."""
    names = {n.attr for n in ast.walk(tree) if isinstance(n, ast.Attribute)}
    names |= {n.id for n in ast.walk(tree) if isinstance(n, ast.Name)}
    return names | {full.rpartition(".")[2] for full in imported(tree)}


def test_no_file_holds_the_address_of_a_package_registry() -> None:
    found = [f"{p}: {word}" for p in text_files() for word in REGISTRIES if word in p.read_text("utf-8", "replace")]
    assert found == []


@pytest.mark.parametrize(
    ("library", "allowed"),
    [("pymupdf", "extract/"), ("fitz", "nowhere"), ("whoosh", "search/whoosh_engine.py"), ("PySide6", "ui/")],
)
def test_a_library_stays_in_its_place(library: str, allowed: str) -> None:
    users = {path for path, tree in modules().items() for name in imported(tree) if name.split(".")[0] == library}
    assert [path for path in users if not path.startswith(allowed)] == []


def test_nothing_in_the_program_can_reach_a_network() -> None:
    found = {(path, name) for path, tree in modules().items() for name in imported(tree) if name in NETWORK}
    assert found == set()


@pytest.mark.parametrize("folder", ["ui", "cli", "operations"])
def test_sql_is_written_only_where_tables_are_known(folder: str) -> None:
    nodes = ((path, node) for path, tree in modules(folder).items() for node in ast.walk(tree))
    texts = ((path, n.value) for path, n in nodes if isinstance(n, ast.Constant) and isinstance(n.value, str))
    assert [(path, text) for path, text in texts if SQL.match(text)] == []


def test_only_the_theme_styles_the_window() -> None:
    users = [path for path, tree in modules().items() if "setStyleSheet" in named(tree)]
    assert [path for path in users if not path.startswith("ui/theme")] == []


@pytest.mark.parametrize("name", ["QSortFilterProxyModel", "resizeColumnsToContents"])
def test_the_window_never_uses_what_makes_long_lists_slow(name: str) -> None:
    assert [path for path, tree in modules("ui").items() if name in named(tree)] == []


def test_a_message_box_stands_only_before_what_cannot_be_undone() -> None:
    users = [path for path, tree in modules("ui").items() if "QMessageBox" in named(tree)]
    assert [path for path in users if "eras" not in path] == []


@pytest.mark.parametrize("folder", ["packaging", "resources"])
def test_a_folder_of_data_is_no_package(folder: str) -> None:
    assert list((ROOT / folder).rglob("__init__.py")) == []


def test_no_file_is_too_long_to_hold_in_mind() -> None:
    lengths = {path: len((PACKAGE / path).read_text(encoding="utf-8").splitlines()) for path in modules()}
    assert {path: lines for path, lines in lengths.items() if lines > LONGEST_FILE} == {}


def test_no_function_is_too_long_to_see_whole() -> None:
    long = {}
    for path, tree in modules().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or 0) - node.lineno + 1
                if lines > LONGEST_FUNCTION:
                    long[f"{path}: {node.name}"] = lines
    assert long == {}


def careless_of_encoding(node: ast.AST) -> bool:
    """`path.read_text()` and `path.write_text(words)` without saying the encoding."""
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
        return False
    needed = {"read_text": 0, "write_text": 1}.get(node.func.attr)
    return needed == len(node.args) and "encoding" not in {keyword.arg for keyword in node.keywords}


def test_text_files_name_their_encoding() -> None:
    """On Windows the default is not UTF-8: what is written there could not be read here."""
    nodes = ((path, node) for path, tree in modules().items() for node in ast.walk(tree))
    assert [f"{path}:{node.lineno}" for path, node in nodes if careless_of_encoding(node)] == []


def test_only_the_tests_of_the_window_need_qt() -> None:
    outside = [p for p in (ROOT / "tests").rglob("*.py") if p.parent.name not in ("ui", "bench")]
    trees = ((path.name, ast.parse(path.read_text(encoding="utf-8"))) for path in outside)
    needed = {(name, wanted) for name, tree in trees for wanted in imported(tree)}
    assert [pair for pair in needed if pair[1].startswith(("PySide6", "pytestqt", "evidence_desk.ui"))] == []
