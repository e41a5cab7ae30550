"""A newer file of a framework: nobody's tag or judgement is lost, and what was taken out is shown as retired."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from evidence_desk.desk import Desk
from evidence_desk.errors import KnownError
from evidence_desk.frameworks import stored
from evidence_desk.insight.coverage import coverage
from evidence_desk.library import queries
from evidence_desk.operations import importing, judging, starting, tagging, undoing
from evidence_desk.operations.frameworks import add_framework, preview
from evidence_desk.pack.content import Content
from evidence_desk.pack.gathering import gather
from evidence_desk.pack.workbook.coverage import coverage_sheet
from evidence_desk.pack.workbook.gaps import gaps_sheet
from evidence_desk.pack.workbook.self_evaluation import self_evaluation_sheet

FIRST = """
id = "ours"
title = "Ours"
version = "1"

[[scale]]
id = "met"
title = "Met"

[[themes]]
id = "1"
title = "One"

[[themes.criteria]]
id = "kept"
title = "Kept as it was"

[[themes.criteria]]
id = "reworded"
title = "As it was worded"
evaluates = "How it was."

[[themes.criteria]]
id = "tagged"
title = "Tagged, then taken out"

[[themes.criteria]]
id = "judged"
title = "Judged, then taken out"

[[themes.criteria]]
id = "unused"
title = "Used by nobody"
"""
SECOND = """
id = "ours"
title = "Ours, renewed"
version = "2"

[[scale]]
id = "met"
title = "Met"

[[themes]]
id = "1"
title = "One"

[[themes.criteria]]
id = "new"
title = "New in the second version"

[[themes.criteria]]
id = "kept"
title = "Kept as it was"

[[themes.criteria]]
id = "reworded"
title = "As it is worded now"
evaluates = "How it is."
voices = ["parent"]
"""


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A library inspected by the first version, with a tag and a judgement under criteria the second leaves out."""
    (tmp_path / "first.toml").write_text(FIRST, encoding="utf-8")
    (tmp_path / "second.toml").write_text(SECOND, encoding="utf-8")
    (tmp_path / "Minutes.txt").write_text("Families were asked.", encoding="utf-8")
    library = starting.start_library(
        tmp_path / "L.evidence", area="Testshire", framework=str(tmp_path / "first.toml"), actor="Ann"
    )
    made = Desk(library, actor="Ann", agency="health")
    importing.import_paths(made, [tmp_path / "Minutes.txt"])
    tagging.tag(made, _ref(made), "tagged")
    tagging.tag(made, _ref(made), "reworded")
    judging.judge(made, "judged", {"rating": "met", "know": "It is met."})
    yield made
    made.close()


def _ref(desk: Desk) -> str:
    return queries.items(desk.library.db, desk.today)[0].ref


def _ids(criteria: object) -> list[str]:
    assert isinstance(criteria, tuple)
    return [one.id for one in criteria]


def _content(desk: Desk) -> Content:
    return gather(desk.library.db, today=desk.today)


def test_what_would_change_is_told_before_anything_does(desk: Desk, tmp_path: Path) -> None:
    before = desk.library.db.execute("SELECT count(*) FROM journal").fetchone()[0]
    told = preview(desk, tmp_path / "second.toml")
    assert desk.library.db.execute("SELECT count(*) FROM journal").fetchone()[0] == before
    assert not told.is_new and told.framework.version == "2" and told.earlier is not None
    assert (_ids(told.added), _ids(told.changed)) == (["new"], ["reworded"])
    assert (_ids(told.removed), _ids(told.used)) == (["tagged", "judged", "unused"], ["tagged", "judged"])
    assert told.uses == {"tagged": (1, 0), "judged": (0, 1), "unused": (0, 0)}
    again = preview(desk, tmp_path / "first.toml")
    assert not (again.added or again.changed or again.removed)


def test_a_wrong_file_is_told_in_the_preview_too(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "wrong.toml").write_text('id = "x"\ntitle = 3\n', encoding="utf-8")
    with pytest.raises(KnownError, match="line"):
        preview(desk, tmp_path / "wrong.toml")


def test_tags_and_judgements_stay_and_what_was_taken_out_is_retired(desk: Desk, tmp_path: Path) -> None:
    add_framework(desk, tmp_path / "second.toml")
    now = stored.find(desk.library.db, "ours")
    assert (now.title, now.version) == ("Ours, renewed", "2")
    assert {one.id: one.retired for one in now.criteria} == {
        "new": False, "kept": False, "reworded": False, "tagged": True, "judged": True,
    }  # fmt: skip
    reworded = now.criterion("reworded")
    assert reworded is not None and (reworded.evaluates, reworded.voices) == ("How it is.", ("parent",))
    (item,) = queries.items(desk.library.db, desk.today)
    assert {tag.criterion for tag in item.tags} == {"tagged", "reworded"}
    assert judging.judgement_of(desk, "judged").know == "It is met."
    assert undoing.undoable(desk) == "updated framework ours"


def test_a_retired_criterion_is_said_to_be_so_wherever_it_is_shown(desk: Desk, tmp_path: Path) -> None:
    add_framework(desk, tmp_path / "second.toml")
    content = _content(desk)
    figures = {row[0]: row for row in coverage_sheet(content).rows}
    assert figures["tagged"][1:3] == ("Tagged, then taken out (retired)", 1)
    assert figures["kept"][1] == "Kept as it was"
    judged = {row[0]: row for row in self_evaluation_sheet(content).rows}
    assert judged["judged"][2] == "Judged, then taken out (retired)" and judged["judged"][3] == "Met"
    assert "tagged" not in judged and "unused" not in judged


def test_nothing_is_asked_of_a_retired_criterion(desk: Desk, tmp_path: Path) -> None:
    before = {row[0] for row in gaps_sheet(_content(desk)).rows}
    add_framework(desk, tmp_path / "second.toml")
    after = {row[0] for row in gaps_sheet(_content(desk)).rows}
    assert {"judged", "unused", "kept"} <= before
    assert not {"judged", "tagged", "unused"} & after and {"kept", "new"} <= after


def test_coverage_still_counts_what_stands_under_it(desk: Desk, tmp_path: Path) -> None:
    add_framework(desk, tmp_path / "second.toml")
    db = desk.library.db
    counted = {one.criterion: one.items for one in coverage(db, stored.find(db, "ours"), desk.today).criteria}
    assert counted == {"new": 0, "kept": 0, "reworded": 1, "tagged": 1, "judged": 0}


def test_one_undo_takes_the_whole_version_back(desk: Desk, tmp_path: Path) -> None:
    before = stored.find(desk.library.db, "ours")
    add_framework(desk, tmp_path / "second.toml")
    undoing.undo(desk)
    assert stored.find(desk.library.db, "ours") == before


def test_a_criterion_that_comes_back_is_no_longer_retired(desk: Desk, tmp_path: Path) -> None:
    add_framework(desk, tmp_path / "second.toml")
    add_framework(desk, tmp_path / "first.toml")
    assert not any(one.retired for one in stored.find(desk.library.db, "ours").criteria)
