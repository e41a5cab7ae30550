"""New versions and look-alikes: what is told, what is carried over, and what making two items one comes to."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from evidence_desk.desk import Desk
from evidence_desk.errors import KnownError
from evidence_desk.library import queries
from evidence_desk.library.standing import lost, standing
from evidence_desk.model.records import Item
from evidence_desk.operations import describing, erasing, judging, starting, tagging, undoing
from evidence_desk.operations.alike import Alike, how_alike, keep_both
from evidence_desk.operations.importing import FileRow, import_paths
from evidence_desk.operations.refusals import KEPT_BOTH
from evidence_desk.operations.reporting import kept_report
from evidence_desk.operations.verifying import verify_library
from evidence_desk.operations.versions import make_version_of

WAIT, HELP = "Parents wait fourteen months for an assessment.", "The drop-in helped families to understand the plan."
WORDS = [f"word{number}" for number in range(300)]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(starting.start_library(tmp_path / "L.evidence", area="Testshire", actor="Ann"), actor="Ann")
    yield made
    made.close()


def report(seed: int, *sentences: str) -> str:
    """Forty sentences of chance, with these among them."""
    chance = random.Random(seed)
    made = [" ".join(chance.choices(WORDS, k=10)).capitalize() + "." for _ in range(40)]
    for at, sentence in enumerate(sentences):
        made[5 + 15 * at] = sentence
    return "\n\n".join(made)


def take(desk: Desk, path: Path, words: str) -> FileRow:
    path.write_text(words, encoding="utf-8")
    return import_paths(desk, [path]).files[0]


def item(desk: Desk, ref: str | None) -> Item:
    return queries.item(desk.library.db, queries.resolve(desk.library.db, str(ref)), desk.today)


def test_a_text_that_is_90_percent_the_same_is_its_own_item_and_says_what_it_looks_like(
    desk: Desk, tmp_path: Path
) -> None:
    first = take(desk, tmp_path / "a.txt", report(1, WAIT))
    other = take(desk, tmp_path / "b.txt", report(2, WAIT))
    alike = take(desk, tmp_path / "c.txt", report(1, "Parents wait nine months now."))
    assert (first.like, other.like) == (None, None)
    assert (alike.status, alike.like) == ("imported", first.ref)


def test_a_text_read_before_there_were_sketches_is_recognised_too(desk: Desk, tmp_path: Path) -> None:
    first = take(desk, tmp_path / "a.txt", report(1))
    with desk.change("nothing"):
        desk.library.db.execute("DELETE FROM sketch")
    assert take(desk, tmp_path / "b.txt", report(1, WAIT)).like == first.ref


def test_a_new_version_keeps_quotes_that_still_stand_and_lists_those_that_lost_their_place(
    desk: Desk, tmp_path: Path
) -> None:
    ref = str(take(desk, tmp_path / "a.txt", report(1, WAIT, HELP)).ref)
    gone = tagging.tag(desk, ref, "1.1", quote="wait fourteen months")
    stays = tagging.tag(desk, ref, "1.2", quote=HELP)
    whole = tagging.tag(desk, ref, "1.3")
    before = {one.entity: one.sha256 for one in queries.excerpts(desk.library.db, item(desk, ref).key)}
    row = take(desk, tmp_path / "a.txt", "A preface of two pages.\n\n" * 40 + report(1, "They wait less.", HELP))
    assert (row.status, row.reason) == ("new-version", "New version; 1 quote found again, 1 lost its place.")
    now = item(desk, ref)
    assert standing(desk.library.db, now) == {gone.id: False, stays.id: True, whole.id: True}
    assert lost(desk.library.db, now) == {gone.id}
    anchored = {one.quote: one for one in queries.excerpts(desk.library.db, now.key)}
    assert anchored[HELP].sha256 == now.sha256
    assert anchored["wait fourteen months"].sha256 == before[str(gone.excerpt)] != now.sha256
    (text,) = {one.text for one in queries.passages(desk.library.db, now.sha256) if one.label == anchored[HELP].page}
    assert text[anchored[HELP].start : anchored[HELP].stop] == HELP
    undoing.undo(desk)
    assert {one.entity: one.sha256 for one in queries.excerpts(desk.library.db, now.key)} == before
    assert lost(desk.library.db, item(desk, ref)) == frozenset()


def test_a_page_tagged_as_a_whole_goes_with_its_words(desk: Desk, tmp_path: Path) -> None:
    ref = str(take(desk, tmp_path / "a.txt", report(1, WAIT)).ref)
    label = queries.text_of(desk.library.db, item(desk, ref).key)[0].label
    made = tagging.tag(desk, ref, "1.1", page=label)
    assert take(desk, tmp_path / "a.txt", report(1, "They wait.")).reason == "New version; 1 quote found again."
    assert lost(desk.library.db, item(desk, ref)) == frozenset()
    assert take(desk, tmp_path / "a.txt", report(9)).reason == "New version; 1 quote lost its place."
    assert lost(desk.library.db, item(desk, ref)) == {made.id}


def test_in_a_new_version_without_text_nothing_is_called_lost(desk: Desk, tmp_path: Path) -> None:
    ref = str(take(desk, tmp_path / "a.html", f"<p>{WAIT}</p>").ref)
    made = tagging.tag(desk, ref, "1.1", quote=WAIT)
    row = take(desk, tmp_path / "a.html", "<p> </p>")
    assert (row.status, row.text) == ("new-version", False) and row.reason
    assert standing(desk.library.db, item(desk, ref)) == {made.id: None}


def test_made_a_version_the_newer_brings_its_tags_and_its_reference_leads_on(desk: Desk, tmp_path: Path) -> None:
    old = str(take(desk, tmp_path / "a.txt", report(1, WAIT, HELP)).ref)
    new = str(take(desk, tmp_path / "b.txt", report(1, "They wait less.", HELP)).ref)
    tagging.tag(desk, old, "1.1", quote=WAIT)
    tagging.tag(desk, old, "2.1", note="of the older")
    desk.actor = "Ben"
    tagging.tag(desk, new, "1.2", quote=HELP, note="It helped", stance="strength")
    describing.set_fields(desk, [new], [describing.parse_assignment("labels+=board")])
    desk.actor = "Ann"
    tagging.tag(desk, new, "2.1", note="of the newer")
    judging.judge(desk, "1.1", {"know": f"We know [{new}]."})
    before = queries.items(desk.library.db, desk.today)
    newest = item(desk, new).sha256
    made = make_version_of(desk, new, old)
    assert (made.item.ref, made.item.versions, made.item.sha256) == (old, 2, newest)
    assert (made.carried.found, made.carried.lost) == (0, 1)
    tags = {(tag.criterion, tag.by): tag for tag in made.item.tags}
    assert tags["1.2", "Ben"].note == "It helped" and tags["1.2", "Ben"].quote == HELP
    assert tags["2.1", "Ann"].note == "of the older"
    assert made.item.labels == ("board",)
    assert [one.ref for one in queries.items(desk.library.db, desk.today)] == [old]
    assert item(desk, new).ref == old
    assert judging.cites_of(desk, judging.judgement_of(desk, "1.1")) == [{"ref": old, "place": None}]
    assert undoing.undo(desk).kept == ()
    assert queries.items(desk.library.db, desk.today) == before


def test_a_file_that_was_made_a_version_is_one_from_then_on(desk: Desk, tmp_path: Path) -> None:
    old = str(take(desk, tmp_path / "a.txt", report(1)).ref)
    new = str(take(desk, tmp_path / "b.txt", report(1, WAIT)).ref)
    make_version_of(desk, new, old)
    assert import_paths(desk, [tmp_path / "b.txt"]).files[0].ref == old
    assert take(desk, tmp_path / "b.txt", report(1, HELP)).ref == old
    undoing.undo(desk)
    undoing.undo(desk)
    assert import_paths(desk, [tmp_path / "a.txt"]).files[0].ref == old


def test_what_must_stay_in_stays_in_when_it_becomes_a_version(desk: Desk, tmp_path: Path) -> None:
    old, new = (str(take(desk, tmp_path / f"{name}.txt", report(1, name)).ref) for name in "ab")
    for ref, marking in ((old, "official"), (new, "official-sensitive")):
        describing.set_fields(
            desk, [ref], [describing.parse_assignment(f"{one}") for one in ("kind=document", f"marking={marking}")]
        )
    assert make_version_of(desk, new, old).item.withheld_why
    with pytest.raises(KnownError):
        make_version_of(desk, new, old)


def test_erased_later_no_file_of_either_is_left(desk: Desk, tmp_path: Path) -> None:
    old, new = (str(take(desk, tmp_path / f"{name}.txt", report(1, name)).ref) for name in "ab")
    make_version_of(desk, new, old)
    erasing.erase(desk, old, "asked for")
    assert [path for path in (desk.library.folder / "files").rglob("*") if path.is_file()] == []
    assert queries.items(desk.library.db, desk.today) == []
    assert desk.library.db.execute("SELECT count(*) FROM sketch").fetchone()[0] == 0


def test_parted_again_by_undo_an_item_is_erased_whole(desk: Desk, tmp_path: Path) -> None:
    old = str(take(desk, tmp_path / "a.txt", report(1)).ref)
    new = str(take(desk, tmp_path / "xanthippe.txt", report(1, "Of Xanthippe.")).ref)
    tagging.tag(desk, new, "1.1", quote="Of Xanthippe.", note="Xanthippe herself")
    for ref in (old, new):
        describing.set_fields(desk, [ref], [describing.parse_assignment("labels+=Xanthippe")])
    describing.set_fields(desk, [old], [describing.parse_assignment("labels-=Xanthippe")])
    make_version_of(desk, new, old)
    undoing.undo(desk)
    with pytest.raises(KnownError, match="repeats"):
        erasing.erase(desk, new, "Xanthippe asked")
    assert item(desk, new).versions == 1
    erasing.erase(desk, new, "asked for")
    assert item(desk, old).versions == 1 and verify_library(desk).ok
    files = [path for path in desk.library.folder.rglob("*") if path.is_file()]
    assert [path for path in files if b"xanthippe" in path.read_bytes().lower()] == []
    describing.set_fields(desk, [old], [describing.parse_assignment("labels+=Xanthippe")])
    assert item(desk, old).labels == ("Xanthippe",)


def test_the_report_of_an_import_names_the_item_that_a_file_belongs_to_now(desk: Desk, tmp_path: Path) -> None:
    old, new = (str(take(desk, tmp_path / f"{name}.txt", report(1, name)).ref) for name in "ab")
    (row,) = kept_report(desk, 2).files
    assert (row.ref, row.like) == (new, old)
    make_version_of(desk, new, old)
    (row,) = kept_report(desk, 2).files
    assert (row.ref, row.like) == (old, old)
    assert kept_report(desk, 2).keys[old] == item(desk, old).key


def test_a_later_plan_of_one_child_is_told_from_a_plan_of_another_on_the_same_template(
    desk: Desk, tmp_path: Path
) -> None:
    def plan(child: str) -> str:
        return f"Name of child: {child}\n\n{report(7)}"

    josh = take(desk, tmp_path / "josh.txt", plan("Josh Hartley"))
    ada = take(desk, tmp_path / "ada.txt", plan("Ada Khan"))
    assert (ada.status, ada.like) == ("imported", None)
    (tmp_path / "spring").mkdir()
    later = take(desk, tmp_path / "spring" / "ada.txt", plan("KHAN, Ada") + "\n\nReviewed.")
    assert (later.like, josh.like) == (ada.ref, None)
    other = take(desk, tmp_path / "spring" / "josh.txt", f"Name of child: Eve Roe\n\n{report(8)}")
    assert other.like is None, "a file name is no child"
    told = how_alike(desk, str(later.ref), str(ada.ref))
    assert told.of_a_child and told.share is not None and 0.95 < told.share < 1


def test_of_two_short_texts_nobody_says_how_much_they_are_alike(desk: Desk, tmp_path: Path) -> None:
    refs = [str(take(desk, tmp_path / f"{words}.txt", words).ref) for words in ("one", "two")]
    assert how_alike(desk, *refs) == Alike(None, of_a_child=False)


def test_both_are_kept_for_good_and_it_is_said_once(desk: Desk, tmp_path: Path) -> None:
    take(desk, tmp_path / "a.txt", report(1, WAIT))
    ref = str(take(desk, tmp_path / "b.txt", report(1, HELP)).ref)
    assert [keep_both(desk, [ref]), keep_both(desk, [ref])] == [1, 1]
    [row] = kept_report(desk, 2).files
    assert (row.reason, row.status) == (KEPT_BOTH, "imported")


def test_among_a_crowd_of_plans_on_one_template_that_of_the_same_child_is_found(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "plans"
    folder.mkdir()
    names = [f"{first} {last}shaw" for first in ("Ada", "Ben", "Cal", "Dee", "Eve") for last in "BCDFGHJKLMNPQRSTVWXZ"]
    for number, name in enumerate(names):
        (folder / f"{number:03}.txt").write_text(f"Name of child: {name}\n\n{report(9)}", encoding="utf-8")
    rows = import_paths(desk, [folder]).files
    assert not any(row.like for row in rows)
    for number in (7, 99):
        later = f"Name of child: {names[number]}\n\n{report(9)} Agreed."
        assert take(desk, tmp_path / f"later {number}.txt", later).like == rows[number].ref
