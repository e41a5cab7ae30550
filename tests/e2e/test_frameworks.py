"""Frameworks on the command line: what is said of a criterion, another scale, and a newer file of one's own."""

from pathlib import Path

from tests.e2e.conftest import Program

OWN = """
id = "ours"
title = "Ours"

[[themes]]
id = "1"
title = "One"

[[themes.criteria]]
id = "1"
title = "Families are asked"
evaluates = "Whether families are asked."
prompts = ["Who was asked?"]
voices = ["parent"]

[themes.criteria.evidence]
document = ["Minutes of the forum"]

[basis]
titles = "general knowledge"
evaluates = "general knowledge"
"""


def test_all_that_is_said_of_a_criterion_is_shown(program: Program) -> None:
    one = program.json("framework", "--criterion", "1.1")
    assert one["id"] == "1.1" and one["evaluates"] and one["questions"] and "parent" in one["voices"]
    assert set(one["evidence"]) == {"document", "data-extract", "case-study"}
    words = program.ok("framework", "--criterion", "1.1")
    assert "What inspectors evaluate" in words and "general knowledge" in words and "QS51" in words


def test_a_framework_of_ones_own_travels_whole_with_the_library_and_can_be_renewed(
    program: Program, tmp_path: Path
) -> None:
    own, library = tmp_path / "ours.toml", tmp_path / "L.evidence"
    own.write_text(OWN, encoding="utf-8")
    program.ok("init", library, "--area", "Testshire", "--framework", own, "--scale", "rag")
    (shown,) = [one for one in program.json("framework", library) if one["id"] == "ours"]
    (criterion,) = shown["themes"][0]["criteria"]
    assert (criterion["evaluates"], criterion["voices"]) == ("Whether families are asked.", ["parent"])
    assert criterion["evidence"] == {"document": ["Minutes of the forum"]}
    assert [rating["id"] for rating in shown["scale"]] == ["green", "amber", "red"]
    assert program.json("judge", library, "1", "--rating", "green")["rating"] == "green"
    own.write_text(OWN.replace('id = "1"\ntitle = "Families', 'id = "2"\ntitle = "Families'), encoding="utf-8")
    told = program.ok("framework-add", library, own, "--dry-run")
    assert "Would update" in told and "New: 2." in told and "retired: 1." in told
    assert [c["id"] for t in program.json("framework", library)[-1]["themes"] for c in t["criteria"]] == ["1"]
    assert "Updated" in program.ok("framework-add", library, own)
    after = {c["id"]: c["retired"] for t in program.json("framework", library)[-1]["themes"] for c in t["criteria"]}
    assert after == {"2": False, "1": True}
    assert "(retired)" in program.ok("framework", library)


def test_a_scale_that_is_not_there_makes_no_library(program: Program, tmp_path: Path) -> None:
    assert "rag" in program.fails("init", tmp_path / "L.evidence", "--area", "A", "--scale", "five-stars")
    assert not (tmp_path / "L.evidence").exists()
