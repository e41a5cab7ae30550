"""What the place Self-evaluation shows of one criterion, read in one go away from the window's thread."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from evidence_desk.model import paths
from evidence_desk.model.citing import Cited, References, cited

if TYPE_CHECKING:
    from evidence_desk.desk import Desk
    from evidence_desk.library.citations import Citable, CitedItem
    from evidence_desk.model.framework import Criterion, Framework
    from evidence_desk.model.records import Conflict, Judgement


@dataclass(frozen=True, slots=True)
class Evaluation:
    """A criterion with its judgement, its evidence and what is contested; and how far the others have come.

    `beside` is what the judgement cites without naming it in words; `items` are all that can or may be cited here.
    """

    framework: "Framework"
    criterion: "Criterion"
    judgement: "Judgement"
    judgements: Mapping[str, "Judgement"]
    contested: frozenset[str]
    conflicts: Mapping[str, "Conflict"]
    evidence: tuple["Citable", ...]
    references: References
    beside: tuple[Cited, ...]
    items: Mapping[str, "CitedItem"]


def read(desk: "Desk", wanted: str | None) -> Evaluation | None:
    """The wanted criterion of the library's framework, else its first; None where the framework has none."""
    from evidence_desk.frameworks.stored import find
    from evidence_desk.library import citations, queries

    db = desk.library.db
    framework = find(db, queries.library_facts(db).framework)
    if not framework.criteria:
        return None
    criterion = framework.criterion(wanted or "") or framework.criteria[0]
    judgement = queries.judgement(db, framework.id, criterion.id)
    evidence = tuple(citations.citable(db, framework.id, criterion.id, desk.today))
    references = citations.references(db)
    texts = [getattr(judgement, field) for field in citations.TEXTS]
    in_words = cited(texts, references)
    beside = [one for one in citations.cites(db, judgement) if one not in in_words]
    keys = {one.key for one in (*in_words, *beside)} | {one.key for one in evidence}
    open_conflicts = [one for one in queries.conflicts(db) if one.entity.startswith(f"judgement:{framework.id}:")]
    entity = paths.judgement(framework.id, criterion.id)
    return Evaluation(
        framework=framework,
        criterion=criterion,
        judgement=judgement,
        judgements={one.criterion: one for one in queries.judgements(db, framework.id)},
        contested=frozenset(one.criterion for one in open_conflicts if one.criterion and "/" not in one.entity),
        conflicts={one.field: one for one in open_conflicts if one.entity == entity},
        evidence=evidence,
        references=references,
        beside=tuple(beside),
        items=citations.cited_items(db, keys, desk.today),
    )
