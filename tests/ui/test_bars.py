"""What stands round a place: the list of places, the line that asks who you are, and the job bar."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QStyleOptionComboBox
from pytestqt.qtbot import QtBot

from evidence_desk.ui.partials.onechoice import OneChoice
from evidence_desk.ui.places.table import TABLE
from evidence_desk.ui.window import Window
from evidence_desk.work.job import Job

PATIENCE = 30_000
Press = Callable[..., None]


@pytest.mark.parametrize("rail", [True, False])
@pytest.mark.parametrize("height", [480, 600, 720])
def test_all_places_are_seen_at_once(qtbot: QtBot, opened: Window, rail: bool, height: int) -> None:
    opened.resize(960, height)
    opened._set_rail(rail)
    last = opened.places.model().index(len(TABLE) - 1, 0)
    sight = opened.places.viewport().rect()
    qtbot.waitUntil(lambda: sight.bottom() + 1 >= opened.places.visualRect(last).bottom() > 0, timeout=PATIENCE)


def test_a_place_is_reached_by_its_number(opened: Window, qapp: QApplication, press: Press) -> None:
    opened.activateWindow()
    for at, entry in enumerate(TABLE):
        press(Qt.Key(Qt.Key.Key_1.value + at), Qt.KeyboardModifier.ControlModifier)
        assert opened.stack.currentWidget() is opened.stack.place(entry.name)
        assert opened.places.currentIndex().row() == at
        focus = qapp.focusWidget()
        assert focus is not None


def test_without_a_library_the_numbers_do_nothing(window: Window) -> None:
    QTest.keyClick(window, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    assert window.stack.currentWidget() is window.welcome


def test_a_short_job_never_shows_the_bar(qtbot: QtBot, opened: Window) -> None:
    job = Job("Importing")
    opened.jobbar.watch(job)
    assert not opened.jobbar.isVisible()
    opened.jobbar.done(job)
    qtbot.wait(250)
    assert not opened.jobbar.isVisible()


def test_the_bar_says_what_how_many_and_can_stop(qtbot: QtBot, opened: Window) -> None:
    job = Job("Importing")
    job.progress(312, 5000, "North/" + "a very long name " * 12 + ".pdf")
    opened.resize(960, 540)
    opened.jobbar.watch(job)
    qtbot.waitUntil(opened.jobbar.isVisible, timeout=PATIENCE)
    bar = opened.jobbar
    assert bar._what.text() == "Importing" and bar._where.text().startswith("312 of 5,000")
    assert bar._cancel.visibleRegion().boundingRect().width() == bar._cancel.width()
    bar._cancel.click()
    assert job.cancelled and not bar._cancel.isEnabled()
    bar.done(job)
    assert not bar.isVisible()


def test_who_you_are_is_asked_in_full_where_there_is_little_room(qtbot: QtBot, opened: Window) -> None:
    opened.resize(960, 540)
    opened.asking.ask("somebody.with.a.very.long.login.name")
    qtbot.waitUntil(lambda: opened.asking.isVisible(), timeout=PATIENCE)
    assert opened.asking._name.width() >= 140
    assert "somebody.with.a.very.long.login.name" in opened.asking._words.toolTip()
    assert opened.width() == 960


def test_a_long_choice_is_cut_with_an_ellipsis_and_its_list_shows_it_whole(qtbot: QtBot) -> None:
    choice = OneChoice()
    qtbot.addWidget(choice)
    choice.addItems(["Short", "Not reached: the import was stopped (1,234)"])
    choice.resize(140, 30)
    choice.setCurrentIndex(1)
    option = QStyleOptionComboBox()
    choice.initStyleOption(option)
    assert choice.shown_in(option).endswith("…") and choice.currentText().endswith("(1,234)")
    choice.show()
    choice.showPopup()
    assert choice.view().width() >= choice.view().sizeHintForColumn(0)
    choice.hidePopup()
    choice.setCurrentIndex(0)
    assert choice.shown_in(option) == "Short"
