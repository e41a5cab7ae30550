"""What the reader needs of an item, read away from the window's thread."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from evidence_desk.extract.sniffing import LOCKED, has_pages
from evidence_desk.library import queries, recognition
from evidence_desk.library.presence import why_no_text
from evidence_desk.library.standing import standing
from evidence_desk.model.anchor import Span, find_quote, is_labelled
from evidence_desk.model.passage import Passage
from evidence_desk.model.records import Item, Tag, Version
from evidence_desk.ui.reader.marks import Mark, Word

if TYPE_CHECKING:
    from evidence_desk.desk import Desk

_TABLE_KINDS = ("sheet",)


@dataclass(frozen=True, slots=True)
class Placed:
    """A mark with the stretches of text it stands on."""

    mark: Mark
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Astray:
    """A tag that is not known to stand in the newest version: its words are gone, or that one has no text to look in.

    `version`: the one it was tagged in, where that can still be read.
    `read_anew`: it was tagged in the newest, whose text is another since it was read anew.
    """

    is_lost: bool
    version: Version | None
    read_anew: bool = False

    @property
    def told(self) -> str:
        if self.read_anew:
            return "It does not stand in the text as it is read now."
        if self.is_lost:
            return "It does not stand in the newest version."
        return "The newest version has no text to look for it in."


@dataclass(frozen=True, slots=True)
class Document:
    """An item opened for reading. `form`: pages, table or text.

    `version`: the file that is read; `is_older` where it is not the one the item stands for.
    `astray`: by id, the tags that are not known to stand in the newest version.
    Of pages that are pictures: `notes` say how far recognition is, `recognised` are the words it found and where.
    """

    item: Item
    version: Version | None
    path: Path | None
    form: str
    passages: tuple[Passage, ...]
    placed: tuple[Placed, ...]
    why_no_text: str | None = None
    astray: Mapping[str, Astray] = field(default_factory=dict)
    notes: Mapping[int, str] = field(default_factory=dict)
    recognised: Mapping[int, Sequence[Word]] = field(default_factory=dict)

    @property
    def has_text(self) -> bool:
        return bool(self.passages)

    @property
    def name(self) -> str:
        return self.version.name if self.version else ""

    @property
    def is_older(self) -> bool:
        return self.version is not None and self.version.sha256 != self.item.sha256

    @property
    def marks(self) -> list[Mark]:
        return [one.mark for one in self.placed]


def load(desk: "Desk", key: str, version: str | None = None) -> Document:
    """Reads item, text and tags, and finds every tagged quote in the text: that of the newest version, or another's."""
    db = desk.library.db
    item = queries.item(db, key, desk.today)
    versions = {one.sha256: one for one in queries.versions(db, key)}
    sha256 = version if version in versions else item.sha256
    passages = tuple(queries.passages(db, sha256))
    path = desk.library.files.path(sha256) if desk.library.files.has(sha256) else None
    reason = None if passages else why_no_text(db, sha256)
    document = Document(
        item=item,
        version=versions.get(sha256),
        path=path,
        form=_form(path if reason != LOCKED else None, passages),
        passages=passages,
        placed=(),
        why_no_text=reason,
        notes=recognition.notes(db, sha256),
        recognised=recognition.words_on(db, sha256),
    )
    return with_tags(desk, document, item)


def with_tags(desk: "Desk", document: Document, item: Item) -> Document:
    """The same document after its tags changed."""
    known = replace(document, item=item, astray=_astray(desk, item))
    return replace(known, placed=_placed(known, item.tags))


def _astray(desk: "Desk", item: Item) -> dict[str, Astray]:
    db, files = desk.library.db, desk.library.files
    stands = standing(db, item)
    if all(stands.values()):
        return {}
    versions = {one.sha256: one for one in queries.versions(db, item.key) if one.sha256 != item.sha256}
    tagged_in = {one.entity: one.sha256 or "" for one in queries.excerpts(db, item.key)}
    found = {}
    for tag in item.tags:
        if not stands[tag.id]:
            file = tagged_in.get(tag.excerpt or "", "")
            version = versions.get(file)
            can_be_read = version is not None and (files.has(version.sha256) or queries.passages(db, version.sha256))
            found[tag.id] = Astray(stands[tag.id] is False, version if can_be_read else None, file == item.sha256)
    return found


def _placed(document: Document, tags: Sequence[Tag]) -> tuple[Placed, ...]:
    """The tags of this version with where they stand; one on the whole item, or in a text unread, stands nowhere."""
    here = [tag for tag in tags if _is_of(document, document.astray.get(tag.id))]
    return tuple(Placed(_mark(tag), _spans(tag, document.passages)) for tag in here)


def _is_of(document: Document, astray: Astray | None) -> bool:
    if document.is_older:
        return astray is not None and astray.version == document.version
    return astray is None


def _mark(tag: Tag) -> Mark:
    return Mark(tag.id, tag.stance, tag.criterion, tag.quote or None, tag.page)


def _spans(tag: Tag, passages: Sequence[Passage]) -> tuple[Span, ...]:
    if tag.quote:
        found = find_quote(passages, tag.quote, tag.page) or find_quote(passages, tag.quote)
        if found:
            first = found[0]
            return (Span(first.passage_index, first.start, first.stop), *first.rest)
    elif tag.page:
        at = next((at for at, one in enumerate(passages) if is_labelled(one.label, tag.page)), None)
        if at is not None:
            return (Span(at, 0, len(passages[at].text)),)
    return ()


def _form(path: Path | None, passages: Sequence[Passage]) -> str:
    if path is not None and _has_pages(path):
        return "pages"
    if passages and all(one.kind in _TABLE_KINDS for one in passages):
        return "table"
    return "text"


def _has_pages(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return has_pages(file.read(1024))
    except OSError:
        return False
