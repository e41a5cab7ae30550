"""The place Framework: the map of what is covered, what is behind each figure, and each criterion as a page."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from evidence_desk.insight.coverage import coverage
from evidence_desk.insight.gaps import by_criterion
from evidence_desk.library import queries
from evidence_desk.model.framework import Basis, Criterion, Framework, Theme
from evidence_desk.model.vocabulary import VOICES
from evidence_desk.operations import describing, judging, tagging
from evidence_desk.ui import settings
from evidence_desk.ui.models.basis import rests_on
from evidence_desk.ui.models.coverage import ALL, DIMENSIONS, FIRST_VALUE, HEAD, CoverageModel, CriterionRow, ThemeRow
from evidence_desk.ui.partials.criteriontext import paragraphs
from evidence_desk.ui.places.framework import FrameworkPlace
from evidence_desk.ui.window import Window

PATIENCE = 30_000
Press = Callable[..., None]
PARENT = FIRST_VALUE + VOICES.index("parent")


def _tag_some(window: Window) -> None:
    """Two items under 1.1, one of them a parent's word, and one under 2.2 that is dated long ago."""
    desk = window.session.desk
    keys = {row.title: row.key for row in queries.rows(desk.library.db, desk.today)}
    by_start = {title.lower().split()[0]: key for title, key in keys.items()}
    tagging.tag(desk, by_start["survey"], "1.1", stance="concern", quote="parents about therapy", voices=["parent"])
    tagging.tag(desk, by_start["minutes"], "1.1", stance="strength")
    tagging.tag(desk, by_start["minutes"], "2.2", stance="context")
    describing.set_fields(desk, [by_start["minutes"]], [describing.parse_assignment("date=2020-03-12")])
    describing.set_fields(desk, [by_start["minutes"]], [describing.parse_assignment("voices=leader")])


@pytest.fixture
def place(qtbot: QtBot, filled: Window) -> FrameworkPlace:
    """The place on a library with three tags."""
    _tag_some(filled)
    return _shown(qtbot, filled)


def _shown(qtbot: QtBot, window: Window) -> FrameworkPlace:
    window.activateWindow()
    window.go("Framework")
    place = window.stack.currentWidget()
    assert isinstance(place, FrameworkPlace)
    qtbot.waitUntil(lambda: place.seen is not None, timeout=PATIENCE)
    place.take_focus()
    return place


def _at(place: FrameworkPlace, criterion: str, column: int) -> QModelIndex:
    at = place.model.place(criterion)
    assert at is not None
    return place.model.index(at, column)


def test_each_cell_says_its_figure_in_a_sentence(place: FrameworkPlace) -> None:
    for column, sentence in (
        (ALL, "1.1, all evidence: 2 items"),
        (PARENT, "1.1, whose voice parent: 1 item"),
        (FIRST_VALUE, "1.1, whose voice child: no evidence"),
    ):
        index = _at(place, "1.1", column)
        assert index.data(Qt.ItemDataRole.AccessibleTextRole) == sentence
        assert index.data(Qt.ItemDataRole.ToolTipRole) == sentence
    assert _at(place, "1.1", FIRST_VALUE).data() == "none"
    assert _at(place, "1.1", ALL).data() == "2"
    rows, columns = place.model.rowCount(), place.model.columnCount()
    cells = [place.model.index(row, column) for row in range(rows) for column in range(columns)]
    assert all(cell.data(Qt.ItemDataRole.AccessibleTextRole) for cell in cells)
    assert place.table.accessibleName() == "Coverage"


def test_a_column_with_nothing_in_any_row_is_shown(place: FrameworkPlace) -> None:
    headings = [place.model.headerData(at, Qt.Orientation.Horizontal) for at in range(place.model.columnCount())]
    assert headings == [
        "Criterion", "All", "Child", "Parent", "Practitioner", "Leader", "Data", "Audit", "External",
    ]  # fmt: skip


def test_a_thin_criterion_says_so_in_its_row(place: FrameworkPlace) -> None:
    assert "One voice only. Nothing current" in _at(place, "2.2", HEAD).data(Qt.ItemDataRole.AccessibleTextRole)
    row = place.model.row(_at(place, "2.2", HEAD).row())
    assert isinstance(row, CriterionRow)
    assert row.gaps == "one voice only · nothing current"


def test_arrow_keys_go_from_figure_to_figure_and_pass_over_themes(place: FrameworkPlace, press: Press) -> None:
    table = place.table
    table.setCurrentIndex(_at(place, "1.5", ALL))
    press(Qt.Key.Key_Down)
    assert table.criterion() == "2.1"
    press(Qt.Key.Key_Up)
    assert table.criterion() == "1.5"
    press(Qt.Key.Key_Right)
    assert table.currentIndex().column() == FIRST_VALUE
    press(Qt.Key.Key_End)
    assert table.currentIndex().column() == place.model.columnCount() - 1
    press(Qt.Key.Key_Home)
    assert table.currentIndex().column() == HEAD
    press(Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    assert table.criterion() == "1.1"


def test_tab_leaves_the_table(place: FrameworkPlace, qapp: QApplication, press: Press) -> None:
    press(Qt.Key.Key_Tab)
    focus = qapp.focusWidget()
    assert focus is not None and place.page.isAncestorOf(focus)


def test_enter_on_a_figure_lists_just_what_it_counts(
    qtbot: QtBot, filled: Window, place: FrameworkPlace, press: Press
) -> None:
    place.table.setCurrentIndex(_at(place, "1.1", PARENT))
    with qtbot.waitSignal(filled.session.ways.listing, timeout=PATIENCE) as listed:
        press(Qt.Key.Key_Return)
    assert listed.args is not None
    assert listed.args[0] == "1.1 · Whose voice: Parent"
    qtbot.waitUntil(lambda: filled.evidence.model.rowCount() == 1, timeout=PATIENCE)
    shown = filled.evidence.model.row(0)
    assert shown is not None and shown.title.lower().startswith("survey")
    assert filled.stack.currentWidget() is filled.evidence


def test_enter_on_all_lists_every_item_of_the_criterion(
    qtbot: QtBot, filled: Window, place: FrameworkPlace, press: Press
) -> None:
    place.table.setCurrentIndex(_at(place, "1.1", ALL))
    with qtbot.waitSignal(filled.session.ways.listing, timeout=PATIENCE) as listed:
        press(Qt.Key.Key_Return)
    assert listed.args is not None
    assert listed.args[0] == "1.1 · All evidence"
    assert len(listed.args[1]) == 2


def test_enter_on_none_stays_and_says_so(qtbot: QtBot, filled: Window, place: FrameworkPlace, press: Press) -> None:
    place.table.setCurrentIndex(_at(place, "1.1", FIRST_VALUE))
    with qtbot.waitSignal(filled.session.said, timeout=PATIENCE) as said:
        press(Qt.Key.Key_Return)
    assert said.args is not None and "no evidence" in said.args[0]
    assert filled.stack.currentWidget() is place


@pytest.mark.parametrize("name", list(DIMENSIONS))
def test_the_columns_count_what_is_chosen_and_the_row_stays(place: FrameworkPlace, name: str) -> None:
    place.table.choose("2.2")
    place.dimension._buttons[name].click()
    words = [place.model.words(at) for at in range(FIRST_VALUE, place.model.columnCount())]
    dimension = DIMENSIONS[name]
    assert words == [f"{dimension.words}: {value}" for value in dimension.values.values()]
    assert place.table.criterion() == "2.2"
    assert settings.get("coverage_by", "") == name


def test_as_of_an_earlier_day_the_later_items_are_left_out(qtbot: QtBot, place: FrameworkPlace) -> None:
    place.as_of.field.setText("12 March 2019")
    place.as_of.field.editingFinished.emit()
    qtbot.waitUntil(lambda: "12 March 2019" in place.said.text(), timeout=PATIENCE)
    assert "As if today were 12 March 2019. Items dated later are left out." in place.said.text()
    assert _at(place, "2.2", ALL).data() == "none"
    place.as_of.today.click()
    qtbot.waitUntil(lambda: "As if" not in place.said.text(), timeout=PATIENCE)
    assert _at(place, "2.2", ALL).data() == "1"
    assert place.as_of.value is None


def test_what_is_no_day_is_said_beside_the_field_and_changes_nothing(place: FrameworkPlace) -> None:
    place.as_of.field.setText("next Tuesday")
    place.as_of.field.editingFinished.emit()
    assert place.as_of.wrong.isVisible()
    assert "is not a day" in place.as_of._why.text()
    assert place.as_of.value is None
    place.as_of.choose(None)
    assert not place.as_of.wrong.isVisible()


def test_another_framework_counts_through_the_crosswalk_and_says_so(qtbot: QtBot, place: FrameworkPlace) -> None:
    assert place.framework.itemData(0) == "area-send-2023"
    at = place.framework.findData("area-send-2016")
    place.framework.setCurrentIndex(at)
    place.framework.activated.emit(at)
    qtbot.waitUntil(lambda: place.model.place("A") is not None, timeout=PATIENCE)
    assert _at(place, "A", ALL).data() == "2"
    assert "through the crosswalk" in place.said.text()


def test_the_page_follows_the_row(qtbot: QtBot, place: FrameworkPlace, press: Press) -> None:
    place.table.choose("1.1")
    assert place.page._title.text().startswith("1.1  Children and young people")
    assert "What an inspector would look for" in place.page.text.toPlainText()
    press(Qt.Key.Key_Down)
    assert place.page._title.text().startswith("1.2  ")


def test_the_page_shows_what_is_said_and_opens_it(qtbot: QtBot, filled: Window, place: FrameworkPlace) -> None:
    place.page.sides._buttons["here"].click()
    place.table.choose("1.1")
    evidence = place.page.evidence
    qtbot.waitUntil(lambda: evidence.model.rowCount() == 2, timeout=PATIENCE)
    first, second = evidence.model.line(0), evidence.model.line(1)
    assert first is not None and second is not None
    assert (first.icon, second.icon) == ("strength", "concern")
    assert "Shows a concern" in second.second and "Parent" in second.second
    assert second.quote == "“parents about therapy”"
    assert evidence._counts.text().startswith("2 items and 1 quote.")
    evidence.list.setFocus()
    evidence.list.setCurrentIndex(evidence.model.index(1))
    with qtbot.waitSignal(filled.evidence.reader.shown, timeout=PATIENCE):
        QTest.keyClick(evidence.list, Qt.Key.Key_Return)
    assert filled.evidence.reading


def test_the_page_says_what_the_leaders_judge_and_leads_to_their_words(
    qtbot: QtBot, filled: Window, place: FrameworkPlace
) -> None:
    place.table.choose("1.1")
    assert place.page._judged.text() == "Self-evaluation: not written yet."
    filled.session.act(lambda desk: judging.judge(desk, "1.1", {"rating": "inconsistent", "status": "draft"}))
    expected = "Self-evaluation (draft): Inconsistent experiences and outcomes."
    qtbot.waitUntil(lambda: place.page._judged.text() == expected, timeout=PATIENCE)
    with qtbot.waitSignal(filled.session.ways.going, timeout=PATIENCE) as going:
        place.page.write.click()
    assert going.args == ["Self-evaluation", "1.1"]


def test_a_change_is_shown_and_the_cell_keeps_the_keyboard(qtbot: QtBot, filled: Window, place: FrameworkPlace) -> None:
    place.table.setCurrentIndex(_at(place, "2.2", PARENT))
    key = next(iter(filled.evidence.model.keys()))
    filled.session.act(lambda desk: tagging.tag(desk, key, "2.2", voices=["parent"]))
    qtbot.waitUntil(lambda: _at(place, "2.2", PARENT).data() == "1", timeout=PATIENCE)
    assert place.table.currentIndex() == _at(place, "2.2", PARENT)


def test_somebody_who_comes_for_a_criterion_finds_its_row_chosen(
    qtbot: QtBot, filled: Window, place: FrameworkPlace
) -> None:
    filled.session.ways.go("Framework", "2.4")
    qtbot.waitUntil(lambda: place.table.criterion() == "2.4", timeout=PATIENCE)
    filled.session.ways.go("Framework", "area-send-2016:B")
    qtbot.waitUntil(lambda: place.table.criterion() == "B", timeout=PATIENCE)


def test_an_empty_library_has_a_map_and_a_page_and_no_reproach(qtbot: QtBot, opened: Window) -> None:
    place = _shown(qtbot, opened)
    assert place.model.rowCount() == 13
    assert {_at(place, one, ALL).data() for one in ("1.1", "2.6")} == {"none"}
    assert "No evidence is tagged yet." in place.said.text()
    assert all(row.gaps == "" for at in range(13) if isinstance(row := place.model.row(at), CriterionRow))
    assert place.page.text.toPlainText()


def test_widths_a_person_has_set_are_kept(place: FrameworkPlace) -> None:
    place.table.setColumnWidth(PARENT, 91)
    place.table.remember()
    place.dimension._buttons["kind"].click()
    place.dimension._buttons["voice"].click()
    assert place.table.columnWidth(PARENT) == 91


def test_all_rows_are_seen_at_once_in_the_smallest_window(filled: Window, place: FrameworkPlace) -> None:
    filled.resize(1280, 720)
    QApplication.processEvents()
    assert place.table.verticalScrollBar().maximum() == 0
    assert place.table.horizontalScrollBar().maximum() == 0


def _framework() -> Framework:
    criterion = Criterion(
        "a", "one asks", ("Who noticed?",), evaluates="Whether it helps.", evidence={"document": ("a plan", "a log")},
        voices=("child", "parent"), questions=("How do you know?",),
    )  # fmt: skip
    gone = Criterion("b", "one that went", retired=True)
    return Framework("f", "F", "1", "s", "l", (Theme("t", "Theme", (criterion, gone)),))


def test_the_page_has_a_section_for_all_that_a_criterion_says() -> None:
    framework = _framework()
    criterion = framework.criteria[0]
    words = [one.words for one in paragraphs(framework, criterion, ("parent",))]
    assert words == [
        "What inspectors evaluate", "Whether it helps.", "What an inspector would look for", "Who noticed?",
        "What usually shows it", "Document: a plan; a log", "Who must be heard", "Child, Parent.",
        "Not heard yet here: parent.", "What leaders are asked", "How do you know?",
    ]  # fmt: skip
    bare = replace(criterion, evaluates="", evidence={}, voices=(), questions=())
    words = [one.words for one in paragraphs(framework, bare, ())]
    assert words == ["What an inspector would look for", "Who noticed?"]


def test_the_page_ends_with_what_it_rests_on_and_says_what_is_to_be_checked() -> None:
    handbook, general = Basis("Handbook, Ofsted", "2026-11"), Basis(basis="general knowledge")
    standard = Basis("NICE quality standard QS51", "2026-10-02")
    based = {"titles": handbook, "evaluates": general, "prompts": general, "questions": general}
    framework = replace(_framework(), basis=based)
    own = replace(framework.criteria[0], basis={"prompts.1": standard})
    *_, heading, wording, point, rest = paragraphs(framework, own, ())
    assert heading.heading and heading.words == "What this rests on"
    assert wording.words == "The wording of the criterion: Handbook, Ofsted, checked November 2026."
    assert point.words == (
        "Point 1 of what an inspector would look for: NICE quality standard QS51, checked 2 October 2026."
    )
    assert rest.words == "All else: general knowledge, to be checked by you."
    assert wording.quiet and point.quiet and rest.quiet
    alike = replace(framework, basis=dict.fromkeys(based, Basis(basis="agreed by our board")))
    assert list(rests_on(alike, alike.criteria[0])) == ["Agreed by our board."]


def test_a_retired_criterion_says_so(filled: Window, qapp: QApplication) -> None:
    framework = _framework()
    found = coverage(filled.session.desk.library.db, framework, filled.session.today)
    model = CoverageModel()
    model.show(framework, found, by_criterion(found))
    assert isinstance(model.row(0), ThemeRow)
    assert model.index(0, 0).flags() == Qt.ItemFlag.NoItemFlags
    assert model.index(2, HEAD).data(Qt.ItemDataRole.AccessibleTextRole) == "b One that went. Retired"
