"""What the reader is made of: where pages lie, where quotes stand, how text is set."""

from PySide6.QtGui import QImage

from evidence_desk.model.passage import Passage
from evidence_desk.ui.reader.drawn import MOST_BYTES, DrawnPages
from evidence_desk.ui.reader.layout import GAP, Layout, fitting
from evidence_desk.ui.reader.marks import Word, boxes_of, nearest
from evidence_desk.ui.reader.paragraphs import Map, paragraphs
from evidence_desk.ui.reader.picked import PickedOnPages
from evidence_desk.ui.reader.tables import sheets

A4 = (595.0, 842.0)


def _words(*lines: str) -> list[Word]:
    return [
        (10.0 * at, 20.0 * row, 10.0 * at + 9, 20.0 * row + 12, word)
        for row, line in enumerate(lines)
        for at, word in enumerate(line.split())
    ]


def test_pages_lie_beneath_each_other_in_the_middle() -> None:
    layout = Layout([A4, A4], 1.0, 800)
    assert layout.box(1).y == GAP
    assert layout.box(2).y == GAP + 842 + GAP
    assert layout.box(1).x == (800 - 595) / 2


def test_only_the_pages_in_sight_are_asked_for() -> None:
    layout = Layout([A4] * 500, 1.0, 800)
    assert [box.page for box in layout.seen(858 * 100, 700)] == [100, 101]


def test_fitting_fills_the_width() -> None:
    assert Layout([A4], fitting([A4], 800), 800).box(1).width == 800 - 2 * GAP


def test_a_quote_over_two_lines_is_boxed_line_by_line() -> None:
    words = _words("waits are too long", "for autism assess-", "ment in the north")
    assert boxes_of("too long for autism assessment", words) == [
        (20.0, 0.0, 39.0, 12.0),
        (0.0, 20.0, 29.0, 32.0),
        (0.0, 40.0, 9.0, 52.0),
    ]


def test_a_quote_that_is_not_on_the_page_has_no_box() -> None:
    assert boxes_of("elsewhere", _words("waits are too long")) == []


def test_the_word_nearest_to_the_pointer_is_on_its_line() -> None:
    words = _words("a b c", "d e f")
    assert nearest(words, 100, 5) == 2
    assert nearest(words, 0, 26) == 3


def test_words_picked_backwards_are_those_between() -> None:
    picked, words = PickedOnPages(), _words("a b c d")
    picked.begin(1, 2)
    assert picked.among(words) == ()
    picked.reach(3)
    picked.reach(1)
    assert [word[4] for word in picked.among(words)] == ["b", "c"]


def test_drawn_pages_not_shown_for_longest_make_room() -> None:
    side = int((MOST_BYTES / 10) ** 0.5)  # At four bytes a pixel there is room for two.
    drawn, images = DrawnPages(), [QImage(side, side, QImage.Format.Format_RGB32) for _ in range(3)]
    drawn.keep(1, 96, images[0])
    drawn.keep(2, 96, images[1])
    assert drawn.best(1, 96) == images[0]
    drawn.keep(3, 96, images[2])
    assert [page for page in (1, 2, 3) if drawn.has(page, 96)] == [1, 3]
    assert drawn.best(3, 192) == images[2] and drawn.best(2, 96) is None


def test_lines_set_to_a_measure_become_paragraphs_again_and_no_paragraph_is_empty() -> None:
    text = "Heading\n\nThe waits for an autism assessment are\ntoo long in the north of the county and\nlonger there."
    text += "\n\nNext."
    found = [one.words for one in paragraphs([Passage("page 4", "page", text)])]
    assert found == [
        "Page 4",
        "Heading",
        "The waits for an autism assessment are too long in the north of the county and longer there.",
        "Next.",
    ]


def test_a_stretch_of_a_passage_is_found_on_screen_also_behind_letters_of_two_units() -> None:
    text = "One 😀 two\nthree"
    shown, places, at = "", Map(), 0
    for paragraph in paragraphs([Passage("paragraphs 1–2", "text", text)]):
        places.add(paragraph, at)
        shown += paragraph.words + "\n"
        at = len(shown.encode("utf-16-le")) // 2
    start = text.index("three")
    (begin, end), *rest = places.on_screen(0, start, start + 5)
    assert rest == []
    assert shown.encode("utf-16-le")[2 * begin : 2 * end].decode("utf-16-le") == "three"


def test_the_blocks_of_a_sheet_are_one_table() -> None:
    passages = [
        Passage("sheet Waits, rows 1–50", "sheet", "Month\tWaiting\nMay\t12"),
        Passage("sheet Waits, rows 51–80", "sheet", "June\t14"),
        Passage("sheet Notes, row 1", "sheet", "None"),
    ]
    found = sheets(passages)
    assert [(sheet.name, len(sheet.lines)) for sheet in found] == [("sheet Waits", 3), ("sheet Notes", 1)]
    assert found[0].lines[2].passage == 1
