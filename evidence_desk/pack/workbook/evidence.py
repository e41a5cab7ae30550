"""Sheet *Evidence by criterion*: each tag, with the words it points to and where they stand."""

from collections.abc import Sequence
from typing import Final

from evidence_desk.pack import words
from evidence_desk.pack.content import Content, EvidenceLine
from evidence_desk.pack.workbook.table import Column, Sheet, Value, day

_COLUMNS: Final = (
    Column("Criterion", 12),
    Column("What it asks", 24),
    Column("Reference", 14),
    Column("Title", 24),
    Column("Kind", 11),
    Column("Date", 12),
    Column("How fresh", 10),
    Column("Shows", 10),
    Column("Whose voice", 15),
    Column("Quote", 38),
    Column("Where", 10),
    Column("Note", 26),
    Column("Tagged by", 13),
    Column("Tagged on", 12),
)


def evidence_sheet(content: Content) -> Sheet:
    return Sheet(
        "Evidence by criterion",
        "Evidence by criterion",
        "One row for each tag. Without a quote the whole item is meant. Nothing of withheld items is shown."
        " An empty cell means that nothing is recorded.",
        _COLUMNS,
        (_row(line) for line in content.evidence),
        len(content.evidence),
    )


def _row(line: EvidenceLine) -> Sequence[Value]:
    tag, item = line.tag, line.item
    return (
        line.criterion,
        line.title,
        item.ref,
        item.title,
        words.said(words.KIND, item.kind),
        day(item.date),
        words.said(words.CURRENCY, item.currency),
        words.said(words.STANCE, tag.stance),
        words.all_said(words.VOICE, tag.voices or item.voices),
        tag.quote,
        tag.page,
        tag.note,
        tag.by,
        day(tag.at[:10]),
    )
