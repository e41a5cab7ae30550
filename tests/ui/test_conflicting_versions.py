"""Two new versions of one item made apart: the window asks once, by the names of the files."""

import shutil
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from evidence_desk.desk import Desk, open_desk
from evidence_desk.library import queries
from evidence_desk.library.contested import conflicts
from evidence_desk.operations import tagging
from evidence_desk.operations.importing import import_paths
from evidence_desk.operations.merging import merge
from evidence_desk.ui.window import Window

PATIENCE = 30_000
QUOTES = ("The forum was not asked.", "Minutes of the forum.")
FILLER = "Nothing is said here that anybody would quote, at some length.\n\n"


def take(desk: Desk, folder: Path, words: str) -> None:
    (row,) = (one for one in queries.rows(desk.library.db, desk.today) if one.title.lower().startswith("minutes"))
    path = folder / desk.actor / "minutes.txt"
    path.parent.mkdir()
    path.write_text(words, encoding="utf-8")
    import_paths(desk, [path], version_of=row.ref)


def apart(shelf: Path, folder: Path) -> Path:
    """Asha's library with a paper whose quotes stand in two files, one of them Ben's."""
    ours, theirs = folder / "Ours.evidence", folder / "Theirs.evidence"
    shutil.copytree(shelf / "Filled.evidence", ours)
    with open_desk(ours, actor="Asha") as desk:
        (row,) = (one for one in queries.rows(desk.library.db, desk.today) if one.title.lower().startswith("minutes"))
        for criterion, quote in zip(("1.1", "1.2"), QUOTES, strict=True):
            tagging.tag(desk, row.ref, criterion, quote=quote)
    shutil.copytree(ours, theirs)
    with open_desk(ours, actor="Asha") as desk:
        take(desk, folder, FILLER * 30 + "\n\n".join(QUOTES))
    with open_desk(theirs, actor="Ben") as desk:
        take(desk, folder, FILLER * 90 + QUOTES[0])
    with open_desk(ours, actor="Asha") as desk:
        merge(desk, theirs)
    return ours


def test_the_quotes_of_two_new_versions_are_one_question(
    qtbot: QtBot, window: Window, shelf: Path, tmp_path: Path, press: Callable[..., None]
) -> None:
    with qtbot.waitSignal(window.session.opened, timeout=PATIENCE):
        window.session.open(apart(shelf, tmp_path))
    window.go("Packs", "conflicts")
    panel = window.packs.conflicts
    qtbot.waitUntil(lambda: panel.model.rowCount() == 1 and panel.sides.isVisible(), timeout=PATIENCE)
    assert panel.head.text() == "1 conflict"
    line = panel.model.line(0)
    assert line is not None and line.words.endswith(": newest file") and "2 quotes" in line.second
    sides = panel.sides.sides
    qtbot.waitUntil(lambda: all(side.more.isVisible() for side in panel.sides.sides), timeout=PATIENCE)
    assert panel.sides.hint.text().startswith("2 quotes follow your choice")
    assert {(side.short.text(), side.more.text()) for side in sides} == {
        ("minutes.txt, 2 KB", "All of the 2 quotes stand in it."),
        ("minutes.txt, 6 KB", "1 of the 2 quotes stands in it."),
    }
    theirs = [side.short.text() for side in sides].index("minutes.txt, 6 KB")
    assert "1 of the 2 quotes" in sides[theirs].keep.accessibleDescription()
    panel.list.setFocus()
    press((Qt.Key.Key_1, Qt.Key.Key_2)[theirs])
    qtbot.waitUntil(lambda: panel.empty.isVisible(), timeout=PATIENCE)
    assert window.toast.words == "Settled: kept the newest file of Ben; 1 quote found again, 1 lost its place."
    assert window.session.desk.library.db.execute("SELECT count(*) FROM conflict").fetchone()[0] == 0
    with qtbot.waitSignal(window.session.changed, timeout=PATIENCE):
        window.gestures.undo()
    qtbot.waitUntil(lambda: panel.model.rowCount() == 1, timeout=PATIENCE)


def test_places_that_an_earlier_program_left_say_which_file_is_the_newest(
    qtbot: QtBot, window: Window, shelf: Path, tmp_path: Path
) -> None:
    folder = apart(shelf, tmp_path)
    with open_desk(folder, actor="Asha") as desk:
        (one,) = conflicts(desk.library.db)
        with desk.change("settled 1 conflict") as change:
            change.settle(one.entity, "current", one.others[0].value)
    with qtbot.waitSignal(window.session.opened, timeout=PATIENCE):
        window.session.open(folder)
    window.go("Packs", "conflicts")
    panel = window.packs.conflicts
    qtbot.waitUntil(lambda: panel.sides.isVisible() and bool(panel.sides.sides[0].more.text()), timeout=PATIENCE)
    assert panel.sides.heading.text().endswith(": where quotes stand")
    assert [side.more.text() for side in panel.sides.sides] == ["The newest file.", "Not the newest file."]
    panel.sides.choose(1)
    qtbot.waitUntil(lambda: panel.empty.isVisible(), timeout=PATIENCE)
