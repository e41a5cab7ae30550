"""What an export says: everything that may leave, and nothing of what may not."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from released import TODAY, Writer, new_library

from evidence_desk.errors import KnownError
from evidence_desk.model.ids import reference
from evidence_desk.pack.content import Content
from evidence_desk.pack.gate import SAME_FILE
from evidence_desk.pack.gathering import gather


@pytest.fixture
def writer(tmp_path: Path) -> Iterator[Writer]:
    with new_library(tmp_path / "Northshire.evidence") as writer:
        yield writer


def gathered(writer: Writer, confirmed_by: str | None = None) -> Content:
    return gather(
        writer.library.db, today=TODAY, include_sensitive=confirmed_by is not None, confirmed_by=confirmed_by,
        moment=datetime(2026, 11, 24, 23, 5, tzinfo=UTC),
    )  # fmt: skip


def test_the_register_has_a_row_for_every_item_in_the_order_of_the_list(writer: Writer) -> None:
    plan, story = (
        writer.item("Plan", date="2026-03"),
        writer.item("Story of Jake", kind="case-study", date="2026-05-01"),
    )
    writer.tag(story, "1.2")
    writer.tag(story, "A", framework="area-send-2016")
    content = gathered(writer)
    assert [row.ref for row in content.register] == sorted(reference(key) for key in (plan, story))
    rows = {row.ref: row for row in content.register}
    withheld = rows[reference(story)]
    assert withheld.item is None and not withheld.versions
    assert (withheld.kind, withheld.date, withheld.criteria) == (
        "case-study",
        "2026-05-01",
        ("1.2", "area-send-2016:A"),
    )
    shown = rows[reference(plan)]
    assert shown.item is not None and shown.item.title == "Plan" and shown.versions[0].name == "Plan.txt"


def test_nothing_of_a_withheld_item_is_in_the_content(writer: Writer) -> None:
    story = writer.item("Story of Jake", kind="case-study", source="Jake's school", own_words="I am Jake")
    writer.tag(story, "1.2", note="Jake was out", quote="Jake said so")
    content = gathered(writer)
    assert "Jake" not in repr(content)
    assert [(one.ref, one.why) for one in content.left_out] == [(reference(story), "case study")]
    assert content.evidence == () and content.figures["1.2"].items == 1


def test_with_a_name_that_answers_for_it_everything_is_in(writer: Writer) -> None:
    story = writer.item("Story of Jake", kind="case-study")
    writer.tag(story, "1.2", note="Jake was out")
    content = gathered(writer, "  Dr  Okafor ")
    assert content.items[0].title == "Story of Jake" and content.evidence[0].tag.note == "Jake was out"
    assert content.left_out == () and content.sensitive_confirmed_by == "Dr Okafor"
    assert content.marking == "official-sensitive"


@pytest.mark.parametrize("name", [None, "", "  "])
def test_nobody_answers_without_a_name(writer: Writer, name: str | None) -> None:
    with pytest.raises(KnownError, match="answers"):
        gather(writer.library.db, today=TODAY, include_sensitive=True, confirmed_by=name)


def test_a_guess_holds_an_item_until_a_person_sets_it(writer: Writer) -> None:
    letter = writer.item("Letter", auto=True, kind="document", marking="official-sensitive")
    assert gathered(writer).items == ()
    writer.set(letter, marking="official")
    assert [item.title for item in gathered(writer).items] == ["Letter"]


def test_an_item_with_a_file_of_a_withheld_one_is_withheld_too(writer: Writer) -> None:
    story = writer.item("Story", b"the same words", kind="case-study")
    notes, other = writer.item("Notes"), writer.item("Other")
    writer.version(notes, b"the same words", "notes 2.txt")
    writer.version(notes, b"third words", "notes 3.txt")
    why = {one.ref: one.why for one in gathered(writer).left_out}
    assert why == {reference(story): "case study", reference(notes): SAME_FILE}
    assert [item.key for item in gathered(writer).items] == [other]


def test_a_removed_item_is_not_there(writer: Writer) -> None:
    plan = writer.item("Plan")
    writer.remove(f"item:{plan}")
    assert gathered(writer).register == ()


def test_evidence_goes_by_the_order_of_the_framework(writer: Writer) -> None:
    plan = writer.item("Plan")
    for criterion in ("2.1", "1.5", "1.1"):
        writer.tag(plan, criterion)
    writer.tag(plan, "A", framework="area-send-2016")
    writer.tag(plan, "1.1", quote="on page four")
    lines = gathered(writer).evidence
    assert [line.criterion for line in lines] == ["1.1", "1.1", "1.5", "2.1", "area-send-2016:A"]
    assert all(line.title for line in lines)
    assert {line.tag.quote for line in lines[:2]} == {None, "on page four"}


def test_judgements_that_cite_a_withheld_item_are_named(writer: Writer) -> None:
    story, plan = writer.item("Story", kind="case-study"), writer.item("Plan")
    writer.judge("1.1", know="We know it.", cites=story)
    writer.judge("1.2", know=f"As {reference(story).lower()} shows.")
    writer.judge("1.3", know=f"As {reference(plan)} shows, we are excellent.", cites=plan)
    content = gathered(writer)
    assert content.judgements_citing_withheld == ("1.1", "1.2")
    assert content.judgements["1.1"].know == "We know it."
    assert gathered(writer, "Dr Okafor").judgements_citing_withheld == ()


def test_gaps_and_figures_are_those_of_the_library(writer: Writer) -> None:
    writer.tag(writer.item("Plan", date="2026-03"), "1.1")
    content = gathered(writer)
    assert content.figures["1.1"].voice["parent"] == 1 and len(content.figures) == len(content.framework.criteria)
    rules = {gap.criterion: gap.rule for gap in content.gaps}
    assert rules["1.1"] == "one-voice" and rules["2.6"] == "nothing"
