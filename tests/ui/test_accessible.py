"""Whoever cannot see the window, or cannot use a mouse, finds everything in it."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAction, QShortcut
from PySide6.QtWidgets import QAbstractButton, QApplication, QFrame, QLabel, QScrollBar, QSplitterHandle, QWidget
from pytestqt.qtbot import QtBot

from evidence_desk.ui import shortcuts
from evidence_desk.ui.app import focus_ring
from evidence_desk.ui.places.about import AboutPage
from evidence_desk.ui.places.help import HelpPage
from evidence_desk.ui.places.preferences import PreferencesPage
from evidence_desk.ui.places.table import TABLE
from evidence_desk.ui.window import Window, status_words

PATIENCE = 30_000
Press = Callable[..., None]


def _interactive(window: QWidget) -> Iterator[QWidget]:
    for widget in window.findChildren(QWidget):
        inner = isinstance(widget, QScrollBar | QSplitterHandle) or widget.objectName().startswith("qt_")
        if not inner and (widget.focusPolicy() != Qt.FocusPolicy.NoFocus or isinstance(widget, QAbstractButton)):
            yield widget


def _said(widget: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) if interface is not None else widget.accessibleName()


def test_no_control_in_any_place_is_nameless(filled: Window) -> None:
    for page in (PreferencesPage, AboutPage, HelpPage):
        filled.leading.show_page(page)
    nameless = [
        f"{type(widget).__name__} in {type(widget.parentWidget()).__name__}"
        for widget in _interactive(filled)
        if not _said(widget).strip() and _is_stop(widget)
    ]
    assert nameless == []


def _is_stop(widget: QWidget) -> bool:
    """Whether a person can come to it: viewports and frames behind another widget are not come to."""
    parent = widget.parentWidget()
    viewport = getattr(parent, "viewport", None)
    return not (callable(viewport) and viewport() is widget)


def test_the_agreed_names_are_there(qtbot: QtBot, filled: Window) -> None:
    assert filled.places.accessibleName() == "Places"
    model = filled.places.model()
    assert [model.index(row, 0).data() for row in range(model.rowCount())] == [
        "Evidence", "Framework", "Perception gap", "Self-evaluation", "Inspection", "Packs", "History",
    ]  # fmt: skip
    assert filled.top.search.accessibleName() == "Search evidence"
    assert filled.top.import_button.accessibleName() == "Import"
    assert filled.top.export_button.accessibleName() == "Export workbook"
    assert filled.evidence.table.accessibleName() == "Evidence items"
    assert filled.evidence.reader.accessibleName() == "Reader"
    assert filled.evidence.tags.accessibleName() == "Tags"
    assert filled.statusBar().accessibleName() == "Status"
    assert status_words(filled).accessibleName() == ""
    assert "5 items" in _said(status_words(filled))


def test_every_label_of_a_field_has_its_buddy(filled: Window) -> None:
    filled.leading.show_page(PreferencesPage)
    labels = [one for one in filled.findChildren(QLabel) if one.property("kind") == "field"]
    assert labels
    assert [one.text() for one in labels if one.buddy() is None] == []


@pytest.mark.parametrize("place", [entry.name for entry in TABLE])
def test_tab_comes_round_without_a_trap(filled: Window, qapp: QApplication, press: Press, place: str) -> None:
    filled.activateWindow()
    filled.places.choose(place)
    filled.places.setFocus()
    seen: list[QWidget | None] = []
    for _ in range(80):
        focus = qapp.focusWidget()
        if seen and focus is seen[0]:
            break
        seen.append(focus)
        press(Qt.Key.Key_Tab)
    assert qapp.focusWidget() is seen[0]
    assert len(set(map(id, seen))) == len(seen)
    assert filled.top.search in seen


def test_tab_comes_round_while_reading(qtbot: QtBot, filled: Window, qapp: QApplication, press: Press) -> None:
    key = filled.evidence.table.current_key()
    assert key is not None
    with qtbot.waitSignal(filled.evidence.reader.shown, timeout=PATIENCE):
        filled.evidence.read(key)
    start = qapp.focusWidget()
    seen: list[QWidget | None] = []
    for _ in range(80):
        press(Qt.Key.Key_Tab)
        seen.append(qapp.focusWidget())
        if qapp.focusWidget() is start:
            break
    assert qapp.focusWidget() is start
    assert filled.evidence.tags.picker.field in seen


def test_f6_goes_through_the_panes_and_back(filled: Window, qapp: QApplication, press: Press) -> None:
    filled.evidence.table.setFocus()
    been = []
    for _ in range(4):
        press(Qt.Key.Key_F6)
        been.append(qapp.focusWidget())
    assert been[-1] is filled.evidence.table
    assert filled.places in been
    press(Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert qapp.focusWidget() is been[-2]


def test_no_two_gestures_share_their_keys() -> None:
    used = [key.keys for key in shortcuts.TABLE]
    assert len(used) == len(set(used))


def test_no_keys_mean_two_things_in_the_window(filled: Window) -> None:
    everywhere = [one.key().toString() for one in filled.findChildren(QShortcut)]
    actions = [one for one in filled.findChildren(QAction) if not one.shortcut().isEmpty()]
    everywhere += [
        one.shortcut().toString() for one in actions if one.shortcutContext() != Qt.ShortcutContext.WidgetShortcut
    ]
    assert sorted(everywhere) == sorted(set(everywhere))


def test_nothing_is_wider_than_the_smallest_window(filled: Window) -> None:
    filled.resize(1280, 720)
    assert filled.minimumSizeHint().width() <= 1280
    assert filled.minimumSizeHint().height() <= 720


def test_the_focus_is_ringed(qtbot: QtBot, filled: Window, qapp: QApplication) -> None:
    filled.top.search.setFocus()
    ring = focus_ring(qapp)
    assert ring.widget() is filled.top.search
    filled.evidence.table.setFocus()
    assert ring.widget() is None


def test_frames_take_no_tab_stop(filled: Window) -> None:
    plain = [one for one in filled.findChildren(QFrame) if type(one) is QFrame]
    assert all(one.focusPolicy() == Qt.FocusPolicy.NoFocus for one in plain)
