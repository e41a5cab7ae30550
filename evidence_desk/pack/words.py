"""The words of the code as a reader of an export knows them."""

from collections.abc import Iterable, Mapping
from typing import Final

KIND: Final[Mapping[str, str]] = {
    "document": "Document",
    "data-extract": "Data extract",
    "case-study": "Case study",
}
VOICE: Final[Mapping[str, str]] = {
    "child": "Child or young person",
    "parent": "Parent or carer",
    "practitioner": "Practitioner",
    "leader": "Leader",
    "data": "Data",
    "audit": "Audit",
    "external": "External",
}
AGENCY: Final[Mapping[str, str]] = {
    "education": "Education",
    "health": "Health",
    "social-care": "Social care",
    "voluntary": "Voluntary sector",
    "parent-carer-forum": "Parent carer forum",
    "joint": "Joint",
}
STANCE: Final[Mapping[str, str]] = {"strength": "Strength", "concern": "Concern", "context": "Context"}
CURRENCY: Final[Mapping[str, str]] = {
    "current": "Current",
    "ageing": "Ageing",
    "out-of-date": "Out of date",
    "undated": "Undated",
}
MARKING: Final[Mapping[str, str]] = {
    "public": "PUBLIC",
    "official": "OFFICIAL",
    "official-sensitive": "OFFICIAL-SENSITIVE",
}
STATUS: Final[Mapping[str, str]] = {"draft": "Draft", "ready": "Ready", "agreed": "Agreed"}


def said(words: Mapping[str, str], code: str | None) -> str:
    """The word for a code; a code of a newer program as it stands."""
    return words.get(code or "", code or "")


def all_said(words: Mapping[str, str], codes: Iterable[str]) -> str:
    """Several, in the order of the list, with semicolons so that a filter finds each."""
    order = list(words)
    known = sorted(set(codes), key=lambda code: (order.index(code) if code in words else len(order), code))
    return "; ".join(said(words, code) for code in known)
