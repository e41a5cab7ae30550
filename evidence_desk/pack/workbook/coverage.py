"""Sheet *Coverage*: for each criterion, how many items of every kind, voice, agency, stance and freshness."""

from collections.abc import Mapping, Sequence
from typing import Final

from evidence_desk.model.coverage import CriterionCoverage
from evidence_desk.model.framework import Criterion
from evidence_desk.pack import words
from evidence_desk.pack.content import Content
from evidence_desk.pack.workbook.table import Column, Sheet, Value

_FIGURE: Final = 13
_VIEWS: Final[Sequence[tuple[str, Mapping[str, str]]]] = (
    ("Kind", words.KIND),
    ("Voice", words.VOICE),
    ("Agency", words.AGENCY),
    ("Shows", words.STANCE),
    ("Fresh", words.CURRENCY),
)


def coverage_sheet(content: Content) -> Sheet:
    criteria = [criterion for criterion in content.framework.criteria if criterion.id in content.figures]
    return Sheet(
        "Coverage",
        "Coverage",
        "How many items bear on each criterion; withheld items count. An item can count in several columns,"
        " so they do not add up.",
        _columns(),
        (_row(criterion, content.figures[criterion.id]) for criterion in criteria),
        len(criteria),
        kept=2,
        pages_wide=2,
    )


def _columns() -> Sequence[Column]:
    figures = [f"{view}: {word.lower()}" for view, known in _VIEWS for word in known.values()]
    return (
        Column("Criterion", 11),
        Column("What it asks", 34),
        Column("Items", _FIGURE),
        Column("Excerpts", _FIGURE),
        *(Column(heading, _FIGURE) for heading in figures),
    )


def _row(criterion: Criterion, figures: CriterionCoverage) -> Sequence[Value]:
    views = (figures.kind, figures.voice, figures.agency, figures.stance, figures.currency)
    counts = [view.get(code, 0) for view, (_, known) in zip(views, _VIEWS, strict=True) for code in known]
    return (criterion.id, criterion.shown_title, figures.items, figures.excerpts, *counts)
