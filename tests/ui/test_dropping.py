"""Files dropped anywhere on the window are imported, and while they hang over it the window says so."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from evidence_desk.ui.partials.dropping import DropZone
from evidence_desk.ui.window import Window

PATIENCE = 30_000
COPY, LEFT, NONE = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def zone(window: Window) -> DropZone:
    whole = window.centralWidget()
    assert whole is not None
    found = whole.findChild(DropZone, options=Qt.FindChildOption.FindDirectChildrenOnly)
    assert isinstance(found, DropZone)
    return found


def hang(over: QWidget, paper: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(paper))])
    QApplication.sendEvent(over, QDragEnterEvent(QPoint(9, 9), COPY, data, LEFT, NONE))
    return data


@pytest.mark.parametrize("where", ["rail", "top", "search", "evidence"])
def test_files_dropped_on_any_part_of_the_window_come_in(
    qtbot: QtBot, opened: Window, tmp_path: Path, where: str
) -> None:
    opened.go("History")
    (tmp_path / "a.txt").write_text("Parents wait.", encoding="utf-8")
    parts: dict[str, Callable[[], QWidget]] = {
        "rail": lambda: opened.rail, "top": lambda: opened.top, "search": lambda: opened.top.search,
        "evidence": lambda: opened.evidence,
    }  # fmt: skip
    over = parts[where]()
    data = hang(over, tmp_path / "a.txt")
    assert zone(opened).isVisible() and zone(opened).height() > opened.stack.height()
    with qtbot.waitSignal(opened.evidence.taking_in.reported, timeout=PATIENCE):
        QApplication.sendEvent(over, QDropEvent(QPointF(9, 9), COPY, data, LEFT, NONE))
    assert not zone(opened).isVisible() and opened.top.search.text() == ""
    assert opened.stack.currentWidget() is opened.evidence


@pytest.mark.parametrize(("place", "field"), [("Evidence", "Title"), ("Self-evaluation", "What we know")])
def test_a_file_never_becomes_words_in_a_field(
    qtbot: QtBot, filled: Window, tmp_path: Path, place: str, field: str
) -> None:
    filled.go(place)
    fields: list[QWidget] = [*filled.findChildren(QLineEdit), *(filled.findChildren(QTextEdit))]

    def shown() -> list[QWidget]:
        return [one for one in fields if one.isVisible() and one.accessibleName().startswith(field)]

    qtbot.waitUntil(lambda: len(shown()) == 1, timeout=PATIENCE)
    [over] = shown()
    hang(over.viewport() if isinstance(over, QTextEdit) else over, tmp_path / "a.txt")
    assert zone(filled).isVisible()


def test_the_address_of_a_web_page_is_no_file(opened: Window) -> None:
    data = QMimeData()
    data.setUrls([QUrl("https://example.org/a.pdf")])
    QApplication.sendEvent(opened.rail, QDragEnterEvent(QPoint(9, 9), COPY, data, LEFT, NONE))
    assert not zone(opened).isVisible()


def test_files_that_are_carried_off_again_change_nothing(opened: Window, tmp_path: Path) -> None:
    hang(opened.rail, tmp_path / "a.txt")
    assert zone(opened).isVisible()
    QApplication.sendEvent(opened.rail, QDragLeaveEvent())
    assert not zone(opened).isVisible()


def test_without_a_library_nothing_can_be_dropped(window: Window, tmp_path: Path) -> None:
    hang(window.top, tmp_path / "a.txt")
    assert not zone(window).isVisible()
