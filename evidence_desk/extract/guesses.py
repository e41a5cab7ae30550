"""What a file says of itself, guessed with care: pure functions over its name, text and properties."""

import re
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath

from evidence_desk.model.passage import Guesses, Passage

_TABLES = (".csv", ".tsv", ".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")


def guess(name: str, passages: Sequence[Passage], properties: Mapping[str, str], is_table: bool = False) -> Guesses:
    """Title, kind, marking, source and date, as far as a careful reader would trust the file."""
    return Guesses(tidy_name(name), "data-extract" if is_table else "case-study", "official-sensitive")


def guess_without_text(name: str) -> Guesses:
    """For a file nobody could read: it may hold a child's name, so it is withheld until a person has looked."""
    kind = "data-extract" if name.lower().endswith(_TABLES) else "document"
    return Guesses(tidy_name(name), kind, "official-sensitive")


def tidy_name(name: str) -> str:
    """The file's name as a title: no suffix, spaces for underscores."""
    stem = PurePosixPath(name.replace("\\", "/")).stem
    return " ".join(re.sub(r"[_\s]+", " ", stem).split()) or name
