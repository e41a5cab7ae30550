"""A library's own framework from the rows that its entries make."""

import json
import sqlite3
from typing import Any

from evidence_desk.model.framework import Basis, Criterion, Framework, Rating, Theme

Fields = dict[str, Any]


def stored_ids(db: sqlite3.Connection) -> list[str]:
    """The ids of the library's own frameworks, in order."""
    return [row[0] for row in db.execute("SELECT id FROM framework WHERE visible ORDER BY id")]


def from_rows(db: sqlite3.Connection, framework_id: str) -> Framework | None:
    """The library's own framework; None where it has none of that id. A removed criterion still in use is retired."""
    row = db.execute(
        "SELECT title, version, source, licence, themes, scale, crosswalk, basis FROM framework"
        " WHERE id = ? AND visible",
        (framework_id,),
    ).fetchone()
    if row is None:
        return None
    title, version, source, licence = row[0], row[1], row[2], row[3]
    scale = _dicts(json.loads(row[5]), "id", "title")
    crosswalk = _dict(json.loads(row[6]))
    return Framework(
        id=framework_id,
        title=title,
        version=version,
        source=source,
        licence=licence,
        themes=_themes(_dicts(json.loads(row[4]), "id", "title"), _criteria(db, framework_id)),
        scale=tuple(Rating(one["id"], one["title"], str(one.get("description", ""))) for one in scale),
        crosswalk={other: {t: _words(ours) for t, ours in _dict(them).items()} for other, them in crosswalk.items()},
        basis=_bases(json.loads(row[7])),
    )


def uses(db: sqlite3.Connection, framework_id: str, criterion_id: str) -> tuple[int, int]:
    """How many living tags and judgements name the criterion: journal.md 13, as projection.py asks to retire one."""
    tags, judgements = (
        db.execute(
            f"SELECT count(*) FROM {table} WHERE visible AND framework = ? AND criterion = ?",
            (framework_id, criterion_id),
        ).fetchone()[0]
        for table in ("tag", "judgement")
    )
    return tags, judgements


def _criteria(db: sqlite3.Connection, framework_id: str) -> list[tuple[str, Criterion]]:
    """Theme and criterion, in order."""
    rows = db.execute(
        "SELECT theme, id, title, prompts, retired, evaluates, evidence, voices, questions, basis FROM criterion"
        " WHERE framework = ? AND visible ORDER BY position, id",
        (framework_id,),
    )
    return [(row[0], _criterion(row[1:])) for row in rows]


def _criterion(row: tuple[Any, ...]) -> Criterion:
    criterion_id, title, prompts, retired, evaluates, evidence, voices, questions, basis = row
    return Criterion(
        criterion_id,
        title,
        _words(json.loads(prompts)),
        retired=bool(retired),
        evaluates=evaluates,
        evidence={kind: _words(texts) for kind, texts in _dict(json.loads(evidence)).items()},
        voices=_words(json.loads(voices)),
        questions=_words(json.loads(questions)),
        basis=_bases(json.loads(basis)),
    )


def _themes(themes: list[dict[str, str]], criteria: list[tuple[str, Criterion]]) -> tuple[Theme, ...]:
    """The themes with their criteria; a criterion whose theme is gone stands under *Other*, so that it is not lost."""
    known = {theme["id"] for theme in themes}
    grouped = [
        Theme(theme["id"], theme["title"], tuple(one for at, one in criteria if at == theme["id"])) for theme in themes
    ]
    others = tuple(criterion for at, criterion in criteria if at not in known)
    return (*grouped, Theme("other", "Other", others)) if others else tuple(grouped)


# A merge may bring any JSON: what has not the form it should is left out, so that it cannot shut the library.


def _dict(value: Any) -> Fields:
    return value if isinstance(value, dict) else {}


def _dicts(value: Any, *texts: str) -> list[Fields]:
    dicts = [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
    return [one for one in dicts if all(isinstance(one.get(text), str) for text in texts)]


def _bases(value: Any) -> dict[str, Basis]:
    texts = {name: {key: str(one) for key, one in _dict(each).items()} for name, each in _dict(value).items()}
    return {
        name: Basis(said.get("source", ""), said.get("checked", ""), said.get("basis", ""))
        for name, said in texts.items()
    }


def _words(value: Any) -> tuple[str, ...]:
    return tuple(one for one in value if isinstance(one, str)) if isinstance(value, list) else ()
