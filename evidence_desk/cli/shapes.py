"""The agreed JSON shapes of the command line; scripts depend on every key."""

from typing import Any

from evidence_desk.model.coverage import Coverage
from evidence_desk.model.framework import Framework
from evidence_desk.model.passage import Passage
from evidence_desk.model.records import Conflict, Item, Judgement, Kept, Tag, Value, Version


def item(one: Item) -> dict[str, Any]:
    return {
        "ref": one.ref,
        "id": one.key,
        "kind": one.kind,
        "title": one.title,
        "date": one.date,
        "period": one.period,
        "agencies": list(one.agencies),
        "voices": list(one.voices),
        "source": one.source,
        "marking": one.marking,
        "review_date": one.review_date,
        "currency": one.currency,
        "labels": list(one.labels),
        "pages": one.pages,
        "sha256": one.sha256,
        "versions": one.versions,
        "tags": [tag(each) for each in one.tags],
        "guessed": sorted(one.guessed),
        "withheld": one.withheld_why,
        **(_case(one) if one.kind == "case-study" else {}),
    }


def _case(one: Item) -> dict[str, Any]:
    facts = one.case
    return {
        "age_phase": facts.age_phase,
        "need": facts.need,
        "own_words": facts.own_words,
        "what_changed": facts.what_changed,
        "consent": facts.consent,
        "anonymised": facts.anonymised,
        "keep_until": facts.keep_until,
    }


def tag(one: Tag) -> dict[str, Any]:
    return {
        "id": one.id,
        "framework": one.framework,
        "criterion": one.criterion,
        "stance": one.stance,
        "voices": list(one.voices),
        "note": one.note,
        "quote": one.quote,
        "page": one.page,
        "by": one.by,
        "agency": one.agency,
        "at": one.at,
    }


def version(one: Version) -> dict[str, Any]:
    return {"sha256": one.sha256, "name": one.name, "bytes": one.bytes, "added": one.added, "by": one.by}


def passage(one: Passage) -> dict[str, Any]:
    return {"label": one.label, "text": one.text}


def judgement(one: Judgement) -> dict[str, Any]:
    return {
        "framework": one.framework,
        "criterion": one.criterion,
        "rating": one.rating,
        "know": one.know,
        "how": one.how,
        "impact": one.impact,
        "next": one.next,
        "owner": one.owner,
        "status": one.status,
    }


def conflict(one: Conflict) -> dict[str, Any]:
    return {
        "id": one.id,
        "ref": one.ref,
        "criterion": one.criterion,
        "field": one.field,
        "standing": _value(one.standing),
        "others": [_value(other) for other in one.others],
    }


def _value(one: Value) -> dict[str, Any]:
    return {"value": one.value, "by": one.by, "at": one.at}


def kept(one: Kept) -> dict[str, Any]:
    return {"entity": one.entity, "field": one.field, "why": one.why}


def framework(one: Framework) -> dict[str, Any]:
    return {
        "id": one.id,
        "title": one.title,
        "version": one.version,
        "source": one.source,
        "licence": one.licence,
        "themes": [
            {
                "id": theme.id,
                "title": theme.title,
                "criteria": [
                    {"id": each.id, "title": each.title, "prompts": list(each.prompts)} for each in theme.criteria
                ],
            }
            for theme in one.themes
        ],
    }


def coverage(one: Coverage) -> dict[str, Any]:
    return {
        "as_of": one.as_of,
        "framework": one.framework,
        "guessed_dates": one.guessed_dates,
        "criteria": [
            {
                "criterion": row.criterion,
                "items": row.items,
                "excerpts": row.excerpts,
                "kind": dict(row.kind),
                "voice": dict(row.voice),
                "agency": dict(row.agency),
                "stance": dict(row.stance),
                "currency": dict(row.currency),
            }
            for row in one.criteria
        ],
    }
