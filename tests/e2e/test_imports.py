"""Reports of imports, new versions and watched folders, from the command line."""

from pathlib import Path

from tests.e2e import making
from tests.e2e.conftest import Evidence, Program
from tests.e2e.test_killed import killed

COUNTS = {"number", "at", "by", "agency", "imported", "new_versions", "duplicates", "rejected"}
FILE = {"path", "status", "ref", "text", "reason", "like"}


def test_a_killed_import_has_the_rows_of_what_it_finished(library: Evidence, program: Program, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(150):
        making.text(folder / f"{number:03}.txt", f"Paper {number} {making.word()} {making.sentence()}")
    for _ in range(3):
        killed(program, "import", library.folder, folder, within=3)
        rows = [row for one in library("imports") for row in library("imports", one["number"])["files"]]
        refs = {row["ref"] for row in rows if row["status"] == "imported"}
        assert refs == {one["ref"] for one in library("list")}
    assert library("verify")["ok"]


def test_the_reports_of_imports_have_their_shapes(library: Evidence, program: Program, tmp_path: Path) -> None:
    making.text(tmp_path / "a.txt", making.sentence())
    (tmp_path / "b.pdf").write_text("no pdf")
    said = library("import", tmp_path / "a.txt", tmp_path / "b.pdf")
    library("import", tmp_path / "a.txt")
    newest, first = library("imports")
    assert set(newest) >= COUNTS and (newest["number"], newest["duplicates"]) == (2, 1)
    assert (first["imported"], first["rejected"]) == (1, 1)
    shown = library("imports", 1)
    assert shown["files"] == said["files"] and set(shown["files"][0]) >= FILE
    assert [row["status"] for row in library("imports", 1, "--status", "rejected")["files"]] == ["rejected"]
    assert [row["path"] for row in library("imports", 1, "--reason", "damaged")["files"]] == [str(tmp_path / "b.pdf")]
    assert library("imports", 1, "--without-text")["files"] == []
    assert library("imports", 1, "--reason", "damaged", "--out", tmp_path / "damaged.csv")["rows"] == 1
    made = library("imports", 1, "--out", tmp_path / "report.csv")
    assert made["rows"] == 2 and "b.pdf" in (tmp_path / "report.csv").read_text(encoding="utf-8-sig")
    library.fails("imports", 7)
    program.fails("imports", library.folder, "--out", tmp_path / "all.csv", code=2)
    program.fails("imports", library.folder, "--without-text", code=2)


def test_a_look_alike_is_told_and_can_be_made_a_version(library: Evidence, tmp_path: Path) -> None:
    sentences = [making.sentence(12) for _ in range(30)]
    old = library.take(making.text(tmp_path / "plan.txt", " ".join(sentences)))[0]["ref"]
    tag = library("tag", old, "1.1", "--quote", sentences[3])
    kept = library("tag", old, "1.2", "--quote", sentences[20])
    sentences[3] = making.sentence(12)
    (row,) = library.take(making.text(tmp_path / "plan (2).txt", " ".join(sentences)))
    assert (row["status"], row["like"]) == ("imported", old)
    made = library("make-version", row["ref"], old)
    assert (made["ref"], made["versions"]) == (old, 2)
    shown = library("show", old)
    assert shown["lost"] == [tag["id"]] and {one["id"] for one in shown["tags"]} == {tag["id"], kept["id"]}
    assert library("show", row["ref"])["ref"] == old and len(library("list")) == 1
    assert library("undo")["kept"] == [] and len(library("list")) == 2
    assert library("verify")["ok"]


def test_watched_folders_list_what_is_new_and_import_nothing(
    library: Evidence, program: Program, tmp_path: Path
) -> None:
    folder = tmp_path / "watched"
    folder.mkdir()
    assert library("watch") == {"folders": []}
    making.text(folder / "a.txt", making.sentence())
    (found,) = library("watch", folder)["folders"]
    assert (found["folder"], found["new"], found["changed"]) == (str(folder), [str(folder / "a.txt")], [])
    assert (found["writing"], found["trouble"]) == ([], None)
    assert library("list") == []
    library.take(folder)
    making.text(folder / "a.txt", making.sentence(20))
    assert library("watch")["folders"][0]["changed"] == [str(folder / "a.txt")]
    assert library("watch", "--stop", folder) == {"folders": []}
    program.fails("watch", library.folder, tmp_path / "nothing")
