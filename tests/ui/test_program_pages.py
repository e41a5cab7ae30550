"""The pages of the program itself: preferences that act at once, About with its licences, the log for support."""

import logging
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from evidence_desk import preferences
from evidence_desk.logs import log_path
from evidence_desk.resources import licence
from evidence_desk.ui import settings
from evidence_desk.ui.logbook import log_text
from evidence_desk.ui.places.about import AboutPage
from evidence_desk.ui.places.page import Page
from evidence_desk.ui.places.preferences import PreferencesPage
from evidence_desk.ui.places.support import SupportPage
from evidence_desk.ui.theme import themes
from evidence_desk.ui.window import Window

PATIENCE = 30_000


def _page(window: Window, kind: type[Page]) -> Page:
    window.leading.show_page(kind)
    page = window.stack.currentWidget()
    assert isinstance(page, kind)
    return page


@pytest.fixture
def wishes(filled: Window) -> PreferencesPage:
    page = _page(filled, PreferencesPage)
    assert isinstance(page, PreferencesPage)
    return page


def test_each_preference_is_kept_and_acts_at_once(filled: Window, wishes: PreferencesPage) -> None:
    before = themes.choice
    try:
        wishes.theme.setCurrentIndex(wishes.theme.findData("dark"))
        wishes.theme.activated.emit(0)
        assert themes.current.name.lower() == "dark" and settings.theme_choice() == "dark"
    finally:
        themes.choose(before)
    height = filled.evidence.table.verticalHeader().defaultSectionSize()
    wishes.compact.setChecked(True)
    assert filled.evidence.table.verticalHeader().defaultSectionSize() < height
    wishes.on_enter.setChecked(True)
    assert settings.search_on_enter()
    wishes.name.setText("Ben Example")
    wishes.name.editingFinished.emit()
    assert filled.session.desk.actor == preferences.load().name == "Ben Example"


def test_what_was_said_elsewhere_is_shown(filled: Window, wishes: PreferencesPage) -> None:
    wishes.left.emit()
    filled.session.set_person("Cleo Example", "health")
    _page(filled, PreferencesPage)
    assert (wishes.name.text(), wishes.agency.currentData()) == ("Cleo Example", "health")


def test_the_window_can_be_arranged_as_at_first(qtbot: QtBot, filled: Window, wishes: PreferencesPage) -> None:
    usual = filled.evidence.split.sizes()
    settings.put_state("perception", filled.saveGeometry())
    settings.put("theme", "system")
    filled.resize(1500, 900)
    filled.evidence.split.setSizes([300, 0, 700])
    wishes.anew.click()
    qtbot.waitUntil(lambda: (filled.width(), filled.height()) == (1280, 720), timeout=PATIENCE)
    wishes.left.emit()
    qtbot.waitUntil(lambda: abs(filled.evidence.split.sizes()[2] - usual[2]) <= 2, timeout=PATIENCE)
    kept = preferences.load().window
    assert "state_perception" not in kept and kept["theme"] == "system"


def test_about_names_what_it_is_built_on_with_its_licence(window: Window) -> None:
    page = _page(window, AboutPage)
    assert isinstance(page, AboutPage)
    lines = [line for at in range(page._model.rowCount()) if (line := page._model.line(at)) is not None]
    assert any(line.words.startswith("Qt for Python (PySide6) 6.") and "LGPL" in line.second for line in lines)
    assert all(line.words and line.second for line in lines)


def test_our_licence_can_be_read_in_full(window: Window) -> None:
    page = _page(window, AboutPage)
    assert isinstance(page, AboutPage)
    assert not page.licence.isVisible()
    page.read.click()
    assert page.licence.isVisible() and page.read.accessibleName() == "Hide the licence"
    shown = page.licence.toPlainText().split()
    assert shown == licence().read_text(encoding="utf-8").split()
    page.read.click()
    assert not page.licence.isVisible()


@pytest.fixture
def support(window: Window) -> SupportPage:
    path = log_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("an old line\n\nValueError at tagging.py:7\n", encoding="utf-8")
    page = _page(window, SupportPage)
    assert isinstance(page, SupportPage)
    return page


def test_the_log_is_shown_before_it_is_saved(support: SupportPage, tmp_path: Path) -> None:
    shown = support.text.toPlainText().splitlines()
    assert shown[0].startswith("Evidence Desk") and "ValueError at tagging.py:7" in shown
    assert all(line.strip() for line in shown)
    support.path.setText(str(tmp_path / "log.txt"))
    support.save.click()
    assert (tmp_path / "log.txt").read_text(encoding="utf-8") == log_text()
    assert str(tmp_path / "log.txt") in support.said.text() and support.said.isVisible()


@pytest.mark.parametrize("place", ["log.txt", "", "{}/none/such/log.txt"])
def test_a_place_where_nothing_can_be_saved_is_told_there(support: SupportPage, tmp_path: Path, place: str) -> None:
    support.path.setText(place.format(tmp_path))
    support.save.click()
    assert support.said.isVisible() and support.said.property("kind") == "wrong"


def test_a_very_long_log_is_saved_whole_and_shown_from_its_end(support: SupportPage, window: Window) -> None:
    log_path().write_text("".join(f"line {number}\n" for number in range(3000)), encoding="utf-8")
    support.left.emit()
    window.leading.show_page(SupportPage)
    shown = support.text.toPlainText().splitlines()
    assert len(shown) < 500 and shown[-1] == "line 2999" and "earlier lines" in shown[1]
    assert "line 0\n" in log_text()


def test_the_log_holds_no_words_of_the_evidence(filled: Window) -> None:
    logging.getLogger("evidence_desk.ui").handlers.clear()
    filled.top.search.setText("autism")
    text = log_text().lower()
    assert "autism" not in text and "forum" not in text


def test_every_page_has_one_primary_button_at_most(filled: Window) -> None:
    for kind in (PreferencesPage, AboutPage, SupportPage):
        page = _page(filled, kind)
        primary = [one for one in page.findChildren(QPushButton) if one.property("kind") == "primary"]
        assert len(primary) <= 1
