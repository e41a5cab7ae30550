"""Pages come from a process of their own; whatever becomes of it, the next call has a new one."""

import contextlib
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import papers
import psutil
import pymupdf
import pytest

from evidence_desk.errors import KnownError
from evidence_desk.work.render import Pages, Renderer, RendererDied


@pytest.fixture(scope="module")
def renderer() -> Iterator[Renderer]:
    made = Renderer()
    yield made
    made.close()


@pytest.fixture
def paper(tmp_path: Path) -> str:
    document = pymupdf.open()
    document.new_page(width=200, height=100).insert_text((20, 50), "the quokka")
    turned = document.new_page(width=200, height=100)
    turned.insert_text((20, 50), "turned")
    turned.set_rotation(90)
    document.set_toc([[1, "First", 1], [2, "Second", 2]])
    document.save(str(tmp_path / "a.pdf"))
    return str(tmp_path / "a.pdf")


def test_pages_are_counted_and_measured_as_they_are_seen(renderer: Renderer, paper: str) -> None:
    assert renderer.open(paper) == Pages(2, ((200.0, 100.0), (100.0, 200.0)))


def test_a_page_is_drawn_at_the_size_asked(renderer: Renderer, paper: str) -> None:
    drawn = renderer.image(paper, 1, 144)
    assert (drawn.width, drawn.height, len(drawn.rgb)) == (400, 200, 400 * 200 * 3)
    assert set(drawn.rgb) > {0, 255}


def test_an_enormous_page_is_drawn_coarser(renderer: Renderer, tmp_path: Path) -> None:
    document = pymupdf.open()
    document.new_page(width=14_000, height=14_000)
    document.save(str(tmp_path / "a.pdf"))
    drawn = renderer.image(str(tmp_path / "a.pdf"), 1, 192)
    assert drawn.width * drawn.height <= 30_100_000


def test_words_have_boxes_on_the_page_as_it_is_seen(renderer: Renderer, paper: str) -> None:
    x0, y0, x1, y1, word = renderer.words(paper, 1)[1]
    assert word == "quokka" and 30 < x0 < x1 < 90 and 35 < y0 < 50 < y1 < 60
    x0, y0, x1, y1, word = renderer.words(paper, 2)[0]
    assert word == "turned" and 0 < x0 < x1 < 100 and 10 < y0 < y1 < 70 and y1 - y0 > x1 - x0


def test_the_outline_comes_with_its_pages(renderer: Renderer, paper: str) -> None:
    assert renderer.outline(paper) == [(1, "First", 1), (2, "Second", 2)]


def test_a_file_at_fault_is_told_in_a_sentence(renderer: Renderer, tmp_path: Path, paper: str) -> None:
    (tmp_path / "bad.pdf").write_bytes(b"no pdf at all")
    for path, page, title in (
        (str(tmp_path / "gone.pdf"), 1, "gone.pdf is not there any more."),
        (str(tmp_path / "bad.pdf"), 1, "bad.pdf cannot be shown: it is damaged."),
        (paper, 3, "a.pdf has no page 3."),
    ):
        with pytest.raises(KnownError) as told:
            renderer.image(path, page, 96)
        assert told.value.title == title


def test_a_changed_file_is_read_anew(renderer: Renderer, tmp_path: Path) -> None:
    path = papers.pdf(tmp_path / "b.pdf", "one")
    assert renderer.open(str(path)).count == 1
    path.unlink()
    papers.pdf(path, "one", "two")
    assert renderer.open(str(path)).count == 2


def test_released_files_are_closed(renderer: Renderer, paper: str) -> None:
    renderer.open(paper)
    renderer.release()
    assert paper not in [file.path for file in psutil.Process(renderer.pid).open_files()]


def test_a_killed_renderer_is_told_or_replaced_and_the_next_call_works(renderer: Renderer, paper: str) -> None:
    renderer.open(paper)
    psutil.Process(renderer.pid).kill()
    try:
        renderer.open(paper)
    except RendererDied as died:
        assert "crash" in str(died)
    assert renderer.open(paper).count == 2


def test_a_page_that_takes_for_ever_is_given_up(paper: str) -> None:
    impatient = Renderer(seconds=3)
    impatient.open(paper)
    psutil.Process(impatient.pid).suspend()
    with pytest.raises(RendererDied):
        impatient.image(paper, 1, 96)
    assert impatient.open(paper).count == 2
    impatient.close()


def test_one_that_is_closed_while_it_starts_makes_no_fault(tmp_path: Path) -> None:
    path = papers.pdf(tmp_path / "a.pdf", "words")
    for milliseconds in range(0, 40, 4):
        drawer = Renderer()
        asking = threading.Thread(target=_opened, args=(drawer, path))
        asking.start()
        time.sleep(milliseconds / 1000)
        drawer.close()
        asking.join(30)
        assert not asking.is_alive()


def _opened(drawer: Renderer, path: Path) -> None:
    with contextlib.suppress(RendererDied):
        drawer.open(str(path))
