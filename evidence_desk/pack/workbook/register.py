"""Sheet *Evidence register*: a row for each item of the library; a withheld one keeps its row without words."""

from collections.abc import Mapping, Sequence
from typing import Final
from urllib.parse import quote

from evidence_desk.model.records import Item
from evidence_desk.pack import words
from evidence_desk.pack.content import Content, RegisterRow
from evidence_desk.pack.workbook.table import Column, Link, Sheet, Value, day

WITHHELD: Final = "withheld"
# Excel keeps no more links on a sheet (Microsoft, "Excel specifications and limits": 65,530).
_MOST_LINKS: Final = 65_000
_COLUMNS: Final = (
    Column("Reference", 14),
    Column("Title", 32),
    Column("Kind", 11),
    Column("Date", 12),
    Column("Period", 12),
    Column("How fresh", 10),
    Column("Review date", 12),
    Column("Agencies", 14),
    Column("Whose voice", 15),
    Column("Source", 16),
    Column("Marking", 12),
    Column("Labels", 11),
    Column("Criteria", 11),
    Column("File", 26),
    Column("Pages", 9),
)


def register_sheet(content: Content, files: Mapping[str, str]) -> Sheet:
    """`files` gives the path, beside the workbook, of an item's file by its SHA-256; without it there are no links."""
    links = files if len(content.register) <= _MOST_LINKS else {}
    return Sheet(
        "Evidence register",
        "Evidence register",
        "One row for each item. A withheld item shows reference, kind, date and criteria only."
        " Any other empty cell means that nothing is recorded.",
        _COLUMNS,
        (_row(row, links) for row in content.register),
        len(content.register),
        kept=2,
    )


def _row(row: RegisterRow, files: Mapping[str, str]) -> Sequence[Value]:
    item = row.item
    kind, criteria = words.said(words.KIND, row.kind), "; ".join(row.criteria)
    if item is None:
        return (row.ref, WITHHELD, kind, day(row.date), *(None,) * 8, criteria, None, None)
    return (
        row.ref,
        item.title,
        kind,
        day(row.date),
        (item.period or "").replace("..", " to "),
        words.said(words.CURRENCY, item.currency),
        day(item.review_date),
        words.all_said(words.AGENCY, item.agencies),
        words.all_said(words.VOICE, item.voices),
        item.source,
        words.said(words.MARKING, item.marking),
        "; ".join(item.labels),
        criteria,
        _file(row, item, files),
        item.pages,
    )


def _file(row: RegisterRow, item: Item, files: Mapping[str, str]) -> Value:
    path = files.get(item.sha256)
    if path is None:
        return next((version.name for version in row.versions if version.sha256 == item.sha256), None)
    return Link(path.rpartition("/")[2], file=quote(path))
