"""Makes the content of an export of any size, the same each time."""

import random
from dataclasses import replace
from datetime import UTC, date, datetime

from evidence_desk.insight.gaps import Gap
from evidence_desk.model.coverage import CriterionCoverage
from evidence_desk.model.framework import Criterion, Framework, Rating, Theme
from evidence_desk.model.ids import crockford, reference
from evidence_desk.model.records import Item, Judgement, LibraryFacts, Tag, Version
from evidence_desk.model.vocabulary import AGENCIES, CURRENCIES, KINDS, STANCES, VOICES
from evidence_desk.pack.content import Content, EvidenceLine, LeftOut, RegisterRow

WORDS = [
    "children", "plan", "review", "school", "health", "panel", "waits", "parents", "forum", "audit", "service",
    "referral", "timeliness", "outcomes", "annual", "families", "support", "advice", "pathway", "autism", "transition",
    "data", "young", "people", "partnership", "quality",
]  # fmt: skip
FRAMEWORK = Framework(
    "area-send-2023",
    "Area SEND inspections (from January 2023)",
    "January 2023",
    "Ofsted and CQC",
    "Contains public sector information licensed under the Open Government Licence v3.0.",
    tuple(
        Theme(theme, title, tuple(Criterion(f"{theme}.{n}", f"{lead} {n} {WORDS[n]}") for n in range(1, count + 1)))
        for theme, title, count, lead in (
            ("1", "Impact on the experiences of children", 5, "children and young people receive the right help"),
            ("2", "How partners work together", 6, "leaders actively engage and work with families"),
        )
    ),
    (Rating("positive", "Typically positive experiences"), Rating("inconsistent", "Inconsistent experiences")),
)
CRITERIA = FRAMEWORK.criteria


def content(items: int = 12, tags: int = 40, seed: int = 1) -> Content:
    """As many items and tags as asked; every thirteenth item is withheld."""
    chance = random.Random(seed)
    made = [_item(chance, number) for number in range(items)]
    shown = [item for number, item in enumerate(made) if number % 13 != 12]
    lines = sorted(
        (_line(chance, chance.choice(shown), number) for number in range(tags)),
        key=lambda line: (line.criterion, line.item.ref),
    )
    by_item: dict[str, set[str]] = {}
    for line in lines:
        by_item.setdefault(line.item.key, set()).add(line.criterion)
    return Content(
        LibraryFacts("LIB", "Northshire", FRAMEWORK.id, None, "2026-12-01"),
        FRAMEWORK,
        date(2026, 11, 24),
        datetime(2026, 11, 24, 23, 5, tzinfo=UTC),
        "official",
        tuple(_row(item, tuple(sorted(by_item.get(item.key, ()))), item in shown) for item in made),
        tuple(lines),
        {criterion.id: _judgement(chance, criterion.id) for criterion in CRITERIA[:7]},
        {criterion.id: _figures(chance, criterion.id) for criterion in CRITERIA},
        (Gap("1.5", "nothing-current"), Gap("2.6", "one-voice", "leader")),
        tuple(LeftOut(item.ref, "a case study") for item in made if item not in shown),
        ("1.2",),
    )


def with_titles(content: Content, *titles: str) -> Content:
    """The same content, its first items renamed."""
    register = list(content.register)
    for at, title in enumerate(titles):
        item = register[at].item
        assert item is not None
        register[at] = replace(register[at], item=replace(item, title=title))
    return replace(content, register=tuple(register))


def words(chance: random.Random, count: int) -> str:
    return " ".join(chance.choice(WORDS) for _ in range(count)).capitalize()


def _item(chance: random.Random, number: int) -> Item:
    key = crockford(chance.getrandbits(100), 20)
    return Item(
        key,
        reference(key),
        chance.choice(KINDS),
        words(chance, 7),
        chance.choice(("2026-03-12", "2025-11", "2024", None)),
        chance.choice((None, "2025-04..2026-03")),
        tuple(sorted(chance.sample(AGENCIES, 2))),
        tuple(sorted(chance.sample(VOICES, 2))),
        words(chance, 3),
        "official",
        None,
        chance.choice(CURRENCIES),
        ("for the visit",),
        chance.randint(1, 90),
        f"{number:064x}",
        1,
    )


def _line(chance: random.Random, item: Item, number: int) -> EvidenceLine:
    criterion = chance.choice(CRITERIA)
    quote = words(chance, 30) if chance.random() < 0.7 else None
    tag = Tag(
        f"T-{number}", "", item.key, FRAMEWORK.id, criterion.id, chance.choice(STANCES), (), words(chance, 15), quote,
        f"page {chance.randint(1, 90)}" if quote else None, chance.choice(("Ann Lee", "Ben Osei")), "health",
        "2026-11-20T10:00:00Z",
    )  # fmt: skip
    return EvidenceLine(criterion.id, criterion.title, tag, item)


def _row(item: Item, criteria: tuple[str, ...], shown: bool) -> RegisterRow:
    if not shown:
        return RegisterRow(item.ref, item.kind, item.date, criteria)
    name = f"{item.title}.pdf"
    version = Version(item.key, item.sha256, name, 1000, "2026-11-20T10:00:00Z", "Ann Lee")
    return RegisterRow(item.ref, item.kind, item.date, criteria, item, (version,))


def _judgement(chance: random.Random, criterion: str) -> Judgement:
    four = [words(chance, 45) for _ in range(4)]
    return Judgement(FRAMEWORK.id, criterion, "inconsistent", *four, owner="Ann Lee", status="draft")


def _figures(chance: random.Random, criterion: str) -> CriterionCoverage:
    def some(codes: tuple[str, ...]) -> dict[str, int]:
        return {code: chance.randint(0, 9) for code in codes if chance.random() < 0.6}

    return CriterionCoverage(
        criterion, chance.randint(0, 20), 3, some(KINDS), some(VOICES), some(AGENCIES), some(STANCES), some(CURRENCIES)
    )
