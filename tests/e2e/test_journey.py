"""One file from a folder to workbook and merged pack, as an officer would go."""

from pathlib import Path

import openpyxl
import pytest

from tests.e2e import making
from tests.e2e.conftest import Evidence, Program


def test_a_pdf_goes_from_import_to_workbook_and_into_a_colleagues_library(
    library: Evidence, program: Program, tmp_path: Path
) -> None:
    planted = making.word()
    source = making.pdf(tmp_path / "Board paper.pdf", [making.sentence(), f"Waits fell to {planted} weeks.", "End."])
    (row,) = library.take(source)
    assert row == {
        "path": str(source), "status": "imported", "ref": row["ref"], "text": True, "reason": None, "like": None,
    }  # fmt: skip

    tag = library("tag", row["ref"], "1.1", "--stance", "strength", "--quote", f"fell to {planted}", "--note", "Faster")
    assert (tag["criterion"], tag["stance"], tag["page"], tag["quote"]) == (
        "1.1",
        "strength",
        "page 2",
        f"fell to {planted}",
    )

    found = library("search", planted)
    assert [(hit["ref"], hit["passages"][0]["label"]) for hit in found["hits"]] == [(row["ref"], "page 2")]

    coverage = {one["criterion"]: one for one in library("coverage")["criteria"]}
    assert (coverage["1.1"]["items"], coverage["1.1"]["excerpts"], coverage["1.1"]["stance"]["strength"]) == (1, 1, 1)
    assert coverage["1.2"]["items"] == 0

    judged = library("judge", "1.1", "--rating", "inconsistent", "--know", "Waits differ by town.")
    assert judged["rating"] == "inconsistent" and library("judge", "1.1") == judged

    workbook = tmp_path / "Self-evaluation.xlsx"
    exported = program.json("export", "workbook", library.folder, workbook)
    assert (exported["items"], exported["left_out"], exported["bytes"]) == (1, [], workbook.stat().st_size)
    cells = [
        cell
        for sheet in openpyxl.load_workbook(workbook)
        for row_ in sheet.iter_rows(values_only=True)
        for cell in row_
    ]
    assert any(planted in str(cell) for cell in cells) and "Waits differ by town." in cells

    pack = tmp_path / "pack.zip"
    program.json("export", "pack", library.folder, pack)
    other = Evidence(program, tmp_path / "Other.evidence")
    program.ok("init", other.folder, "--area", "Testshire", "--actor", "Ben", "--agency", "health")
    merged = other("merge", pack)
    assert merged["added"] > 0 and merged["files_missing"] == [] and merged["conflicts"] == []
    assert [hit["ref"] for hit in other("search", planted)["hits"]] == [row["ref"]]
    assert other("show", row["ref"])["tags"] == library("show", row["ref"])["tags"]
    assert other("merge", pack)["added"] == 0
    assert other("verify")["ok"]


def test_words_deep_in_every_format_are_found_and_named(library: Evidence, tmp_path: Path) -> None:
    folder = tmp_path / "shared drive"
    folder.mkdir()
    planted = {place: making.word() for place in ("page", "sheet", "note", "table", "mail", "csv", "html", "md", "txt")}
    making.pdf(folder / "a.pdf", [making.sentence() for _ in range(6)] + [f"On seven {planted['page']} stands."])
    making.xlsx(folder / "b.xlsx", {"First": [["x"]], "Waits": [["Month", "Word"], ["May", planted["sheet"]]]})
    making.pptx(folder / "c.pptx", [("One", "plain"), ("Two", f"say {planted['note']} aloud")])
    making.docx(folder / "d.docx", [making.sentence()], [["Theme", "Words"], ["1", planted["table"]]])
    making.mail(folder / "e.eml", "A subject", f"Long line {'é' * 90} and then {planted['mail']} = end.")
    making.table(folder / "f.csv", [["Area", "Word"], ["North", planted["csv"]]])
    making.text(
        folder / "g.html", f"<html><body><h1>Head</h1><p>{planted['html']}</p><script>no()</script></body></html>"
    )
    making.text(folder / "h.md", f"# Head\n\n- {planted['md']}\n")
    making.text(folder / "i.txt", f"plain {planted['txt']}")
    rows = {Path(row["path"]).name: row for row in library.take(folder)}
    assert {row["status"] for row in rows.values()} == {"imported"} and len(rows) == 9
    names = {"page": "a.pdf", "sheet": "b.xlsx", "note": "c.pptx", "table": "d.docx", "mail": "e.eml", "csv": "f.csv",
             "html": "g.html", "md": "h.md", "txt": "i.txt"}  # fmt: skip
    labels = {}
    for place, word in planted.items():
        (hit,) = library("search", word)["hits"]
        assert hit["ref"] == rows[names[place]]["ref"], place
        labels[place] = hit["passages"][0]["label"]
        assert word in hit["passages"][0]["snippet"]
    assert labels["page"] == "page 7"
    assert labels["sheet"].startswith("sheet Waits")
    assert labels["note"].startswith("slide 2") and "note" in labels["note"]
    assert labels["table"].startswith("table 1")
    assert "mail body" in labels["mail"]


def test_an_own_framework_with_any_ids_serves_as_well_as_the_built_in_ones(program: Program, tmp_path: Path) -> None:
    criteria = [making.word(2), "A.1-b", making.word(3)]
    file = making.framework(tmp_path / "own.toml", "own-" + making.word(2), criteria)
    own = Evidence(program, tmp_path / "Own.evidence")
    made = program.json("init", own.folder, "--area", "Elsewhere", "--framework", file)
    source = making.text(tmp_path / "note.txt", f"{making.sentence()} {making.word()}")
    ref = own.take(source)[0]["ref"]
    for criterion in criteria:
        assert own("tag", ref, criterion)["framework"] == made["framework"]
    assert [one["items"] for one in own("coverage")["criteria"]] == [1, 1, 1]
    listed = own("framework")
    assert made["framework"] in [one["id"] for one in listed]
    assert own("verify")["ok"]


@pytest.mark.parametrize("kind", ["document", "data-extract", "case-study"])
def test_a_kind_that_is_said_stands(library: Evidence, tmp_path: Path, kind: str) -> None:
    making.text(tmp_path / "n.txt", making.sentence())
    ref = library.take(tmp_path / "n.txt", options=("--kind", kind))[0]["ref"]
    assert library("show", ref)["kind"] == kind
