"""Sheet *Self-evaluation*: a row for each criterion, with the area's own judgement of it."""

from collections.abc import Iterator, Sequence
from typing import Final

from evidence_desk.model.framework import Criterion, Theme
from evidence_desk.model.records import Judgement
from evidence_desk.pack import words
from evidence_desk.pack.content import Content
from evidence_desk.pack.workbook.table import Column, Sheet, Value

_COLUMNS: Final = (
    Column("Criterion", 12),
    Column("Theme", 20),
    Column("What it asks", 24),
    Column("Rating", 15),
    Column("What we know", 28),
    Column("How we know it", 28),
    Column("Impact", 28),
    Column("Next steps", 28),
    Column("Owner", 12),
    Column("Status", 10),
    Column("Items of evidence", 12),
)


def self_evaluation_sheet(content: Content) -> Sheet:
    judged = list(_criteria(content))
    return Sheet(
        "Self-evaluation",
        f"Self-evaluation of {content.library.area}",
        "One row for each criterion. An empty cell means that nothing has been written there yet.",
        _COLUMNS,
        (_row(content, theme, criterion) for theme, criterion in judged),
        len(judged),
    )


def _criteria(content: Content) -> Iterator[tuple[Theme, Criterion]]:
    """All in the order of the framework; one taken out of it only where something was judged."""
    for theme in content.framework.themes:
        for criterion in theme.criteria:
            if not criterion.retired or criterion.id in content.judgements:
                yield theme, criterion


def _row(content: Content, theme: Theme, criterion: Criterion) -> Sequence[Value]:
    judgement = content.judgements.get(criterion.id) or Judgement(content.framework.id, criterion.id)
    figures = content.figures.get(criterion.id)
    rating = content.framework.rating(judgement.rating)
    return (
        criterion.id,
        theme.title,
        criterion.shown_title,
        rating.title if rating else judgement.rating,
        judgement.know,
        judgement.how,
        judgement.impact,
        judgement.next,
        judgement.owner,
        words.said(words.STATUS, judgement.status),
        figures.items if figures else 0,
    )
