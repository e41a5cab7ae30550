"""Old PowerPoint files (.ppt), as [MS-PPT] describes them: each slide's text, and what the speaker noted.

A file is saved by adding to its end. The last edit names the places of all parts that count (2.1.2).
"""

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from evidence_desk.extract.found import Found, Source
from evidence_desk.extract.old_office import BROKEN, opened, properties, stream
from evidence_desk.extract.sniffing import OldFormat
from evidence_desk.model.passage import Passage

_SLIDE_ATOM = 0x03EF
_EDIT, _PLACES, _LIST, _PERSIST, _SHOW = 0x0FF5, 0x1772, 0x0FF0, 0x03F3, 0x03F9
_WIDE, _NARROW, _STRING, _BLOB, _COMMENT, _TEXT_BOX = 0x0FA0, 0x0FA8, 0x0FBA, 0x138B, 0x2EE0, 0xF00D
_MARGINS = 0x0FD9
_SLIDES, _NOTES_PAGES = 0, 2
_HIDDEN = 0x0004
_DEEPEST = 40
_MOST_EDITS = 10_000
# A file saved for PowerPoint 95 too holds what 97 reads in a storage of its own.
_PLACES_IN = ("PP97_DUALSTORAGE/PowerPoint Document", "PowerPoint Document")
_USER_IN = ("PP97_DUALSTORAGE/Current User", "Current User")


@dataclass(slots=True)
class _Record:
    kind: int
    number: int
    data: bytes
    within: tuple["_Record", ...] = ()

    def every(self, *kinds: int) -> Iterator["_Record"]:
        """All records of these kinds in it, in their order; none within one that is found."""
        for one in self.within:
            if one.kind in kinds:
                yield one
            else:
                yield from one.every(*kinds)


@dataclass(slots=True)
class _Slide:
    """A slide or a page of notes: where it lies, its number for others, and the text that the outline holds for it."""

    persist: int
    identity: int
    outline: list[str] = field(default_factory=list)


def read(source: Source) -> Found:
    """The slides in their order, with tables, grouped shapes, comments and notes."""
    try:
        with opened(source) as container:
            data, user = stream(container, *_PLACES_IN) or b"", stream(container, *_USER_IN) or b""
            found = properties(container)
        places = _places(data, user)
        document = _record(data, places[0])
        slides, notes = _listed(document, _SLIDES), _listed(document, _NOTES_PAGES)
        pages = {one.identity: one for one in notes}
        passages = [
            passage
            for number, slide in enumerate(slides, 1)
            for passage in _slide(data, places, slide, number, pages)
        ]
    except BROKEN as error:
        raise OldFormat("old-slides") from error
    heading = passages[0].text.split("\n")[0].strip() if passages else ""
    return Found(tuple(passages), {**found, **({"heading": heading} if heading else {})}, len(slides))


def _places(data: bytes, user: bytes) -> Mapping[int, int]:
    """Where each part lies by its number; number 0 stands for the document itself."""
    edit, places = _last_edit(data, user), dict[int, int]()
    for _ in range(_MOST_EDITS):
        _, kind, _ = _head(data, edit)
        if kind != _EDIT:
            break
        before, directory, document = struct.unpack_from("<III", data, edit + 16)
        for number, place in _directory(data, directory):
            places.setdefault(number, place)
        if 0 not in places and document in places:
            places[0] = places[document]
        if not before or before >= edit:
            break
        edit = before
    return places


def _last_edit(data: bytes, user: bytes) -> int:
    """Where the last edit is told of; where the stream that says so is lost, the last one that is met."""
    edit = struct.unpack_from("<I", user, 16)[0] if len(user) >= 20 else len(data)
    if edit + 8 <= len(data) and _head(data, edit)[1] == _EDIT:
        return int(edit)
    at = 0
    while at + 8 <= len(data):
        _, kind, size = _head(data, at)
        edit = at if kind == _EDIT else edit
        at += 8 + size
    return int(edit)


def _directory(data: bytes, at: int) -> Iterator[tuple[int, int]]:
    _, kind, size = _head(data, at)
    if kind != _PLACES:
        return
    at, end = at + 8, min(at + 8 + size, len(data))
    while at + 4 <= end:
        about = struct.unpack_from("<I", data, at)[0]
        first, count = about & 0xFFFFF, min(about >> 20, (end - at - 4) // 4)
        yield from enumerate(struct.unpack_from(f"<{count}I", data, at + 4), first)
        at += 4 + 4 * count


def _head(data: bytes, at: int) -> tuple[int, int, int]:
    version, kind, size = struct.unpack_from("<HHI", data, at)
    return version, kind, size


def _record(data: bytes, at: int) -> _Record:
    version, kind, size = _head(data, at)
    return _made(version, kind, data[at + 8 : at + 8 + size], 0)


def _made(version: int, kind: int, data: bytes, depth: int) -> _Record:
    holds = (version & 15 == 15 or kind == _BLOB) and depth < _DEEPEST
    return _Record(kind, version >> 4, b"" if holds else data, tuple(_records(data, depth)) if holds else ())


def _records(data: bytes, depth: int) -> Iterator[_Record]:
    at = 0
    while at + 8 <= len(data):
        version, kind, size = _head(data, at)
        yield _made(version, kind, data[at + 8 : at + 8 + size], depth + 1)
        at += 8 + size


def _listed(document: _Record, which: int) -> list[_Slide]:
    """The slides or the pages of notes in their order (2.4.14.3, 2.4.14.6)."""
    listed: list[_Slide] = []
    for part in document.within:
        for one in part.within if (part.kind, part.number) == (_LIST, which) else ():
            if one.kind == _PERSIST:
                persist, identity = struct.unpack_from("<I8xI", one.data)
                listed.append(_Slide(persist, identity))
            elif one.kind in (_WIDE, _NARROW) and listed:
                listed[-1].outline.append(_letters(one))
    return listed


def _slide(
    data: bytes, places: Mapping[int, int], listed: _Slide, number: int, pages: Mapping[int, _Slide]
) -> Iterator[Passage]:
    label = f"slide {number}"
    if listed.persist not in places:
        yield Passage(label, "slide", "\n".join(listed.outline))
        return
    slide = _record(data, places[listed.persist])
    shown = next(slide.every(_SHOW), None)
    if shown is not None and len(shown.data) > 10 and shown.data[10] & _HIDDEN:
        label += " (hidden)"
    yield Passage(label, "slide", "\n".join(_texts(slide, listed.outline)))
    about = next(slide.every(_SLIDE_ATOM), None)
    page = pages.get(struct.unpack_from("<16xI", about.data)[0]) if about and len(about.data) >= 20 else None
    if page is not None and page.persist in places:
        said = _texts(_record(data, places[page.persist]), page.outline)
        yield Passage(f"{label}, notes", "notes", "\n".join(said))
    yield Passage(f"{label}, comments", "notes", "\n".join(map(_comment, slide.every(_COMMENT))))


def _texts(slide: _Record, outline: list[str]) -> list[str]:
    """The text of the shapes in their order; what only the outline holds stands first, as titles do."""
    boxes = [
        text
        for box in slide.every(_TEXT_BOX)
        for text in (_letters(one) for one in box.every(_WIDE, _NARROW))
    ]  # fmt: skip
    margins = [_letters(one) for part in slide.every(_MARGINS) for one in part.every(_STRING)]
    held = set(boxes)
    texts = [*(one for one in outline if one not in held), *boxes, *dict.fromkeys(margins)]
    # An asterisk alone stands where the number of the slide or the date is put.
    return [text for text in texts if text.strip() not in ("", "*")]


def _comment(comment: _Record) -> str:
    said = {one.number: _letters(one) for one in comment.every(_STRING)}
    return f"{said[0]}: {said.get(1, '')}" if said.get(0) else said.get(1, "")


def _letters(record: _Record) -> str:
    text = record.data.decode("latin-1" if record.kind == _NARROW else "utf-16-le", "replace")
    return text.replace("\r", "\n").replace("\x0b", "\n")
