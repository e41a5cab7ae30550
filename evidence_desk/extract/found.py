"""What a format module hands to the registry."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from evidence_desk.model.passage import Member, Passage


@dataclass(frozen=True, slots=True)
class Found:
    """A file's text and properties, before cleaning and guessing. `reason`: why there is no, or not all, text; `scanned` as in `Extraction`."""

    passages: tuple[Passage, ...] = ()
    properties: Mapping[str, str] = field(default_factory=dict)
    pages: int | None = None
    reason: str | None = None
    members: tuple[Member, ...] = ()
    is_table: bool = False
    is_folder: bool = False
    scanned: tuple[int, ...] = ()
