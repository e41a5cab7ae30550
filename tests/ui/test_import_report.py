"""The import report tells every file apart by what became of it, and finds one by its words."""

from collections.abc import Callable
from pathlib import Path

import docx
import locks
import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from evidence_desk.library.files import Files
from evidence_desk.library.troubles import full_disk
from evidence_desk.model.records import Changes
from evidence_desk.operations.importing import FileRow, ImportReport
from evidence_desk.operations.refusals import CANCELLED
from evidence_desk.operations.walking import OF_LIBRARY
from evidence_desk.ui.partials.reportlines import report_lines, summary
from evidence_desk.ui.window import Window

PATIENCE = 30_000


def row(path: str, status: str = "imported", *, text: bool = False, reason: str | None = None) -> FileRow:
    return FileRow(path, status, None, text, reason, None)


def report(*rows: FileRow) -> ImportReport:
    return ImportReport(rows, Changes(None, None, frozenset()))


def words(made: ImportReport, having: str = "") -> list[str]:
    return [line.words for line in report_lines(made, words=having)]


def test_what_has_no_text_stands_by_itself_and_what_is_no_paper_is_no_failure() -> None:
    made = report(
        row("/in/plan.txt", text=True),
        row("/in/scan.pdf", reason="1 page without text waits for recognition."),
        row("/L.evidence/library.db", "rejected", reason=OF_LIBRARY),
        row("/in/bad.pdf", "rejected", reason="It is damaged."),
    )
    assert words(made) == [
        "Could not be read (1)", "bad.pdf", "Kept without text (1)", "scan.pdf", "New (1)", "plan.txt",
        "Passed over: no papers (1)", "library.db",
    ]  # fmt: skip
    assert summary(made) == "4 files: 2 new, 1 not read, 1 passed over. Your own files were not touched."


def test_a_stopped_import_says_so_and_how_to_go_on() -> None:
    made = report(row("/in/a.txt", text=True), row("/in/b.txt", "rejected", reason=CANCELLED))
    assert summary(made).startswith("The import was stopped. 2 files: 1 new, 1 not reached. Import the same again")
    assert words(made)[0] == "Not reached: the import was stopped (1)"


def test_a_file_is_found_by_its_folder_or_its_reason_and_says_in_what_it_came() -> None:
    made = report(row("/board/mail.eml!/plan.txt", text=True), row("/in/bad.pdf", "rejected", reason="It is damaged."))
    assert words(made, "BOARD plan") == ["New (1)", "plan.txt"]
    assert words(made, "damaged") == ["Could not be read (1)", "bad.pdf"]
    assert words(made, "board damaged") == []
    (line,) = [one for one in report_lines(made) if one.words == "plan.txt"]
    assert line.second == "In mail.eml." and line.full == "plan.txt, in /board/mail.eml"


def test_what_a_password_would_do_is_never_cut_off(
    qtbot: QtBot, take_in: Callable[..., Window], tmp_path: Path
) -> None:
    document = docx.Document()
    document.add_paragraph("the quokka")
    document.save(str(tmp_path / "a.docx"))
    locks.office(tmp_path / "a.docx", "sesame")
    (tmp_path / "open.txt").write_text("the numbat", encoding="utf-8")
    window = take_in(tmp_path / "a.docx", tmp_path / "open.txt")
    panel = window.evidence.report
    qtbot.waitUntil(panel.queue.isVisible, timeout=PATIENCE)
    panel.passwords.give.click()
    qtbot.waitUntil(
        lambda: panel.passwords.means.height() >= panel.passwords.means.heightForWidth(panel.passwords.means.width()),
        timeout=PATIENCE,
    )
    assert not panel.queue.isVisible() and panel.list.isVisible()
    panel.passwords.leave.click()
    assert panel.queue.isVisible() and panel.list.hasFocus()


def test_words_that_no_row_has_are_told(qtbot: QtBot, take_in: Callable[..., Window], tmp_path: Path) -> None:
    (tmp_path / "open.txt").write_text("the numbat", encoding="utf-8")
    panel = take_in(tmp_path / "open.txt").evidence.report
    panel.words.setText("wombat")
    qtbot.waitUntil(panel._nothing.isVisible, timeout=PATIENCE)
    panel.words.clear()
    qtbot.waitUntil(lambda: panel.model.rowCount() == 2 and not panel._nothing.isVisible(), timeout=PATIENCE)


def test_what_came_in_before_an_import_broke_off_is_reported(
    qtbot: QtBot, opened: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(60):
        (folder / f"{number:02}.txt").write_text(f"the words of {number}", encoding="utf-8")
    kept = Files.add

    def full_at_last(files: Files, source: Path, sha256: str) -> Path:
        if source.name == "59.txt":
            raise full_disk(source)
        return kept(files, source, sha256)

    monkeypatch.setattr(Files, "add", full_at_last)
    with qtbot.waitSignal(opened.evidence.taking_in.reported, timeout=PATIENCE):
        opened.evidence.import_paths([folder])
    assert "The disk is full" in opened.notice.words
    panel = opened.evidence.report
    qtbot.waitUntil(lambda: panel.isVisible() and panel.model.rowCount() > 25, timeout=PATIENCE)
    assert opened.evidence.head.report.isVisible() and panel.earlier.choice.count() == 1


@pytest.mark.parametrize("size", [(800, 480), (1280, 720)])
def test_all_that_may_be_asked_at_once_is_whole_and_in_reach(
    qtbot: QtBot, take_in: Callable[..., Window], tmp_path: Path, size: tuple[int, int]
) -> None:
    words = " ".join(f"word{number}" for number in range(60))
    for folder in ("autumn", "spring"):
        (tmp_path / folder).mkdir()
        for number in range(3):
            (tmp_path / folder / f"plan {number}.txt").write_text(f"{words} {number} {folder}", encoding="utf-8")
    document = docx.Document()
    document.save(str(tmp_path / "spring" / "a.docx"))
    locks.office(tmp_path / "spring" / "a.docx", "sesame")
    take_in(tmp_path / "autumn")
    window = take_in(tmp_path / "spring")
    window.resize(*size)
    panel = window.evidence.report
    qtbot.waitUntil(panel.passwords.isVisible, timeout=PATIENCE)
    panel.broken.say("It broke off after 612 of 1,000 files. Import the same again to take in the rest.")
    window.activateWindow()
    panel.list.setFocus()
    alike = [at for at in range(panel.model.rowCount()) if panel.model.line(at).words == "plan 1.txt"]
    panel.list.setCurrentIndex(panel.model.index(alike[0], 0))
    qtbot.waitUntil(lambda: panel.alike.share.isVisible() and is_seen(panel.alike.keep), timeout=PATIENCE)
    panel.passwords.give.click()
    qtbot.waitUntil(lambda: is_seen(panel.passwords.field) and is_seen(panel.passwords.go), timeout=PATIENCE)
    assert panel.alike.isVisible() and cut_off(panel) == []


def is_seen(widget: QWidget) -> bool:
    return widget.isVisible() and widget.visibleRegion().boundingRect() == widget.rect()


def cut_off(panel: QWidget) -> list[str]:
    """What has less room than it needs, wherever one has scrolled to."""
    body = panel.findChild(QScrollArea).widget()
    assert body.width() <= panel.width()
    parts = [one for one in body.findChildren(QWidget) if one.isVisible() and isinstance(one, QLabel | QAbstractButton)]
    return [one.text() for one in parts if one.height() < needed(one)]


def needed(one: QWidget) -> int:
    if one.hasHeightForWidth():
        return one.heightForWidth(one.width())
    return min(one.minimumSizeHint().height(), one.maximumHeight())
