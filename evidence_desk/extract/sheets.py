"""Spreadsheets of Excel and LibreOffice: the rows of every sheet, hidden ones marked, and notes on cells."""

import datetime
import html
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl.utils.exceptions import InvalidFileException
from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    PasswordError,
    SheetMetadata,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from evidence_desk.errors import KnownError
from evidence_desk.extract import opendocument
from evidence_desk.extract.binary_book import beside_cells
from evidence_desk.extract.charts import chart_lines
from evidence_desk.extract.found import Found, Source
from evidence_desk.extract.office import check_unpacked_size, local_name, parts, properties
from evidence_desk.extract.opendocument import check_unlocked, comments
from evidence_desk.extract.sniffing import OLE, Damaged, Locked, OldFormat
from evidence_desk.extract.text import row_blocks, row_text
from evidence_desk.model.passage import Passage

_MOST_LOOKED_AT = 200_000_000
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
_MARGIN = re.compile(rb"<(?:\w+:)?(?:odd|even|first)(?:Header|Footer)>([^<]*)<")
_CODE = re.compile(r'&(?:"[^"]*"|K[0-9A-Fa-f]{6}|K\d\d[+-]\d{3}|\d+|[A-Z])')
_BEGINNING, _OLD_BEGINNINGS = b"\x09\x08", (b"\x09\x00", b"\x09\x02", b"\x09\x04")
_MIDNIGHT = datetime.time()
# What openpyxl raises over damaged files, and defusedxml (a ValueError) over hostile ones.
_UNREADABLE = (
    OSError, KeyError, ValueError, TypeError, AttributeError, IndexError, SyntaxError, zipfile.BadZipFile,
    InvalidFileException,
)  # fmt: skip


def read(path: Source) -> Found:
    """The rows in blocks of fifty: `sheet Waits, rows 1–50`."""
    try:
        return _read(path)
    except BaseException as error:
        # python-calamine panics over some old files, as an exception that is none; LibreOffice may bear them.
        if type(error).__name__ == "PanicException" and isinstance(path, Path) and _is_old_book(path):
            raise _unread_old(path) from error
        raise


def _read(path: Source) -> Found:
    zipped = _is_zipped(path)
    if zipped:
        check_unpacked_size(path)
        check_unlocked(path)
    try:
        workbook = CalamineWorkbook.from_path(str(path)) if isinstance(path, Path) else _in_memory(path)
    except PasswordError as error:
        raise Locked from error
    except CalamineError as error:
        if isinstance(path, Path) and _is_old_book(path):
            raise _unread_old(path) from error
        found = _read_otherwise(path) if zipped else None
        if found is None:
            raise Damaged("opened as a spreadsheet") from error
        return found
    passages: list[Passage] = []
    unread: list[str] = []
    for sheet in workbook.sheets_metadata:
        if sheet.typ == SheetTypeEnum.WorkSheet:
            try:
                passages += _sheet(workbook, sheet)
            except CalamineError:
                unread.append(sheet.name)
    reason = f"Damaged: nothing could be read of the sheet {', '.join(unread)}." if unread else None
    if zipped:
        passages += [*_notes(path), *_margins(path), *_charts(path), *_open_notes(path)]
    else:
        passages += beside_cells(path)
    return Found(tuple(passages), properties(path) if zipped else {}, reason=reason, is_table=True)


def _is_zipped(path: Source) -> bool:
    """zipfile alone would also say so of an old book that a new one lies in."""
    if isinstance(path, Path):
        with path.open("rb") as file:
            head = file.read(len(OLE))
    else:
        head = path.getvalue()[: len(OLE)]
    return head != OLE and zipfile.is_zipfile(path)


def _read_otherwise(path: Source) -> Found | None:
    """Of a book that python-calamine gives up: one with macro sheets of Excel 4, or LibreOffice's with indented XML."""
    import openpyxl

    try:
        with zipfile.ZipFile(path) as archive:
            if "content.xml" in archive.namelist():
                return replace(opendocument.read(path), is_table=True)
        # By its bytes: openpyxl refuses a path without the right suffix, and the library's own copy has none.
        data = BytesIO(path.read_bytes() if isinstance(path, Path) else path.getvalue())
        book = openpyxl.load_workbook(data, read_only=True, data_only=True)
        passages = [passage for sheet in book.worksheets for passage in _other_sheet(sheet)]
    except _UNREADABLE:
        return None
    return Found(tuple(passages), properties(path), is_table=True)


def _other_sheet(sheet: Any) -> Iterator[Passage]:
    hidden = "" if sheet.sheet_state == "visible" else " (hidden)"
    rows = (row_text("" if cell is None else _cell(cell) for cell in row) for row in sheet.iter_rows(values_only=True))
    return row_blocks(f"sheet {sheet.title}{hidden}", "sheet", enumerate(rows, 1))


def _is_old_book(path: Path) -> bool:
    """Whether it begins as a book of Excel does ([MS-XLS] 2.4.21, and the BOF records of Excel 2 to 4)."""
    import olefile  # type: ignore[import-untyped]

    with path.open("rb") as file:
        head = file.read(len(OLE))
    if head != OLE:
        return head[:2] in _OLD_BEGINNINGS
    try:
        with olefile.OleFileIO(str(path)) as container:
            name = next((one for one in ("Workbook", "Book") if container.exists(one)), None)
            return name is not None and container.openstream(name).read(2) == _BEGINNING
    except (OSError, ValueError, IndexError, TypeError, AttributeError):
        return False


def _unread_old(path: Path) -> KnownError:
    """python-calamine knows a locked book by the ending of its name only, and the library's own copy has none."""
    from evidence_desk.extract.unlocking import is_locked_office

    return Locked() if is_locked_office(path) else OldFormat("old-sheets")


def _in_memory(unlocked: BytesIO) -> CalamineWorkbook:
    unlocked.seek(0)
    return CalamineWorkbook.from_filelike(unlocked)


def _sheet(workbook: CalamineWorkbook, about: SheetMetadata) -> Iterator[Passage]:
    hidden = "" if about.visible == SheetVisibleEnum.Visible else " (hidden)"
    rows = workbook.get_sheet_by_name(about.name).iter_rows()
    texts = (row_text(_cell(cell) for cell in row) for row in rows)
    return row_blocks(f"sheet {about.name}{hidden}", "sheet", enumerate(texts, 1))


def _cell(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.10g}"
    if isinstance(value, datetime.datetime):
        return value.date().isoformat() if value.time() == _MIDNIGHT else value.isoformat(" ", "minutes")
    return str(value)


def _margins(path: Source) -> Iterator[Passage]:
    """What is printed above and below the sheets (ECMA-376 part 1, 18.3.1.46), without its codes."""
    lines: list[str] = []
    with zipfile.ZipFile(path) as archive:
        for about in archive.infolist():
            if _SHEET.fullmatch(about.filename) and about.file_size < _MOST_LOOKED_AT:
                for part in _MARGIN.findall(archive.read(about)):
                    text = _CODE.sub(" ", html.unescape(part.decode("utf-8", "replace")))
                    lines.append(" ".join(text.split()))
    yield Passage("headers and footers", "notes", "\n".join(dict.fromkeys(lines)))


def _open_notes(path: Source) -> Iterator[Passage]:
    """Notes on the cells of a sheet of LibreOffice; large sheets without any are not read twice."""
    with zipfile.ZipFile(path) as archive:
        about = next((one for one in archive.infolist() if one.filename == "content.xml"), None)
        if about is None or about.file_size >= _MOST_LOOKED_AT or b":annotation" not in archive.read(about):
            return
    for _, root in parts(path, ("content.xml",)):
        yield Passage("notes on cells", "notes", comments(root))


def _charts(path: Source) -> Iterator[Passage]:
    lines = [line for _, root in parts(path, start="xl/charts/chart") for line in chart_lines(root)]
    lines += opendocument.embedded(path).values()
    yield Passage("charts", "notes", "\n".join(dict.fromkeys(lines)))


def _notes(path: Source) -> Iterator[Passage]:
    found = []
    for _, root in parts(path, start="xl/comments"):
        for note in root.iter("{*}comment"):
            said = "".join(str(text.text or "") for text in note.iter("{*}t"))
            found.append(f"{note.get('ref')}: {said}")
    yield Passage("notes on cells", "notes", "\n".join(found))
    boxes = [
        "".join(str(text.text or "") for text in line.iter("{*}t"))
        for _, root in parts(path, start="xl/drawings/drawing")
        for line in root.iter("{*}p")
        if local_name(line) == "p"
    ]
    yield Passage("text boxes", "text", "\n".join(box for box in boxes if box.strip()))
