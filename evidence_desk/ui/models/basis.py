"""What the words of a criterion rest on, said in few lines: what has a source first, the rest together."""

import re
from collections.abc import Iterator
from typing import Final

from evidence_desk.model.framework import BASED, Basis, Criterion, Framework
from evidence_desk.ui.words import day, sentence

_PARTS: Final = {
    "title": "the wording of the criterion",
    "evaluates": "what inspectors evaluate",
    "prompts": "what an inspector would look for",
    "evidence": "what usually shows it",
    "voices": "who must be heard",
    "questions": "what leaders are asked",
}
_NUMBERED: Final = re.compile(r"(prompts|questions)\.(\d+)")
_UNSURE: Final = "general knowledge"


def rests_on(framework: Framework, criterion: Criterion) -> Iterator[str]:
    """`The wording of the criterion: Handbook, Ofsted, checked November 2026.`, then `All else: general knowledge.`"""
    parts = _by_basis(framework, criterion)
    sourced = {basis: named for basis, named in parts.items() if basis.source}
    others = {basis: named for basis, named in parts.items() if not basis.source}
    for basis, named in sourced.items():
        yield f"{sentence(', '.join(named))}: {_said(basis)}." if len(parts) > 1 else f"{sentence(_said(basis))}."
    for basis, named in others.items():
        what = "All else" if sourced and len(others) == 1 else sentence(", ".join(named))
        yield f"{what}: {_said(basis)}." if len(parts) > 1 else f"{sentence(_said(basis))}."


def _by_basis(framework: Framework, criterion: Criterion) -> dict[Basis, list[str]]:
    """What rests on each basis, in the order of the page; what stands on no basis is left out."""
    found: dict[Basis, list[str]] = {}
    for name in ("title", *BASED):
        basis = framework.basis_of(criterion.id, name) if getattr(criterion, name) else None
        if basis is not None and basis.words:
            found.setdefault(basis, []).append(_PARTS[name])
    for name, basis in criterion.basis.items():
        numbered = _NUMBERED.fullmatch(name)
        if numbered and basis.words:
            found.setdefault(basis, []).append(f"point {numbered[2]} of {_PARTS[numbered[1]]}")
    return found


def _said(basis: Basis) -> str:
    if basis.source:
        return f"{basis.source}, checked {day(basis.checked)}" if basis.checked else basis.source
    return f"{basis.basis}, to be checked by you" if basis.basis.casefold() == _UNSURE else basis.basis.rstrip(".")
