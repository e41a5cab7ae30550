"""Every agreed JSON shape holds: scripts depend on these keys."""

import shutil
from pathlib import Path
from typing import Any

from tests.e2e import making
from tests.e2e.conftest import Evidence, Program

ITEM = {
    "ref", "id", "kind", "title", "date", "period", "agencies", "voices", "source", "marking", "review_date",
    "currency", "labels", "pages", "sha256", "versions", "tags",
}  # fmt: skip
TAG = {"id", "framework", "criterion", "stance", "voices", "note", "quote", "page", "by", "agency", "at"}
CONFLICT = {"id", "ref", "criterion", "field", "standing", "others"}
VALUE = {"value", "by", "at"}
JUDGEMENT = {"framework", "criterion", "rating", "know", "how", "impact", "next", "owner", "status"}


def has(value: Any, keys: set[str]) -> None:
    assert isinstance(value, dict) and keys <= set(value), keys - set(value)


def test_init(program: Program, tmp_path: Path) -> None:
    made = program.json("init", tmp_path / "L.evidence", "--area", "Testshire", "--inspection", "2026-11-30")
    has(made, {"library", "id", "area", "framework"})
    assert (made["area"], made["framework"]) == ("Testshire", "area-send-2023")


def test_import_list_show_set_and_search(library: Evidence, tmp_path: Path) -> None:
    planted = making.word()
    making.pdf(tmp_path / "a.pdf", [f"One {planted}", "Two"])
    report = library("import", tmp_path / "a.pdf", tmp_path / "a.pdf")
    has(report, {"imported", "new_versions", "duplicates", "rejected", "files"})
    has(report["files"][0], {"path", "status", "ref", "text", "reason", "like"})
    assert (report["imported"], len(report["files"])) == (1, 1)
    ref = report["files"][0]["ref"]
    changed = library(
        "set", ref, "title=A title", "date=2026-03", "agencies=health,education", "voices+=parent", "labels+=audit"
    )
    (listed,) = library("list")
    shown = library("show", ref, "--text")
    for one in (changed, listed, shown):
        has(one, ITEM)
    assert (listed["title"], listed["date"], listed["agencies"]) == ("A title", "2026-03", ["education", "health"])
    assert (listed["voices"], listed["labels"], listed["pages"]) == (["parent"], ["audit"], 2)
    has(shown["versions"][0], {"sha256", "name", "bytes", "added", "by"})
    assert [one["label"] for one in shown["passages"]] == ["page 1", "page 2"]
    found = library("search", planted)
    has(found, {"query", "total", "elapsed_ms", "did_you_mean", "hint", "hits"})
    has(found["hits"][0], {"ref", "title", "kind", "score", "passages"})
    has(found["hits"][0]["passages"][0], {"label", "snippet"})
    assert library("list", "voice:parent date:2026-01..2026-06") == [listed]
    assert library("list", "voice:child") == []


def test_framework_tag_coverage_and_judge(library: Evidence, tmp_path: Path) -> None:
    frameworks = library("framework")
    has(frameworks[0], {"id", "title", "version", "source", "licence", "themes"})
    has(frameworks[0]["themes"][0], {"id", "title", "criteria"})
    has(frameworks[0]["themes"][0]["criteria"][0], {"id", "title", "prompts"})
    assert {"area-send-2016", "area-send-2023"} <= {one["id"] for one in frameworks}
    ref = library.take(making.text(tmp_path / "a.txt", making.sentence()))[0]["ref"]
    tag = library("tag", ref, "1.1", "--voice", "parent", "--voice", "child", "--note", "n", "--agency", "health")
    has(tag, TAG)
    assert (tag["voices"], tag["quote"], tag["page"], tag["stance"], tag["agency"]) == (
        ["child", "parent"],
        None,
        None,
        "context",
        "health",
    )
    covered = library("coverage", "--as-of", "2026-11-24")
    has(covered, {"as_of", "framework", "guessed_dates", "criteria"})
    has(covered["criteria"][0], {"criterion", "items", "excerpts", "kind", "voice", "agency", "stance", "currency"})
    assert len(covered["criteria"]) == 11 and covered["as_of"] == "2026-11-24"
    assert covered["criteria"][-1]["gaps"] == ["nothing"]
    seen = library("coverage", "--framework", "area-send-2016")
    assert [(one["criterion"], one["items"]) for one in seen["criteria"]] == [("A", 1), ("B", 0), ("C", 0)]
    has(library("judge", "1.1"), JUDGEMENT)
    library.words("untag", tag["id"])
    assert library("show", ref)["tags"] == []


def test_export_merge_conflicts_and_settle(library: Evidence, program: Program, tmp_path: Path) -> None:
    ref = library.take(making.text(tmp_path / "a.txt", making.sentence()))[0]["ref"]
    exported = program.json("export", "workbook", library.folder, tmp_path / "w.xlsx")
    has(exported, {"file", "bytes", "items", "left_out"})
    other = Evidence(program, tmp_path / "Other.evidence")
    shutil.copytree(library.folder, other.folder)
    other("set", ref, "title=Theirs", "--actor", "Ben")
    library("set", ref, "title=Ours", "--actor", "Ann Tester")
    merged = library("merge", other.folder)
    has(merged, {"added", "updated", "unchanged", "erased", "files_missing", "conflicts"})
    (conflict,) = library("conflicts")
    assert merged["conflicts"] == [conflict]
    has(conflict, CONFLICT)
    has(conflict["standing"], VALUE)
    assert conflict["ref"] == ref and conflict["criterion"] is None and conflict["field"] == "title"


def test_history_undo_and_redo(library: Evidence, tmp_path: Path) -> None:
    assert library("redo") == {"label": None, "kept": []}
    ref = library.take(making.text(tmp_path / "a.txt", making.sentence()))[0]["ref"]
    library("set", ref, "title=New")
    newest, *_ = library("history", ref)
    has(newest, {"change", "at", "by", "label", "agency", "undoes", "entries"})
    entry = next(one for one in newest["entries"] if one["field"] == "title")
    has(entry, {"entity", "field", "before", "after"})
    assert entry["after"] == "New"
    undone = library("undo")
    has(undone, {"label", "kept"})
    assert library("show", ref)["title"] == entry["before"]
    assert library("redo")["label"] and library("show", ref)["title"] == "New"


def test_verify_and_erase(library: Evidence, tmp_path: Path) -> None:
    library.take(making.text(tmp_path / "a.txt", making.sentence()))
    report = library("verify", "--quick")
    has(report, {"ok", "checked", "faults"})
    has(report["checked"], {"entries", "items", "files", "index"})
    assert report["ok"] and report["checked"]["items"] == 1 == report["checked"]["files"]
    (stored,) = [path for path in (library.folder / "files").rglob("*") if path.is_file()]
    stored.chmod(0o644)
    original = stored.read_bytes()
    stored.write_bytes(b"other bytes")
    done = library.program.run("verify", library.folder, "--json")
    assert done.returncode == 1 and '"ok": false' in done.stdout
    stored.write_bytes(original)


def test_backup_and_restore(library: Evidence, program: Program, tmp_path: Path) -> None:
    ref = library.take(making.text(tmp_path / "a.txt", making.sentence()))[0]["ref"]
    whole = tmp_path / "whole.zip"
    program.ok("backup", library.folder, whole)
    library.words("remove", ref)
    assert library("list") == []
    program.ok("restore", whole, library.folder)
    assert [one["ref"] for one in library("list")] == [ref]
    program.ok("restore", whole, tmp_path / "New.evidence")
    library.words("remove", ref)
    library.words("bring-back", ref)
    assert [one["ref"] for one in library("list")] == [ref]
    library.words("reindex")
