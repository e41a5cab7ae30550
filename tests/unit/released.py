"""A real library with a few items, and what an export of it holds, unpacked to the last layer."""

import hashlib
import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from evidence_desk.library.store import Library, create
from evidence_desk.model import paths
from evidence_desk.model.ids import item_key

TODAY = date(2026, 11, 24)
FRAMEWORK = "area-send-2023"


class Writer:
    """Puts items, tags and judgements into a library, as the operations would."""

    def __init__(self, library: Library, actor: str = "Ann Lee") -> None:
        self.library = library
        self.actor = actor

    def item(self, title: str, data: bytes | None = None, *, name: str = "", auto: bool = False, **facts: Any) -> str:
        data = data if data is not None else f"words of {title}".encode()
        sha256 = hashlib.sha256(data).hexdigest()
        key = item_key(sha256)
        self.library.files.add_bytes(data)
        fields = {"kind": "document", "title": title, "marking": "official", "current": sha256, "source": "", **facts}
        with self._change("imported 1 file") as change:
            change.add(paths.item(key), fields, auto=auto)
            change.add(paths.version(key, sha256), {"name": name or f"{title}.txt", "bytes": len(data)})
        return key

    def version(self, key: str, data: bytes, name: str) -> str:
        sha256 = self.library.files.add_bytes(data)
        with self._change("new version") as change:
            change.add(paths.version(key, sha256), {"name": name, "bytes": len(data)})
            change.set(paths.item(key), {"current": sha256})
        return sha256

    def tag(self, key: str, criterion: str, note: str = "", quote: str = "", framework: str = FRAMEWORK) -> None:
        with self._change("tagged 1 item") as change:
            parent = paths.item(key)
            if quote:
                parent = paths.excerpt(key, hashlib.sha256(quote.encode()).hexdigest()[:10].upper())
                change.add(parent, {"quote": quote, "before": "", "after": "", "page": "page 4"})
            fields = {"stance": "concern", "note": note, "voices": ["parent"], "by": self.actor}
            change.add(paths.tag(parent, framework, criterion, self.actor), fields)

    def set(self, key: str, **fields: Any) -> None:
        with self._change("set") as change:
            change.set(paths.item(key), fields)

    def remove(self, entity: str) -> None:
        with self._change("removed") as change:
            change.delete(entity)

    def judge(self, criterion: str, cites: str | None = None, **fields: str) -> None:
        with self._change("judged") as change:
            change.add(paths.judgement(FRAMEWORK, criterion), fields)
            if cites:
                change.add(paths.judgement_evidence(FRAMEWORK, criterion, cites), {"place": "page 4"})

    def _change(self, label: str) -> Any:
        return self.library.change(actor=self.actor, agency="health", label=label)


@contextmanager
def new_library(folder: Path) -> Iterator[Writer]:
    library = create(folder, actor="Ann Lee", agency="health", area="Northshire", framework=FRAMEWORK)
    try:
        yield Writer(library)
    finally:
        library.close()


def every_byte(path: Path) -> bytes:
    """All names and bytes in a file, every ZIP in it unpacked."""
    return _unpacked(path.read_bytes())


def _unpacked(data: bytes) -> bytes:
    if not zipfile.is_zipfile(io.BytesIO(data)):
        return data
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return b"\n".join(name.encode() + b"\n" + _unpacked(packed.read(name)) for name in packed.namelist())
