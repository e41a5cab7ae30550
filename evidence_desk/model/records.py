"""What the program knows, as plain records: read by every screen, command and export."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Tag:
    """One author's word that an item, or an excerpt of it, bears on a criterion."""

    id: str
    entity: str
    item_key: str
    framework: str
    criterion: str
    stance: str
    voices: tuple[str, ...]
    note: str
    quote: str | None
    page: str | None
    by: str
    agency: str | None
    at: str
    excerpt: str | None = None


@dataclass(frozen=True, slots=True)
class Version:
    """One file of an item."""

    item_key: str
    sha256: str
    name: str
    bytes: int
    added: str
    by: str


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """What only a case study has."""

    age_phase: str = ""
    need: str = ""
    own_words: str = ""
    what_changed: str = ""
    consent: str = ""
    anonymised: str = ""
    keep_until: str | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One thing put forward as evidence, as it stands now."""

    key: str
    ref: str
    kind: str
    title: str
    date: str | None
    period: str | None
    agencies: tuple[str, ...]
    voices: tuple[str, ...]
    source: str
    marking: str
    review_date: str | None
    currency: str
    labels: tuple[str, ...]
    pages: int | None
    sha256: str
    versions: int
    tags: tuple[Tag, ...] = ()
    case: CaseFacts = field(default_factory=CaseFacts)
    guessed: frozenset[str] = frozenset()
    withheld_why: str | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """The area's own evaluation of one criterion."""

    framework: str
    criterion: str
    rating: str = ""
    know: str = ""
    how: str = ""
    impact: str = ""
    next: str = ""
    owner: str = ""
    status: str = ""


@dataclass(frozen=True, slots=True)
class Value:
    """A value somebody wrote, with who and when (ISO 8601, UTC); `version` is the file that the value names."""

    value: object
    by: str
    at: str
    version: Version | None = None


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field, or the presence, of an entity about which two people said different things apart.

    `quotes` is how many quotes of the item follow what is settled: the place of a quote is no question of its own.
    """

    id: str
    entity: str
    ref: str | None
    criterion: str | None
    field: str
    standing: Value
    others: tuple[Value, ...]
    quotes: int = 0


@dataclass(frozen=True, slots=True)
class LibraryFacts:
    """What the library says of itself."""

    id: str
    area: str
    framework: str
    scale: str | None
    inspection: str | None


@dataclass(frozen=True, slots=True)
class Changes:
    """What one gesture or merge did; `action` is None where nothing was written."""

    action: str | None
    label: str | None
    entities: frozenset[str]


@dataclass(frozen=True, slots=True)
class Kept:
    """What an undo left alone, and why."""

    entity: str
    field: str | None
    why: str
