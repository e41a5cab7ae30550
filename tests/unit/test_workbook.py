"""The workbook: real tables, readable by people and screen readers, and nothing in it that runs."""

import io
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from generated_content import content, with_titles
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook

from evidence_desk.pack.content import Content
from evidence_desk.pack.workbook.register import WITHHELD
from evidence_desk.pack.workbook.writing import save_workbook, write_workbook

SHEETS = ["Cover", "Self-evaluation", "Evidence register", "Evidence by criterion", "Coverage", "Gaps"]
NASTY = (
    "=HYPERLINK(\"http://x.example\",\"click\")", "+1", "-1", "@SUM(A1)", "#N/A", "\x00\x07 bell", "_x000D_", "1e5",
    "half \ud83d letter", "x" * 40_000, "TRUE", "2026-01-02",
)  # fmt: skip
SOFFICE = shutil.which("soffice")


def saved(some: Content, **more: Any) -> io.BytesIO:
    stream = io.BytesIO()
    save_workbook(stream, some, **more)
    stream.seek(0)
    return stream


def read(some: Content) -> openpyxl.Workbook:
    return openpyxl.load_workbook(saved(some))


def rows(page: Worksheet) -> list[tuple[Any, ...]]:
    return list(page.iter_rows(min_row=4, values_only=True))


@pytest.fixture(scope="module")
def book() -> openpyxl.Workbook:
    return read(content())


def test_it_opens_on_the_cover_and_has_every_sheet(book: openpyxl.Workbook) -> None:
    assert book.sheetnames == SHEETS and book.active is book["Cover"]


def test_each_sheet_has_a_title_in_a1_and_one_table_without_gaps(book: openpyxl.Workbook) -> None:
    for page in book.worksheets:
        assert page["A1"].value and page["A2"].value and page["A1"].font.bold
        (table,) = page.tables.values()
        first, last = table.ref.split(":")
        headings = [cell.value for cell in page[int(re.sub("[A-Z]", "", first))]]
        assert [column.name for column in table.tableColumns] == headings and all(headings)
        assert len(set(headings)) == len(headings) and table.autoFilter.ref == table.ref
        assert last == f"{openpyxl.utils.get_column_letter(page.max_column)}{page.max_row}"
        assert not page.merged_cells.ranges
    assert {name for page in book.worksheets for name in page.tables} == {
        "Contents", "Self_evaluation", "Evidence_register", "Evidence_by_criterion", "Coverage", "Gaps",
    }  # fmt: skip


def test_headings_stay_in_sight_and_are_printed_on_each_a4_page(book: openpyxl.Workbook) -> None:
    for page in book.worksheets[1:]:
        assert re.fullmatch("[BC]4", str(page.freeze_panes)) and page.print_title_rows == "$3:$3"
    for page in book.worksheets:
        assert page.page_setup.orientation == "landscape" and page.page_setup.paperSize == 9
        assert page.sheet_properties.pageSetUpPr.fitToPage and page.page_setup.fitToHeight == 0
        assert page.oddHeader.right.text == "OFFICIAL" and "&P" in page.oddFooter.right.text


def test_no_italics_no_fills_and_the_automatic_text_colour(book: openpyxl.Workbook) -> None:
    for page in book.worksheets:
        for row in page.iter_rows():
            for cell in row:
                assert not cell.font.i and cell.fill.patternType is None
                assert cell.font.color is None and cell.font.name == "Arial"


def test_the_cover_leads_to_each_sheet(book: openpyxl.Workbook) -> None:
    page = book["Cover"]
    links = [cell.hyperlink for (cell,) in page.iter_rows(max_col=1) if cell.hyperlink]
    assert [link.location for link in links] == [f"'{name}'!A1" for name in SHEETS[1:]]
    said = "\n".join(str(cell.value) for (cell,) in page.iter_rows(max_col=1))
    assert "Northshire" in said and "24 November 2026" in said and "OFFICIAL" in said and "1.2" in said


def test_document_properties_say_what_it_is(book: openpyxl.Workbook) -> None:
    facts = book.properties
    assert (facts.creator, facts.language) == ("Evidence Desk", "en-GB") and "Northshire" in str(facts.title)
    assert facts.modified == facts.created == datetime(2026, 11, 24, 23, 5)


def test_a_withheld_item_keeps_its_row_without_words() -> None:
    some = content(22, 60)
    page = read(some)["Evidence register"]
    assert len(rows(page)) == 22
    for row, said in zip(some.register, rows(page), strict=True):
        assert said[0] == row.ref
        if row.item is None:
            assert said[1] == WITHHELD and set(said[4:12]) == {None} and set(said[13:]) == {None}


def test_full_dates_are_dates_and_partial_ones_stay_text() -> None:
    some = content(22, 60)
    page = read(some)["Evidence register"]
    for row, cell in zip(some.register, page["D"][3:], strict=True):
        if row.date == "2026-03-12":
            assert cell.is_date and cell.value == datetime(2026, 3, 12) and cell.number_format == "d mmm yyyy"
        else:
            assert cell.value == row.date and not cell.is_date


def test_one_row_for_each_criterion_and_each_tag(book: openpyxl.Workbook) -> None:
    some = content()
    assert [row[0] for row in rows(book["Self-evaluation"])] == [one.id for one in some.framework.criteria]
    assert rows(book["Self-evaluation"])[0][3] == "Inconsistent experiences"
    assert len(rows(book["Evidence by criterion"])) == len(some.evidence)
    for row in rows(book["Coverage"]):
        assert all(isinstance(figure, int) for figure in row[2:])


def test_gaps_are_said_in_words(book: openpyxl.Workbook) -> None:
    assert [row[2] for row in rows(book["Gaps"])] == ["Current evidence", "A second voice"]
    assert rows(read(replace(content(), gaps=()))["Gaps"])[0][2] == "none"


def test_nothing_in_it_is_a_formula() -> None:
    stream = saved(with_titles(content(60), *(title for title in NASTY if len(title) < 10_000)))
    with zipfile.ZipFile(stream) as packed:
        for name in packed.namelist():
            if name.startswith("xl/worksheets/sheet"):
                assert b"<f" not in re.sub(rb"<(?:fo|fi)", b"", packed.read(name))
    page = openpyxl.load_workbook(stream)["Evidence register"]
    assert {cell.data_type for cell in page["B"][3:]} == {"s"}
    quoted = {cell.value: cell.quotePrefix for cell in page["B"][3:]}
    assert quoted["+1"] and quoted[NASTY[0]] and not quoted["TRUE"]


def test_nasty_text_is_read_back_by_another_reader() -> None:
    stream = saved(with_titles(content(60), *NASTY))
    sheet = CalamineWorkbook.from_filelike(stream).get_sheet_by_name("Evidence register")
    titles = [row[1] for row in sheet.to_python()[3:]]
    assert titles[: len(NASTY)] == [
        NASTY[0], "+1", "-1", "@SUM(A1)", "#N/A", " bell", "_x000D_", "1e5", "half \ufffd letter", titles[9], "TRUE",
        "2026-01-02",
    ]  # fmt: skip
    assert len(str(titles[9])) == 32_767 and str(titles[9]).endswith("]")


def test_the_same_content_gives_the_same_bytes() -> None:
    assert saved(content()).getvalue() == saved(content()).getvalue()


def test_an_empty_library_has_a_workbook_too() -> None:
    some = replace(content(1, 0), register=(), evidence=(), judgements={}, left_out=())
    book = read(some)
    assert rows(book["Evidence register"]) == [] and not book["Evidence register"].tables


def test_in_a_pack_the_register_links_to_the_files() -> None:
    some = content()
    path = "Evidence/E-7K3F-9QTX Tŷ Gwyn 50 & more.pdf"
    first = some.items[0]
    book = openpyxl.load_workbook(saved(some, files={first.sha256: path}))
    (cell,) = (cell for cell in book["Evidence register"]["N"] if cell.hyperlink)
    assert cell.value == path.removeprefix("Evidence/")
    assert cell.hyperlink.target == "Evidence/E-7K3F-9QTX%20T%C5%B7%20Gwyn%2050%20%26%20more.pdf"


def test_no_copy_of_a_sheet_is_left_in_the_temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    seen: set[str] = set()

    def tick() -> None:
        seen.update(path.name for path in (tmp_path / "temporary").iterdir())

    saved(content(), tick=tick)
    assert not seen


@pytest.mark.office
@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
def test_libreoffice_reads_the_register_as_text_and_prints_it(tmp_path: Path) -> None:
    some = with_titles(content(60, 200), *NASTY)
    write_workbook(tmp_path / "out.xlsx", some)
    # The third sheet as CSV (LibreOffice, "CSV filter parameters"), the whole as PDF.
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    for form in ("csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,3", "pdf"):
        command = [str(SOFFICE), profile, "--headless", "--convert-to", form, "--outdir", tmp_path]
        subprocess.run([*command, tmp_path / "out.xlsx"], check=True, capture_output=True, timeout=300)
    (csv,) = tmp_path.glob("*.csv")
    text = csv.read_text(encoding="utf-8")
    assert "=HYPERLINK(" in text and "_x000D_" in text and "_x005F_" not in text and "Err:" not in text
    for row in some.register:
        assert row.ref in text
    assert (tmp_path / "out.pdf").stat().st_size > 10_000
