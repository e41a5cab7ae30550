"""The window from first run to an export, and what it says when things go wrong."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from evidence_desk import preferences
from evidence_desk.ui.places.about import AboutPage
from evidence_desk.ui.places.help import HelpPage
from evidence_desk.ui.places.page import Page
from evidence_desk.ui.places.preferences import PreferencesPage
from evidence_desk.ui.places.table import TABLE
from evidence_desk.ui.window import Window, status_words

PATIENCE = 30_000


def _settle(qtbot: QtBot, window: Window) -> None:
    qtbot.waitUntil(lambda: not window.session.gestures.busy, timeout=PATIENCE)


def test_the_first_page_asks_who_you_are_and_keeps_it(window: Window) -> None:
    window.welcome.name.setText("Asha Example")
    window.welcome.agency.setCurrentIndex(window.welcome.agency.findData("health"))
    window.welcome.area.setText("Northshire")
    asked: list[str] = []
    window.welcome.new_wanted.disconnect()
    window.welcome.new_wanted.connect(asked.append)
    window.welcome._new()
    assert asked == ["Northshire"]
    assert (preferences.load().name, preferences.load().agency) == ("Asha Example", "health")


def test_a_new_library_needs_an_area(window: Window) -> None:
    window.welcome._new()
    assert "area" in window.welcome.notice.words


def test_a_new_library_is_made_and_shown(qtbot: QtBot, window: Window, tmp_path: Path) -> None:
    with qtbot.waitSignal(window.session.opened, timeout=PATIENCE):
        window.session.create(tmp_path / "Eastshire.evidence", "Eastshire")
    assert window.windowTitle().startswith("Eastshire")
    assert window.stack.currentWidget() is window.evidence
    assert preferences.load().recent == [str(tmp_path / "Eastshire.evidence")]


def test_a_folder_that_is_no_library_is_told_in_one_plain_sentence(
    qtbot: QtBot, window: Window, tmp_path: Path
) -> None:
    with qtbot.waitSignal(window.session.failed, timeout=PATIENCE):
        window.session.open(tmp_path)
    assert window.welcome.notice.isVisible()
    assert window.welcome.notice.words


def test_who_has_no_name_is_asked_in_a_quiet_line(qtbot: QtBot, window: Window, library: Path) -> None:
    preferences.save(preferences.Preferences())
    with qtbot.waitSignal(window.session.opened, timeout=PATIENCE):
        window.session.open(library)
    assert window.asking.isVisible()
    window.asking._name.setText("Ben Example")
    window.asking._answer()
    assert not window.asking.isVisible()
    assert window.session.desk.actor == preferences.load().name == "Ben Example"


def test_an_empty_library_says_what_to_do(opened: Window) -> None:
    assert opened.evidence.stack.currentWidget() is opened.evidence.empty


def test_an_import_is_reported_in_plain_groups(take_in: Callable[..., Window], tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("One", encoding="utf-8")
    (tmp_path / "copy.txt").write_text("One", encoding="utf-8")
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7 and no more")
    window = take_in(tmp_path / "one.txt", tmp_path / "copy.txt", tmp_path / "broken.pdf")
    model = window.evidence.report.model
    lines = [model.line(row) for row in range(model.rowCount())]
    headings = [line.words for line in lines if line and line.heading]
    assert headings == ["Could not be read (1)", "New (1)", "Already here (1)"]
    assert "3 files" in window.toast.words


def test_an_import_can_be_taken_back_from_the_quiet_line(
    qtbot: QtBot, take_in: Callable[..., Window], tmp_path: Path
) -> None:
    (tmp_path / "one.txt").write_text("One", encoding="utf-8")
    window = take_in(tmp_path / "one.txt")
    with qtbot.waitSignal(window.session.changed, timeout=PATIENCE):
        window.toast._button.click()
    qtbot.waitUntil(lambda: window.evidence.model.rowCount() == 0, timeout=PATIENCE)
    assert "Undone" in window.toast.words


def test_an_import_is_taken_back_and_brought_again_by_keyboard(
    qtbot: QtBot, filled: Window, press: Callable[..., None]
) -> None:
    window, control = filled, Qt.KeyboardModifier.ControlModifier
    window.evidence.table.setFocus()
    press(Qt.Key.Key_Z, control)
    qtbot.waitUntil(lambda: window.evidence.model.rowCount() == 0, timeout=PATIENCE)
    assert "Undone" in window.toast.words and window.top._redo.isEnabled()
    press(Qt.Key.Key_Z, control | Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: window.evidence.model.rowCount() == 5, timeout=PATIENCE)
    assert not window.top._redo.isEnabled()


def test_a_new_library_has_nothing_to_undo(qtbot: QtBot, window: Window, tmp_path: Path) -> None:
    with qtbot.waitSignal(window.session.opened, timeout=PATIENCE):
        window.session.create(tmp_path / "Eastshire.evidence", "Eastshire")
    assert not window.top._undo.isEnabled()


def test_undo_says_what_it_will_take_back(filled: Window) -> None:
    assert filled.top._undo.accessibleName() == "Undo: import of 5 files"
    assert not filled.top._redo.isEnabled()


def test_the_status_bar_tells_how_many_in_which_library_and_who(filled: Window) -> None:
    words = status_words(filled).text()
    assert words == "5 items  ·  Northshire.evidence  ·  Asha Example, Education"


def test_a_fact_is_changed_in_its_field_and_undone(qtbot: QtBot, filled: Window) -> None:
    window = filled
    field = window.evidence.facts._fields["date"]
    field.setFocus()
    field.setText("12 March 2026")
    with qtbot.waitSignal(window.session.changed, timeout=PATIENCE):
        QTest.keyClick(field, Qt.Key.Key_Return)
    row = window.evidence.model.row(0)
    assert row is not None and row.date == "2026-03-12"
    with qtbot.waitSignal(window.session.changed, timeout=PATIENCE):
        window.gestures.undo()
    row = window.evidence.model.row(0)
    assert row is not None and row.date != "2026-03-12"


def test_a_wrong_date_is_told_and_the_field_goes_back(qtbot: QtBot, filled: Window) -> None:
    window = filled
    field = window.evidence.facts._fields["review_date"]
    field.setText("whenever")
    with qtbot.waitSignal(window.session.failed, timeout=PATIENCE):
        field.editingFinished.emit()
    assert "whenever" in window.notice.words
    assert field.text() == ""


def test_search_lists_what_matches_and_clearing_lists_all(qtbot: QtBot, filled: Window) -> None:
    window = filled
    QTest.keyClicks(window.top.search, "drop-in")
    qtbot.waitUntil(lambda: window.evidence.model.rowCount() == 1, timeout=PATIENCE)
    row = window.evidence.model.row(0)
    assert row is not None and row.title.lower().startswith("report")
    QTest.keyClick(window.top.search, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.evidence.model.rowCount() == 5, timeout=PATIENCE)


def test_nothing_found_says_so_with_a_way_out(qtbot: QtBot, filled: Window) -> None:
    window = filled
    QTest.keyClicks(window.top.search, "zebra")
    qtbot.waitUntil(lambda: window.evidence.stack.currentWidget() is window.evidence.empty, timeout=PATIENCE)
    window.evidence.empty._button.click()
    qtbot.waitUntil(lambda: window.evidence.model.rowCount() == 5, timeout=PATIENCE)


def _done(window: Window) -> int:
    job = window.session.jobs.current
    return job.done if job is not None else 0


def test_a_cancelled_import_keeps_what_was_done_and_the_window_goes_on(
    qtbot: QtBot, opened: Window, tmp_path: Path
) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(60):
        (folder / f"{number}.txt").write_text(f"File {number}", encoding="utf-8")
    with qtbot.waitSignal(opened.session.jobs.ended, timeout=PATIENCE):
        opened.evidence.import_paths([folder])
        qtbot.waitUntil(lambda: _done(opened) > 0, timeout=PATIENCE)
        opened.jobbar._stop()
    qtbot.waitUntil(lambda: opened.evidence.report.model.rowCount() > 0, timeout=PATIENCE)
    assert "60 files" in opened.evidence.report._sum.text()
    assert not opened.jobbar.isVisible()


@pytest.mark.parametrize("kind", [PreferencesPage, AboutPage, HelpPage])
def test_each_page_of_the_program_opens_and_goes_back(opened: Window, kind: type[Page]) -> None:
    opened.leading.show_page(kind)
    page = opened.stack.currentWidget()
    assert isinstance(page, Page) and isinstance(page, kind)
    page.left.emit()
    assert opened.stack.currentWidget() is opened.evidence


def test_places_are_shown_by_the_arrow_keys(qtbot: QtBot, opened: Window) -> None:
    opened.places.setFocus()
    for entry in TABLE[1:]:
        QTest.keyClick(opened.places, Qt.Key.Key_Down)
        assert opened.stack.currentWidget() is opened.stack.place(entry.name)


def test_a_fault_of_ours_is_told_kindly_and_logged_without_words_from_the_evidence(
    opened: Window, caplog: pytest.LogCaptureFixture
) -> None:
    try:
        raise ValueError("a child's name")
    except ValueError as error:
        opened.session.fail(error)
    assert "inside the program" in opened.notice.words
    assert "ValueError" in caplog.text
    assert "child" not in caplog.text


def test_leaving_a_library_gives_it_back(opened: Window, library: Path, qapp: QApplication) -> None:
    from evidence_desk.library.store import open_library

    opened._leave_library()
    assert opened.stack.currentWidget() is opened.welcome
    again = open_library(library)
    assert not again.read_only
    again.close()
