"""Puts an export together: the workbook alone, or a pack with workbook, originals and records."""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Any

import evidence_desk
from evidence_desk.errors import KnownError
from evidence_desk.pack.bag import Bag, Tick
from evidence_desk.pack.content import Content, LeftOut
from evidence_desk.pack.fresh import fresh_file
from evidence_desk.pack.layout import FILES, FORMAT_FIELD, LIBRARY_FIELD, PACK_FORMAT, READ_ME, RECORDS, WORKBOOK
from evidence_desk.pack.names import safe_name
from evidence_desk.pack.payload import Payload, plan_payload
from evidence_desk.pack.read_me import read_me
from evidence_desk.pack.scope import pack_records
from evidence_desk.pack.steps import Steps
from evidence_desk.pack.wordings import Wordings

if TYPE_CHECKING:
    from evidence_desk.library.store import Library
    from evidence_desk.work.job import Job

_MEGABYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Released:
    """What was written, and what the person who hands it on should know."""

    file: Path
    bytes: int
    items: int
    left_out: tuple[LeftOut, ...]
    judgements_citing_withheld: tuple[str, ...] = ()
    earlier_wordings: int = 0

    def in_words(self) -> str:
        """A few lines for the person who hands it on."""
        lines = [f"{self.file}: {_items(self.items)}, {_size(self.bytes)}."]
        lines += [f"Left out: {one.ref} ({one.why})." for one in self.left_out]
        if self.judgements_citing_withheld:
            lines.append(f"These judgements cite withheld items: {', '.join(self.judgements_citing_withheld)}.")
        if self.earlier_wordings:
            lines.append(
                f"The records still hold earlier wordings of {_items(self.earlier_wordings)}."
                " Erase what must not leave, or export without records."
            )
        return "\n".join(lines)


def release_workbook(out: Path, content: Content, job: "Job | None" = None) -> Released:
    """Writes the workbook alone."""
    from evidence_desk.pack.workbook.writing import write_workbook

    write_workbook(out, content, job)
    return _released(out, content, content.left_out)


def release_pack(
    out: Path, library: "Library", content: Content, *, with_records: bool = True, job: "Job | None" = None
) -> Released:
    """Writes a pack: one ZIP that is a BagIt bag. Without records it is for people who are not to merge it."""
    payload = plan_payload(content, library.files)
    tick = Steps(job, _steps(content, payload))
    wordings = Wordings(library.db)
    name = safe_name(f"{content.library.area} evidence {content.today.isoformat()}", fallback="evidence")
    with fresh_file(out) as stream, Bag(stream, name, content.moment, tick) as bag:
        _add_workbook(bag, content, payload, tick)
        bag.add_text(READ_ME, read_me(content, with_records=with_records))
        for original in payload.originals:
            if bag.add_file(original.path, library.files.path(original.sha256)) != original.sha256:
                raise KnownError(
                    f"The file of {original.ref} is damaged in this library.",
                    "Its bytes are not those that were put in.",
                    "Run verify, and bring the file in again.",
                )
        if with_records:
            bag.add_lines(RECORDS, _lines(wordings.watch(pack_records(library.db, content))))
            bag.add_lines(FILES, _lines({"sha256": one.sha256, "path": one.path} for one in payload.originals))
        bag.close(_facts(content))
    return _released(out, content, (*content.left_out, *payload.missing), wordings.items)


def earlier_wordings(db: sqlite3.Connection, content: Content) -> int:
    """Of how many items a pack with records would hold words that nobody sees any more."""
    wordings = Wordings(db)
    for _ in wordings.watch(pack_records(db, content)):
        pass
    return wordings.items


def _add_workbook(bag: Bag, content: Content, payload: Payload, tick: Tick) -> None:
    from evidence_desk.pack.workbook.writing import save_workbook

    with TemporaryFile() as workbook:
        save_workbook(workbook, content, payload.paths, tick)
        bag.add_stream(WORKBOOK, workbook)


def _lines(records: Iterable[dict[str, Any]]) -> Iterator[str]:
    for record in records:
        yield json.dumps(record, ensure_ascii=False, separators=(",", ":"))


def _facts(content: Content) -> dict[str, str]:
    return {
        "Source-Organization": content.library.area,
        "External-Description": "Self-evaluation of SEND arrangements, with the evidence for it",
        "Bagging-Date": content.today.isoformat(),
        "Bag-Software-Agent": f"Evidence Desk {evidence_desk.__version__}",
        FORMAT_FIELD: str(PACK_FORMAT),
        LIBRARY_FIELD: content.library.id,
    }


def _steps(content: Content, payload: Payload) -> int:
    blocks = sum(original.bytes // _MEGABYTE + 1 for original in payload.originals)
    return len(content.register) + len(content.evidence) + blocks


def _released(out: Path, content: Content, left_out: tuple[LeftOut, ...], wordings: int = 0) -> Released:
    return Released(
        file=out,
        bytes=out.stat().st_size,
        items=len(content.items),
        left_out=left_out,
        judgements_citing_withheld=content.judgements_citing_withheld,
        earlier_wordings=wordings,
    )


def _items(count: int) -> str:
    return "1 item" if count == 1 else f"{count:,} items"


def _size(count: int) -> str:
    return f"{count / 1e6:,.1f} MB" if count >= 1e6 else f"{max(count // 1000, 1)} kB"
