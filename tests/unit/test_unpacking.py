"""A ZIP is a folder: its files become items, it is not kept itself, and nothing in it leads out of it."""

import json
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from evidence_desk.desk import Desk
from evidence_desk.extract import archive
from evidence_desk.extract.sniffing import Rejected
from evidence_desk.library import queries
from evidence_desk.operations.importing import FileRow, import_paths
from evidence_desk.operations.starting import start_library


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(start_library(tmp_path / "L.evidence", area="Testshire", actor="Ann"), actor="Ann")
    yield made
    made.close()


def _zip(path: Path, members: dict[str, bytes | str]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in members.items():
            made.writestr(name, data)
    return path


def _rows(desk: Desk, *paths: Path) -> dict[str, FileRow]:
    return {row.path.rpartition(".zip")[2]: row for row in import_paths(desk, paths).files}


def test_the_files_of_a_zip_become_items_and_the_zip_is_not_kept(desk: Desk, tmp_path: Path) -> None:
    inner = _zip(tmp_path / "inner.zip", {"deep.txt": "words of the deep"}).read_bytes()
    path = _zip(tmp_path / "papers.zip", {"board/minutes.txt": "the minutes", "odd.bin": b"\0\1", "inner.zip": inner})
    rows = _rows(desk, path)
    assert rows["!/board/minutes.txt"].status == "imported" and rows["!/board/minutes.txt"].text
    assert rows["!/odd.bin"].status == "rejected"
    assert rows["!/deep.txt"].status == "imported"
    assert "opened as a folder" in (rows[""].reason or "") and rows[""].ref is None
    assert len(queries.items(desk.library.db, desk.today)) == 2
    kept = [one.name for one in (desk.library.folder / "files").rglob("*") if one.is_file()]
    assert len(kept) == 2
    assert not list(desk.library.folder.glob("*.part"))


def test_the_same_zip_again_brings_duplicates_and_a_changed_file_in_it_a_new_version(
    desk: Desk, tmp_path: Path
) -> None:
    path = _zip(tmp_path / "papers.zip", {"a.txt": "first", "b.txt": "other"})
    first = _rows(desk, path)
    again = _rows(desk, path)
    assert {again[name].status for name in ("!/a.txt", "!/b.txt")} == {"duplicate"}
    _zip(path, {"a.txt": "first, amended", "b.txt": "other"})
    changed = _rows(desk, path)
    assert (changed["!/a.txt"].status, changed["!/a.txt"].ref) == ("new-version", first["!/a.txt"].ref)
    assert changed["!/b.txt"].status == "duplicate"


def test_one_name_twice_is_two_files(desk: Desk, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "two.zip", "w") as made:
        made.writestr("a.txt", "one")
        with pytest.warns(UserWarning):
            made.writestr("a.txt", "two")
    imported = [name for name, row in _rows(desk, tmp_path / "two.zip").items() if row.status == "imported"]
    assert sorted(imported) == ["!/a (2).txt", "!/a.txt"]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd", "etc/passwd"), ("C:\\Users\\x.txt", "Users/x.txt"), ("/abs.txt", "abs.txt"),
        ("a/./b/../c.txt", "a/b/c.txt"), ("bell\x07.txt", "bell.txt"), ("..", "file"),
    ],
)  # fmt: skip
def test_no_name_leads_out_of_the_archive(tmp_path: Path, name: str, shown: str) -> None:
    out = tmp_path / "out"
    out.mkdir()
    found = archive.unpack(str(_zip(tmp_path / "a.zip", {name: "x"})), str(out))
    assert [one.name for one in found] == [shown]
    assert [path.parent for path in tmp_path.rglob("*") if path.is_file() and path.suffix != ".zip"] == [out]


def test_links_and_locked_files_in_it_are_told(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as made:
        made.writestr(link, "/etc/passwd")
        made.writestr("locked.txt", "x")
    data = bytearray((tmp_path / "a.zip").read_bytes())
    for mark in (b"PK\x01\x02", b"PK\x03\x04"):
        at = data.rfind(mark)
        data[at + (8 if mark == b"PK\x01\x02" else 6)] |= 1
    (tmp_path / "a.zip").write_bytes(bytes(data))
    reasons = {one.name: one.refused for one in archive.unpack(str(tmp_path / "a.zip"), str(tmp_path))}
    assert "link" in (reasons["link.txt"] or "")
    assert "password" in (reasons["locked.txt"] or "")


def test_a_bomb_is_not_opened(tmp_path: Path) -> None:
    path = _zip(tmp_path / "bomb.zip", {"a.txt": bytes(archive._SMALL + 1)})
    with pytest.raises(Rejected, match="far more"):
        archive.unpack(str(path), str(tmp_path))


def test_a_killed_import_of_a_zip_leaves_nothing_unpacked(tmp_path: Path) -> None:
    start_library(tmp_path / "L.evidence", area="Testshire", actor="Ann").close()
    left = tmp_path / "L.evidence" / f"{'0' * 64}.part"
    left.mkdir()
    (left / "0").write_text("words of a child", encoding="utf-8")
    command = [sys.executable, "-m", "evidence_desk", "import", str(tmp_path / "L.evidence"), str(tmp_path), "--json"]
    json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    assert not left.exists()
