"""Saves a workbook so that the same content gives the same bytes, and leaves no copy of a sheet on the disk.

openpyxl streams each sheet into a named temporary file, which a killed export would leave behind with all its words.
Here it streams into a file without a name, which the system takes back whatever happens.
"""

from datetime import datetime
from tempfile import TemporaryFile
from typing import IO, Any, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

_BLOCK: Final = 1 << 20


def begin_rows(page: Worksheet) -> None:
    """Ends the set-up of a sheet: from here on it is streamed, and only rows and tables may come."""
    writer = _NamelessWriter(page)
    page._writer = writer  # type: ignore[attr-defined]
    writer.write_top()


def set_height(page: Worksheet, row: int, points: float) -> None:
    """The height of a row about to be written; a person's edit may change it, as if Excel had measured it.

    LibreOffice measures no rows of such a file, and openpyxl's own heights are fixed for good.
    """
    page.row_dimensions.clear()
    page.row_dimensions[row] = {"ht": f"{points:g}"}  # type: ignore[assignment]


def save(book: Workbook, stream: IO[bytes], moment: datetime) -> None:
    """Writes the workbook into an open file; `moment` stands as the time of every part."""
    archive = _SteadyZip(stream, moment)
    try:
        ExcelWriter(book, archive).write_data()
        archive.close()
    except BaseException:
        archive.fp = None  # half a workbook is not to be ended
        raise


def abandon(book: Workbook) -> None:
    """Ends what is still being streamed and lets its files go: an unfinished sheet complains when it is collected."""
    for page in book.worksheets:
        writer = getattr(page, "_writer", None)
        if isinstance(writer, _NamelessWriter) and not writer.out.closed:
            if not page.closed:
                page.close()
            writer.cleanup()


class _NamelessWriter(WorksheetWriter):
    out: IO[bytes]

    def __init__(self, page: Worksheet) -> None:
        super().__init__(page, out=TemporaryFile())  # noqa: SIM115 - `cleanup` closes it

    def cleanup(self) -> None:
        self.out.close()


class _SteadyZip(ZipFile):
    """A ZIP that gives every part one time, and takes an open file where openpyxl gives it a path."""

    fp: IO[bytes] | None

    def __init__(self, stream: IO[bytes], moment: datetime) -> None:
        super().__init__(stream, "w", ZIP_DEFLATED)
        self._moment = max(moment.timetuple()[:6], (1980, 1, 1, 0, 0, 0))

    def writestr(self, zinfo_or_arcname: Any, data: Any, *_: Any, **__: Any) -> None:
        super().writestr(self._entry(zinfo_or_arcname), data)

    def write(self, filename: Any, arcname: Any = None, *_: Any, **__: Any) -> None:
        filename.seek(0)
        with self.open(self._entry(arcname), "w", force_zip64=True) as part:
            while block := filename.read(_BLOCK):
                part.write(block)

    def _entry(self, name: str) -> ZipInfo:
        entry = ZipInfo(name, self._moment)
        entry.compress_type = ZIP_DEFLATED
        entry.create_system = 3
        entry.external_attr = 0o100644 << 16
        return entry
