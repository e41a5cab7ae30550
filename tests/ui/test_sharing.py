"""What goes out, what comes in from colleagues, and what goes for good."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from evidence_desk.desk import open_desk
from evidence_desk.library import queries
from evidence_desk.library.store import open_library
from evidence_desk.operations import describing
from evidence_desk.operations.erasing import erase
from evidence_desk.ui.partials.colleague import ColleaguePanel
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


def _titles(window: Window) -> list[str]:
    return [row.title for row in queries.rows(window.session.desk.library.db, window.session.today)]


def _look(qtbot: QtBot, window: Window, source: Path) -> ColleaguePanel:
    panel = window.packs.colleague
    window.go("Packs", "colleague")
    panel.path.setText(str(source))
    panel.look.click()
    qtbot.waitUntil(lambda: panel.add.isVisible() or panel.notice.isVisible(), timeout=PATIENCE)
    return panel


def _add(qtbot: QtBot, panel: ColleaguePanel) -> None:
    panel.add.click()
    qtbot.waitUntil(lambda: panel.preview.text().startswith("Added"), timeout=PATIENCE)


def test_a_colleagues_work_is_shown_before_it_is_taken_in(qtbot: QtBot, filled: Window, colleague: Path) -> None:
    panel = _look(qtbot, filled, colleague)
    assert panel.preview.text() == "It would bring 1 changed."
    lines = [str(panel.model.index(at).data()) for at in range(panel.model.rowCount())]
    assert lines == ["Changed (1)", "A title from health"]
    assert "A title from health" not in _titles(filled)
    _add(qtbot, panel)
    assert "A title from health" in _titles(filled)
    backups = list((filled.session.desk.library.folder / "backups").iterdir())
    assert [one for one in backups if str(one) in panel.backup.text()]


def test_only_the_pack_that_was_shown_can_be_added(qtbot: QtBot, filled: Window, colleague: Path) -> None:
    panel = filled.packs.colleague
    filled.go("Packs", "colleague")
    panel.path.setText(str(colleague))
    assert not panel.add.isVisible() and not panel.add.isEnabled()
    _look(qtbot, filled, colleague)
    assert panel.add.isEnabled()
    panel.path.setText(str(colleague) + "x")
    assert not panel.add.isEnabled()


def test_conflicts_are_shown_beforehand_and_settled_one_after_the_other_by_a_key(
    qtbot: QtBot, filled: Window, colleague: Path, press: Callable[..., None]
) -> None:
    rows = queries.rows(filled.session.desk.library.db, filled.session.today)
    assignments = [describing.parse_assignment(one) for one in ("title=Another title", "date=2026-03-12")]
    with open_desk(colleague, actor="Ben Example", agency="health") as desk:
        describing.set_fields(desk, [rows[0].key], [describing.parse_assignment("date=2026-03-14")])
    with qtbot.waitSignal(filled.session.changed, timeout=PATIENCE):
        filled.session.act(lambda desk: describing.set_fields(desk, [rows[0].key], assignments))
    panel = _look(qtbot, filled, colleague)
    assert "2 conflicts" in panel.preview.text()
    spoken = [panel.model.index(at).data(Qt.ItemDataRole.AccessibleTextRole) for at in range(panel.model.rowCount())]
    assert any("12 March 2026" in one and "Ben Example: 14 March 2026" in one for one in spoken)
    _add(qtbot, panel)
    panel.settle.click()
    conflicts = filled.packs.conflicts
    qtbot.waitUntil(lambda: conflicts.model.rowCount() == 2 and conflicts.sides.isVisible(), timeout=PATIENCE)
    assert conflicts.list.hasFocus()
    assert [side.short.text() for side in conflicts.sides.sides] == ["12 March 2026", "14 March 2026"] or (
        [side.short.text() for side in conflicts.sides.sides] == ["14 March 2026", "12 March 2026"]
    )
    theirs = [side.short.text() for side in conflicts.sides.sides].index("14 March 2026")
    press((Qt.Key.Key_1, Qt.Key.Key_2)[theirs])
    qtbot.waitUntil(lambda: conflicts.model.rowCount() == 1, timeout=PATIENCE)
    assert filled.toast.words == "Settled: kept the date of Ben Example."
    assert conflicts.sides.heading.text().endswith(": title")
    press(Qt.Key.Key_3)
    assert conflicts.sides.editor.field.hasFocus()
    conflicts.sides.editor.field.setPlainText("A third title")
    conflicts.sides.editor.save.click()
    qtbot.waitUntil(lambda: conflicts.empty.isVisible(), timeout=PATIENCE)
    assert "A third title" in _titles(filled)
    with qtbot.waitSignal(filled.session.changed, timeout=PATIENCE):
        filled.gestures.undo()
    qtbot.waitUntil(lambda: conflicts.model.rowCount() == 1, timeout=PATIENCE)


def test_an_erasure_that_would_arrive_is_told_with_its_reason(qtbot: QtBot, filled: Window, colleague: Path) -> None:
    (row, *_) = queries.rows(filled.session.desk.library.db, filled.session.today)
    with open_desk(colleague, actor="Ben Example", agency="health") as desk:
        erase(desk, row.ref, "Sent to us by mistake")
    panel = _look(qtbot, filled, colleague)
    spoken = [panel.model.index(at).data(Qt.ItemDataRole.AccessibleTextRole) for at in range(panel.model.rowCount())]
    assert f"{row.title} ({row.ref}). Reason: Sent to us by mistake" in spoken
    assert row.title in _titles(filled)


def test_a_file_that_is_no_pack_is_told_by_name_and_changes_nothing(
    qtbot: QtBot, filled: Window, tmp_path: Path
) -> None:
    wrong = tmp_path / "holiday.zip"
    wrong.write_bytes(b"no pack")
    before = _titles(filled)
    panel = _look(qtbot, filled, wrong)
    assert "holiday.zip" in panel.notice.words
    assert not panel.add.isVisible() and panel.empty.isVisible()
    assert _titles(filled) == before


def test_looking_into_a_pack_can_be_cancelled(qtbot: QtBot, filled: Window, colleague: Path) -> None:
    panel = filled.packs.colleague
    filled.go("Packs", "colleague")
    panel.path.setText(str(colleague))
    filled.session.jobs.started.connect(lambda job: job.cancel())
    with qtbot.waitSignal(filled.session.jobs.ended, timeout=PATIENCE):
        panel.look.click()
    assert panel.look.isEnabled() and not filled.notice.isVisible()
    assert "A title from health" not in _titles(filled)


def test_what_may_only_be_read_can_neither_be_added_to_nor_settled(
    qtbot: QtBot, window: Window, shelf: Path, tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(shelf / "Filled.evidence", tmp_path / "Shared.evidence"))
    held = open_library(folder)
    try:
        with qtbot.waitSignal(window.session.opened, timeout=PATIENCE):
            window.session.open(folder)
        window.go("Packs", "colleague")
        window.packs.colleague.path.setText(str(folder))
        assert not window.packs.colleague.look.isEnabled()
        assert not window.packs.exporting.save.isEnabled()
    finally:
        window.session.close_library()
        held.close()


def test_a_pack_dropped_on_the_place_is_looked_into(qtbot: QtBot, filled: Window, colleague: Path) -> None:
    filled.go("Packs")
    filled.packs.drops.dropped.emit([colleague])
    panel = filled.packs.colleague
    qtbot.waitUntil(lambda: panel.add.isVisible(), timeout=PATIENCE)
    assert panel.path.text() == str(colleague)
    assert "A title from health" not in _titles(filled)


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
