"""Recognition on real scans: words, places, how sure it is, and pages that lie on their side."""

import random
from pathlib import Path

import pymupdf
import pytest
import scanning

from evidence_desk.extract.pages import words
from evidence_desk.extract.recognition import recognise

pytestmark = scanning.needs_data


def read(path: Path, page: int = 1) -> "tuple[str, dict[str, tuple[float, ...]], float]":
    found = recognise(str(path), page, str(scanning.TESSDATA))
    return found.text, {word[4]: word[:4] for word in found.words}, found.confidence or 0


def test_a_scan_is_read_with_its_words_where_they_stand(tmp_path: Path) -> None:
    with pymupdf.open() as truth:
        page = truth.new_page()
        for number, line in enumerate(scanning.LETTER):
            page.insert_text((60, 100 + 40 * number), line, fontsize=15)
        truth.save(str(tmp_path / "truth.pdf"))
    text, boxes, sure = read(scanning.scan(tmp_path / "scan.pdf", scanning.LETTER))
    assert text.split() == [word for line in scanning.LETTER for word in line.split()]
    assert sure > 90
    for x0, y0, x1, y1, word in words(str(tmp_path / "truth.pdf"), 1):
        if word.isalpha() and len(word) > 6:
            assert boxes[word][0] == pytest.approx(x0, abs=4) and boxes[word][2] == pytest.approx(x1, abs=4)
            assert boxes[word][1] < (y0 + y1) / 2 < boxes[word][3]


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_scan_that_lies_on_its_side_or_head_is_read_all_the_same(tmp_path: Path, turn: int) -> None:
    path = scanning.scan(tmp_path / "scan.pdf", scanning.LETTER, turn=turn)
    text, boxes, sure = read(path)
    assert "waited for eleven months" in text and sure > 90
    with pymupdf.open(str(path)) as document:
        drawn = document[0].get_pixmap(dpi=72, colorspace=pymupdf.csGRAY)
    x0, y0, x1, y1 = (round(edge) for edge in boxes["partnership"])
    assert (y1 - y0 > x1 - x0) == bool(turn % 180)
    dark = sum(drawn.pixel(x, y)[0] < 160 for x in range(x0, x1) for y in range(y0, y1))
    assert dark > (x1 - x0) * (y1 - y0) / 10


@pytest.mark.parametrize("kind", ["png", "jpg"])
def test_a_photo_of_a_board_is_read(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"board.{kind}"
    scanning.picture(*scanning.LETTER, dpi=110).save(str(path))
    text, boxes, _ = read(path)
    assert "Waiting times for assessment" in text
    with pymupdf.open(str(path)) as document:
        assert boxes["partnership"][2] < document[0].rect.width


def test_a_picture_without_words_has_none(tmp_path: Path) -> None:
    empty = scanning.picture()
    empty.save(str(tmp_path / "board.png"))
    assert read(tmp_path / "board.png") == ("", {}, 0)


def test_of_a_page_with_hardly_a_word_on_it_nobody_can_tell_how_surely_it_was_read(tmp_path: Path) -> None:
    figures = [" ".join(str(first * second) for second in range(101, 107)) for first in range(3, 12)]
    found = recognise(str(scanning.scan(tmp_path / "scan.pdf", (*figures, "Total"))), 1, str(scanning.TESSDATA))
    assert "303" in found.text and found.confidence is None


def test_what_recognition_makes_of_speckles_is_no_text(tmp_path: Path) -> None:
    speckles = random.Random(7)
    board = scanning.picture(dpi=72)
    for _ in range(400):
        x, y = speckles.randrange(board.width - 9), speckles.randrange(board.height - 9)
        board.set_rect((x, y, x + speckles.randrange(1, 9), y + speckles.randrange(1, 5)), (0, 0, 0))
    board.save(str(tmp_path / "leaves.png"))
    assert read(tmp_path / "leaves.png") == ("", {}, 0)


@pytest.mark.parametrize("dpi", [60, 600])
def test_however_large_or_small_a_photo_is_it_is_read(tmp_path: Path, dpi: int) -> None:
    scanning.picture(*scanning.LETTER, dpi=dpi).save(str(tmp_path / "board.png"))
    assert "Waiting times for assessment" in read(tmp_path / "board.png")[0]
