"""The workbook: a cover and five sheets, streamed row by row.

Importing this imports openpyxl: do it when a workbook is wanted.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import IO, TYPE_CHECKING

from openpyxl import Workbook

from evidence_desk.pack import words
from evidence_desk.pack.content import Content
from evidence_desk.pack.fresh import fresh_file
from evidence_desk.pack.steps import Steps
from evidence_desk.pack.workbook.cover import write_cover
from evidence_desk.pack.workbook.coverage import coverage_sheet
from evidence_desk.pack.workbook.evidence import evidence_sheet
from evidence_desk.pack.workbook.gaps import gaps_sheet
from evidence_desk.pack.workbook.register import register_sheet
from evidence_desk.pack.workbook.saving import abandon, save
from evidence_desk.pack.workbook.self_evaluation import self_evaluation_sheet
from evidence_desk.pack.workbook.styles import set_default_font
from evidence_desk.pack.workbook.table import Around, write_sheet

if TYPE_CHECKING:
    from evidence_desk.work.job import Job

PROGRAM = "Evidence Desk"


def write_workbook(path: Path, content: Content, job: "Job | None" = None) -> None:
    """Writes the workbook; until it is whole there is nothing new under its name."""
    with fresh_file(path) as stream:
        save_workbook(stream, content, tick=Steps(job, len(content.register) + len(content.evidence)))


def save_workbook(
    stream: IO[bytes],
    content: Content,
    files: Mapping[str, str] | None = None,
    tick: Callable[[], None] = lambda: None,
) -> None:
    """Writes the workbook into an open file. `files`: the path beside it by SHA-256, for links in the register."""
    sheets = (
        self_evaluation_sheet(content),
        register_sheet(content, files or {}),
        evidence_sheet(content),
        coverage_sheet(content),
        gaps_sheet(content),
    )
    around = Around(words.said(words.MARKING, content.marking), content.library.area)
    book = Workbook(write_only=True)
    set_default_font(book)
    _describe(book, content)
    try:
        write_cover(book, content, sheets, around, tick)
        for sheet in sheets:
            write_sheet(book, sheet, around, tick)
        save(book, stream, content.moment)
    finally:
        abandon(book)


def _describe(book: Workbook, content: Content) -> None:
    facts = book.properties
    facts.title = f"{content.library.area}: self-evaluation and evidence"
    facts.subject = content.framework.title
    facts.creator = facts.lastModifiedBy = PROGRAM
    facts.language = "en-GB"
    facts.keywords = "SEND, self-evaluation, evidence"
    facts.created = facts.modified = content.moment.replace(tzinfo=None)
