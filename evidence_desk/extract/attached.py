"""Files that lie in another file: in a PDF, or pinned to one of its pages; and what they are called."""

import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from evidence_desk.model.passage import Member

# Control characters, and those that turn the direction of what follows: `exe.txt` could read `txt.exe`.
_UNSHOWN = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_UNREADABLE = (RuntimeError, ValueError, IndexError, KeyError, TypeError)


def in_document(document: Any) -> Iterator[Member]:
    """What was attached to the PDF as a whole."""
    for at in range(document.embfile_count()):
        try:
            about = document.embfile_info(at)
        except _UNREADABLE:
            continue
        name = about.get("ufilename") or about.get("filename") or about.get("name") or f"attachment {at + 1}"
        yield from _member(str(name), partial(document.embfile_get, at))


def on_note(note: Any) -> Iterator[Member]:
    """What hangs on a note on a page, where it is one that holds a file."""
    if note.type[1] == "FileAttachment":
        yield from _member(str(note.file_info.get("filename") or "attachment"), note.get_file)


def last_part(name: str) -> str:
    """A sender may name an attachment as a path, even one that climbs; its name is the last part."""
    last = " ".join(_UNSHOWN.sub(" ", re.split(r"[/\\]", name)[-1]).split())
    return last if last.strip(".") else "attachment"


def _member(name: str, get: Callable[[], Any]) -> Iterator[Member]:
    try:
        data = bytes(get())
    except _UNREADABLE:
        return
    if data:
        yield Member(last_part(name), data)
