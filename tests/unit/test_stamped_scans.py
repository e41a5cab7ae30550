"""Pages that are pictures but for a little text: stamps of scanners, covers over a photo, text hidden by another."""

import random
from pathlib import Path
from typing import Any

import pymupdf
import pytest
import scanning
from scanning import LETTER, needs_data

from evidence_desk.extract.pages import words
from evidence_desk.extract.recognition import recognise
from evidence_desk.extract.registry import extract

STAMP = "OFFICIAL  NSH000123  scan0001.pdf  Page 3 of 10"
TITLE = "Our year with the families of Northshire"


def page_with(path: Path, picture: Any, text: str, turn: int = 0, at: int = -20, **how: Any) -> Path:
    """A PDF of one page that is a picture, with a line of text over it, at the foot of the page as it is seen."""
    with pymupdf.open() as document:
        width, height = (842, 595) if turn % 180 else (595, 842)
        page = document.new_page(width=width, height=height)
        page.insert_image(page.rect, pixmap=picture, rotate=turn)
        page.set_rotation(turn)
        spot = pymupdf.Point(60, at % page.rect.height) * page.derotation_matrix
        page.insert_text(spot, text, fontsize=10, rotate=turn, **how)
        document.save(str(path))
    return path


def stencil(path: Path) -> Path:
    """A stamped scan of one bit a dot, painted through as fax machines and copiers write them."""
    with pymupdf.open(str(page_with(path, scanning.picture(*LETTER), STAMP))) as document:
        drawn = scanning.picture(*LETTER)
        row = range((drawn.width + 7) // 8)
        bits = bytearray()
        for y in range(drawn.height):
            dots = [drawn.pixel(x, y)[0] < 128 for x in range(drawn.width)] + [False] * 8
            bits += bytes(sum(not dots[8 * at + bit] and 128 >> bit for bit in range(8)) for at in row)
        number = document[0].get_images()[0][0]
        size = f"/Width {drawn.width} /Height {drawn.height}"
        document.update_object(
            number, f"<</Type/XObject /Subtype/Image {size} /ImageMask true /BitsPerComponent 1>>"
        )
        document.update_stream(number, bytes(bits))
        document.save(str(path.with_stem("stencil")))
    return path.with_stem("stencil")


def scanned(path: Path) -> tuple[int, ...]:
    return extract(str(path), path.name).scanned


def texts(path: Path) -> list[str]:
    return [passage.text for passage in extract(str(path), path.name).passages]


def read(path: Path) -> str:
    return recognise(str(path), 1, str(scanning.TESSDATA)).text


def test_a_scan_with_a_stamp_waits_and_its_stamp_is_read_already(tmp_path: Path) -> None:
    path = page_with(tmp_path / "stamped.pdf", scanning.picture(*LETTER), STAMP)
    assert scanned(path) == (1,) and texts(path)[0].split() == STAMP.split()


def test_a_page_with_a_small_picture_or_much_text_waits_for_nothing(tmp_path: Path) -> None:
    page_with(tmp_path / "much.pdf", scanning.picture(), "\n".join(["Families told us of it again."] * 6), at=200)
    with pymupdf.open() as document:
        page = document.new_page()
        page.insert_image(pymupdf.Rect(0, 0, 300, 300), pixmap=scanning.picture())
        page.insert_text((60, 500), STAMP)
        document.save(str(tmp_path / "logo.pdf"))
    assert scanned(tmp_path / "much.pdf") == scanned(tmp_path / "logo.pdf") == ()


def test_a_page_that_another_program_recognised_is_not_recognised_again(tmp_path: Path) -> None:
    path = page_with(tmp_path / "layer.pdf", scanning.picture(*LETTER), LETTER[0], render_mode=3)
    assert scanned(path) == () and texts(path) == [LETTER[0]]


def test_a_scan_with_a_note_on_it_waits_too(tmp_path: Path) -> None:
    path = scanning.scan(tmp_path / "scan.pdf", LETTER)
    with pymupdf.open(str(path)) as document:
        document[0].add_text_annot((20, 20), "Seen by the board.")
        document.saveIncr()
    assert scanned(path) == (1,) and texts(path) == ["Seen by the board."]


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_turned_page_counts_as_it_is_seen(tmp_path: Path, turn: int) -> None:
    assert scanned(page_with(tmp_path / "turned.pdf", scanning.picture(*LETTER), STAMP, turn)) == (1,)


class TestRecognised:
    pytestmark = needs_data

    @pytest.mark.parametrize("turn", [0, 90])
    def test_what_is_read_joins_the_stamp_and_neither_is_there_twice(self, tmp_path: Path, turn: int) -> None:
        path = page_with(tmp_path / "stamped.pdf", scanning.picture(*LETTER), STAMP, turn)
        found = recognise(str(path), 1, str(scanning.TESSDATA))
        assert found.text.split() == [*(" ".join(LETTER)).split(), *STAMP.split()]
        assert [word[4] for word in found.words] == found.text.split()
        assert list(found.words[-len(STAMP.split()) :]) == words(str(path), 1)

    def test_a_stamp_over_the_words_comes_before_them(self, tmp_path: Path) -> None:
        path = page_with(tmp_path / "stamped.pdf", scanning.picture(*LETTER), STAMP, at=30)
        assert read(path).split()[:2] == ["OFFICIAL", "NSH000123"]

    def test_a_fax_with_its_line_is_read(self, tmp_path: Path) -> None:
        path = stencil(tmp_path / "fax.pdf")
        assert scanned(path) == (1,)
        assert LETTER[3] in read(path) and read(path).split()[-3:] == ["3", "of", "10"]

    def test_the_title_of_a_cover_over_a_photo_is_neither_lost_nor_joined_by_leaves(self, tmp_path: Path) -> None:
        leaves, speckles = scanning.picture(dpi=72), random.Random(7)
        for _ in range(300):
            x, y = speckles.randrange(leaves.width - 9), speckles.randrange(leaves.height - 9)
            leaves.set_rect((x, y, x + speckles.randrange(1, 9), y + speckles.randrange(1, 5)), (0, 60, 0))
        path = page_with(tmp_path / "cover.pdf", leaves, TITLE, at=300)
        assert scanned(path) == (1,) and texts(path) == [TITLE] and read(path) == ""

    def test_the_words_on_the_photo_of_a_cover_join_its_title(self, tmp_path: Path) -> None:
        path = page_with(tmp_path / "cover.pdf", scanning.picture("", *LETTER), TITLE, at=40)
        assert read(path).startswith(TITLE) and LETTER[5] in read(path)
