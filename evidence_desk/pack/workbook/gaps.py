"""Sheet *Gaps*: criteria with nothing, with one voice only, with nothing current."""

from typing import Final

from evidence_desk.pack.content import Content
from evidence_desk.pack.workbook.table import Column, Sheet

NO_GAPS: Final = "none"
_COLUMNS: Final = (
    Column("Criterion", 12),
    Column("What it asks", 60),
    Column("What is missing", 30),
    Column("Detail", 60),
)


def gaps_sheet(content: Content) -> Sheet:
    criteria = {criterion.id: criterion.title for criterion in content.framework.criteria}
    rows = [(gap.criterion, criteria.get(gap.criterion, ""), gap.lacks, gap.detail) for gap in content.gaps]
    return Sheet(
        "Gaps",
        "Gaps in the evidence",
        "What an inspector would notice first: criteria with nothing, with one voice only, with nothing current.",
        _COLUMNS,
        rows or [(NO_GAPS, "Every criterion has current evidence in more than one voice.", NO_GAPS, NO_GAPS)],
        max(len(rows), 1),
    )
