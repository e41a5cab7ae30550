"""What a person sees of a search: what it has to say, where the words stand, and the way from place to place."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from evidence_desk.search.excerpts import Stand
from evidence_desk.ui.reader.found import FoundOnPages
from evidence_desk.ui.window import Window

PATIENCE = 30_000
SHIFT = Qt.KeyboardModifier.ShiftModifier
Search = Callable[[str], Window]


@pytest.fixture
def search(qtbot: QtBot, filled: Window) -> Search:
    """Types a search and waits until all of it is answered."""

    def searched(words: str) -> Window:
        with qtbot.waitSignal(filled.evidence.listing.listed, timeout=PATIENCE):
            filled.top.search.start_anew()
            filled.top.search.search_for(words)
        settle(qtbot, filled)
        return filled

    return searched


def settle(qtbot: QtBot, window: Window) -> None:
    session = window.session
    qtbot.waitUntil(lambda: not (session.lookups.busy or session.lists.busy), timeout=PATIENCE)


def choose(qtbot: QtBot, window: Window, title: str) -> str:
    model = window.evidence.model
    rows = [row for at in range(model.rowCount()) if (row := model.row(at)) is not None]
    key = next(row.key for row in rows if row.title.lower().startswith(title))
    window.evidence.table.choose(key)
    settle(qtbot, window)
    return key


def read(qtbot: QtBot, window: Window, title: str, press: Callable[..., None]) -> None:
    """Chooses the item and presses Enter."""
    choose(qtbot, window, title)
    window.evidence.table.setFocus()
    with qtbot.waitSignal(window.evidence.reader.shown, timeout=PATIENCE):
        press(Qt.Key.Key_Return)
    settle(qtbot, window)


def spoken(window: Window) -> list[str]:
    model = window.evidence.facts.found.model
    role = Qt.ItemDataRole.AccessibleTextRole
    return [model.data(model.index(at, 0), role) for at in range(model.rowCount())]


# What a search has to say


def test_there_is_no_line_where_there_is_nothing_to_say(search: Search) -> None:
    window = search("forum")
    assert not window.evidence.browser.hints.isVisible()


def test_other_names_that_were_searched_are_said(search: Search) -> None:
    hints = search("EHCP").evidence.browser.hints
    assert hints.isVisible() and not hints.link.isVisible()
    assert hints.words.startswith("Also searched: education, health and care plan")


def test_what_may_have_been_meant_is_one_press_away(qtbot: QtBot, search: Search) -> None:
    window = search("autsim")
    hints = window.evidence.browser.hints
    assert hints.link.text() == "Did you mean “autism”?"
    assert hints.link.accessibleName() == hints.link.text()
    with qtbot.waitSignal(window.evidence.listing.listed, timeout=PATIENCE):
        hints.link.click()
    qtbot.waitUntil(lambda: window.evidence.model.rowCount() > 0, timeout=PATIENCE)
    assert window.top.search.text() == "autism"
    assert window.top.search.hasFocus()
    assert not hints.link.isVisible()


@pytest.mark.parametrize(
    ("typed", "said"),
    [("criterion:9.9", "There is no criterion 9.9."), ("colour:red", "There is no fact “colour:”")],
)
def test_what_is_odd_about_a_query_is_said(search: Search, typed: str, said: str) -> None:
    assert search(typed).evidence.browser.hints.words.startswith(said)


def test_the_line_goes_with_the_search_and_while_one_reads(
    qtbot: QtBot, search: Search, press: Callable[..., None]
) -> None:
    window = search("criterion:9.9 OR autism")
    hints = window.evidence.browser.hints
    assert hints.isVisible()
    read(qtbot, window, "report", press)
    assert not hints.isVisible()
    press(Qt.Key.Key_Escape)
    assert hints.isVisible()
    window.top.search.start_anew()
    settle(qtbot, window)
    assert not hints.isVisible()


# Where it stands


def test_the_places_of_the_selected_item_stand_over_its_facts(qtbot: QtBot, search: Search) -> None:
    window = search("the")
    choose(qtbot, window, "report")
    found = window.evidence.facts.found
    assert found.isVisible() and found.height() <= 160
    assert spoken(window)[0].startswith("page 1: ")
    assert "in the north of the county" in spoken(window)[0]
    assert [one.partition(":")[0] for one in spoken(window)] == ["page 1", "page 2", "page 3"]
    choose(qtbot, window, "minutes")
    assert len(spoken(window)) == 1 and "The forum was not asked" in spoken(window)[0]


def test_without_words_there_are_no_places(qtbot: QtBot, search: Search) -> None:
    window = search("is:untagged")
    choose(qtbot, window, "report")
    assert not window.evidence.facts.found.isVisible()
    window = search("the")
    assert window.evidence.facts.found.isVisible()
    window.top.search.start_anew()
    settle(qtbot, window)
    assert not window.evidence.facts.found.isVisible()


def test_enter_on_a_place_reads_there(qtbot: QtBot, search: Search, press: Callable[..., None]) -> None:
    window = search("page OR plan")
    choose(qtbot, window, "report")
    window.evidence.facts.found.view.setFocus()
    press(Qt.Key.Key_Down)
    with qtbot.waitSignal(window.evidence.reader.shown, timeout=PATIENCE):
        press(Qt.Key.Key_Return)
    reader = window.evidence.reader
    assert spoken(window)[1].startswith("page 3: ")
    qtbot.waitUntil(lambda: reader.pages.page == 3, timeout=PATIENCE)
    assert reader.bar.found == "Found 2 of 2"


# From place to place


def test_reading_from_a_search_begins_at_the_first_place_and_goes_round(
    qtbot: QtBot, search: Search, press: Callable[..., None]
) -> None:
    window = search("plan OR page")
    read(qtbot, window, "report", press)
    reader = window.evidence.reader
    qtbot.waitUntil(lambda: reader.pages.page == 2, timeout=PATIENCE)
    qtbot.waitUntil(lambda: bool(reader.pages._found.current_boxes(reader.pages._words.get(2, ()))), timeout=PATIENCE)
    assert reader.bar.found == "Found 1 of 2"
    press(Qt.Key.Key_F3)
    assert (reader.pages.page, reader.bar.found) == (3, "Found 2 of 2")
    press(Qt.Key.Key_F3)
    assert (reader.pages.page, reader.bar.found) == (2, "Found 1 of 2")
    press(Qt.Key.Key_F3, SHIFT)
    assert reader.bar.found == "Found 2 of 2"


def test_in_text_the_caret_goes_to_the_place_and_nothing_is_picked(
    qtbot: QtBot, search: Search, press: Callable[..., None]
) -> None:
    window = search("forum")
    read(qtbot, window, "minutes", press)
    text = window.evidence.reader.text
    assert window.evidence.reader.bar.found == "Found 1 of 2"
    assert text.paragraph() == "Minutes of the forum."
    press(Qt.Key.Key_F3)
    assert text.paragraph() == "The forum was not asked."
    assert len(text.extraSelections()) == 2
    assert not text.textCursor().hasSelection()


def test_in_a_table_the_cell_is_gone_to(qtbot: QtBot, search: Search, press: Callable[..., None]) -> None:
    window = search("waiting")
    read(qtbot, window, "waits", press)
    view = window.evidence.reader.table.view
    assert view.currentIndex().data() == "Waiting"
    assert view.currentIndex().data(Qt.ItemDataRole.FontRole).bold()


def test_a_change_of_the_item_keeps_the_place(qtbot: QtBot, search: Search, press: Callable[..., None]) -> None:
    from evidence_desk.operations import describing

    window = search("forum")
    read(qtbot, window, "minutes", press)
    press(Qt.Key.Key_F3)
    key = window.evidence.facts.key or ""
    change = [describing.Assignment("source", "=", "The forum")]
    with qtbot.waitSignal(window.session.changed, timeout=PATIENCE):
        window.session.act(lambda desk: describing.set_fields(desk, [key], change))
    settle(qtbot, window)
    assert window.evidence.reader.bar.found == "Found 2 of 2"


def test_without_a_search_the_reader_says_nothing_of_places(
    qtbot: QtBot, filled: Window, press: Callable[..., None]
) -> None:
    read(qtbot, filled, "minutes", press)
    press(Qt.Key.Key_F3)
    assert filled.evidence.reader.bar.found == ""
    assert filled.evidence.reader.text.extraSelections() == []


def test_an_emptied_search_takes_its_marks_along(
    qtbot: QtBot, search: Search, press: Callable[..., None], qapp: QApplication
) -> None:
    window = search("forum")
    read(qtbot, window, "minutes", press)
    window.top.search.setFocus()
    QTest.keyClick(window.top.search, Qt.Key.Key_Escape)
    settle(qtbot, window)
    assert window.evidence.reader.bar.found == ""
    assert window.evidence.reader.text.extraSelections() == []


# Which words of a page they are


def test_each_place_of_a_page_has_its_own_words_and_a_longer_word_is_none() -> None:
    line = ["awaited", "wait,", "no", "(wait)"]
    words = [(10.0 * at, 0.0, 10.0 * at + 9, 12.0, word) for at, word in enumerate(line)]
    stands = [Stand("page 4", 3, 0, 4, "wait"), Stand("page 4", 3, 9, 13, "wait"), Stand("page 4", 3, 20, 24, "wait")]
    found = FoundOnPages()
    found.show(stands, 1)
    assert found.page == 4
    assert found.boxes(4, ()) == [[], [], []]
    assert found.boxes(4, words) == [[(10.0, 0.0, 19.0, 12.0)], [(30.0, 0.0, 39.0, 12.0)], []]
    assert found.current_boxes(words) == [(30.0, 0.0, 39.0, 12.0)]
