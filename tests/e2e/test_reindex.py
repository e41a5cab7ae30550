"""`reindex` on a library that an older version of the program read: its texts are read anew, and none is lost."""

import sqlite3
from pathlib import Path

import locks

from evidence_desk.extract.registry import EXTRACTOR_VERSION
from tests.e2e import making
from tests.e2e.conftest import Evidence

OLDER = str(int(EXTRACTOR_VERSION) - 1)


def age(library: Evidence, but: str) -> None:
    """As if an older version had read all files, and made little of what does not hold this word."""
    db = sqlite3.connect(library.folder / "library.db")
    with db:
        db.execute("UPDATE extraction SET extractor = ?", (OLDER,))
        db.execute("UPDATE passage SET text = 'poorly read' WHERE instr(text, ?) = 0", (but,))
    db.close()


def total(library: Evidence, word: str) -> int:
    return int(library("search", word)["total"])


def test_it_reads_anew_what_is_older_and_keeps_what_it_cannot_read(library: Evidence, tmp_path: Path) -> None:
    planted, secret, passwords = making.word(), making.word(), tmp_path / "passwords.txt"
    passwords.write_text("open sesame\n", encoding="utf-8")
    making.docx(tmp_path / "open.docx", ["Minutes of the board", f"It asked for {planted}."])
    making.docx(tmp_path / "locked.docx", ["A plan of the board", f"It asks for {secret}."])
    locks.office(tmp_path / "locked.docx", "open sesame")
    library.take(tmp_path / "open.docx", tmp_path / "locked.docx", options=("--password-file", str(passwords)))
    age(library, secret)
    assert total(library, planted) == 0
    said = library.words("reindex").splitlines()
    assert said[0] == "Read 1 file anew. 1 file could not be read now and kept the text it had."
    assert said[1].startswith("- locked.docx: ") and said[-1] == "The search index is made anew."
    assert (total(library, planted), total(library, secret)) == (1, 1)
    assert library("reindex") == {"read": 0, "kept": []}
    assert library("reindex", "--password-file", passwords) == {"read": 1, "kept": []}
    assert total(library, secret) == 1
