"""Where quotes stand after two officers gave an item different new versions apart: one question, told and settled."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from evidence_desk.desk import Desk
from evidence_desk.errors import KnownError
from evidence_desk.library import queries
from evidence_desk.library.contested import conflict, conflicts
from evidence_desk.library.places import PLACE, PLACES
from evidence_desk.library.queries import Excerpt
from evidence_desk.library.standing import stand_in, standing
from evidence_desk.model import paths
from evidence_desk.model.ids import conflict_id
from evidence_desk.model.records import Conflict, Value
from evidence_desk.operations import tagging, undoing
from evidence_desk.operations.importing import import_paths
from evidence_desk.operations.merging import merge
from evidence_desk.operations.settling import settle
from evidence_desk.operations.starting import start_library

WAIT, HELP, BOTH = "Parents wait fourteen months.", "The drop-in helped families.", "Ella likes her school."
FILLER = "Nothing is said here that anybody would quote, at some length."
Two = tuple[Desk, Desk]


def pages(*sentences: str, before: int) -> str:
    return "\n\n".join([FILLER] * before + [f"{FILLER} {one} {FILLER}" for one in sentences])


def take(desk: Desk, folder: Path, words: str, version_of: str | None = None) -> str:
    path = folder / desk.actor / "Waiting times.txt"
    path.parent.mkdir(exist_ok=True)
    path.write_text(words, encoding="utf-8")
    return str(import_paths(desk, [path], version_of=version_of).files[0].ref)


@pytest.fixture
def two(tmp_path: Path) -> Iterator[Two]:
    """Ann's library with three quotes of one paper, and Ben's with the same."""
    made = [
        Desk(start_library(tmp_path / f"{who}.evidence", area="Testshire", actor=who), actor=who)
        for who in ("Ann", "Ben")
    ]
    ann, ben = made
    ref = take(ann, tmp_path, pages(WAIT, HELP, BOTH, before=1))
    for criterion, quote in (("1.1", WAIT), ("1.2", HELP), ("1.3", BOTH)):
        tagging.tag(ann, ref, criterion, quote=quote)
    merge(ben, ann.library.folder)
    yield ann, ben
    for desk in made:
        desk.close()


@pytest.fixture
def apart(two: Two, tmp_path: Path) -> Two:
    """Each took in a version of their own, with one quote left out of each; then each got the other's work."""
    ann, ben = two
    take(ann, tmp_path, pages("New.", WAIT, BOTH, before=40), ref_of(ann))
    take(ben, tmp_path, pages("Newer.", "And.", HELP, BOTH, before=90), ref_of(ben))
    assert merge(ann, ben.library.folder).conflicts == tuple(conflicts(ann.library.db))
    merge(ben, ann.library.folder)
    return ann, ben


def ref_of(desk: Desk) -> str:
    (row,) = queries.rows(desk.library.db, desk.today)
    return row.ref


def key_of(desk: Desk) -> str:
    return queries.resolve(desk.library.db, ref_of(desk))


def quotes(desk: Desk) -> dict[str, Excerpt]:
    return {one.quote: one for one in queries.excerpts(desk.library.db, key_of(desk))}


def rows(desk: Desk) -> list[tuple[str, str]]:
    return [tuple(row) for row in desk.library.db.execute("SELECT entity, field FROM conflict ORDER BY entity, field")]


def values(one: Conflict) -> list[Value]:
    return [one.standing, *one.others]


def keep(desk: Desk, one: Conflict, wanted: Callable[[Value], bool], told: str | None = None) -> str:
    """Settles it with the value that is wanted; `told` is what must be said of the quotes."""
    at = next(at for at, value in enumerate(values(one)) if wanted(value))
    made = settle(desk, one.id, keep="standing" if at == 0 else str(at))
    assert told in (None, made.counts())
    return str(values(one)[at].value)


def of(who: str) -> Callable[[Value], bool]:
    return lambda value: value.by == who


def stands_whole(desk: Desk, quote: str) -> str:
    """The file a quote stands in, its words being where its place says."""
    one = quotes(desk)[quote]
    (text,) = {each.text for each in queries.passages(desk.library.db, str(one.sha256)) if each.label == one.page}
    assert text[one.start : one.stop] == quote
    assert text[: one.start].endswith(one.before) and text[one.stop :].startswith(one.after)
    return str(one.sha256)


def test_two_new_versions_are_one_question(apart: Two) -> None:
    for desk in apart:
        assert {field for entity, field in rows(desk) if "/excerpt:" in entity} >= {"sha256", "start", "stop"}
        (one,) = conflicts(desk.library.db)
        assert (one.field, one.entity, one.quotes) == ("current", paths.item(key_of(desk)), 3)
        files = [value.version for value in values(one) if value.version]
        assert [(file.name, file.sha256) for file in files] == [
            ("Waiting times.txt", value.value) for value in values(one)
        ]


@pytest.mark.parametrize("who", ["Ann", "Ben"])
def test_the_quotes_follow_the_choice_in_one_step(apart: Two, who: str) -> None:
    ann, ben = apart
    before = (conflicts(ann.library.db), quotes(ann), rows(ann))
    (one,) = before[0]
    chosen = keep(ann, one, of(who), told="2 quotes found again, 1 lost its place")
    assert rows(ann) == []
    lost = {"Ann": HELP, "Ben": WAIT}[who]
    found = {quote: stands_whole(ann, quote) for quote in (WAIT, HELP, BOTH)}
    assert {quote for quote, file in found.items() if file == chosen} == {WAIT, HELP, BOTH} - {lost}
    tags = queries.tags(ann.library.db, key_of(ann))
    item = queries.item(ann.library.db, key_of(ann), ann.today)
    assert {tag.quote for tag in tags if not standing(ann.library.db, item)[tag.id]} == {lost}
    assert merge(ben, ann.library.folder).conflicts == () and rows(ben) == []
    assert quotes(ben) == quotes(ann)
    undoing.undo(ann)
    assert (conflicts(ann.library.db), quotes(ann), rows(ann)) == before
    undoing.redo(ann)
    assert rows(ann) == [] and quotes(ann) == quotes(ben)


def test_both_settling_alike_apart_is_no_new_question_and_otherwise_one(apart: Two) -> None:
    ann, ben = apart
    for desk in apart:
        keep(desk, conflicts(desk.library.db)[0], of("Ann"))
    merge(ann, ben.library.folder)
    assert rows(ann) == []
    undoing.undo(ben)
    keep(ben, conflicts(ben.library.db)[0], of("Ben"))
    merge(ann, ben.library.folder)
    (one,) = conflicts(ann.library.db)
    assert one.field == "current"
    keep(ann, one, of("Ben"))
    assert rows(ann) == []


def test_a_quote_in_neither_text_keeps_one_whole_place(apart: Two, tmp_path: Path) -> None:
    ann, _ben = apart
    known = {value.value for value in values(conflicts(ann.library.db)[0])}
    take(ann, tmp_path, pages("All is new.", before=3), ref_of(ann))
    (one,) = conflicts(ann.library.db)
    assert len(rows(ann)) > 2, "a third version settles nothing"
    keep(ann, one, lambda value: value.value not in known)
    assert rows(ann) == []
    assert {stands_whole(ann, quote) for quote in (WAIT, HELP, BOTH)} <= known


def only_the_version(desk: Desk, who: str) -> None:
    """As an earlier program settled it: the quotes were questions of their own."""
    (one,) = conflicts(desk.library.db)
    chosen = next(value.value for value in values(one) if value.by == who)
    with desk.change("settled 1 conflict") as change:
        change.settle(one.entity, "current", chosen)


@pytest.mark.parametrize("who", ["Ann", "Ben"])
def test_places_left_contested_by_an_earlier_program_are_one_question_of_the_item(apart: Two, who: str) -> None:
    ann, ben = apart
    only_the_version(ann, who)
    (one,) = conflicts(ann.library.db)
    assert (one.field, one.entity, one.ref, one.quotes) == (PLACES, paths.item(key_of(ann)), ref_of(ann), 1)
    assert one.standing.value == queries.item(ann.library.db, key_of(ann), ann.today).sha256
    assert {one.standing.by, *(value.by for value in one.others)} == {"Ann", "Ben"}
    assert conflict(ann.library.db, one.id.lower()) == one
    entity = next(entity for entity, _ in rows(ann))
    assert conflict(ann.library.db, conflict_id(entity, "start")) == one
    with pytest.raises(KnownError, match="--keep"):
        settle(ann, one.id, value="page 4")
    settle(ann, one.id, keep="standing")
    assert rows(ann) == [] and stands_whole(ann, BOTH) == one.standing.value
    assert [made.field for made in merge(ben, ann.library.folder).conflicts] == []


def test_a_merge_tells_of_places_it_opened(apart: Two, tmp_path: Path) -> None:
    ann, ben = apart
    only_the_version(ann, "Ann")
    only_the_version(ben, "Ann")
    third = Desk(start_library(tmp_path / "Third.evidence", area="Testshire", actor="Cy"), actor="Cy")
    assert [one.field for one in merge(third, ben.library.folder).conflicts] == [PLACES]
    assert [one.field for one in merge(third, ann.library.folder).conflicts] == []
    third.close()


def test_the_same_version_read_differently_apart_is_one_question(two: Two, tmp_path: Path) -> None:
    ann, ben = two
    same = pages("New.", WAIT, HELP, BOTH, before=40)
    take(ann, tmp_path, same, ref_of(ann))
    take(ben, tmp_path, same, ref_of(ben))
    for desk, by in ((ann, 3), (ben, 5)):
        with desk.change("read anew") as change:
            for one in quotes(desk).values():
                assert one.start is not None and one.stop is not None
                change.set(one.entity, {"start": one.start + by, "stop": one.stop + by})
    merge(ann, ben.library.folder)
    (one,) = conflicts(ann.library.db)
    assert (one.field, one.quotes) == (PLACES, 3)
    before = quotes(ben)
    keep(ann, one, of("Ben"))
    assert rows(ann) == []
    assert {each.start for each in quotes(ann).values()} == {each.start for each in before.values()}


def test_a_newer_version_on_which_nobody_differs_takes_the_places_along(apart: Two, tmp_path: Path) -> None:
    ann, _ben = apart
    only_the_version(ann, "Ann")
    take(ann, tmp_path, pages(WAIT, HELP, BOTH, before=7), ref_of(ann))
    assert rows(ann) == []
    newest = queries.item(ann.library.db, key_of(ann), ann.today).sha256
    assert {stands_whole(ann, quote) for quote in (WAIT, HELP, BOTH)} == {newest}


def test_a_page_tagged_as_a_whole_follows_too(two: Two, tmp_path: Path) -> None:
    ann, ben = two
    (label,) = {one.label for one in queries.text_of(ann.library.db, key_of(ann))}
    tagging.tag(ann, ref_of(ann), "2.1", page=label)
    merge(ben, ann.library.folder)
    same = pages(WAIT, HELP, BOTH, before=1)
    take(ann, tmp_path, "\n\n".join([same, *[f"Ann wrote {at} more." * 90 for at in range(9)]]), ref_of(ann))
    take(ben, tmp_path, "\n\n".join([same, *[f"Ben wrote {at} more." * 90 for at in range(9)]]), ref_of(ben))
    merge(ann, ben.library.folder)
    chosen = keep(ann, conflicts(ann.library.db)[0], of("Ann"))
    assert rows(ann) == []
    assert {one.sha256 for one in quotes(ann).values()} == {chosen}


def test_where_the_text_is_not_here_a_colleagues_place_in_it_is_kept_whole(apart: Two) -> None:
    ann, ben = apart
    (one,) = conflicts(ann.library.db)
    (chosen,) = (value.value for value in values(one) if value.by == "Ben")
    assert stand_in(ann.library.db, key_of(ann), str(chosen)) == 2
    with ann.change("lost a text"):
        ann.library.db.execute("DELETE FROM passage WHERE sha256 = ?", (chosen,))
    assert stand_in(ann.library.db, key_of(ann), str(chosen)) is None
    keep(ann, one, of("Ben"))
    assert rows(ann) == []
    placed = quotes(ann)[BOTH]
    merge(ben, ann.library.folder)
    assert quotes(ben)[BOTH] == placed and stands_whole(ben, BOTH) == chosen


def test_what_was_removed_is_not_written_to_by_settling(apart: Two) -> None:
    ann, _ben = apart
    gone = quotes(ann)[BOTH].entity
    with ann.change("removed 1 quote") as change:
        change.delete(gone)
    keep(ann, conflicts(ann.library.db)[0], of("Ann"))
    assert BOTH not in quotes(ann)
    assert conflicts(ann.library.db) == []


def test_a_place_is_told_whole_as_its_writer_left_it(apart: Two) -> None:
    from evidence_desk.library.places import places_of

    ann, _ben = apart
    entity = quotes(ann)[BOTH].entity
    found = {place.by: place.fields for place in places_of(ann.library.db, entity)}
    assert set(found) == {"Ann", "Ben"}
    assert all(set(fields) == set(PLACE) for fields in found.values())
    for fields in found.values():
        (text,) = {
            one.text for one in queries.passages(ann.library.db, fields["sha256"]) if one.label == fields["page"]
        }
        assert text[fields["start"] : fields["stop"]] == BOTH
