"""A judgement's words are its citations: they are kept in step, merged without loss, and undone with the words."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from evidence_desk.desk import Desk
from evidence_desk.library import citations, queries
from evidence_desk.library.contested import conflicts
from evidence_desk.library.merging import library_records, merge_records
from evidence_desk.library.store import open_library
from evidence_desk.model import paths
from evidence_desk.model.citing import Cited
from evidence_desk.operations import describing, importing, starting, tagging, undoing
from evidence_desk.operations.judging import cites_of, judge, judgement_of
from evidence_desk.operations.settling import settle
from evidence_desk.pack.gathering import gather

FRAMEWORK = "area-send-2023"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A library with three items, of which the third is a case study."""
    for name in ("one", "two", "story"):
        (tmp_path / f"{name}.txt").write_text(f"The {name} paper says what changed.", encoding="utf-8")
    library = starting.start_library(tmp_path / "L.evidence", area="Testshire", actor="Ann")
    desk = Desk(library, actor="Ann", agency="health")
    importing.import_paths(desk, [tmp_path / f"{name}.txt" for name in ("one", "two", "story")])
    describing.set_fields(desk, [refs(desk)[1]], [describing.parse_assignment("kind=case-study")])
    desk.close()
    return tmp_path / "L.evidence"


def opened(folder: Path, actor: str) -> Desk:
    return Desk(open_library(folder), actor=actor)


@pytest.fixture
def desk(folder: Path) -> Iterator[Desk]:
    made = opened(folder, "Ann")
    yield made
    made.close()


@pytest.fixture
def other(folder: Path, tmp_path: Path, desk: Desk) -> Iterator[Desk]:
    """Ben's copy of the same library."""
    copy = tmp_path / "Ben.evidence"
    shutil.copytree(folder, copy, ignore=shutil.ignore_patterns("*.lock", "lock*", "*-wal", "*-shm"))
    made = opened(copy, "Ben")
    yield made
    made.close()


def refs(desk: Desk) -> list[str]:
    """By title: one, story, two."""
    return [item.ref for item in sorted(queries.items(desk.library.db, desk.today), key=lambda one: one.title)]


def stored(desk: Desk) -> list[tuple[str, str | None]]:
    rows = desk.library.db.execute(
        "SELECT ref, place FROM citation JOIN item ON item.key = citation.item WHERE citation.visible ORDER BY ref"
    )
    return [(str(row[0]), row[1]) for row in rows]


def meet(here: Desk, there: Desk) -> None:
    merge_records(here.library.db, library_records(there.library.db))


def test_words_that_cite_become_evidence_in_the_same_action(desk: Desk) -> None:
    one, _, two = refs(desk)
    judge(desk, "1.2", {"how": f"Waits ({one}, page 4; {one.lower()}, page 12), and {two}.", "know": "E-2222-2222"})
    assert stored(desk) == sorted([(one, "page 4; page 12"), (two, None)])
    assert desk.library.db.execute("SELECT label FROM action ORDER BY n DESC").fetchone()[0] == "judged 1.2"
    judged = judgement_of(desk, "1.2")
    assert cites_of(desk, judged) == [
        {"ref": one, "place": "page 4"}, {"ref": one, "place": "page 12"}, {"ref": two, "place": None}
    ]  # fmt: skip
    judge(desk, "1.2", {"how": f"Only {two}, slide 2."})
    assert stored(desk) == [(two, "slide 2")]
    undoing.undo(desk)
    assert stored(desk) == sorted([(one, "page 4; page 12"), (two, None)])
    undoing.undo(desk)
    assert stored(desk) == []
    undoing.redo(desk)
    assert len(stored(desk)) == 2


def test_another_field_that_names_it_holds_a_citation_and_a_rating_changes_none(desk: Desk) -> None:
    one = refs(desk)[0]
    judge(desk, "1.2", {"how": f"{one}, page 4", "impact": f"{one}, page 4"})
    judge(desk, "1.2", {"how": ""})
    judge(desk, "1.2", {"rating": "positive"})
    assert stored(desk) == [(one, "page 4")]


def test_what_was_put_beside_a_judgement_without_words_stays(desk: Desk) -> None:
    one, _, two = refs(desk)
    key = queries.resolve(desk.library.db, two)
    with desk.change("cited 1 item for 1.2") as change:
        change.add(paths.judgement_evidence(FRAMEWORK, "1.2", key), {})
    judge(desk, "1.2", {"how": one})
    judge(desk, "1.2", {"how": "Nothing."})
    assert stored(desk) == [(two, None)]
    assert citations.cites(desk.library.db, judgement_of(desk, "1.2")) == [Cited(key)]


def test_two_people_citing_apart_lose_nothing_and_settling_keeps_what_is_said(desk: Desk, other: Desk) -> None:
    one, story, two = refs(desk)
    judge(desk, "1.2", {"how": f"Ann read {one}, page 1", "know": "Same"})
    judge(other, "1.2", {"how": f"Ben read {two}, page 2", "know": "Same"})
    meet(desk, other)
    assert stored(desk) == sorted([(one, "page 1"), (two, "page 2")])
    judge(desk, "1.2", {"impact": f"See {story}."})
    assert len(stored(desk)) == 3
    (open_one,) = conflicts(desk.library.db)
    settle(desk, open_one.id, value=f"Both read {two}, page 2")
    assert stored(desk) == sorted([(two, "page 2"), (story, None)])
    undoing.undo(desk)
    assert len(stored(desk)) == 3 and len(conflicts(desk.library.db)) == 1


def test_different_places_of_one_item_leave_no_conflict_that_nobody_made(desk: Desk, other: Desk) -> None:
    one = refs(desk)[0]
    judge(desk, "1.2", {"how": f"{one}, page 1"})
    judge(other, "1.2", {"know": f"{one}, page 2"})
    meet(desk, other)
    judge(desk, "1.2", {"impact": "More."})
    assert stored(desk) == [(one, "page 1; page 2")] and conflicts(desk.library.db) == []


def test_a_citation_one_took_out_and_another_used_is_still_said_and_comes_back(desk: Desk, other: Desk) -> None:
    story = refs(desk)[1]
    judge(desk, "1.2", {"know": story})
    meet(other, desk)
    judge(desk, "1.2", {"know": "Nothing."})
    judge(other, "1.2", {"how": story.lower().replace("-", "")})
    meet(desk, other)
    judged = judgement_of(desk, "1.2")
    assert [one["ref"] for one in cites_of(desk, judged)] == [story]
    assert gather(desk.library.db, today=desk.today).judgements_citing_withheld == ("1.2",)
    judge(desk, "1.2", {"owner": "Head of SEND"})
    assert stored(desk) == [(story, None)]


def test_what_became_of_a_cited_item_is_known(desk: Desk, tmp_path: Path) -> None:
    db = desk.library.db
    one, story, two = (queries.resolve(db, ref) for ref in refs(desk))
    judge(desk, "1.2", {"how": f"{refs(desk)[0]} {refs(desk)[1]} {refs(desk)[2]}"})
    with desk.change("new version") as change:
        sha256 = queries.versions(db, story)[0].sha256
        change.add(paths.version(one, sha256), {"name": "story.txt", "bytes": 1})
    describing.set_fields(desk, [two], [describing.parse_assignment("date=2001-02-03")])
    describing.remove(desk, two)
    found = citations.cited_items(db, [one, story, two], desk.today)
    assert found[one].withheld == citations.SHARED_FILE and found[story].withheld == "case study"
    assert (found[two].removed, found[two].currency, found[two].withheld) == (True, "out-of-date", None)
    judge(desk, "1.2", {"how": f"Still {found[two].ref}"})
    assert [one["ref"] for one in cites_of(desk, judgement_of(desk, "1.2"))] == [found[two].ref]


def test_evidence_to_cite_is_one_line_where_officers_agree(desk: Desk) -> None:
    one = refs(desk)[0]
    quoted = {"quote": "what changed", "stance": "strength"}
    tagging.tag(desk, one, "1.2", **quoted)
    tagging.tag(desk, one, "1.3", **quoted)
    desk.actor = "Ben"
    tagging.tag(desk, one, "1.2", **quoted)
    tagging.tag(desk, one, "1.2", stance="concern", voices=["parent"])
    found = citations.citable(desk.library.db, FRAMEWORK, "1.2", desk.today)
    assert [(line.stance, line.quote, line.by, line.voices) for line in found] == [
        ("concern", None, ("Ben",), ("parent",)),
        ("strength", "what changed", ("Ann", "Ben"), ()),
    ]
    assert found[1].ref == one and found[1].place and found[0].place is None
