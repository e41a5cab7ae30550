"""Gathers all that an export says. The gate is applied here, once: what is withheld is in no part of the content."""

import re
import sqlite3
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from typing import Final

from evidence_desk.errors import KnownError
from evidence_desk.frameworks import stored
from evidence_desk.insight.coverage import coverage
from evidence_desk.insight.gaps import gaps
from evidence_desk.library import queries
from evidence_desk.library.listing import natural
from evidence_desk.model.citing import find
from evidence_desk.model.framework import Framework
from evidence_desk.model.gate import STRICTEST_MARKING
from evidence_desk.model.ids import reference_prefix
from evidence_desk.model.records import Item, Judgement, Tag
from evidence_desk.pack.content import Content, EvidenceLine, LeftOut, RegisterRow
from evidence_desk.pack.gate import withheld_items

_USUAL_MARKING: Final = "official"
_REFERENCE: Final = re.compile(r"\bE-[0-9A-Z]{4}(?:-?[0-9A-Z]{1,4}){0,4}\b", re.IGNORECASE)


def gather(
    db: sqlite3.Connection,
    *,
    today: date,
    include_sensitive: bool = False,
    confirmed_by: str | None = None,
    moment: datetime | None = None,
) -> Content:
    """All of an export. Sensitive items are in it only with the name of the person who answers for that."""
    answerer = " ".join((confirmed_by or "").split()) or None
    if include_sensitive and answerer is None:
        raise KnownError(
            "Sensitive items leave only when somebody answers for it.", what_to_do="Give that person's name."
        )
    facts = queries.library_facts(db)
    framework = stored.find(db, facts.framework)
    items = queries.items(db, today)
    held = withheld_items(db, items)
    kept_in = {} if include_sensitive else held
    shown = [item for item in items if item.key not in kept_in]
    covered = coverage(db, framework, today)
    judged = queries.judgements(db, framework.id)
    return Content(
        library=facts,
        framework=framework,
        today=today,
        moment=moment or datetime.now(UTC),
        marking=STRICTEST_MARKING if any(item.key in held for item in shown) else _USUAL_MARKING,
        register=tuple(_row(db, item, framework, item.key not in kept_in) for item in items),
        evidence=tuple(_evidence(db, shown, framework)),
        judgements={judgement.criterion: judgement for judgement in judged},
        figures={figures.criterion: figures for figures in covered.criteria},
        gaps=tuple(gaps(covered)),
        left_out=tuple(LeftOut(item.ref, kept_in[item.key]) for item in items if item.key in kept_in),
        judgements_citing_withheld=tuple(_citing(db, framework, judged, kept_in.keys())),
        sensitive_confirmed_by=answerer if include_sensitive else None,
    )


def criterion_name(framework: Framework, other: str, criterion: str) -> str:
    """A criterion as people type it: `1.1`, or `FRAMEWORK:ID` where it is another framework's."""
    return criterion if other == framework.id else f"{other}:{criterion}"


def _row(db: sqlite3.Connection, item: Item, framework: Framework, shown: bool) -> RegisterRow:
    order = {_in_order(framework, tag): criterion_name(framework, tag.framework, tag.criterion) for tag in item.tags}
    criteria = tuple(name for _, name in sorted(order.items()))
    if not shown:
        return RegisterRow(item.ref, item.kind, item.date, criteria)
    return RegisterRow(item.ref, item.kind, item.date, criteria, item, tuple(queries.versions(db, item.key)))


def _evidence(db: sqlite3.Connection, shown: Iterable[Item], framework: Framework) -> Iterator[EvidenceLine]:
    titles = {
        (one.id, criterion.id): criterion.title for one in stored.all_frameworks(db) for criterion in one.criteria
    }
    lines = [(tag, item) for item in shown for tag in item.tags]
    lines.sort(key=lambda line: (_in_order(framework, line[0]), line[1].ref, natural(line[0].page or ""), line[0].id))
    for tag, item in lines:
        name = criterion_name(framework, tag.framework, tag.criterion)
        yield EvidenceLine(name, titles.get((tag.framework, tag.criterion), ""), tag, item)


def _in_order(framework: Framework, tag: Tag) -> tuple[object, ...]:
    """The library's own framework first, then as people count: 1.2 before 1.10."""
    return tag.framework != framework.id, tag.framework, natural(tag.criterion)


def _citing(
    db: sqlite3.Connection, framework: Framework, judged: Iterable[Judgement], withheld: Iterable[str]
) -> Iterator[str]:
    """Criteria whose judgement cites a withheld item, as evidence or by its reference in the words."""
    keys = set(withheld)
    cited = {
        (row["framework"], row["criterion"])
        for row in db.execute("SELECT framework, criterion, item FROM citation WHERE visible")
        if row["item"] in keys
    }
    cited |= {(one.framework, one.criterion) for one in judged if _names_any(one, keys)}
    for other, criterion in sorted(cited, key=lambda pair: (pair[0] != framework.id, pair[0], natural(pair[1]))):
        yield criterion_name(framework, other, criterion)


def _names_any(judgement: Judgement, keys: Iterable[str]) -> bool:
    said = f"{judgement.know}\n{judgement.how}\n{judgement.impact}\n{judgement.next}"
    named = {reference_prefix(found) for found in _REFERENCE.findall(said)} | {one.prefix for one in find(said)}
    return any(key.startswith(tuple(named)) for key in keys) if named else False
