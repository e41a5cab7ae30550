"""What must be erased is gone from every byte the program keeps, and stays gone."""

import shutil
from pathlib import Path

from tests.e2e import making
from tests.e2e.conftest import Evidence, Program
from tests.e2e.test_gate import unpacked


def holders(word: str, *folders: Path) -> list[str]:
    """The files below the folders whose names or bytes (unpacked, UTF-8 or UTF-16) hold the word."""
    found = []
    for folder in folders:
        for path in folder.rglob("*") if folder.exists() else []:
            data = unpacked(path).lower() if path.is_file() else b""
            needles = [word.lower().encode(), word.lower().encode("utf-16-le")]
            if word.lower() in path.name.lower() or any(needle in data for needle in needles):
                found.append(str(path))
    return found


def with_name_everywhere(library: Evidence, folder: Path, name: str) -> str:
    """An item that has the name in file, file name, title, quote and note, after some use of the library."""
    folder.mkdir()
    source = making.docx(
        folder / f"{name} story.docx", [making.sentence(), f"Then {name} got a place.", making.sentence()]
    )
    ref: str = library.take(source, options=("--kind", "document"))[0]["ref"]
    library("set", ref, f"title=The story of {name}", "marking=official")
    library("tag", ref, "1.3", "--quote", f"Then {name} got a place", "--note", f"{name} says so")
    library("search", name)
    return ref


def test_an_erased_item_leaves_no_byte_behind_and_does_not_come_back(
    library: Evidence, program: Program, tmp_path: Path
) -> None:
    name = making.word().capitalize()
    ref = with_name_everywhere(library, tmp_path / "in", name)
    keep = library.take(
        making.text(tmp_path / "keep.txt", f"Kept paper {making.sentence()}"), options=("--kind", "document")
    )
    older = tmp_path / "Older.evidence"
    shutil.copytree(library.folder, older)
    program.ok("backup", library.folder)
    program.ok("backup", library.folder)
    colleague = Evidence(program, tmp_path / "Colleague.evidence")
    program.ok("init", colleague.folder, "--area", "Testshire")
    program.ok("export", "pack", library.folder, tmp_path / "before.zip")
    colleague("merge", tmp_path / "before.zip")
    assert colleague("search", name)["total"] == 1

    library("erase", ref, "--reason", "asked by the family")
    library("verify")
    places = (library.folder, program.home)
    own = [place for place in holders(name, *places) if "Colleague" not in place]
    # The colleague's index lies in the same user's cache here; it must go when that copy hears of the erasure.
    assert [place for place in own if not place.startswith(str(program.home / "cache"))] == []
    assert [one["ref"] for one in library("list")] == [keep[0]["ref"]]
    assert library("search", name)["total"] == 0

    library("merge", older)
    assert library("search", name)["total"] == 0 and ref not in [one["ref"] for one in library("list")]
    program.ok("export", "pack", library.folder, tmp_path / "after.zip")
    assert name.lower().encode() not in unpacked(tmp_path / "after.zip").lower()
    merged = colleague("merge", tmp_path / "after.zip")
    assert merged["erased"] > 0
    assert colleague("search", name)["total"] == 0
    assert holders(name, library.folder, colleague.folder, program.home) == []
    assert colleague("verify")["ok"]
    shutil.rmtree(older)


def test_the_same_bytes_are_refused_after_an_erasure(library: Evidence, tmp_path: Path) -> None:
    name = making.word().capitalize()
    ref = with_name_everywhere(library, tmp_path / "in", name)
    library("erase", ref, "--reason", "wrong child")
    (row,) = library.take(tmp_path / "in")
    assert row["status"] == "rejected" and "wrong child" in row["reason"]
    assert library("list") == []
    assert (tmp_path / "in" / f"{name} story.docx").exists()


def test_a_reason_that_repeats_the_name_is_refused(library: Evidence, tmp_path: Path) -> None:
    name = making.word().capitalize()
    ref = with_name_everywhere(library, tmp_path / "in", name)
    library.fails("erase", ref, "--reason", f"{name} asked for it")
    assert library("search", name)["total"] == 1


def test_one_tag_can_be_erased_with_its_words(library: Evidence, program: Program, tmp_path: Path) -> None:
    note = making.word().capitalize()
    ref = library.take(making.text(tmp_path / "a.txt", making.sentence()))[0]["ref"]
    tag = library("tag", ref, "1.1", "--note", note)
    library.fails("erase", tag["id"], "--reason", f"it named {note}")
    assert library("show", ref)["tags"] == [tag]
    library("erase", tag["id"], "--reason", "named someone")
    assert library("show", ref)["tags"] == []
    assert holders(note, library.folder, program.home) == []
    library("undo")
    assert note not in str(library("show", ref))
    again = library("tag", ref, "1.1", "--note", "without names")
    assert (again["id"], library("show", ref)["tags"]) == (tag["id"], [again])


def test_the_values_of_one_change_can_be_erased(library: Evidence, program: Program, tmp_path: Path) -> None:
    word = making.word().capitalize()
    ref = library.take(making.text(tmp_path / "a.txt", making.sentence()))[0]["ref"]
    library("set", ref, f"source=Mother of {word}")
    change = library("history", ref)[0]
    library("set", ref, "source=a parent")
    library("erase", change["change"], "--reason", "named someone")
    assert library("show", ref)["source"] == "a parent"
    assert holders(word, library.folder, program.home) == []
    library("undo")
    assert word not in str(library("show", ref))
