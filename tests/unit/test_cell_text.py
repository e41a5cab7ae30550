"""Text in cells: kept as far as a workbook can hold it, and never taken for a formula."""

import re
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_desk.pack.workbook.cell_text import CUT, LONGEST, cell_text, looks_like_formula

anything = st.text(st.characters(codec=None)) | st.sampled_from(
    ["_x000D_", "_x005F_x000D_", "a\r\nb\rc\x0bd", "\ufffe"]
)


@given(anything)
def test_any_text_makes_a_well_formed_cell(text: str) -> None:
    cell = cell_text(text)
    element = ElementTree.Element("t")
    element.text = cell
    assert (ElementTree.fromstring(ElementTree.tostring(element, encoding="utf-8")).text or "") == cell


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn")), max_size=100))
def test_plain_text_stays_as_it_is(text: str) -> None:
    ordinary = text.replace("\u2028", "").replace("\u2029", "")
    assert _read(cell_text(ordinary)) == ordinary


def test_lines_are_broken_alike_and_controls_left_out() -> None:
    assert cell_text("one\r\ntwo\rthree\x0bfour\x00\x07\u2028five\tsix") == "one\ntwo\nthree\nfour\nfive six"
    assert cell_text("half a letter \ud83d.") == "half a letter \ufffd."


def test_what_looks_like_an_escape_is_read_back_as_it_was_written() -> None:
    assert cell_text("_x000D_ and _x0041_") == "_x005F_x000D_ and _x005F_x0041_"
    assert _read(cell_text("_x000D_ and _x0041_")) == "_x000D_ and _x0041_"


@pytest.mark.parametrize("letter", ["a", "é", "🙂"])
def test_text_too_long_for_a_cell_is_cut_aloud(letter: str) -> None:
    cell = cell_text(letter * 40_000)
    assert cell.endswith(CUT) and LONGEST - 2 <= len(cell.encode("utf-16-le")) // 2 <= LONGEST
    whole = letter * (LONGEST // (len(letter.encode("utf-16-le")) // 2))
    assert cell_text(whole) == whole


@pytest.mark.parametrize("text", ["=1+1", "+44 20", "-5", "@SUM(A1)", "\t=1", "  =1", "\n=cmd|'/c calc'!A0"])
def test_what_a_spreadsheet_could_run_is_known(text: str) -> None:
    assert looks_like_formula(cell_text(text))


def test_ordinary_words_are_no_formula() -> None:
    assert not looks_like_formula("Plan = progress") and not looks_like_formula("")


def _read(cell: str) -> str:
    """As a reader of ECMA-376 decodes a cell."""
    return re.sub("_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), cell)
