"""A folder of hostile files: each costs a reason, the good file between them is read, and nothing is left behind."""

import io
import json
import os
import struct
import sys
import zipfile
from pathlib import Path

import pytest

from tests.e2e import making
from tests.e2e.conftest import Evidence


def zipped(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def overlapping(times: int) -> bytes:
    """A ZIP whose entries all stand on the same bytes (D. Fifield, "A better zip bomb", WOOT 2019)."""
    data = zipped({"k.txt": b"A" * 2_000_000})
    at, end = data.index(b"PK\x01\x02"), data.index(b"PK\x05\x06")
    entries = b"".join(data[at:end].replace(b"k.txt", b"%05d" % number) for number in range(times))
    return data[:at] + entries + struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, times, times, len(entries), at, 0)


def hostile(folder: Path) -> None:
    folder.mkdir()
    bomb = zipped({"a.txt": bytes(60_000_000)})
    files = {
        "bomb.zip": bomb,
        "bomb in a zip.zip": zipped({"bomb.zip": bomb}),
        "overlapping.zip": overlapping(500),
        "way out.zip": zipped({"../../escaped.txt": b"words", "/tmp/absolute.txt": b"others"}),
        "tab\there\x07.txt": b"words with a bell",
        "\u202etxt.exe": b"MZ",
        "n" * 251 + ".txt": b"words under a long name",
        "pages.pdf": b"%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n"
        b"2 0 obj\n<</Type/Pages/Count 2000000000/Kids[2 0 R]>>\nendobj\ntrailer\n<</Root 1 0 R>>\n%%EOF",
        "huge.png": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", 100_000, 100_000) + b"\x08\x02\0\0\0\0\0\0\0",
        "line.csv": b"a,b\n" + b"x" * 3_000_000,
        "script.pdf": making.pdf(folder / "script.pdf", ["plain words"]).read_bytes(),
    }
    for name, data in files.items():
        (folder / name).write_bytes(data)
    (folder / "loop").symlink_to("loop")
    (folder / "up").symlink_to("..")
    (folder / "passwords.txt").symlink_to("/etc/passwd")
    os.mkfifo(folder / "pipe.txt")


@pytest.mark.elsewhere
@pytest.mark.skipif(sys.platform == "win32", reason="such names and files are not allowed on Windows")
def test_hostile_files_cost_a_reason_and_nothing_else(library: Evidence, tmp_path: Path) -> None:
    hostile(tmp_path / "in")
    before = sorted(path.name for path in tmp_path.iterdir())
    done = library.program.run("import", library.folder, tmp_path / "in", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    rows = json.loads(done.stdout)["files"]
    for name in os.listdir(tmp_path / "in"):
        (row,) = [row for row in rows if row["path"] == str(tmp_path / "in" / name)]
        assert row["text"] or row["reason"], row
    assert library("search", "plain words")["total"] == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == before
    assert not Path("/tmp/absolute.txt").exists()
    assert [path for path in library.folder.rglob("*.part*")] == []
