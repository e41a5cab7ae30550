"""How cells look: sans-serif, automatic text colour, no italics, no fills, a hairline between rows.

Office for National Statistics, "Releasing statistics in spreadsheets": fonts, colour and layout.
"""

from typing import Final

from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils.indexed_list import IndexedList
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

DAY: Final = "d mmm yyyy"
_FACE: Final = "Arial"
_RULE: Final = Side(style="hair")
_BOX: Final = Border(left=_RULE, right=_RULE, top=_RULE, bottom=_RULE)
_STRONG_RULE: Final = Side(style="medium")
_TOP: Final = Alignment(vertical="top", wrap_text=True)
_TOP_RIGHT: Final = Alignment(vertical="top", horizontal="right")
_ONE_LINE: Final = Alignment(vertical="top", wrap_text=False)


def set_default_font(book: Workbook) -> None:
    """Column widths count digits of the default font, headers are printed in it, and new cells begin with it."""
    plain = Font(name=_FACE, size=11, family=2)
    book._fonts = IndexedList([plain])  # type: ignore[attr-defined]
    book._named_styles["Normal"].font = plain  # type: ignore[attr-defined]


def title_cell(sheet: Worksheet, text: str) -> Cell:
    return _cell(sheet, text, Font(name=_FACE, size=16, bold=True), _ONE_LINE)


def line_cell(sheet: Worksheet, text: str) -> Cell:
    """A sentence above a table; it runs on over the empty cells to its right."""
    return _cell(sheet, text, Font(name=_FACE, size=11), _ONE_LINE)


def heading_cell(sheet: Worksheet, text: str) -> Cell:
    cell = _cell(sheet, text, Font(name=_FACE, size=11, bold=True), _TOP)
    cell.border = Border(bottom=_STRONG_RULE)
    return cell


def text_cell(sheet: Worksheet, *, quoted: bool = False, bold: bool = False) -> Cell:
    """A pattern for wrapped text; `quoted` keeps a spreadsheet from ever reading it as a formula."""
    cell = _cell(sheet, "", Font(name=_FACE, size=11, bold=bold), _TOP)
    cell.border = _BOX
    cell.quotePrefix = quoted
    return cell


def day_cell(sheet: Worksheet) -> Cell:
    cell = text_cell(sheet)
    cell.alignment = Alignment(vertical="top", horizontal="left")
    cell.number_format = DAY
    return cell


def number_cell(sheet: Worksheet) -> Cell:
    cell = text_cell(sheet)
    cell.alignment = _TOP_RIGHT
    cell.number_format = "#,##0"
    return cell


def link_cell(sheet: Worksheet) -> Cell:
    """Underlined, in the automatic colour: the only underline in the workbook."""
    cell = text_cell(sheet)
    cell.font = Font(name=_FACE, size=11, underline="single")
    # A link asks its cell where it is; the writer gives the true place afterwards.
    cell.row, cell.column = 1, 1
    return cell


def _cell(sheet: Worksheet, text: str, font: Font, alignment: Alignment) -> Cell:
    cell = WriteOnlyCell(sheet, text)
    cell.font = font
    cell.alignment = alignment
    return cell
