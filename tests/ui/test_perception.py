"""The perception gap in the window: the picture, the voices, and the way to the quotes, by keyboard and in words."""

from collections.abc import Callable
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from evidence_desk.model.perception import GROUPS, Comparison, Heard
from evidence_desk.operations import judging, tagging
from evidence_desk.ui.models import perception_layout as layout
from evidence_desk.ui.models.lines import LINE_ROLE
from evidence_desk.ui.models.perception import Gap, GapsModel
from evidence_desk.ui.models.perception_lanes import DISC
from evidence_desk.ui.places.perception import PerceptionPlace
from evidence_desk.ui.window import Window

PATIENCE = 30_000
_TITLE = "Children, young people and their families participate in decision-making about their plans"


@pytest.fixture
def place(filled: Window, qtbot: QtBot) -> PerceptionPlace:
    """The place on a library where parents are heard twice with a concern on 1.1, rated positive, and once on 1.2."""
    desk = filled.session.desk
    rows = [row for at in range(5) if (row := filled.evidence.model.row(at)) is not None]
    key = {name: row.key for row in rows for name in ("minutes", "survey") if row.title.lower().startswith(name)}
    key["story"] = next(row.key for row in rows if row.kind == "case-study")
    tagging.tag(
        desk, key["minutes"], "1.1", stance="concern", quote="The forum was not asked.", page=None, voices=("parent",),
        note="They say so every year.",
    )  # fmt: skip
    tagging.tag(desk, key["survey"], "1.1", stance="concern", voices=("parent",), quote=None, page=None, note=None)
    tagging.tag(desk, key["story"], "1.1", stance="strength", voices=("child",), quote=None, page=None, note=None)
    tagging.tag(desk, key["survey"], "1.2", stance="concern", voices=("parent",), quote=None, page=None, note=None)
    judging.judge(desk, "1.1", {"rating": "positive"})
    filled.go("Perception gap")
    made = filled.stack.place("Perception gap")
    assert isinstance(made, PerceptionPlace)
    qtbot.waitUntil(lambda: made.model.rowCount() == 11, timeout=PATIENCE)
    qtbot.waitUntil(lambda: made.panel.lines.rowCount() == 2, timeout=PATIENCE)
    made.take_focus()
    return made


def _spoken(place: PerceptionPlace, row: int) -> str:
    return str(place.model.index(row).data(Qt.ItemDataRole.AccessibleTextRole))


def test_the_widest_gap_comes_first_and_is_read_as_one_sentence(place: PerceptionPlace) -> None:
    assert _spoken(place, 0).startswith("1.1 ")
    assert (
        "Wide gap: leaders rate it higher than parents say. "
        "Leaders’ rating: Typically positive experiences and outcomes. Parents: 0 strengths, 2 concerns; "
    ) in _spoken(place, 0)
    second = next(_spoken(place, row) for row in range(11) if _spoken(place, row).startswith("1.2 "))
    assert "Not rated yet, and too little to say" in second and "Parents: 0 strengths, 1 concern, too little" in second
    assert place._count.text().startswith("1 of 11 compared")


def test_arrows_choose_criterion_and_voice_and_enter_leads_to_the_words_in_the_reader(
    place: PerceptionPlace, filled: Window, press: Callable[..., None], qtbot: QtBot
) -> None:
    assert place.list.hasFocus() and place.panel.group == "parents"
    press(Qt.Key.Key_Right)
    assert place.panel.group == "children"
    qtbot.waitUntil(lambda: place.panel.lines.rowCount() == 1, timeout=PATIENCE)
    press(Qt.Key.Key_Left)
    qtbot.waitUntil(lambda: place.panel.lines.rowCount() == 2, timeout=PATIENCE)
    press(Qt.Key.Key_Return)
    assert place.panel.quotes.hasFocus()
    lines = [place.panel.lines.index(row).data(LINE_ROLE) for row in range(2)]
    quoted = next(line for line in lines if line.quote)
    assert (quoted.words, quoted.quote) == ("“The forum was not asked.”", "They say so every year.")
    assert quoted.second.startswith("Concern · Parent")
    while place.panel.lines.line(place.panel.quotes.currentIndex().row()) != quoted:
        press(Qt.Key.Key_Down)
    with qtbot.waitSignal(filled.evidence.reader.shown, timeout=PATIENCE):
        press(Qt.Key.Key_Return)
    assert filled.stack.currentWidget() is filled.evidence and filled.evidence.reading


def test_the_keyboard_goes_round_and_nothing_is_a_trap(
    place: PerceptionPlace, filled: Window, press: Callable[..., None]
) -> None:
    seen = []
    for _ in range(4):
        focus = filled.focusWidget()
        assert focus is not None
        seen.append(focus.accessibleName())
        press(Qt.Key.Key_Tab)
    assert seen == ["Criteria by gap", "Voices", "Quotes: Parents", "Write the self-evaluation"]
    assert place.panes() == [place.list, place.panel, place.empty]


def test_a_click_on_a_mark_looks_at_its_group(place: PerceptionPlace) -> None:
    index = place.model.index(0)
    rect = place.list.visualRect(index)
    gap = place.model.gap(0)
    assert gap is not None
    drawing = layout.draw(gap, rect.width(), place.list.font())
    piece = next(one for one in drawing.pieces if one.heard is not None and one.heard.group == "children")
    spot = QPoint(rect.left() + piece.x + 4, rect.top() + drawing.piece_top(piece.line) + 8)
    QTest.mouseClick(place.list.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert place.panel.group == "children"
    mark = drawing.spots[0]
    spot = QPoint(rect.left() + mark.x, rect.top() + drawing.lane_top(mark.lane) + 8)
    QTest.mouseClick(place.list.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert place.panel.group == "parents"


def test_in_order_keeps_the_criterion_and_what_is_asked_for_is_selected(place: PerceptionPlace) -> None:
    place.show_about("2.3")
    place.order.choose("framework")
    place.order.changed.emit("framework")
    gaps = [gap.criterion for row in range(11) if (gap := place.model.gap(row)) is not None]
    assert gaps[:3] == ["1.1", "1.2", "1.3"] and gaps[-1] == "2.6"
    chosen = place.list.gap()
    assert chosen is not None and chosen.criterion == "2.3"


def test_a_change_is_shown_and_the_button_leads_to_the_judgement(
    place: PerceptionPlace, filled: Window, qtbot: QtBot
) -> None:
    filled.session.act(lambda desk: judging.judge(desk, "1.1", {"rating": "systemic-failings"}))
    qtbot.waitUntil(lambda: "Close: what parents say fits" in _spoken(place, 0), timeout=PATIENCE)
    asked: list[tuple[str, str]] = []
    filled.session.ways.going.connect(lambda name, about: asked.append((name, about)))
    place.panel.button.click()
    assert asked == [("Self-evaluation", "1.1")]
    filled.go("Perception gap")
    filled.session.act(lambda desk: judging.judge(desk, "1.1", {"rating": ""}))
    qtbot.waitUntil(place.unrated.isVisible, timeout=PATIENCE)


def test_a_library_in_which_nobody_is_heard_says_so(opened: Window, qtbot: QtBot) -> None:
    opened.go("Perception gap")
    place = opened.stack.place("Perception gap")
    assert isinstance(place, PerceptionPlace)
    qtbot.waitUntil(lambda: place.stack.currentWidget() is place.empty, timeout=PATIENCE)


def _boxes(drawing: layout.Drawing) -> list[QRect]:
    """What marks and labels cover."""
    return [
        QRect(begin, drawing.lane_top(lane), end - begin, layout.LANE)
        for spot in drawing.spots
        for lane, begin, end in spot.taken
    ]


@pytest.mark.parametrize("width", [430, 560, 719, 720, 732, 1400])
def test_labels_stay_in_their_row_and_never_hide_each_other(width: int) -> None:
    font = QFont()
    font.setPixelSize(14)
    for places in ("0 0 0 0 0", "1 1 1 1 1", "0 1/2 1/2 3/5 1", "1/3 2/5 1/2 2/3 3/4"):
        groups = ("parents", "children", "practitioners", "data", "external")
        heard = tuple(Heard(one, 11, 12, 13, 20, Fraction(at)) for one, at in zip(groups, places.split(), strict=True))
        gap = Gap(_TITLE, "Typically positive", Comparison("1.2", "positive", Fraction(1), heard))
        drawing = layout.draw(gap, width, font)
        boxes = _boxes(drawing)
        assert len(boxes) == 5
        assert not any(one.intersects(other) for at, one in enumerate(boxes) for other in boxes[at + 1 :])
        assert all(one.left() >= 0 and one.right() < width and one.bottom() < drawing.height for one in boxes)
        assert not any(one.intersects(drawing.words) for one in boxes)
        metrics = QFontMetrics(layout.title_font(font))
        assert all(metrics.horizontalAdvance(line) <= drawing.words.width() for line in drawing.title.split("\n"))


@given(
    st.lists(st.tuples(*[st.integers(0, 99_999)] * 3), min_size=5, max_size=5),
    st.integers(480, 1900),
    st.sampled_from(["", "positive"]),
)
@settings(max_examples=150, deadline=None)
def test_every_label_is_whole_and_inside_its_row(counts: list[tuple[int, int, int]], width: int, rating: str) -> None:
    font = QFont()
    font.setPixelSize(14)
    heard = tuple(_heard(group, *numbers) for group, numbers in zip(GROUPS, counts, strict=True))
    gap = Gap(_TITLE, "Typically positive" if rating else "", Comparison("1.2", rating, Fraction(1), heard))
    drawing = layout.draw(gap, width, font)
    boxes, metrics = _boxes(drawing), QFontMetrics(layout.label_font(font))
    first, last = drawing.left - DISC // 2, drawing.right + DISC // 2
    assert all(box.left() >= first and box.left() + box.width() <= last < width for box in boxes)
    assert all(spot.width >= layout.counts_width(spot.heard, metrics) for spot in drawing.spots)
    assert all(box.bottom() < drawing.height for box in boxes)
    assert not any(one.intersects(other) for at, one in enumerate(boxes) for other in boxes[at + 1 :])
    assert all(piece.x + piece.width <= last for piece in drawing.pieces)


def _heard(group: str, strengths: int, concerns: int, context: int) -> Heard:
    said = strengths + concerns
    return Heard(group, strengths, concerns, context, said, Fraction(strengths, said) if said > 2 else None)


def test_a_label_that_fits_neither_side_stands_beneath_its_mark() -> None:
    font = QFont()
    font.setPixelSize(14)
    heard = (Heard("external", 12_345, 12_345, 12_345, 20, Fraction(1, 2)),)
    drawing = layout.draw(Gap(_TITLE, "", Comparison("1.2", None, None, heard)), 743, font)
    (spot,) = drawing.spots
    assert spot.below and spot.label < spot.x < spot.label + spot.width
    assert drawing.piece_top(0) == drawing.lane_top(2)


def test_what_has_no_place_is_listed_and_what_is_silent_named() -> None:
    font = QFont()
    font.setPixelSize(14)
    heard = (Heard("parents", 0, 1, 0, 1), Heard("children"), Heard("practitioners"), Heard("data"))
    model = GapsModel()
    model.show([Gap(_TITLE, "", Comparison("1.2", None, None, heard))])
    gap = model.gap(0)
    assert gap is not None
    drawing = layout.draw(gap, 760, font)
    assert [piece.heard.group if piece.heard else piece.words for piece in drawing.pieces] == [
        "Too little to say:", "parents", "Nothing heard: children, practitioners, data and audits",
    ]  # fmt: skip
    assert drawing.spots == ()
