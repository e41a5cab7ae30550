"""A place says that there is nothing only once it knows: before the answer is there it shows no empty state."""

import shutil
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from evidence_desk.desk import open_desk
from evidence_desk.library import queries
from evidence_desk.operations import tagging
from evidence_desk.operations.planning import set_inspection
from evidence_desk.ui.partials import empty
from evidence_desk.ui.partials.empty import EmptyState
from evidence_desk.ui.places.table import TABLE
from evidence_desk.ui.window import Window

PATIENCE = 30_000
# These say what to do, not that there is nothing.
INVITING = {empty.TABLE[name].sentence for name in ("colleague", "nothing selected")}


@pytest.fixture
def worked(shelf: Path, tmp_path: Path) -> Path:
    """A library in which no place is empty."""
    folder = Path(shutil.copytree(shelf / "Filled.evidence", tmp_path / "Worked.evidence"))
    with open_desk(folder, actor="Asha Example") as desk:
        for row in queries.rows(desk.library.db, desk.today):
            tagging.tag(desk, row.key, "1.1", stance="concern", voices=["parent"])
        set_inspection(desk, desk.today.replace(year=desk.today.year + 1))
    return folder


def _said(window: Window) -> list[str]:
    place = window.stack.currentWidget()
    assert place is not None
    shown = place.findChildren(EmptyState)
    return [one._sentence.text() for one in shown if one.isVisible() and one._sentence.text() not in INVITING]


def _open(qtbot: QtBot, window: Window, folder: Path) -> None:
    with qtbot.waitSignal(window.session.opened, timeout=PATIENCE):
        window.session.open(folder)


def _settle(qtbot: QtBot, window: Window) -> None:
    session = window.session
    lanes = (session.gestures, session.lookups, session.lists)
    qtbot.waitUntil(lambda: not any(lane.busy for lane in lanes), timeout=PATIENCE)


@pytest.mark.parametrize("name", [entry.name for entry in TABLE])
def test_no_place_says_that_there_is_nothing_before_it_knows(
    qtbot: QtBot, window: Window, library: Path, worked: Path, name: str
) -> None:
    # Nothing that is answered can arrive between `go` and the next line: answers wait for the loop of the window.
    _open(qtbot, window, library)
    window.go(name)
    assert _said(window) == []
    _settle(qtbot, window)
    _open(qtbot, window, worked)
    window.go(name)
    assert _said(window) == []
    _settle(qtbot, window)
    assert _said(window) == []
