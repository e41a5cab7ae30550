"""How tests judge that words are plain."""

import re
from collections.abc import Iterable

# Known to all who work in the field, or names; anything else in capitals wants its words.
KNOWN = {"SEND", "EHC", "SEN", "GP", "NHS", "ADHD", "NICE"}
JARGON = (
    "stakeholder", "leverag", "holistic", "robust", "synerg", "going forward", "deep dive", "utilis", "facilitat",
    "cohort", "triangulat", "signpost", "granular", "learnings", "touchpoint", "operationalis", "cascad", "impactful",
    "actionable", "upskill", "buy-in", "bandwidth", "drill down", "key performance",
)  # fmt: skip
BLAME = ("blame", "fault", "incompeten", "lazy", "failed to", "neglected", "ignored", "guilty", "excuse")
AMERICAN = re.compile(
    r"\b\w*(?:organiz|recogniz|behavior|center\b|program\b|color\b|counselor|pediatric)\w*", re.IGNORECASE
)


def sentences(text: str) -> list[str]:
    return [one.strip() for one in re.findall(r"[^.?!]+[.?!”]*", text) if one.strip(" .?!”")]


def lengths(texts: Iterable[str]) -> list[int]:
    return [len(sentence.split()) for text in texts for sentence in sentences(text)]


def average(texts: Iterable[str]) -> float:
    counted = lengths(texts)
    return sum(counted) / len(counted)


def faults(text: str) -> list[str]:
    """What is not plain in a text: jargon, blame, American spelling, marks of exclamation, capitals unexplained."""
    lower = text.casefold()
    found = [word for word in (*JARGON, *BLAME) if word in lower]
    found += AMERICAN.findall(text)
    found += [word for word in re.findall(r"\b[A-Z]{2,}\b", text) if word not in KNOWN]
    found += ["!"] if "!" in text else []
    return found
