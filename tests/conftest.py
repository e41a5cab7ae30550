"""What every test stands on: folders of its own, hypothesis profiles, and skips that are never silent."""

import os
import shutil
import tempfile
from collections.abc import Generator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

CI = os.environ.get("CI", "").lower() == "true"
ROOT = Path(__file__).resolve().parent.parent
# Skipped with a good reason even in CI: too large to install for it, or not this operating system.
MAY_BE_SKIPPED = ("office", "recognition", "elsewhere")

settings.register_profile("default", deadline=None, max_examples=50)
settings.register_profile("ci", deadline=None, max_examples=100, derandomize=True, print_blob=True)
settings.register_profile(
    "long", deadline=None, max_examples=5000, print_blob=True, suppress_health_check=[HealthCheck.too_slow]
)


def _home_of_its_own() -> str:
    """Point every folder a person's programs write to at an empty one, before anything asks where they are."""
    home = tempfile.mkdtemp(prefix="evidence-desk-home-")
    folders = {"HOME": ".", "USERPROFILE": ".", "APPDATA": "roaming", "LOCALAPPDATA": "local"}
    folders |= {f"XDG_{name}_HOME": name.lower() for name in ("CACHE", "CONFIG", "DATA", "STATE")}
    for variable, folder in folders.items():
        path = os.path.normpath(os.path.join(home, folder))
        os.makedirs(path, exist_ok=True)
        os.environ[variable] = path
    return home


HOME = _home_of_its_own()
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--long", action="store_true", help="also the tests that take minutes, and 5,000 examples a law")


def pytest_configure(config: pytest.Config) -> None:
    chosen = "long" if config.getoption("--long") else "ci" if CI else "default"
    settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", chosen))


def pytest_unconfigure() -> None:
    shutil.rmtree(HOME, ignore_errors=True)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the long tests out unless asked for; keep all that share the screen in one worker."""
    if not config.getoption("--long"):
        config.hook.pytest_deselected(items=[item for item in items if item.get_closest_marker("long")])
        items[:] = [item for item in items if not item.get_closest_marker("long")]
    for item in items:
        if item.get_closest_marker("screen"):
            item.add_marker(pytest.mark.xdist_group("screen"))


def pytest_runtest_setup(item: pytest.Item) -> None:
    if item.get_closest_marker("screen") and "EVIDENCE_DESK_SCREEN" not in os.environ:
        pytest.skip("needs a screen of its own: Xvfb, started by packaging/dev.py test")
    if item.get_closest_marker("office") and not shutil.which("soffice"):
        pytest.skip("needs LibreOffice")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Where everything can be installed, a skip is a failure: nobody reads the count of skips in a green run."""
    report = yield
    excused = any(item.get_closest_marker(name) for name in MAY_BE_SKIPPED)
    if CI and report.skipped and not hasattr(report, "wasxfail") and not excused:
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        report.outcome, report.longrepr = "failed", f"With CI=true nothing may be skipped. {reason}"
    return report


@pytest.fixture
def screen() -> dict[str, str]:
    """For tests marked `screen`: the environment of a program that should open a real window.

    The test's own process stays offscreen; the window belongs in a process of its own.
    """
    return os.environ | {"QT_QPA_PLATFORM": "xcb", "DISPLAY": os.environ["EVIDENCE_DESK_SCREEN"]}


@pytest.fixture
def checkout() -> Path:
    """The folder that holds pyproject.toml."""
    return ROOT
