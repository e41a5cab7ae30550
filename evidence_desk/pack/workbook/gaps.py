"""Sheet *Gaps*: criteria with nothing, with one voice or none, with nothing current."""

from collections.abc import Mapping
from typing import Final

from evidence_desk.insight.gaps import Gap
from evidence_desk.pack import words
from evidence_desk.pack.content import Content
from evidence_desk.pack.workbook.table import Column, Sheet

NO_GAPS: Final = "none"
_COLUMNS: Final = (
    Column("Criterion", 12),
    Column("What it asks", 60),
    Column("What is missing", 22),
    Column("In words", 60),
)
_LACKS: Final[Mapping[str, tuple[str, str]]] = {
    "nothing": ("Any evidence", "No item is tagged to this criterion."),
    "no-voice": ("A voice", "No item says whose voice it is."),
    "one-voice": ("A second voice", "Only one voice is heard: {voice}."),
    "nothing-current": ("Current evidence", "Every item is ageing, out of date or undated."),
}


def gaps_sheet(content: Content) -> Sheet:
    titles = {criterion.id: criterion.title for criterion in content.framework.criteria}
    rows = [(gap.criterion, titles.get(gap.criterion, ""), *_in_words(gap)) for gap in content.gaps]
    return Sheet(
        "Gaps",
        "Gaps in the evidence",
        "What an inspector would notice first: criteria with nothing, with one voice only, with nothing current.",
        _COLUMNS,
        rows or [(NO_GAPS, "Every criterion has current evidence in more than one voice.", NO_GAPS, NO_GAPS)],
        max(len(rows), 1),
    )


def _in_words(gap: Gap) -> tuple[str, str]:
    lacks, detail = _LACKS.get(gap.rule, (gap.rule, ""))
    return lacks, detail.format(voice=words.said(words.VOICE, gap.voice).lower())
