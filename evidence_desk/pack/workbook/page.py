"""How a sheet prints: A4 landscape, fitted to the page, with area, marking and page number on every page."""

from typing import Final

from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from evidence_desk.pack.workbook.cell_text import cell_text

_INCH: Final = 2.54
_A4: Final = 9
# A header or footer holds 255 characters in all.
_LONGEST: Final = 80


def set_page(page: Worksheet, marking: str, area: str, pages_wide: int = 1) -> None:
    """Must come before the sheet's first row, which a write-only sheet writes at once."""
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = _A4
    page.page_setup.fitToWidth = pages_wide
    page.page_setup.fitToHeight = 0
    page.page_margins = PageMargins(
        left=1.2 / _INCH, right=1.2 / _INCH, top=1.8 / _INCH, bottom=1.6 / _INCH, header=0.8 / _INCH, footer=0.7 / _INCH
    )
    header, footer = page.oddHeader, page.oddFooter
    assert header is not None and footer is not None
    header.left.text, header.right.text = _plain(area), _plain(marking)
    footer.left.text, footer.right.text = "&[Tab]", "Page &[Page] of &[Pages]"


def _plain(text: str) -> str:
    """A header's text on one line; an ampersand begins a code there unless it is doubled."""
    return " ".join(cell_text(text)[:_LONGEST].split()).replace("&", "&&")
