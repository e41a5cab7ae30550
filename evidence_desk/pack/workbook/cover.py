"""Sheet *Cover*: what the workbook is, how to read it, and a way to each sheet."""

from collections.abc import Iterator, Sequence
from typing import Final

from openpyxl.workbook import Workbook

from evidence_desk.pack import words
from evidence_desk.pack.content import Content
from evidence_desk.pack.workbook import styles
from evidence_desk.pack.workbook.cell_text import cell_text
from evidence_desk.pack.workbook.table import (
    Around,
    Column,
    Link,
    Sheet,
    Tick,
    Value,
    add_line,
    add_page,
    add_table,
    write_rows,
)

NAME: Final = "Cover"
_COLUMNS: Final = (Column("Sheet", 34), Column("What it holds", 84), Column("Rows", 12))


def write_cover(book: Workbook, content: Content, sheets: Sequence[Sheet], around: Around, tick: Tick) -> None:
    """The facts come first, then the contents as the one table of the sheet."""
    page = add_page(book, NAME, [column.width for column in _COLUMNS], around)
    add_line(page, 1, styles.title_cell(page, cell_text(f"{content.library.area}: self-evaluation and evidence")))
    row = 2
    for row, text in enumerate(_sentences(content), 2):
        add_line(page, row, styles.line_cell(page, cell_text(text)))
    contents = [_entry(sheet) for sheet in sheets]
    written = write_rows(page, _COLUMNS, contents, row + 1, tick)
    add_table(page, "Contents", _COLUMNS, row + 1, written)


def _sentences(content: Content) -> Iterator[str]:
    day = f"{content.today.day} {content.today:%B %Y}"
    yield "The local area partnership's own evaluation of its SEND arrangements, with the evidence for each criterion."
    yield f"Area: {content.library.area}"
    yield f"Date: {day}. How fresh an item is, and the coverage, are as of this day."
    yield f"Framework: {content.framework.title}."
    if content.framework.licence:
        yield content.framework.licence
    yield f"Marking: {words.said(words.MARKING, content.marking)}"
    yield _what_is_in(content)
    if content.sensitive_confirmed_by:
        yield f"Sensitive items are included. {content.sensitive_confirmed_by} answers for that."
    if content.judgements_citing_withheld:
        yield "These judgements cite withheld items: " + ", ".join(content.judgements_citing_withheld) + "."
    yield "Every statement can be followed to its proof: by criterion to the evidence, by reference to the file."
    yield "Each table can be filtered and sorted. Headings stay in sight. An empty cell means that nothing is recorded."


def _what_is_in(content: Content) -> str:
    total, withheld = len(content.register), sum(row.item is None for row in content.register)
    items = "1 item" if total == 1 else f"{total:,} items"
    held = "none is withheld" if not withheld else "1 is withheld" if withheld == 1 else f"{withheld:,} are withheld"
    return f"Evidence: {items}; {held}."


def _entry(sheet: Sheet) -> Sequence[Value]:
    return (Link(sheet.name, place=f"'{sheet.name}'!A1"), sheet.says, sheet.count)
