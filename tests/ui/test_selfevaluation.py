"""The self-evaluation is written beside its evidence; nothing typed is lost, and every citation can be followed."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from evidence_desk.desk import open_desk
from evidence_desk.frameworks.reader import builtin as framework_of
from evidence_desk.library import queries
from evidence_desk.library.contested import conflicts
from evidence_desk.library.merging import library_records, merge_records
from evidence_desk.model.framework import Rating
from evidence_desk.model.records import Changes
from evidence_desk.operations import describing, undoing
from evidence_desk.operations.judging import FIELDS, judge, judgement_of
from evidence_desk.operations.tagging import tag
from evidence_desk.ui.models.judged import glyph_of, short_rating
from evidence_desk.ui.partials.judgementfield import JudgementField
from evidence_desk.ui.partials.prose import CITATION, Prose
from evidence_desk.ui.places.selfevaluation import SelfEvaluationPlace
from evidence_desk.ui.session import Session
from evidence_desk.ui.window import Window

PATIENCE = 30_000
CONTROL = Qt.KeyboardModifier.ControlModifier
WAIT = "Children wait too long for an autism assessment"


def refs(window: Window) -> dict[str, str]:
    """The references of the five items by the first word of their file."""
    db = window.session.desk.library.db
    return {
        queries.versions(db, item.key)[0].name.partition(".")[0]: item.ref
        for item in queries.items(db, window.session.today)
    }


@pytest.fixture
def evaluating(qtbot: QtBot, filled: Window) -> SelfEvaluationPlace:
    """The place at 1.2, which has three pieces of evidence: page 1 of the report, and two whole items."""
    desk, known = filled.session.desk, refs(filled)
    tag(desk, known["report"], "1.2", quote=WAIT, stance="concern", voices=["parent"])
    tag(desk, known["survey"], "1.2", stance="strength")
    tag(desk, known["story"], "1.2", stance="concern")
    describing.set_fields(desk, [known["story"]], [describing.parse_assignment("kind=case-study")])
    filled.go("Self-evaluation", "1.2")
    made = place(filled)
    qtbot.waitUntil(lambda: made.form.criterion == "1.2" and made.evidence.model.rowCount() == 4, timeout=PATIENCE)
    return made


def place(window: Window) -> SelfEvaluationPlace:
    made = window.stack.place("Self-evaluation")
    assert isinstance(made, SelfEvaluationPlace)
    return made


def text(made: SelfEvaluationPlace, field: str = "how") -> Prose:
    return made.form.fields[field].text


def stored(made: SelfEvaluationPlace, criterion: str = "1.2") -> dict[str, str]:
    judgement = judgement_of(made._session.desk, criterion)
    return {field: getattr(judgement, field) for field in FIELDS}


def labels(made: SelfEvaluationPlace) -> list[str]:
    rows = made._session.desk.library.db.execute("SELECT label FROM action ORDER BY n")
    return [str(row[0]) for row in rows]


def lines(made: SelfEvaluationPlace) -> list[str]:
    model = made.evidence.model
    return [model.index(at, 0).data() for at in range(model.rowCount())]


def choose(made: SelfEvaluationPlace, ref: str) -> None:
    model = made.evidence.model
    at = next(at for at in range(model.rowCount()) if (one := model.evidence(at)) is not None and one.ref == ref)
    made.evidence.list.setCurrentIndex(model.index(at, 0))


def test_leaving_a_field_saves_it_as_one_action(
    qtbot: QtBot, evaluating: SelfEvaluationPlace, press: Callable[..., None], qapp: QApplication
) -> None:
    text(evaluating, "know").setFocus()
    QTest.keyClicks(text(evaluating, "know"), "Families wait.")
    assert stored(evaluating)["know"] == ""
    press(Qt.Key.Key_Tab)
    assert qapp.focusWidget() is text(evaluating, "how")
    qtbot.waitUntil(lambda: stored(evaluating)["know"] == "Families wait.", timeout=PATIENCE)
    press(Qt.Key.Key_Tab)
    chosen = evaluating.form.rating.option("inconsistent")
    assert chosen is not None
    chosen.click()
    qtbot.waitUntil(lambda: stored(evaluating)["rating"] == "inconsistent", timeout=PATIENCE)
    assert labels(evaluating)[-2:] == ["judged 1.2", "judged 1.2"]
    assert labels(evaluating).count("judged 1.2") == 2
    row = evaluating.model.at("1.2")
    qtbot.waitUntil(lambda: "Inconsistent" in row.data(Qt.ItemDataRole.AccessibleTextRole), timeout=PATIENCE)


@pytest.mark.parametrize("way", ["criterion", "place", "library", "window"])
def test_nothing_typed_is_lost_however_one_leaves(
    qtbot: QtBot, evaluating: SelfEvaluationPlace, filled: Window, way: str
) -> None:
    folder = filled.session.desk.library.folder
    field = text(evaluating, "impact")
    field.setFocus()
    QTest.keyClicks(field, "Half a sent")
    if way == "criterion":
        evaluating.show_about("1.3")
        qtbot.waitUntil(lambda: stored(evaluating)["impact"] != "", timeout=PATIENCE)
        qtbot.waitUntil(lambda: evaluating.form.criterion == "1.3" and field.words() == "", timeout=PATIENCE)
    elif way == "place":
        filled.go("History")
        qtbot.waitUntil(lambda: stored(evaluating)["impact"] != "", timeout=PATIENCE)
    elif way == "library":
        filled.session.close_library()
    else:
        filled.close()
    if filled.session.is_open:
        filled.session.close_library()
    with open_desk(folder, write=False) as desk:
        assert judgement_of(desk, "1.2").impact == "Half a sent"
        assert judgement_of(desk, "1.3").impact == ""


def test_a_change_that_arrives_meanwhile_does_not_overwrite_what_is_typed(
    qtbot: QtBot, evaluating: SelfEvaluationPlace
) -> None:
    field = text(evaluating, "know")
    field.setFocus()
    QTest.keyClicks(field, "Mine")
    judge(evaluating._session.desk, "1.2", {"know": "Theirs", "impact": "Arrived"})
    qtbot.waitUntil(lambda: text(evaluating, "impact").words() == "Arrived", timeout=PATIENCE)
    assert field.words() == "Mine"
    assert "Theirs" in evaluating.form.fields["know"]._overtaken.text()
    text(evaluating, "how").setFocus()
    qtbot.waitUntil(lambda: stored(evaluating)["know"] == "Mine", timeout=PATIENCE)


def test_undo_is_the_fields_own_until_it_is_saved_and_then_the_librarys(
    qtbot: QtBot, evaluating: SelfEvaluationPlace, filled: Window
) -> None:
    judge(filled.session.desk, "1.2", {"know": "Before."})
    field = text(evaluating, "know")
    qtbot.waitUntil(lambda: field.words() == "Before.", timeout=PATIENCE)
    filled.activateWindow()
    field.setFocus()
    field.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClicks(field, " More.")
    QTest.keyClick(field, Qt.Key.Key_Z, CONTROL)
    assert field.words() == "Before." and "undid: judged 1.2" not in labels(evaluating)
    QTest.keyClicks(field, " After.")
    text(evaluating, "how").setFocus()
    qtbot.waitUntil(lambda: stored(evaluating)["know"] == "Before. After.", timeout=PATIENCE)
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Z, CONTROL)
    qtbot.waitUntil(lambda: field.words() == "Before.", timeout=PATIENCE)
    assert labels(evaluating)[-1] == "undid: judged 1.2"


def test_evidence_is_cited_where_the_caret_was_and_counts_as_used(
    qtbot: QtBot, evaluating: SelfEvaluationPlace, filled: Window
) -> None:
    known = refs(filled)
    assert lines(evaluating)[0] == "Not yet used (3)"
    field = text(evaluating, "know")
    field.setFocus()
    QTest.keyClicks(field, "Waits (")
    choose(evaluating, known["report"])
    evaluating.evidence.list.setFocus()
    QTest.keyClick(evaluating.evidence.list, Qt.Key.Key_Return)
    assert field.words() == f"Waits ({known['report']}, page 1"
    qtbot.waitUntil(lambda: stored(evaluating)["know"] == field.words(), timeout=PATIENCE)
    qtbot.waitUntil(lambda: lines(evaluating)[0] == "Not yet used (2)", timeout=PATIENCE)
    assert "Used (1)" in lines(evaluating)
    choose(evaluating, known["survey"])
    evaluating.evidence.cite.click()
    assert field.words() == f"Waits ({known['report']}, page 1; {known['survey']}"
    db = filled.session.desk.library.db
    counted = "SELECT count(*) FROM citation WHERE visible"
    qtbot.waitUntil(lambda: db.execute(counted).fetchone()[0] == 2, timeout=PATIENCE)
    undoing.undo(filled.session.desk)
    qtbot.waitUntil(lambda: field.words() == f"Waits ({known['report']}, page 1", timeout=PATIENCE)


def test_evidence_is_cited_in_how_we_know_it_unless_a_text_was_used(
    qtbot: QtBot, evaluating: SelfEvaluationPlace, filled: Window
) -> None:
    choose(evaluating, refs(filled)["survey"])
    filled.activateWindow()
    evaluating.evidence.list.setFocus()
    QTest.keyClick(evaluating.evidence.list, Qt.Key.Key_C, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: stored(evaluating)["how"] == refs(filled)["survey"], timeout=PATIENCE)


def test_evidence_can_be_dragged_into_a_text(qtbot: QtBot, evaluating: SelfEvaluationPlace, filled: Window) -> None:
    ref = refs(filled)["report"]
    choose(evaluating, ref)
    data = evaluating.evidence.model.mimeData([evaluating.evidence.list.currentIndex()])
    assert data.text() == f"{ref}, page 1" and data.hasFormat(CITATION)
    field = text(evaluating, "impact")
    drop(field, data)
    assert field.words() == f"{ref}, page 1" and field.hasFocus()
    text(evaluating, "how").setFocus()
    qtbot.waitUntil(lambda: stored(evaluating)["impact"] == f"{ref}, page 1", timeout=PATIENCE)


def drop(field: Prose, data: QMimeData) -> None:
    action, button, keys = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    at = field.viewport().rect().center()
    QApplication.sendEvent(field.viewport(), QDragEnterEvent(at, action, data, button, keys))
    QApplication.sendEvent(field.viewport(), QDropEvent(QPointF(at), action, data, button, keys))


@pytest.mark.parametrize("way", ["key", "click", "list"])
def test_a_citation_leads_to_its_page(qtbot: QtBot, evaluating: SelfEvaluationPlace, filled: Window, way: str) -> None:
    ref = refs(filled)["report"]
    judge(filled.session.desk, "1.2", {"how": f"See {ref.lower()}, p. 2, and so on."})
    field = text(evaluating)
    qtbot.waitUntil(lambda: evaluating.form.cited_here.model.rowCount() == 1, timeout=PATIENCE)
    assert evaluating.form.cited_here.model.index(0, 0).data() == f"{ref}, page 2"
    cursor = field.textCursor()
    cursor.setPosition(8)
    field.setTextCursor(cursor)
    asked: list[tuple[str, str, str]] = []
    filled.session.ways.reading.connect(lambda *wish: asked.append(wish))
    with qtbot.waitSignal(filled.evidence.reader.shown, timeout=PATIENCE):
        if way == "key":
            QTest.keyClick(field, Qt.Key.Key_Return, CONTROL)
        elif way == "click":
            at = field.cursorRect(cursor).center() + QPoint(2, 0)
            QTest.mouseClick(field.viewport(), Qt.MouseButton.LeftButton, CONTROL, at)
        else:
            listed = evaluating.form.cited_here.list
            listed.clicked.emit(listed.model().index(0, 0))
    key = queries.resolve(filled.session.desk.library.db, ref)
    assert filled.evidence.reading and asked == [(key, "", "page 2")]
    drawn(qtbot, filled)


def test_evidence_is_read_at_its_tag(qtbot: QtBot, evaluating: SelfEvaluationPlace, filled: Window) -> None:
    choose(evaluating, refs(filled)["report"])
    with qtbot.waitSignal(filled.evidence.reader.shown, timeout=PATIENCE):
        evaluating.evidence.open.click()
    assert filled.evidence.reading
    drawn(qtbot, filled)


def drawn(qtbot: QtBot, window: Window) -> None:
    qtbot.waitUntil(lambda: bool(window.evidence.reader.pages._images), timeout=PATIENCE)


def test_what_is_cited_and_cannot_leave_is_told(
    qtbot: QtBot, evaluating: SelfEvaluationPlace, filled: Window
) -> None:
    desk, known = filled.session.desk, refs(filled)
    judge(desk, "1.2", {"how": f"{known['story']}, {known['survey']} and {known['waits']}"})
    describing.set_fields(desk, [known["survey"]], [describing.parse_assignment("date=2001-02-03")])
    describing.remove(desk, known["waits"])
    told = "Of what is cited here, 1 item is withheld from exports, 1 item is out of date and 1 item is no longer in"
    qtbot.waitUntil(lambda: evaluating.form.warning.words.startswith(told), timeout=PATIENCE)
    assert evaluating.form.warning.isVisible()
    spoken = [evaluating.form.cited_here.model.line(at) for at in range(3)]
    assert [line.icon for line in spoken if line is not None] == ["warning"] * 3


def test_evidence_is_narrowed_by_what_it_shows(evaluating: SelfEvaluationPlace) -> None:
    evaluating.evidence.stance._buttons["strength"].click()
    assert len(lines(evaluating)) == 2 and lines(evaluating)[1].startswith("Shows a strength")
    evaluating.evidence.stance._buttons["context"].click()
    assert lines(evaluating) == [] and evaluating.evidence.empty.isVisible()
    assert not evaluating.evidence.cite.isEnabled()


def test_a_criterion_without_evidence_says_where_to_find_some(
    qtbot: QtBot, evaluating: SelfEvaluationPlace, filled: Window
) -> None:
    evaluating.list.setFocus()
    QTest.keyClick(evaluating.list, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: evaluating.form.criterion == "1.3", timeout=PATIENCE)
    assert evaluating.evidence.empty.isVisible()
    evaluating.evidence.empty._button.click()
    assert filled.stack.currentWidget() is filled.evidence


def test_the_keys_go_through_it_in_the_order_of_reading(
    qtbot: QtBot, evaluating: SelfEvaluationPlace, filled: Window, qapp: QApplication, press: Callable[..., None]
) -> None:
    filled.activateWindow()
    evaluating.list.setFocus()
    press(Qt.Key.Key_Home)
    qtbot.waitUntil(lambda: evaluating.form.criterion == "1.1", timeout=PATIENCE)
    met = []
    for _ in range(9):
        press(Qt.Key.Key_Tab)
        focus = qapp.focusWidget()
        assert focus is not None
        met.append(focus.accessibleName().partition(":")[0])
    texts = ["What we know", "How we know it", "Impact", "Next steps"]
    assert met == ["Rating", *texts, "Owner", "Status", "Shows", "Go to Evidence"]


def test_words_are_counted_for_each_text_and_in_all(qtbot: QtBot, evaluating: SelfEvaluationPlace) -> None:
    QTest.keyClicks(text(evaluating, "know"), "Three words here")
    QTest.keyClicks(text(evaluating, "next"), "One")
    assert said(evaluating.form.fields["know"]) == "3 words" and said(evaluating.form.fields["next"]) == "1 word"
    qtbot.waitUntil(lambda: evaluating.form.state.text().startswith("4 words in all."), timeout=PATIENCE)


def said(field: JudgementField) -> str:
    return field.count_label.text()


def test_a_rating_has_few_words_and_bars_by_its_place_on_the_scale() -> None:
    known = framework_of("area-send-2023")
    shown = [(short_rating(known, one), glyph_of(known, one)) for one in ("positive", "systemic-failings", "", "other")]
    assert shown == [
        ("Positive", "rated-3"), ("Systemic failings", "rated-1"), ("Not rated", "rated-0"), ("other", "rated-0")
    ]  # fmt: skip
    graded = replace(known, scale=tuple(Rating(str(at), f"Grade {at}") for at in range(1, 5)))
    assert [glyph_of(graded, str(at)) for at in range(1, 5)] == ["rated-3", "rated-2", "rated-2", "rated-1"]
    assert short_rating(graded, "2") == "Grade 2"


def test_a_text_grows_with_its_words(evaluating: SelfEvaluationPlace) -> None:
    field = text(evaluating)
    before = field.height()
    QTest.keyClicks(field, "word " * 120)
    assert field.height() > before
    assert field.document().size().height() <= field.height()


def test_a_conflict_is_settled_under_its_field(
    qtbot: QtBot, evaluating: SelfEvaluationPlace, filled: Window, shelf: Path, tmp_path: Path
) -> None:
    session = filled.session
    judge(session.desk, "1.2", {"how": "Asha says this."})
    merge_from_ben(session, shelf, tmp_path)
    under = evaluating.form.fields["how"].contested
    qtbot.waitUntil(lambda: under.isVisible() and under._sides is not None, timeout=PATIENCE)
    row = evaluating.model.row(evaluating.model.at("1.2").row())
    assert row is not None and row.contested and not evaluating.form.fields["know"].contested.isVisible()
    assert under._sides is not None
    ben = next(side for side in under._sides.sides if "Ben" in side.accessibleName() or side is under._sides.sides[1])
    ben.keep.click()
    qtbot.waitUntil(lambda: conflicts(session.desk.library.db) == [] and not under.isVisible(), timeout=PATIENCE)
    qtbot.waitUntil(lambda: text(evaluating).words() == stored(evaluating)["how"], timeout=PATIENCE)


def merge_from_ben(session: Session, shelf: Path, tmp_path: Path) -> None:
    from shutil import copytree

    folder = Path(copytree(shelf / "Filled.evidence", tmp_path / "Ben.evidence"))
    with open_desk(folder, actor="Ben", agency="health") as ben:
        judge(ben, "1.2", {"how": "Ben says that."})
        entries = list(library_records(ben.library.db))
    merge_records(session.desk.library.db, entries)
    session.desk.announce(Changes(None, None, frozenset({"judgement:area-send-2023:1.2"})))


def test_a_library_that_may_only_be_read_is_read_and_not_changed(
    qtbot: QtBot, evaluating: SelfEvaluationPlace, filled: Window
) -> None:
    session = filled.session
    folder = session.desk.library.folder
    judge(session.desk, "1.2", {"how": "Read me.", "rating": "positive"})
    session.close_library()
    with open_desk(folder, actor="Ben"), qtbot.waitSignal(session.opened, timeout=PATIENCE):
        session.open(folder)
        qtbot.waitUntil(lambda: session.is_open, timeout=PATIENCE)
    assert session.read_only
    filled.go("Self-evaluation", "1.2")
    qtbot.waitUntil(lambda: text(evaluating).words() == "Read me.", timeout=PATIENCE)
    assert text(evaluating).isReadOnly() and evaluating.form.owner.isReadOnly()
    assert not evaluating.form.rating.isEnabled() and not evaluating.form.status.isEnabled()
    assert not evaluating.evidence.cite.isEnabled() and evaluating.evidence.open.isEnabled()
