"""Rich text (.rtf)."""

from pathlib import Path

from striprtf.striprtf import rtf_to_text

from evidence_desk.extract.found import Found
from evidence_desk.extract.text import MOST_CHARACTERS, clean, runs


def read(path: Path) -> Found:
    """The text in runs of paragraphs."""
    with path.open("rb") as file:
        data = file.read(MOST_CHARACTERS + 1)
    text = str(rtf_to_text(data.decode("latin-1"), encoding="cp1252", errors="replace"))  # type: ignore[no-untyped-call]
    reason = None if len(data) <= MOST_CHARACTERS else "It is very long: only its first 50 MB were read."
    return Found(tuple(runs(clean(text.replace("|", "\t")).split("\n"))), reason=reason)
