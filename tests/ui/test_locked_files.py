"""Files under a password and old office files, as the window tells of them after an import."""

import shlex
import sys
from pathlib import Path

import compound
import docx
import locks
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from evidence_desk.library import queries
from evidence_desk.ui.partials.passwords import PasswordPanel
from evidence_desk.ui.window import Window

PATIENCE = 60_000
PASSWORD = "open sesame"


def word(path: Path, text: str) -> Path:
    document = docx.Document()
    document.add_paragraph(text)
    document.save(str(path))
    return path


@pytest.fixture
def locked(qtbot: QtBot, opened: Window, tmp_path: Path) -> Window:
    """A window after an import of two locked files, under different passwords, and one that is open."""
    folder = tmp_path / "in"
    folder.mkdir()
    locks.office(word(folder / "first.docx", "the quokka"), PASSWORD)
    locks.office(word(folder / "second.docx", "the wombat"), "another")
    (folder / "open.txt").write_text("the numbat", encoding="utf-8")
    take_in(qtbot, opened, folder)
    return opened


def take_in(qtbot: QtBot, window: Window, path: Path) -> None:
    window.evidence.import_paths([path])
    qtbot.waitUntil(lambda: window.evidence.taking_in.has_report, timeout=PATIENCE)


def panel_of(window: Window) -> PasswordPanel:
    return window.evidence.taking_in.panel.passwords


def give(qtbot: QtBot, window: Window, password: str) -> PasswordPanel:
    panel = panel_of(window)
    if not panel.field.isVisible():
        panel.give.click()
    QTest.keyClicks(panel.field, password)
    with qtbot.waitSignal(window.session.jobs.ended, timeout=PATIENCE):
        QTest.keyClick(panel.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "It opened" in words(panel), timeout=PATIENCE)
    return panel


def words(panel: PasswordPanel) -> str:
    return " ".join(one.text() for one in (panel.said, panel.title) if not one.isHidden())


def texts(window: Window) -> str:
    db = window.session.desk.library.db
    items = queries.items(db, window.session.desk.today)
    return " ".join(passage.text for item in items for passage in queries.passages(db, item.sha256))


def test_a_password_is_tried_on_all_that_is_locked_and_it_is_said_what_opened(qtbot: QtBot, locked: Window) -> None:
    panel = panel_of(locked)
    assert panel.isVisible() and words(panel) == "2 files are protected with a password"
    give(qtbot, locked, "wrong")
    assert words(panel) == "It opened none of them. 2 files are still protected with a password"
    give(qtbot, locked, PASSWORD)
    assert words(panel) == "It opened first.docx. 1 file is still protected with a password"
    assert "the quokka" in texts(locked) and "the wombat" not in texts(locked)
    give(qtbot, locked, "another")
    assert words(panel) == "It opened second.docx."
    assert "the wombat" in texts(locked)
    assert not panel.leave.isVisible() and not panel.field.isVisible()


def test_it_says_first_that_the_text_will_lie_readable_and_shows_what_is_typed_only_when_asked(
    qtbot: QtBot, locked: Window
) -> None:
    panel = panel_of(locked)
    assert not panel.field.isVisible()
    panel.give.click()
    assert panel.means.isVisible() and "lie readable in this library" in panel.means.text()
    assert panel.field.echoMode() == QLineEdit.EchoMode.Password
    panel.seen.click()
    assert panel.field.echoMode() == QLineEdit.EchoMode.Normal
    QTest.keyClicks(panel.field, "typed")
    panel.leave.click()
    assert not panel.isVisible() and panel.field.text() == ""
    assert panel.field.echoMode() == QLineEdit.EchoMode.Password


def test_nothing_is_asked_where_nothing_is_locked(qtbot: QtBot, opened: Window, tmp_path: Path) -> None:
    (tmp_path / "open.txt").write_text("the numbat", encoding="utf-8")
    take_in(qtbot, opened, tmp_path / "open.txt")
    assert not panel_of(opened).isVisible()


@pytest.mark.skipif(sys.platform == "win32", reason="the program that stands in for LibreOffice is a script")
def test_old_files_are_read_beside_the_window(
    qtbot: QtBot, opened: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "program" / "soffice"
    program.parent.mkdir()
    ready = word(tmp_path / "ready.docx", "the bilby")
    code = f"import shutil, sys; shutil.copyfile({str(ready)!r}, sys.argv[sys.argv.index('--outdir') + 1] + '/0.docx')"
    # A first line `#!` would not bear a blank in Python's own path.
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -c {shlex.quote(code)} "$@"\n', encoding="utf-8")
    program.chmod(0o700)
    monkeypatch.setenv("PATH", str(program.parent), prepend=":")
    compound.write(tmp_path / "old.doc", {"WordDocument": bytes(900)})
    said = opened.session.said
    with qtbot.waitSignal(said, timeout=PATIENCE, check_params_cb=lambda text, _: text == "Read 1 old file."):
        take_in(qtbot, opened, tmp_path / "old.doc")
    assert "the bilby" in texts(opened)
