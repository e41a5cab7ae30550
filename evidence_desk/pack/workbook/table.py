"""One sheet: its title in A1, what it holds in A2, and one real table from row 3."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, cast

from openpyxl.cell.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.table import Table, TableColumn, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from evidence_desk.pack.workbook import styles
from evidence_desk.pack.workbook.cell_text import cell_text, looks_like_formula
from evidence_desk.pack.workbook.heights import LINE_HEIGHT, TITLE_HEIGHT, row_height
from evidence_desk.pack.workbook.page import set_page
from evidence_desk.pack.workbook.saving import begin_rows, set_height

HEADING_ROW: Final = 3
# Excel counts days from 1900 and takes 1900 for a leap year.
_FIRST_DAY: Final = date(1900, 3, 1)


@dataclass(frozen=True, slots=True)
class Link:
    """Text that leads somewhere: a file beside the workbook, or a place `'Sheet'!A1` in it."""

    text: str
    file: str | None = None
    place: str | None = None


Value = str | int | date | Link | None


@dataclass(frozen=True, slots=True)
class Column:
    heading: str
    width: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a sheet shows. `kept` columns on the left stay in sight; `count` is the number of rows.

    A sheet too wide to be read on one page goes over `pages_wide`, the kept columns repeated.
    """

    name: str
    title: str
    says: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Value]]
    count: int
    kept: int = 1
    pages_wide: int = 1


@dataclass(frozen=True, slots=True)
class Around:
    """What every printed page says."""

    marking: str
    area: str


Tick = Callable[[], None]


def write_sheet(book: Workbook, sheet: Sheet, around: Around, tick: Tick) -> None:
    """Adds the sheet to the workbook, row by row."""
    frozen = f"{get_column_letter(sheet.kept + 1)}{HEADING_ROW + 1}"
    page = add_page(book, sheet.name, [column.width for column in sheet.columns], around, frozen, sheet.pages_wide)
    if sheet.pages_wide > 1:
        page.print_title_cols = f"A:{get_column_letter(sheet.kept)}"
    page.print_title_rows = f"{HEADING_ROW}:{HEADING_ROW}"
    add_line(page, 1, styles.title_cell(page, cell_text(sheet.title)))
    add_line(page, 2, styles.line_cell(page, cell_text(sheet.says)))
    written = write_rows(page, sheet.columns, sheet.rows, HEADING_ROW, tick)
    add_table(page, sheet.name, sheet.columns, HEADING_ROW, written)


def add_page(
    book: Workbook, name: str, widths: Iterable[int], around: Around, frozen: str | None = None, pages_wide: int = 1
) -> Worksheet:
    """An empty sheet, ready for its first row, with column widths, print set-up and what stays in sight."""
    page = cast(Worksheet, book.create_sheet(name))  # a write-only one, which has what is used here
    for number, width in enumerate(widths, 1):
        page.column_dimensions[get_column_letter(number)].width = width
    set_page(page, around.marking, around.area, pages_wide)
    page.freeze_panes = frozen
    begin_rows(page)
    return page


def add_line(page: Worksheet, row: int, cell: Cell) -> None:
    """A line above the table, with some air around it."""
    set_height(page, row, TITLE_HEIGHT if row == 1 else LINE_HEIGHT)
    page.append([cell])


def write_rows(
    page: Worksheet, columns: Sequence[Column], rows: Iterable[Sequence[Value]], row: int, tick: Tick
) -> int:
    """Writes headings into that row and the rows under it, each cell by the type of its value; how many there were."""
    widths = [column.width for column in columns]
    headings = [column.heading for column in columns]
    # A filter button takes the place of about three letters.
    set_height(page, row, row_height(headings, [max(width - 3, 1) for width in widths]))
    page.append([styles.heading_cell(page, heading) for heading in headings])
    patterns = [_Patterns(page) for _ in columns]
    written = 0
    for values in rows:
        tick()
        written += 1
        set_height(page, row + written, row_height(values, widths))
        page.append([pattern.filled(value) for pattern, value in zip(patterns, values, strict=True)])
    return written


def add_table(page: Worksheet, name: str, columns: Sequence[Column], heading_row: int, rows: int) -> None:
    """Makes what was written a real table with filters. Excel knows no table without a row."""
    if not rows:
        return
    reference = f"A{heading_row}:{get_column_letter(len(columns))}{heading_row + rows}"
    table = Table(
        displayName=re.sub(r"\W", "_", name),
        ref=reference,
        autoFilter=AutoFilter(ref=reference),
        tableColumns=[TableColumn(id=number, name=column.heading) for number, column in enumerate(columns, 1)],
    )
    table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=False)
    page.tables.add(table)


class _Patterns:
    """The cells of one column, made once and filled anew for each row: a style costs more than its text."""

    def __init__(self, page: Worksheet) -> None:
        self._page = page
        self._text = styles.text_cell(page)
        self._quoted = styles.text_cell(page, quoted=True)
        self._day = styles.day_cell(page)
        self._number = styles.number_cell(page)

    def filled(self, value: Value) -> Cell:
        if isinstance(value, str):
            return self._as_text(value)
        if isinstance(value, date):
            return self._as_day(value)
        if isinstance(value, Link):
            return self._as_link(value)
        cell = self._text if value is None else self._number
        cell.value = value
        return cell

    def _as_text(self, value: str) -> Cell:
        text = cell_text(value)
        cell = self._quoted if looks_like_formula(text) else self._text
        cell.value = text
        cell.data_type = "s"
        return cell

    def _as_day(self, value: date) -> Cell:
        if value < _FIRST_DAY:
            return self._as_text(value.isoformat())
        self._day.value = value
        return self._day

    def _as_link(self, value: Link) -> Cell:
        cell = styles.link_cell(self._page)
        cell.value = cell_text(value.text)
        cell.data_type = "s"
        cell.hyperlink = Hyperlink(ref="A1", location=value.place, target=value.file, display=None)
        return cell


def day(text: str | None) -> date | str | None:
    """A full date as a date, a partial one (`2026-03`) as it is written."""
    if not text:
        return None
    try:
        return date.fromisoformat(text[:10]) if len(text) >= 10 else text
    except ValueError:
        return text
