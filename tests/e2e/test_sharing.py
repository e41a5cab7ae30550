"""Copies of a library, worked on apart and merged, arrive at the same state."""

import shutil
from pathlib import Path
from typing import Any

from tests.e2e import making
from tests.e2e.conftest import Evidence, Program


def state(evidence: Evidence) -> dict[str, Any]:
    return {
        "list": evidence("list"),
        "coverage": evidence("coverage"),
        "judgement": evidence("judge", "1.3"),
        "conflicts": evidence("conflicts"),
    }


def test_two_copies_merged_both_ways_are_alike(library: Evidence, program: Program, tmp_path: Path) -> None:
    shared = making.text(tmp_path / "shared.txt", f"Shared paper {making.sentence()}")
    ref = library.take(shared)[0]["ref"]
    other = Evidence(program, tmp_path / "Copy.evidence")
    shutil.copytree(library.folder, other.folder)
    mine, theirs = making.word(), making.word()
    library.take(making.text(tmp_path / "mine.txt", f"Mine {mine}"))
    library("tag", ref, "1.3", "--stance", "strength", "--actor", "Ann Tester")
    library("judge", "1.3", "--rating", "positive", "--actor", "Ann Tester")
    other.take(
        making.text(tmp_path / "theirs.txt", f"Theirs {theirs}"), options=("--actor", "Ben", "--agency", "health")
    )
    other("tag", ref, "1.3", "--stance", "concern", "--actor", "Ben", "--agency", "health")
    other("judge", "1.3", "--rating", "inconsistent", "--actor", "Ben")

    library("merge", other.folder)
    other("merge", library.folder)
    assert state(library) == state(other)
    (conflict,) = library("conflicts")
    assert (conflict["criterion"], conflict["field"]) == ("1.3", "rating")
    for merged, source in ((library, other), (other, library)):
        again = merged("merge", source.folder)
        assert (again["added"], again["updated"], again["erased"], again["conflicts"]) == (0, 0, 0, [])
    for evidence in (library, other):
        for word in (mine, theirs):
            assert evidence("search", word)["total"] == 1
    assert other("verify")["ok"]


def test_a_dry_run_says_what_would_come_and_changes_nothing(
    library: Evidence, program: Program, tmp_path: Path
) -> None:
    other = Evidence(program, tmp_path / "Other.evidence")
    program.ok("init", other.folder, "--area", "Testshire")
    other.take(making.text(tmp_path / "theirs.txt", making.sentence()))
    before = library("list")
    tried = library("merge", other.folder, "--dry-run")
    assert tried["added"] > 0 and library("list") == before
    assert library("merge", other.folder)["added"] == tried["added"]


def test_one_undo_takes_an_import_back_and_keeps_a_colleagues_tag(
    library: Evidence, program: Program, tmp_path: Path
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(60):
        making.text(folder / f"{number}.txt", f"Paper {number} {making.sentence()}")
    refs = [row["ref"] for row in library.take(folder)]
    other = Evidence(program, tmp_path / "Copy.evidence")
    shutil.copytree(library.folder, other.folder)
    other("tag", refs[0], "2.1", "--actor", "Ben")
    library("merge", other.folder)
    undone = library("undo")
    assert "import" in undone["label"] and len(undone["kept"]) >= 1
    assert [one["ref"] for one in library("list")] == [refs[0]]
    library("redo")
    assert {one["ref"] for one in library("list")} == set(refs)


def test_a_settled_conflict_travels(library: Evidence, program: Program, tmp_path: Path) -> None:
    ref = library.take(making.text(tmp_path / "a.txt", making.sentence()))[0]["ref"]
    other = Evidence(program, tmp_path / "Copy.evidence")
    shutil.copytree(library.folder, other.folder)
    library("set", ref, "title=Ann's title", "--actor", "Ann Tester")
    other("set", ref, "title=Ben's title", "--actor", "Ben")
    library("merge", other.folder)
    (conflict,) = library("conflicts")
    assert {conflict["standing"]["value"], conflict["others"][0]["value"]} == {"Ann's title", "Ben's title"}
    library.words("settle", conflict["id"], "--value", "Our title")
    other("merge", library.folder)
    assert other("conflicts") == [] and other("show", ref)["title"] == "Our title"
