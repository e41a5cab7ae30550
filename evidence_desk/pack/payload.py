"""Which originals go into a pack, and under which names."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from evidence_desk.library.files import Files
from evidence_desk.pack.content import Content, LeftOut, RegisterRow
from evidence_desk.pack.layout import EARLIER, EVIDENCE
from evidence_desk.pack.names import Names, suffix_of

NOT_HERE = "its file is not in this library"


@dataclass(frozen=True, slots=True)
class Original:
    """A file to be put into a pack: its path there, and the item that it is told of with."""

    sha256: str
    path: str
    ref: str
    bytes: int


@dataclass(frozen=True, slots=True)
class Payload:
    """All originals, each file once, and the items of which a file is missing here."""

    originals: tuple[Original, ...]
    missing: tuple[LeftOut, ...]

    @property
    def paths(self) -> Mapping[str, str]:
        """By SHA-256: where the file lies beside the workbook."""
        return {original.sha256: original.path for original in self.originals}


def plan_payload(content: Content, files: Files) -> Payload:
    """Every living version of every item in the content; current ones in `Evidence`, others in a folder below it."""
    folders = {EVIDENCE: Names(), EARLIER: Names()}
    planned: dict[str, Original] = {}
    missing: list[LeftOut] = []
    for row in content.register:
        for sha256, folder, text, suffix, size in _wanted(row):
            if not files.has(sha256):
                missing.append(LeftOut(row.ref, NOT_HERE))
            elif sha256 not in planned:
                name = folders[folder].take(text, suffix, fallback=row.ref)
                planned[sha256] = Original(sha256, str(PurePosixPath(folder, name)), row.ref, size)
    return Payload(tuple(planned.values()), tuple(dict.fromkeys(missing)))


def _wanted(row: RegisterRow) -> Iterator[tuple[str, str, str, str, int]]:
    item = row.item
    if item is None:
        return
    for version in sorted(row.versions, key=lambda one: (one.sha256 != item.sha256, one.added, one.sha256)):
        current = version.sha256 == item.sha256
        text = f"{row.ref} {item.title}" + ("" if current else f" ({version.added[:10]})")
        yield version.sha256, EVIDENCE if current else EARLIER, text, suffix_of(version.name), version.bytes
