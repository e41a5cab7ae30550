"""The place Inspection: one date, and everything that follows from it."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from evidence_desk.insight.timetable import Timetable, inspection_date, timetable
from evidence_desk.operations.describing import parse_assignment, set_fields
from evidence_desk.operations.planning import set_inspection
from evidence_desk.operations.tagging import tag
from evidence_desk.ui import timewords
from evidence_desk.ui.models.inspection import MOST_SHOWN, ending_lines, step_lines
from evidence_desk.ui.places.inspection import InspectionPlace
from evidence_desk.ui.window import Window, status_words

PATIENCE = 30_000


@pytest.fixture
def place(qtbot: QtBot, filled: Window) -> InspectionPlace:
    filled.go("Inspection")
    found = filled.stack.place("Inspection")
    assert isinstance(found, InspectionPlace)
    _settle(qtbot, filled)
    return found


def _settle(qtbot: QtBot, window: Window) -> None:
    session = window.session
    qtbot.waitUntil(lambda: not session.gestures.busy and not session.lookups.busy, timeout=PATIENCE)
    qtbot.wait(20)
    qtbot.waitUntil(lambda: not session.gestures.busy and not session.lookups.busy, timeout=PATIENCE)


def _date(window: Window, title: str, day: str) -> str:
    desk = window.session.desk
    row = next(row for at in range(5) if (row := window.evidence.model.row(at)) and row.title.lower().startswith(title))
    set_fields(desk, [row.ref], [parse_assignment(f"date={day}")])
    return row.key


def _lines(place: InspectionPlace) -> Iterator[tuple[str, str]]:
    for at in range(place.ending.rowCount()):
        line = place.ending.line(at)
        assert line is not None
        yield line.words, line.key


def test_without_a_date_it_asks_for_one_and_takes_it_as_people_write_it(
    qtbot: QtBot, filled: Window, place: InspectionPlace
) -> None:
    place.take_focus()
    assert filled.focusWidget() is place.asking.field
    QTest.keyClicks(place.asking.field, "8 February 2027")
    QTest.keyClick(place.asking.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: filled.toast.words == "Set the inspection date to 8 February 2027.", timeout=PATIENCE)
    _settle(qtbot, filled)
    assert inspection_date(filled.session.desk.library.db) == date(2027, 2, 8)
    assert place.form.isVisible() and place.form.field.text() == "8 February 2027"
    filled.gestures.undo()
    qtbot.waitUntil(lambda: place.asking.isVisible(), timeout=PATIENCE)


def test_what_is_no_day_is_said_beside_the_field(filled: Window, place: InspectionPlace) -> None:
    place.asking.field.setText("next spring")
    place.asking.save.click()
    assert "“next spring” is not a day" in place.asking.wrong
    assert filled.focusWidget() is place.asking.field


def test_the_counter_stands_in_the_status_bar(qtbot: QtBot, filled: Window, place: InspectionPlace) -> None:
    assert "orking day" not in status_words(filled).text()
    set_inspection(filled.session.desk, date.today() + timedelta(days=200))
    qtbot.waitUntil(lambda: "until notice" in status_words(filled).text(), timeout=PATIENCE)


def test_what_runs_out_is_listed_read_and_shown_as_evidence(
    qtbot: QtBot, filled: Window, place: InspectionPlace
) -> None:
    today = date.today()
    soon = _date(filled, "report", (today - timedelta(days=700)).isoformat())
    gone = _date(filled, "survey", "2019-01-05")
    tag(filled.session.desk, _ref(filled, gone), "1.3")
    set_inspection(filled.session.desk, today + timedelta(days=90))
    _settle(qtbot, filled)
    qtbot.waitUntil(lambda: len(list(_lines(place))) == 6, timeout=PATIENCE)
    keys = [key for _, key in _lines(place)]
    assert keys == ["", soon, "", "criterion:1.3", "", gone]
    with qtbot.waitSignal(filled.session.ways.listing, timeout=PATIENCE) as listed:
        place._list_them.click()
    assert listed.args is not None and listed.args[1] == [soon, gone]
    filled.go("Inspection")
    with qtbot.waitSignal(filled.session.ways.listing, timeout=PATIENCE) as of_criterion:
        _press_on(place, 3)
    assert of_criterion.args is not None and of_criterion.args[1] == [gone]
    filled.go("Inspection")
    with qtbot.waitSignal(filled.evidence.reader.shown, timeout=PATIENCE):
        _press_on(place, 1)
    assert filled.evidence.reading


def _ref(window: Window, key: str) -> str:
    return next(row.ref for at in range(5) if (row := window.evidence.model.row(at)) and row.key == key)


def _press_on(place: InspectionPlace, row: int) -> None:
    place.list.setCurrentIndex(place.ending.index(row, 0))
    QTest.keyClick(place.list, Qt.Key.Key_Return)


def test_tab_leaves_both_lists_and_comes_round(
    qtbot: QtBot, filled: Window, place: InspectionPlace, qapp: QApplication, press: Callable[..., None]
) -> None:
    _date(filled, "survey", "2019-01-05")
    set_inspection(filled.session.desk, date.today() + timedelta(days=90))
    qtbot.waitUntil(place.list.isVisible, timeout=PATIENCE)
    filled.activateWindow()
    place.take_focus()
    qtbot.waitUntil(lambda: qapp.focusWidget() is place.list, timeout=PATIENCE)
    met: list[QWidget | None] = []
    for _ in range(60):
        press(Qt.Key.Key_Tab)
        met.append(qapp.focusWidget())
        if met[-1] is place.list:
            break
    assert met[-1] is place.list
    assert {place.days, place.form.field, place.form.save, place._list_them, filled.places} <= set(met)


def test_another_library_shows_nothing_of_the_one_before(qtbot: QtBot, filled: Window, place: InspectionPlace) -> None:
    set_inspection(filled.session.desk, date.today() + timedelta(days=90))
    _settle(qtbot, filled)
    filled.session.close_library()
    assert place.ending.rowCount() == 0 and not place.pages.isVisible()


@pytest.fixture
def times(filled: Window) -> Callable[[date], Timetable]:
    set_inspection(filled.session.desk, date(2027, 2, 8))

    def seen_from(today: date) -> Timetable:
        found = timetable(filled.session.desk.library.db, today)
        assert found is not None
        return found

    return seen_from


@pytest.mark.parametrize(
    ("today", "figure", "sentence"),
    [
        (date(2026, 11, 25), "40 working days until notice", "Notice comes on Monday 25 January 2027."),
        (date(2027, 1, 22), "1 working day until notice", "Notice comes on"),
        (date(2027, 1, 25), "Working day 1 of 10", "Notice came today. Inspectors come on site in 10 working days"),
        (date(2027, 2, 1), "Working day 6 of 10", "in 5 working days, on Monday 8 February 2027."),
        (date(2027, 2, 8), "Inspectors are on site", "Today is the first day on site."),
        (date(2027, 2, 10), "Inspectors are on site", "Inspectors have been on site since Monday 8 February 2027."),
        (date(2027, 2, 20), "The inspection is over", "Inspectors were on site from Monday 8 February 2027"),
    ],
)
def test_the_words_fit_the_day(times: Callable[[date], Timetable], today: date, figure: str, sentence: str) -> None:
    assert timewords.figure(times(today)) == figure
    assert sentence in timewords.sentence(times(today))


def test_today_is_marked_by_a_glyph_and_a_word(times: Callable[[date], Timetable]) -> None:
    between = step_lines(times(date(2026, 11, 25)))
    assert [line.words for line in between][:2] == ["Today", "Notice"]
    during = step_lines(times(date(2027, 2, 1)))
    marked = [line for line in during if "today" in line.words.lower()]
    assert [line.words for line in marked] == ["Weeks one and two: today"] and marked[0].icon == "chevron-right"
    assert during[0].words == "Notice: passed"


def test_a_very_long_group_is_cut_and_says_so(filled: Window) -> None:
    from evidence_desk.insight.expiring import Ending, Expiring

    many = tuple(Ending(f"k{n}", f"E-{n}", "A title", "document", date(2020, 1, 1), False) for n in range(5000))
    lines = ending_lines(Expiring(date(2027, 2, 8), (), many, ()), date(2026, 11, 25))
    assert len(lines) == MOST_SHOWN + 2
    assert lines[0].words == "Out of date already (5,000)" and lines[-1].words == "And 4,940 more"
