"""Reading a new version: quotes that lost their place say so, can be listed, and lead to the older version."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from evidence_desk.library import queries
from evidence_desk.operations import tagging
from evidence_desk.operations.importing import import_paths
from evidence_desk.search.factwords import STATES
from evidence_desk.ui import words
from evidence_desk.ui.models.lines import Line
from evidence_desk.ui.window import Window

PATIENCE = 30_000
BEFORE = "Families wait for a year.\n\nThe drop-in helps."
AFTER = "Another beginning.\n\nFamilies wait less.\n\nThe drop-in helps."


@pytest.fixture
def reread(qtbot: QtBot, take_in: Callable[..., Window], tmp_path: Path) -> Callable[[str], Window]:
    """Reads an item with two quotes and a tag as a whole, of which a new version with this text came in meanwhile."""

    def read(text: str) -> Window:
        paper = tmp_path / "paper.txt"
        paper.write_text(BEFORE, encoding="utf-8")
        window = take_in(paper)
        desk, place = window.session.desk, window.evidence
        qtbot.waitUntil(lambda: place.model.rowCount() == 1, timeout=PATIENCE)
        key = next(iter(place.model.keys()))
        tagging.tag(desk, key, "1.1", quote="wait for a year", stance="concern")
        tagging.tag(desk, key, "1.2", quote="The drop-in helps", stance="strength")
        tagging.tag(desk, key, "1.3")
        with qtbot.waitSignal(place.reader.shown, timeout=PATIENCE):
            place.read(key)
        paper.write_text(text, encoding="utf-8")
        with qtbot.waitSignal(place.reader.shown, timeout=PATIENCE):
            import_paths(desk, [paper])
        if "wait for a year" not in text:
            qtbot.waitUntil(lambda: line(window, 0).icon == "warning", timeout=PATIENCE)
        return window

    return read


def line(window: Window, at: int) -> Line:
    found = window.evidence.tags.model.line(at)
    assert found is not None
    return found


def choose(window: Window, at: int) -> None:
    """Goes to a tag in the list, and to its place."""
    tags = window.evidence.tags
    tags.list.setFocus()
    tags.list.setCurrentIndex(tags.model.index(at))


def test_every_state_the_window_offers_is_one_a_query_knows() -> None:
    assert set(words.STATES) <= set(STATES) and "lost-quote" in words.STATES


def test_a_tag_whose_quote_is_not_in_the_newest_version_says_so(reread: Callable[[str], Window]) -> None:
    window = reread(AFTER)
    tags, reader = window.evidence.tags, window.evidence.reader
    assert line(window, 0).second.startswith("Not in the newest version") and line(window, 0).words.startswith("1.1")
    assert line(window, 1).icon == "strength" and "Not in" not in line(window, 1).second
    choose(window, 1)
    assert not tags.lost.isVisible()
    reader.go_to_tag(line(window, 0).key)
    assert reader.notice.isVisible() and "newest version" in reader.notice.words
    # From wherever one came to the tag, the panel is at it and says what can be done.
    assert tags.list.currentIndex().row() == 0 and tags.lost.isVisible()
    assert "Tag these words" in tags.lost.words and tags.lost.button.text() == "Open the older version"


def test_in_the_least_window_nothing_lies_over_another_and_the_older_version_is_in_reach(
    qtbot: QtBot, reread: Callable[[str], Window], press: Callable[..., None]
) -> None:
    window = reread(AFTER)
    window.resize(800, 480)
    tags, reader = window.evidence.tags, window.evidence.reader
    choose(window, 0)
    button = tags.lost.button
    qtbot.waitUntil(lambda: tags.height() < window.height() and button.height() >= button.minimumSizeHint().height())
    QApplication.processEvents()
    press(Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is button
    qtbot.waitUntil(lambda: button.visibleRegion().boundingRect() == button.rect(), timeout=PATIENCE)
    panes = [reader, window.evidence.side]
    places = [QRect(one.mapTo(window, QPoint()), one.size()) for one in panes]
    assert window.rect().contains(places[1]) and not places[0].intersects(places[1])
    for one in (tags.tag_quote, tags.tag_here, tags.tag_item):
        assert one.width() >= one.minimumSizeHint().width() and one.height() >= one.minimumSizeHint().height()
    assert window.top.minimumSizeHint().width() <= window.width()


def test_the_older_version_is_opened_at_the_quote_by_keys_alone_and_nothing_is_tagged_there(
    qtbot: QtBot, reread: Callable[[str], Window], press: Callable[..., None]
) -> None:
    window = reread(AFTER)
    tags, reader = window.evidence.tags, window.evidence.reader
    choose(window, 0)
    press(Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is tags.lost.button
    with qtbot.waitSignal(reader.shown, timeout=PATIENCE):
        press(Qt.Key.Key_Return)
    document = reader.document
    assert document is not None and document.is_older and document.path is not None
    assert document.path.read_text(encoding="utf-8") == BEFORE
    assert "An older version: paper.txt" in reader.older.words and reader.older.isVisible()
    assert reader.text.hasFocus() and reader.text.paragraph() == "Families wait for a year."
    assert [one.mark.criterion for one in document.placed] == ["1.1"]
    assert reader.spot() is None and not tags.tag_here.isEnabled()
    reader.text.selectAll()
    assert tags.quote.toPlainText() == ""
    assert tags.list.currentIndex().row() == 0 and tags.lost.button.text() == "Back to the newest version"
    with qtbot.waitSignal(reader.shown, timeout=PATIENCE):
        tags.lost.button.click()
    assert reader.document is not None and not reader.document.is_older and not reader.older.isVisible()


def test_from_the_older_version_a_tag_that_stands_leads_to_its_place_in_the_newest(
    qtbot: QtBot, reread: Callable[[str], Window]
) -> None:
    window = reread(AFTER)
    reader = window.evidence.reader
    with qtbot.waitSignal(reader.shown, timeout=PATIENCE):
        reader.read_older(line(window, 0).key)
    with qtbot.waitSignal(reader.shown, timeout=PATIENCE):
        reader.go_to_tag(line(window, 1).key)
    assert reader.document is not None and not reader.document.is_older
    assert reader.text.paragraph() == "The drop-in helps."


def test_the_filter_lists_it_until_the_tag_is_moved(
    qtbot: QtBot, reread: Callable[[str], Window], press: Callable[..., None], tmp_path: Path
) -> None:
    window = reread(AFTER)
    place, desk = window.evidence, window.session.desk
    (tmp_path / "other.txt").write_text("Nothing was tagged here.", encoding="utf-8")
    import_paths(desk, [tmp_path / "other.txt"])
    place.browse()
    qtbot.waitUntil(lambda: place.model.rowCount() == 2, timeout=PATIENCE)
    chip = place.filters.chips["more"]
    chip.button.setFocus()
    press(Qt.Key.Key_Down)
    choices = chip._list.list
    choices.setCurrentItem(next(one for one in choices.lines() if one.text() == "A quote lost its place"))
    QTest.keyClick(choices, Qt.Key.Key_Space)
    QTest.keyClick(choices, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: place.model.rowCount() == 1, timeout=PATIENCE)
    key = next(iter(place.model.keys()))
    assert queries.item(desk.library.db, key, desk.today).versions == 2
    with qtbot.waitSignal(place.reader.shown, timeout=PATIENCE):
        place.read(key)
    tagging.tag(desk, key, "1.1", quote="wait less", stance="concern")
    choose(window, 0)
    gone = next(at for at in range(4) if line(window, at).icon == "warning")
    choose(window, gone)
    place.tags.remove.click()
    qtbot.waitUntil(lambda: place.tags.model.rowCount() == 3, timeout=PATIENCE)
    qtbot.waitUntil(lambda: not place.tags.lost.isVisible(), timeout=PATIENCE)
    place.browse()
    place.filters.clear_all()
    qtbot.waitUntil(lambda: place.model.rowCount() == 2, timeout=PATIENCE)
    place.filters.choose({"more": ("lost-quote",)})
    place.filters.changed.emit(place.filters.chosen)
    qtbot.waitUntil(lambda: place.model.rowCount() == 0, timeout=PATIENCE)


def test_where_the_file_is_gone_and_unread_no_button_promises_it(qtbot: QtBot, reread: Callable[[str], Window]) -> None:
    window = reread(AFTER)
    desk, place = window.session.desk, window.evidence
    key = next(iter(place.model.keys()))
    older = queries.versions(desk.library.db, key)[0].sha256
    with desk.change("nothing"):
        desk.library.db.execute("DELETE FROM passage WHERE sha256 = ?", (older,))
    desk.library.files.remove(older)
    with qtbot.waitSignal(place.reader.shown, timeout=PATIENCE):
        place.reader.read(key)
    choose(window, 0)
    assert place.tags.lost.isVisible() and not place.tags.lost.button.isVisible()
    assert "no older version" in place.tags.lost.words


def test_in_a_file_that_was_read_anew_nothing_is_said_of_versions(
    qtbot: QtBot, reread: Callable[[str], Window]
) -> None:
    window = reread(BEFORE + "\n\nA third.")
    desk, place = window.session.desk, window.evidence
    key = next(iter(place.model.keys()))
    with desk.change("nothing"):
        desk.library.db.execute("UPDATE passage SET text = replace(text, 'wait for a year', 'await one year')")
    with qtbot.waitSignal(place.reader.shown, timeout=PATIENCE):
        place.reader.read(key)
    qtbot.waitUntil(lambda: line(window, 0).second.startswith("Not in the text as it is read now"), timeout=PATIENCE)
    choose(window, 0)
    assert place.tags.lost.isVisible() and not place.tags.lost.button.isVisible()
    assert "version" not in place.tags.lost.words and "Tag these words" in place.tags.lost.words


def test_in_a_version_without_text_nothing_is_called_lost_and_the_older_can_be_opened(
    reread: Callable[[str], Window],
) -> None:
    window = reread("  \n")
    assert line(window, 0).second.startswith("Not looked for") and line(window, 2).second.startswith("Whole item")
    choose(window, 0)
    assert "no text" in window.evidence.tags.lost.words and window.evidence.tags.lost.button.isVisible()
