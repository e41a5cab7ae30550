"""What a format module hands to the registry."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import TypeAlias

from evidence_desk.model.passage import Member, Passage

# A file on disk, or one that was unlocked with a password: that one lies in memory only.
Source: TypeAlias = Path | BytesIO


@dataclass(frozen=True, slots=True)
class Found:
    """A file's text and properties, before cleaning and guessing. `reason`: why there is no, or not all, text.

    `was_locked`: a password was needed to read it.
    """

    passages: tuple[Passage, ...] = ()
    properties: Mapping[str, str] = field(default_factory=dict)
    pages: int | None = None
    reason: str | None = None
    members: tuple[Member, ...] = ()
    is_table: bool = False
    is_folder: bool = False
    scanned: tuple[int, ...] = ()
    was_locked: bool = False
