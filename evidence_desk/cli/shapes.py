"""The agreed JSON shapes of the command line; scripts depend on every key."""

from dataclasses import asdict
from typing import Any

from evidence_desk.model.framework import Criterion, Framework
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
        **(asdict(one.case) if one.kind == "case-study" else {}),
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
    shape: dict[str, Any] = {"label": one.label, "text": one.text}
    return {**shape, "recognised": True, "confidence": one.confidence} if one.recognised else shape


def judgement(one: Judgement) -> dict[str, Any]:
    return asdict(one)


def conflict(one: Conflict) -> dict[str, Any]:
    return {
        "id": one.id,
        "ref": one.ref,
        "criterion": one.criterion,
        "field": one.field,
        "standing": _value(one.standing),
        "others": [_value(other) for other in one.others],
        "quotes": one.quotes,
    }


def _value(one: Value) -> dict[str, Any]:
    """A value that is a file's SHA-256 tells its name too."""
    shape: dict[str, Any] = {"value": one.value, "by": one.by, "at": one.at}
    return shape if one.version is None else {**shape, "name": one.version.name, "bytes": one.version.bytes}


def kept(one: Kept) -> dict[str, Any]:
    return asdict(one)


def framework(one: Framework) -> dict[str, Any]:
    return {
        "id": one.id,
        "title": one.title,
        "version": one.version,
        "source": one.source,
        "licence": one.licence,
        "themes": [
            {"id": theme.id, "title": theme.title, "criteria": [criterion(each) for each in theme.criteria]}
            for theme in one.themes
        ],
        "scale": [asdict(rating) for rating in one.scale],
        "crosswalk": {other: {t: list(ours) for t, ours in them.items()} for other, them in one.crosswalk.items()},
        "basis": {name: asdict(basis) for name, basis in one.basis.items()},
    }


def criterion(one: Criterion) -> dict[str, Any]:
    return {
        "id": one.id,
        "title": one.title,
        "prompts": list(one.prompts),
        "retired": one.retired,
        "evaluates": one.evaluates,
        "evidence": {kind: list(texts) for kind, texts in one.evidence.items()},
        "voices": list(one.voices),
        "questions": list(one.questions),
        "basis": {name: asdict(basis) for name, basis in one.basis.items()},
    }
