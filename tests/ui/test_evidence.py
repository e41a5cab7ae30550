"""Browsing the evidence: filters, several items at once, the queue of what is untagged, and the import report."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QPlainTextEdit
from pytestqt.qtbot import QtBot

from evidence_desk.library import queries
from evidence_desk.library.ulids import now
from evidence_desk.operations import describing, tagging
from evidence_desk.ui import settings
from evidence_desk.ui.models import evidence
from evidence_desk.ui.models.evidence import EvidenceModel
from evidence_desk.ui.partials.columnwidths import LEAST_TITLE
from evidence_desk.ui.partials.evidencetable import EvidenceTable
from evidence_desk.ui.partials.reportlines import elided, report_lines, summary
from evidence_desk.ui.window import Window

PATIENCE = 30_000
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


def _rows(window: Window) -> list[str]:
    model = window.evidence.model
    return [row.key for at in range(model.rowCount()) if (row := model.row(at)) is not None]


def _until(qtbot: QtBot, window: Window, rows: int) -> None:
    qtbot.waitUntil(lambda: window.evidence.model.rowCount() == rows, timeout=PATIENCE)


def _act(qtbot: QtBot, window: Window, gesture: Callable[..., object]) -> None:
    with qtbot.waitSignal(window.session.changed, timeout=PATIENCE):
        window.session.act(gesture)


def _tick(window: Window, facet: str, *values: str) -> None:
    """Opens a filter by the keyboard and ticks, as an officer does."""
    chip = window.evidence.filters.chips[facet]
    chip.button.setFocus()
    QTest.keyClick(chip.button, Qt.Key.Key_Down)
    choices = chip._list.list
    for line in choices.lines():
        if line.data(Qt.ItemDataRole.UserRole) in values:
            choices.setCurrentItem(line)
            QTest.keyClick(choices, Qt.Key.Key_Space)
    QTest.keyClick(choices, Qt.Key.Key_Escape)
    assert not chip._list.isVisible()


# Filters


def test_a_filter_says_what_is_chosen_and_narrows_the_list(qtbot: QtBot, filled: Window) -> None:
    kinds = [row.kind for row in queries.rows(filled.session.desk.library.db, filled.session.today)]
    _tick(filled, "kind", "document", "case-study")
    _until(qtbot, filled, len(kinds) - kinds.count("data-extract"))
    chip = filled.evidence.filters.chips["kind"]
    assert chip.button.accessibleName() == "Kind: Document, Case study"
    assert filled.evidence.head.words == f"{filled.evidence.model.rowCount()} of 5 items"


def test_filters_are_joined_with_each_other_and_with_the_search(qtbot: QtBot, filled: Window) -> None:
    _tick(filled, "kind", "document")
    _tick(filled, "fresh", "undated")
    db, today = filled.session.desk.library.db, filled.session.today
    fits = [row.key for row in queries.rows(db, today) if (row.kind, row.currency) == ("document", "undated")]
    qtbot.waitUntil(lambda: set(_rows(filled)) == set(fits), timeout=PATIENCE)
    QTest.keyClicks(filled.top.search, "therapy")
    qtbot.waitUntil(lambda: filled.evidence.listing.column is None and len(_rows(filled)) < 3, timeout=PATIENCE)
    assert set(_rows(filled)) <= set(fits)


def test_delete_on_a_filter_clears_it_and_one_button_clears_all(qtbot: QtBot, filled: Window) -> None:
    bar = filled.evidence.filters
    _tick(filled, "kind", "case-study")
    _tick(filled, "fresh", "out-of-date")
    _until(qtbot, filled, 0)
    QTest.keyClick(bar.chips["fresh"].button, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: filled.evidence.model.rowCount() > 0, timeout=PATIENCE)
    assert bar.chosen == {"kind": ("case-study",)}
    bar.clear.click()
    _until(qtbot, filled, 5)
    assert bar.chosen == {} and bar.clear.isHidden()


def test_filters_that_nothing_fits_say_so_with_a_way_out(qtbot: QtBot, filled: Window, qapp: QApplication) -> None:
    place = filled.evidence
    _tick(filled, "agency", "voluntary")
    _until(qtbot, filled, 0)
    qtbot.waitUntil(lambda: place.stack.currentWidget() is place.empty, timeout=PATIENCE)
    assert place.empty._sentence.text() == "No item fits these filters."
    assert place.empty._button.text() == "Clear the filters"
    filled.activateWindow()
    place.empty._button.setFocus()
    place.empty._button.click()
    _until(qtbot, filled, 5)
    assert qapp.focusWidget() is place.table


def test_filters_do_not_wait_for_the_word_index(qtbot: QtBot, filled: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object) -> None:
        raise AssertionError("the word index was asked")

    monkeypatch.setattr(type(filled.session.desk), "catch_up", never)
    _tick(filled, "kind", "data-extract")
    _until(qtbot, filled, 1)
    QTest.keyClicks(filled.top.search, "kind:document")
    _until(qtbot, filled, 0)


def test_labels_can_be_chosen_as_soon_as_there_are_some(qtbot: QtBot, filled: Window) -> None:
    chip = filled.evidence.filters.chips["label"]
    assert chip.isHidden()
    key = _rows(filled)[0]
    board = describing.Assignment("labels", "=", "Board")
    _act(qtbot, filled, lambda desk: describing.set_fields(desk, [key], [board]))
    qtbot.waitUntil(lambda: not chip.isHidden(), timeout=PATIENCE)
    _tick(filled, "label", "Board")
    qtbot.waitUntil(lambda: _rows(filled) == [key], timeout=PATIENCE)


def test_filters_give_way_while_reading(reading: Callable[[str], Window]) -> None:
    window = reading("minutes")
    assert not window.evidence.filters.isVisible()
    window.evidence.browse()
    assert window.evidence.filters.isVisible()


# Items come for from elsewhere


def test_items_from_elsewhere_are_a_chip_and_clearing_it_lists_all(qtbot: QtBot, filled: Window) -> None:
    bar = filled.evidence.filters
    filled.places.choose("Framework")
    filled.session.ways.list_items("1.2 · Whose voice: Parent", _rows(filled)[:3])
    _until(qtbot, filled, 3)
    qtbot.waitUntil(bar.only.isVisible, timeout=PATIENCE)
    assert bar.only.button.accessibleName() == "Only: 1.2 · Whose voice: Parent"
    assert bar.go_back.text() == "Back to Framework"
    _tick(filled, "kind", "document")
    qtbot.waitUntil(lambda: 0 < filled.evidence.model.rowCount() < 3, timeout=PATIENCE)
    bar.only._cross.click()
    qtbot.waitUntil(lambda: not bar.only.isVisible(), timeout=PATIENCE)
    assert bar.chosen == {"kind": ("document",)}


def test_escape_goes_back_to_where_the_items_were_come_for(qtbot: QtBot, filled: Window) -> None:
    filled.places.choose("Framework")
    filled.session.ways.list_items("1.2", _rows(filled)[:1])
    _until(qtbot, filled, 1)
    QTest.keyClick(filled.evidence.table, Qt.Key.Key_Escape)
    assert filled.stack.currentWidget() is filled.stack.place("Framework")
    filled.places.choose("Evidence")
    _until(qtbot, filled, 5)


# Widths of columns


def test_a_width_that_was_chosen_holds_in_the_next_window_also_when_closed_while_reading(
    reading: Callable[[str], Window],
) -> None:
    window = reading("minutes")
    window.evidence.browse()
    window.evidence.table.setColumnWidth(evidence.DATE, 177)
    window.evidence.read(_rows(window)[0])
    window.close()
    again = EvidenceTable(EvidenceModel())
    again.resize(1200, 400)
    again.show()
    assert again.columnWidth(evidence.DATE) == 177
    again.close()


def test_widths_never_leave_the_title_without_room(qtbot: QtBot) -> None:
    settings.put("widths", {"date": 9000, "kind": 1, "currency": "wide", "criteria": 480})
    table = EvidenceTable(EvidenceModel())
    qtbot.addWidget(table)
    for width in (480, 796, 1200):
        table.resize(width, 400)
        table.show()
        assert table.columnWidth(evidence.TITLE) >= LEAST_TITLE, width


def test_double_clicking_an_edge_gives_a_column_its_usual_width(filled: Window) -> None:
    table = filled.evidence.table
    usual = table.columnWidth(evidence.DATE)
    table.setColumnWidth(evidence.DATE, usual + 40)
    table.horizontalHeader().sectionHandleDoubleClicked.emit(evidence.DATE)
    assert table.columnWidth(evidence.DATE) == usual


# Several items


def _select(qtbot: QtBot, window: Window, rows: int) -> None:
    table = window.evidence.table
    table.choose(_rows(window)[0])
    table.setFocus()
    for _ in range(rows - 1):
        QTest.keyClick(table, Qt.Key.Key_Down, SHIFT)
    qtbot.waitUntil(lambda: window.evidence.side.currentWidget() is window.evidence.several.panel, timeout=PATIENCE)


def test_several_items_are_tagged_in_one_step(qtbot: QtBot, filled: Window) -> None:
    panel = filled.evidence.several.panel
    _select(qtbot, filled, 3)
    chosen = filled.evidence.table.chosen_keys()
    assert panel.heading.text() == "3 items selected"
    panel.picker.pick("1.3")
    panel.stance.choose("concern")
    panel.note.setPlainText("They all say so.")
    with qtbot.waitSignal(filled.session.changed, timeout=PATIENCE):
        panel.tag.click()
    db, today = filled.session.desk.library.db, filled.session.today
    tags = [tag for item in queries.items(db, today) for tag in item.tags]
    assert {tag.item_key for tag in tags} == set(chosen) and len(tags) == 3
    assert {(tag.criterion, tag.stance, tag.note) for tag in tags} == {("1.3", "concern", "They all say so.")}
    qtbot.waitUntil(lambda: filled.toast.words == "Tagged 3 items to 1.3.", timeout=PATIENCE)
    assert filled.evidence.table.chosen_keys() == chosen
    with qtbot.waitSignal(filled.session.changed, timeout=PATIENCE):
        filled.gestures.undo()
    assert not any(item.tags for item in queries.items(db, today))


def test_two_items_are_made_versions_of_one_the_later_first_or_the_other_way(
    qtbot: QtBot, take_in: Callable[..., Window], tmp_path: Path
) -> None:
    for name in ("Draft", "Final"):
        (tmp_path / f"{name}.txt").write_text(f"{name} words of the strategy.", encoding="utf-8")
    window = take_in(tmp_path / "Final.txt")
    window.session.desk.clock = lambda: now() + 60_000
    take_in(tmp_path / "Draft.txt")
    two = window.evidence.several.panel.two
    qtbot.waitUntil(lambda: window.evidence.model.rowCount() == 2, timeout=PATIENCE)
    assert not two.isVisible()
    _select(qtbot, window, 2)
    qtbot.waitUntil(lambda: two.newest.count() == 2, timeout=PATIENCE)
    assert [two.newest.itemText(at) for at in (0, 1)] == ["Draft", "Final"], "the one that came later is proposed"
    two.newest.setCurrentIndex(1)
    two.join.click()
    qtbot.waitUntil(lambda: window.evidence.model.rowCount() == 1, timeout=PATIENCE)
    db = window.session.desk.library.db
    [item] = queries.items(db, window.session.today)
    assert (item.title, item.versions) == ("Draft", 2)
    assert [one.text for one in queries.text_of(db, item.key)] == ["Final words of the strategy."]
    window.gestures.undo()
    qtbot.waitUntil(lambda: window.evidence.model.rowCount() == 2, timeout=PATIENCE)


def test_what_is_filled_in_is_changed_with_all_and_what_is_blank_stays(qtbot: QtBot, filled: Window) -> None:
    panel = filled.evidence.several.panel
    _select(qtbot, filled, 2)
    assert not panel.change.isEnabled()
    before = {item.key: item for item in queries.items(filled.session.desk.library.db, filled.session.today)}
    panel.date.setText("12 March 2026")
    panel.add_labels.setText("Board, Autumn")
    with qtbot.waitSignal(filled.session.changed, timeout=PATIENCE):
        panel.change.click()
    for key in filled.evidence.table.chosen_keys():
        item = queries.item(filled.session.desk.library.db, key, filled.session.today)
        assert (item.date, item.labels) == ("2026-03-12", ("Autumn", "Board"))
        assert (item.kind, item.marking) == (before[key].kind, before[key].marking)
    qtbot.waitUntil(lambda: filled.toast.words == "Changed 2 items.", timeout=PATIENCE)
    assert panel.assignments == []


def test_delete_removes_what_is_selected_and_the_list_stays_near(qtbot: QtBot, filled: Window) -> None:
    table, keys = filled.evidence.table, _rows(filled)
    table.choose(keys[1])
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Down, SHIFT)
    QTest.keyClick(table, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: _rows(filled) == [keys[0], *keys[3:]], timeout=PATIENCE)
    assert table.current_key() == keys[-1] or table.current_key() == keys[3]
    with qtbot.waitSignal(filled.session.changed, timeout=PATIENCE):
        filled.gestures.undo()
    _until(qtbot, filled, 5)


def test_many_items_are_changed_with_the_job_bar(
    qtbot: QtBot, filled: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("evidence_desk.ui.places.several.MOST_AT_ONCE", 2)
    QTest.keyClick(filled.evidence.table, Qt.Key.Key_A, CTRL)
    panel = filled.evidence.several.panel
    qtbot.waitUntil(lambda: panel.heading.text() == "5 items selected", timeout=PATIENCE)
    panel.picker.pick("2.1")
    with qtbot.waitSignal(filled.session.jobs.ended, timeout=PATIENCE):
        panel.tag.click()
    qtbot.waitUntil(lambda: filled.toast.words == "Tagged 5 items to 2.1.", timeout=PATIENCE)


def test_escape_leaves_one_item_selected(qtbot: QtBot, filled: Window) -> None:
    _select(qtbot, filled, 3)
    QTest.keyClick(filled.evidence.table, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: filled.evidence.side.currentWidget() is filled.evidence.facts, timeout=PATIENCE)
    assert filled.evidence.table.chosen_count == 1


def test_sorting_keeps_what_is_selected(qtbot: QtBot, filled: Window) -> None:
    _select(qtbot, filled, 3)
    chosen = set(filled.evidence.table.chosen_keys())
    with qtbot.waitSignal(filled.evidence.listing.listed, timeout=PATIENCE):
        filled.evidence.table.sort_wanted.emit(evidence.TITLE)
    assert set(filled.evidence.table.chosen_keys()) == chosen


# The queue of what is untagged


def test_a_tagged_item_stays_in_the_queue_until_one_leaves_it(qtbot: QtBot, filled: Window) -> None:
    place, keys = filled.evidence, _rows(filled)
    place.filters.untagged.button.click()
    qtbot.waitUntil(lambda: place.head.words == "5 of 5 items · 5 left to tag", timeout=PATIENCE)
    with qtbot.waitSignal(place.reader.shown, timeout=PATIENCE):
        place.read(keys[1])
    _act(qtbot, filled, lambda desk: tagging.tag(desk, keys[1], "1.3"))
    qtbot.waitUntil(lambda: place.head.words == "4 left to tag", timeout=PATIENCE)
    assert _rows(filled) == keys and place.table.current_key() == keys[1]
    with qtbot.waitSignal(place.reader.shown, timeout=PATIENCE):
        QTest.keyClick(filled, Qt.Key.Key_Down, CTRL)
    assert place.table.current_key() == keys[2]
    assert place.table.chosen_keys() == [keys[2]]
    qtbot.waitUntil(lambda: _rows(filled) == [keys[0], *keys[2:]], timeout=PATIENCE)


def test_a_queue_that_is_done_says_so(qtbot: QtBot, filled: Window) -> None:
    place = filled.evidence
    _act(qtbot, filled, lambda desk: tagging.tag_items(desk, _rows(filled), "1.3"))
    place.filters.untagged.button.click()
    _until(qtbot, filled, 0)
    qtbot.waitUntil(lambda: place.empty._sentence.text() == "Every item here is tagged.", timeout=PATIENCE)


# The import report


@pytest.fixture
def imported(qtbot: QtBot, take_in: Callable[..., Window], tmp_path: Path) -> Window:
    for name in ("one", "two"):
        (tmp_path / f"{name}.txt").write_text(name, encoding="utf-8")
    (tmp_path / "copy.txt").write_text("one", encoding="utf-8")
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7 and no more")
    window = take_in(*(tmp_path / name for name in ("one.txt", "two.txt", "copy.txt", "broken.pdf")))
    qtbot.waitUntil(lambda: window.evidence.report.queue.text() == "Untagged (2)", timeout=PATIENCE)
    _until(qtbot, window, 2)
    return window


def test_the_report_stays_when_another_item_is_selected(qtbot: QtBot, imported: Window) -> None:
    place = imported.evidence
    place.table.step(1)
    assert place.side.currentWidget() is place.report
    place.head.report.click()
    assert place.side.currentWidget() is place.facts
    place.head.report.click()
    assert place.side.currentWidget() is place.report
    place.head.facts.click()
    assert place.side.currentWidget() is place.facts and not place.head.report.isChecked()


def test_a_group_of_the_report_can_be_shown_alone(imported: Window) -> None:
    report = imported.evidence.report
    assert [report.group.itemText(at) for at in range(report.group.count())] == [
        "All (4)", "Could not be read (1)", "New (2)", "Already here (1)",
    ]  # fmt: skip
    report.group.setCurrentIndex(1)
    report.group.activated.emit(1)
    lines = [report.model.line(at) for at in range(report.model.rowCount())]
    assert [line.words for line in lines if line] == ["Could not be read (1)", "broken.pdf"]


def test_a_line_of_the_report_shows_its_item_whatever_is_filtered(qtbot: QtBot, imported: Window) -> None:
    place = imported.evidence
    place.filters.choose({"kind": ("case-study",)})
    place.filters._tell()
    _until(qtbot, imported, 0)
    at = next(at for at in range(place.report.model.rowCount()) if place.report.model.line(at).words == "two.txt")  # type: ignore[union-attr]
    place.report.list.activated.emit(place.report.model.index(at))
    _until(qtbot, imported, 2)
    row = place.model.row(place.table.currentIndex().row())
    assert row is not None and row.title == "two"
    assert place.filters.chosen == {}


def test_the_report_leads_to_what_is_not_tagged_yet_and_counts_it(qtbot: QtBot, imported: Window) -> None:
    place = imported.evidence
    place.report.queue.click()
    qtbot.waitUntil(lambda: place.head.words == "2 of 2 items · 2 left to tag", timeout=PATIENCE)
    assert place.filters.only.button.accessibleName() == "Only: Last import"
    key = _rows(imported)[0]
    _act(qtbot, imported, lambda desk: tagging.tag(desk, key, "1.3"))
    qtbot.waitUntil(lambda: place.report.queue.text() == "Untagged (1)", timeout=PATIENCE)


def test_a_long_file_name_is_cut_in_the_middle() -> None:
    name = "A very long name of a report about waiting times in the north and the south of the county 2026.pdf"
    assert len(elided(name)) <= 52
    assert elided(name).startswith("A very long name") and elided(name).endswith("county 2026.pdf")
    assert elided("short.pdf") == "short.pdf"


# The facts of a case study


def _case(qtbot: QtBot, window: Window) -> str:
    db, today = window.session.desk.library.db, window.session.today
    key = next(row.key for row in queries.rows(db, today) if row.kind == "case-study")
    window.evidence.table.choose(key)
    qtbot.waitUntil(lambda: window.evidence.facts.key == key, timeout=PATIENCE)
    return key


def test_a_case_study_shows_its_own_facts_and_what_is_doubtful(qtbot: QtBot, filled: Window) -> None:
    facts = filled.evidence.facts
    key = _case(qtbot, filled)
    assert not facts._case.isHidden()
    assert "No consent is recorded" in facts._case._words.text()
    consent, words = facts._fields["consent"], facts._fields["own_words"]
    assert isinstance(consent, QComboBox) and isinstance(words, QPlainTextEdit)
    consent.setCurrentIndex(consent.findData("given"))
    with qtbot.waitSignal(filled.session.changed, timeout=PATIENCE):
        consent.activated.emit(consent.currentIndex())
    words.setFocus()
    words.setPlainText("I can go to school now.")
    with qtbot.waitSignal(filled.session.changed, timeout=PATIENCE):
        filled.evidence.table.setFocus()
    item = queries.item(filled.session.desk.library.db, key, filled.session.today)
    assert (item.case.consent, item.case.own_words) == ("given", "I can go to school now.")
    assert "consent" not in facts._case._words.text()


def test_other_items_have_no_facts_of_a_case_study_and_no_field_moves(qtbot: QtBot, filled: Window) -> None:
    facts = filled.evidence.facts
    _case(qtbot, filled)
    where = _heights(filled)
    other = next(
        row.key
        for row in queries.rows(filled.session.desk.library.db, filled.session.today)
        if row.kind == "document" and not row.withheld
    )
    filled.evidence.table.choose(other)
    qtbot.waitUntil(lambda: facts.key == other, timeout=PATIENCE)
    assert facts._case.isHidden()
    assert _heights(filled) == where


def _heights(window: Window) -> list[int]:
    facts = window.evidence.facts
    return [facts._fields[field].mapTo(facts, QPoint(0, 0)).y() for field in ("title", "kind", "labels")]


def test_who_came_from_another_place_to_read_goes_back_there(
    qtbot: QtBot, filled: Window, press: Callable[..., None]
) -> None:
    row = filled.evidence.model.row(0)
    assert row is not None
    filled.go("History")
    with qtbot.waitSignal(filled.evidence.reader.shown, timeout=PATIENCE):
        filled.session.ways.read(row.key)
    press(Qt.Key.Key_Escape)
    assert filled.stack.currentWidget() is filled.stack.place("History")
    filled.go("Evidence")
    assert not filled.evidence.reading


def test_a_zip_is_no_failure_in_the_report(take_in: Callable[..., Window], tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "papers.zip", "w") as made:
        made.writestr("minutes.txt", "Minutes of the forum")
    window = take_in(tmp_path / "papers.zip")
    report = window.evidence.report.current
    assert report is not None
    lines = [one.words for one in report_lines(report)]
    assert lines == ["New (1)", "minutes.txt", "Opened as folders (1)", "papers.zip"]
    assert summary(report).startswith("1 file: 1 new.")
