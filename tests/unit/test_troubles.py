"""What goes wrong outside the program is told in one sentence that names the file."""

import errno
import sqlite3
from pathlib import Path

import pytest

from evidence_desk.errors import KnownError
from evidence_desk.library.troubles import told

PLACE = Path("x") / "library.db"


@pytest.mark.parametrize(
    ("number", "title"),
    [
        (errno.ENOSPC, "The disk is full."),
        (errno.EROFS, "a.txt may not be read or changed here."),
        (errno.EACCES, "a.txt may not be read or changed here."),
        (errno.ENOENT, "a.txt is not there."),
        (errno.EIO, "a.txt could not be read or written."),
    ],
)
def test_an_answer_of_the_disk_names_its_file(number: int, title: str) -> None:
    with pytest.raises(KnownError) as error, told(PLACE):
        raise OSError(number, "why", "folder/a.txt")
    assert error.value.title == title


def test_an_answer_without_a_file_names_what_was_being_done() -> None:
    with pytest.raises(KnownError, match=r"library\.db could not be read"), told(PLACE):
        raise OSError(errno.EIO, "why")


def test_the_programs_own_fault_is_not_told_as_the_worlds(tmp_path: Path) -> None:
    db = sqlite3.connect(":memory:")
    with pytest.raises(sqlite3.OperationalError), told(PLACE):
        db.execute("SELECT * FROM nowhere")
    with pytest.raises(ZeroDivisionError), told(PLACE):
        _ = 1 / 0
    with pytest.raises(KnownError, match="inner"), told(PLACE):
        raise KnownError("inner")


def test_what_is_no_database_is_told_as_damaged(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    path.write_text("nonsense " * 100, encoding="utf-8")
    with pytest.raises(KnownError, match=r"library\.db is damaged"), told(path):
        sqlite3.connect(path).execute("SELECT * FROM sqlite_master")
