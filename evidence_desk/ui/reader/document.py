"""What the reader needs of an item, read away from the window's thread."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from evidence_desk.extract.sniffing import LOCKED, has_pages
from evidence_desk.library import queries, recognition
from evidence_desk.library.presence import why_no_text
from evidence_desk.library.standing import lost
from evidence_desk.model.anchor import Span, find_quote, is_labelled
from evidence_desk.model.passage import Passage
from evidence_desk.model.records import Item, Tag
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
class Document:
    """An item opened for reading. `form`: pages, table or text.

    `lost`: ids of the tags whose quote or page does not stand in this newest version of the item.
    Of pages that are pictures: `notes` say how far recognition is, `recognised` are the words it found and where.
    """

    item: Item
    path: Path | None
    name: str
    form: str
    passages: tuple[Passage, ...]
    placed: tuple[Placed, ...]
    why_no_text: str | None = None
    lost: frozenset[str] = frozenset()
    notes: Mapping[int, str] = field(default_factory=dict)
    recognised: Mapping[int, Sequence[Word]] = field(default_factory=dict)

    @property
    def has_text(self) -> bool:
        return bool(self.passages)

    @property
    def marks(self) -> list[Mark]:
        return [one.mark for one in self.placed if one.mark.tag not in self.lost]


def load(desk: "Desk", key: str) -> Document:
    """Reads item, text and tags, and finds every tagged quote in the text."""
    db = desk.library.db
    item = queries.item(db, key, desk.today)
    passages = tuple(queries.passages(db, item.sha256))
    version = next((one for one in queries.versions(db, key) if one.sha256 == item.sha256), None)
    path = desk.library.files.path(item.sha256) if desk.library.files.has(item.sha256) else None
    reason = None if passages else why_no_text(db, item.sha256)
    not_here = lost(db, item)
    return Document(
        item=item,
        path=path,
        name=version.name if version else "",
        form=_form(path if reason != LOCKED else None, passages),
        passages=passages,
        placed=placed(item.tags, passages, not_here),
        why_no_text=reason,
        lost=not_here,
        notes=recognition.notes(db, item.sha256),
        recognised=recognition.words_on(db, item.sha256),
    )


def with_tags(document: Document, item: Item) -> Document:
    """The same document after its tags changed."""
    return replace(document, item=item, placed=placed(item.tags, document.passages, document.lost))


def placed(
    tags: Sequence[Tag], passages: Sequence[Passage], not_here: Collection[str] = frozenset()
) -> tuple[Placed, ...]:
    """Each tag with where it stands; one on the whole item, or that lost its place, stands nowhere."""
    return tuple(Placed(_mark(tag), () if tag.id in not_here else _spans(tag, passages)) for tag in tags)


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
