"""What goes out, what comes in from colleagues, and what goes for good."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from evidence_desk.desk import open_desk
from evidence_desk.library import queries
from evidence_desk.library.store import open_library
from evidence_desk.operations import describing
from evidence_desk.ui.window import Window

PATIENCE = 30_000


@pytest.fixture
def colleague(shelf: Path, tmp_path: Path) -> Path:
    """A colleague's copy of the filled library, in which one title was changed."""
    folder = Path(shutil.copytree(shelf / "Filled.evidence", tmp_path / "Colleague.evidence"))
    with open_desk(folder, actor="Ben Example", agency="health") as desk:
        (row, *_) = queries.rows(desk.library.db, desk.today)
        describing.set_fields(desk, [row.key], [describing.parse_assignment("title=A title from health")])
    return folder


def test_a_colleagues_work_is_shown_before_it_is_taken_in(qtbot: QtBot, filled: Window, colleague: Path) -> None:
    panel = filled.packs.colleague
    filled.places.choose("Packs")
    panel.path.setText(str(colleague))
    with qtbot.waitSignal(filled.session.jobs.ended, timeout=PATIENCE):
        panel.look.click()
    qtbot.waitUntil(lambda: panel.preview.text().startswith("It would bring"), timeout=PATIENCE)
    assert "1 changed" in panel.preview.text()
    titles = [row.title for row in queries.rows(filled.session.desk.library.db, filled.session.today)]
    assert "A title from health" not in titles
    with qtbot.waitSignal(filled.session.jobs.ended, timeout=PATIENCE):
        panel.add.click()
    qtbot.waitUntil(lambda: panel.preview.text().startswith("Added"), timeout=PATIENCE)
    titles = [row.title for row in queries.rows(filled.session.desk.library.db, filled.session.today)]
    assert "A title from health" in titles


def test_what_two_people_said_differently_is_listed(qtbot: QtBot, filled: Window, colleague: Path) -> None:
    (row, *_) = queries.rows(filled.session.desk.library.db, filled.session.today)
    assignment = describing.parse_assignment("title=Another title")
    with qtbot.waitSignal(filled.session.changed, timeout=PATIENCE):
        filled.session.act(lambda desk: describing.set_fields(desk, [row.key], [assignment]))
    panel = filled.packs.colleague
    filled.places.choose("Packs")
    panel.path.setText(str(colleague))
    with qtbot.waitSignal(filled.session.jobs.ended, timeout=PATIENCE):
        panel.add.click()
    qtbot.waitUntil(lambda: panel.model.rowCount() == 1, timeout=PATIENCE)
    line = panel.model.line(0)
    assert line is not None and "Ben Example" in line.spoken and "Another title" in line.spoken + line.second


def test_a_file_that_is_no_pack_is_told_by_name(qtbot: QtBot, filled: Window, tmp_path: Path) -> None:
    wrong = tmp_path / "holiday.zip"
    wrong.write_bytes(b"no pack")
    panel = filled.packs.colleague
    panel.path.setText(str(wrong))
    with qtbot.waitSignal(filled.session.failed, timeout=PATIENCE):
        panel._merge(dry_run=True)
    assert "holiday.zip" in filled.notice.words


def _answer_box(qtbot: QtBot, press: str, reason: str) -> Callable[[], None]:
    def answer() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        (field,) = box.findChildren(QLineEdit)
        (button,) = [one for one in box.findChildren(QPushButton) if one.text() == press]
        if press == "Erase for good":
            assert not button.isEnabled(), "without a reason nothing can be erased"
        field.setText(reason)
        button.click()

    return answer


def test_erasing_asks_for_a_reason_and_is_for_good(
    qtbot: QtBot, filled: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    from PySide6.QtCore import QTimer

    key = filled.evidence.table.current_key()
    assert key is not None
    QTimer.singleShot(300, _answer_box(qtbot, "Erase for good", "Sent to us by mistake"))
    filled.evidence.facts._erase()
    qtbot.waitUntil(lambda: filled.evidence.model.rowCount() == 4, timeout=PATIENCE)
    assert filled.evidence.model.place(key) is None
    assert "Erased" in filled.toast.words
    qtbot.waitUntil(lambda: "kept elsewhere" in filled.notice.words, timeout=PATIENCE)
    assert not filled.toast._button.isVisible()


def test_erasing_can_be_thought_better_of(qtbot: QtBot, filled: Window) -> None:
    from PySide6.QtCore import QTimer

    QTimer.singleShot(300, _answer_box(qtbot, "Keep it", "No reason"))
    filled.evidence.facts._erase()
    assert filled.evidence.model.rowCount() == 5


def test_removing_is_undone_from_the_quiet_line(qtbot: QtBot, filled: Window) -> None:
    filled.evidence.facts._remove()
    qtbot.waitUntil(lambda: filled.evidence.model.rowCount() == 4, timeout=PATIENCE)
    filled.toast._button.click()
    qtbot.waitUntil(lambda: filled.evidence.model.rowCount() == 5, timeout=PATIENCE)


def test_a_library_somebody_else_has_open_can_be_read_and_says_so(
    qtbot: QtBot, window: Window, shelf: Path, tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(shelf / "Filled.evidence", tmp_path / "Shared.evidence"))
    held = open_library(folder)
    try:
        with qtbot.waitSignal(window.evidence.listing.listed, timeout=PATIENCE):
            window.session.open(folder)
        assert window.session.read_only
        assert window.notice.isVisible()
        assert not window.top.import_button.isEnabled()
        assert not window.evidence.facts.isEnabled()
    finally:
        window.session.close_library()
        held.close()


def test_files_dropped_on_the_list_are_imported(qtbot: QtBot, opened: Window, tmp_path: Path) -> None:
    (tmp_path / "dropped.txt").write_text("Dropped", encoding="utf-8")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "dropped.txt"))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    place, action = opened.evidence, Qt.DropAction.CopyAction
    QApplication.sendEvent(place, QDragEnterEvent(QPoint(50, 50), action, data, buttons, keys))
    assert place._drops.isVisible()
    QApplication.sendEvent(place, QDropEvent(QPointF(50, 50), action, data, buttons, keys))
    assert not place._drops.isVisible()
    qtbot.waitUntil(lambda: place.model.rowCount() == 1, timeout=PATIENCE)
