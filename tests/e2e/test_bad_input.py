"""Whatever is wrong with what it is given, the program says so in one plain sentence and loses nothing."""

import shutil
import sqlite3
import zipfile
from pathlib import Path

import pytest

from tests.e2e import making
from tests.e2e.conftest import Evidence, Program


def test_a_folder_that_is_no_library_is_told_and_left_alone(program: Program, tmp_path: Path) -> None:
    folder = tmp_path / "holiday"
    folder.mkdir()
    (folder / "photo.txt").write_text("x")
    for command in ("list", "verify", "conflicts", "undo"):
        assert "holiday" in program.fails(command, folder)
    assert [path.name for path in folder.iterdir()] == ["photo.txt"]
    program.fails("list", tmp_path / "nowhere")
    assert not (tmp_path / "nowhere").exists()


def test_a_newer_library_is_read_or_refused_but_never_changed(
    library: Evidence, program: Program, tmp_path: Path
) -> None:
    newer = tmp_path / "Newer.evidence"
    shutil.copytree(library.folder, newer)
    db = sqlite3.connect(newer / "library.db")
    db.execute("PRAGMA user_version = 999")
    db.execute("UPDATE meta SET value = '999' WHERE key = 'format'")
    db.commit()
    db.close()
    before = (newer / "library.db").read_bytes()
    assert "newer" in program.fails("judge", newer, "1.1", "--know", "x")
    assert "newer" in program.fails("merge", library.folder, newer)
    assert (newer / "library.db").read_bytes() == before


@pytest.mark.parametrize(
    "command",
    [
        ("tag", "REF", "9.9"),
        ("tag", "REF", "nowhere:1.1"),
        ("tag", "REF", "1.1", "--quote", "words that do not stand there"),
        ("tag", "E-ZZZZ-ZZZZ", "1.1"),
        ("set", "REF", "colour=red"),
        ("set", "REF", "date=31/31/2026"),
        ("set", "REF", "kind=novel"),
        ("set", "REF", "title="),
        ("judge", "1.1", "--rating", "splendid"),
        ("judge", "7.7", "--know", "x"),
        ("untag", "T-0000000000"),
        ("settle", "C-0000000000", "--keep", "standing"),
        ("import", "/nowhere/at/all"),
        ("merge", "/nowhere/at/all.zip"),
        ("erase", "E-ZZZZ-ZZZZ", "--reason", "x"),
        ("restore-nothing",),
    ],
)
def test_a_wrong_word_changes_nothing(
    library: Evidence, program: Program, tmp_path: Path, command: tuple[str, ...]
) -> None:
    ref = library.take(making.text(tmp_path / "a.txt", making.sentence()))[0]["ref"]
    before = (library("list"), library("history"))
    name, *rest = [ref if one == "REF" else one for one in command]
    code = 2 if name == "restore-nothing" else 1
    program.fails(name, library.folder, *rest, code=code)
    assert (library("list"), library("history")) == before


def test_a_quote_in_two_places_needs_a_page(library: Evidence, tmp_path: Path) -> None:
    words = making.word()
    source = making.pdf(tmp_path / "a.pdf", [f"First {words} here.", f"Second {words} there."])
    ref = library.take(source)[0]["ref"]
    assert "page 1" in library.fails("tag", ref, "1.1", "--quote", words)
    assert library("tag", ref, "1.1", "--quote", words, "--page", "page 2")["page"] == "page 2"


def test_a_file_that_cannot_be_read_is_told_and_the_rest_goes_on(library: Evidence, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    making.text(folder / "good.txt", making.sentence())
    making.text(folder / "same.txt", (folder / "good.txt").read_text())
    (folder / "empty.docx").write_bytes(b"")
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7 nothing more \x00\x01")
    (folder / "broken.xlsx").write_bytes(b"PK\x03\x04 nothing more")
    (folder / "program.exe").write_bytes(b"MZ\x90\x00" + bytes(200))
    (folder / "link.txt").symlink_to(folder / "good.txt")
    rows = {Path(row["path"]).name: row for row in library.take(folder)}
    assert set(rows) == {path.name for path in folder.iterdir()}
    assert rows["good.txt"]["status"] == "imported"
    assert rows["same.txt"]["status"] == "duplicate" and rows["same.txt"]["ref"] == rows["good.txt"]["ref"]
    for name in ("empty.docx", "broken.pdf", "broken.xlsx", "program.exe", "link.txt"):
        assert rows[name]["status"] == "rejected" and rows[name]["reason"], name
    again = {row["status"] for row in library.take(folder / "good.txt", folder / "same.txt")}
    assert again == {"duplicate"} and len(library("list")) == 1


def test_bad_packs_are_refused_with_the_file_named(library: Evidence, program: Program, tmp_path: Path) -> None:
    library.take(making.text(tmp_path / "a.txt", making.sentence()))
    pack = tmp_path / "good.zip"
    program.ok("export", "pack", library.folder, pack)
    other = Evidence(program, tmp_path / "Other.evidence")
    program.ok("init", other.folder, "--area", "Testshire")
    before = other("list")
    with zipfile.ZipFile(pack) as opened:
        members = {name: opened.read(name) for name in opened.namelist()}
    workbook = next(name for name in members if name.endswith(".xlsx"))
    bad = {
        "tampered.zip": members | {workbook: members[workbook] + b"x"},
        "climbing.zip": members | {"../../climbed.txt": b"x"},
        "no zip.zip": None,
    }
    for name, content in bad.items():
        path = tmp_path / name
        if content is None:
            path.write_bytes(b"not a zip")
        else:
            with zipfile.ZipFile(path, "w") as made:
                for member, data in content.items():
                    made.writestr(member, data)
        assert name in other.fails("merge", path)
    assert other("list") == before and not (tmp_path.parent / "climbed.txt").exists()
    assert other("verify")["ok"]
