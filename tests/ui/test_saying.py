"""History and conflicts are told in the words of the screen, never in paths, stored words or JSON."""

from dataclasses import replace

import pytest

from evidence_desk.library.history import FieldChange
from evidence_desk.library.subjects import Subject
from evidence_desk.model.records import Conflict, Value, Version
from evidence_desk.ui import saying
from evidence_desk.ui.telling import change, day_heading, told

KEY = "7K3F9QTX000000000001"
ITEM = Subject(f"item:{KEY}", "item", KEY, "E-7K3F-9QTX", "Survey of parents", True)
TAG = Subject(f"{ITEM.entity}/tag:area-send-2023:1.2@x", "tag", KEY, ITEM.ref, ITEM.title, True, "1.2", by="Ben")
JUDGEMENT = Subject("judgement:area-send-2023:1.2", "judgement", criterion="1.2")


@pytest.mark.parametrize(
    ("name", "before", "after", "words"),
    [
        ("date", "2026-03-12", "2026-03-14", "Date: 12 March 2026 → 14 March 2026"),
        ("date", None, "2026-03-14", "Date: 14 March 2026"),
        ("date", "2026-03-14", None, "Date: 14 March 2026 → nothing"),
        ("voices", ["parent"], ["child", "parent"], "Whose voice: Parent → Child, Parent"),
        ("stance", "context", "concern", "What it shows: Gives context → Shows a concern"),
        ("rating", "good", "poor", "Rating: Very good → Poor indeed"),
        ("rating", "unknown", "poor", "Rating: unknown → Poor indeed"),
        ("gone", False, True, "Removed"),
        ("gone", True, False, "Brought back"),
        ("gone", None, False, "Added"),
        ("erased", None, "sent by mistake", "Erased for good: sent by mistake"),
        ("future_field", None, {"a": [1]}, "Future field: details"),
        ("future_list", None, [{"a": 1}], "Future list: a list"),
    ],
)
def test_a_change_is_a_sentence(name: str, before: object, after: object, words: str) -> None:
    said = change(FieldChange(ITEM.entity, name, before, after), {"good": "Very good", "poor": "Poor indeed"})
    assert said is not None and said.words == words


def test_a_long_text_stands_apart_from_the_words() -> None:
    said = change(FieldChange(JUDGEMENT.entity, "know", "Short.", "Long. " * 40))
    assert said is not None
    assert (said.words, said.was) == ("What we know", "Short.")
    assert said.now.startswith("Long. Long.")


def test_what_only_the_program_needs_is_not_told() -> None:
    assert change(FieldChange(ITEM.entity, "current", None, "ab" * 32)) is None
    assert change(FieldChange(ITEM.entity, "title", None, None)) is None
    assert told([FieldChange(ITEM.entity, "current", None, "ab" * 32)], {ITEM.entity: ITEM}) == []


def test_what_was_made_is_told_in_one_line_under_its_name() -> None:
    changes = [
        FieldChange(ITEM.entity, "date", None, "2026-03-12"),
        FieldChange(ITEM.entity, "gone", None, False),
        FieldChange(ITEM.entity, "kind", None, "case-study"),
        FieldChange(ITEM.entity, "title", None, "Survey of parents"),
        FieldChange(TAG.entity, "gone", None, False),
        FieldChange(TAG.entity, "stance", None, "concern"),
    ]
    first, second = told(changes, {ITEM.entity: ITEM, TAG.entity: TAG})
    assert first.about == "Survey of parents (E-7K3F-9QTX)"
    assert [one.words for one in first.sentences] == ["Added. Date: 12 March 2026 · Kind: Case study"]
    assert second.about == "Tag 1.2 of Ben on Survey of parents (E-7K3F-9QTX)"
    assert [one.words for one in second.sentences] == ["Added. What it shows: Shows a concern"]


def test_a_conflict_says_what_it_is_about() -> None:
    assert saying.contested(ITEM, "date") == "Survey of parents (E-7K3F-9QTX): date"
    assert saying.contested(JUDGEMENT, "know") == "Self-evaluation of 1.2: what we know"
    assert saying.contested(Subject("library", "library"), "inspection") == "Evidence library: inspection date"
    assert saying.about(Subject("future:thing", "future")) == "Something of a newer version"
    assert saying.the_field("date") == "the date" and saying.the_field("know") == "“what we know”"


def test_presence_is_said_as_what_somebody_did() -> None:
    assert (saying.value("gone", True), saying.value("gone", False)) == ("Removed it", "Kept it")


def test_days_are_named_as_people_name_them() -> None:
    from datetime import date

    today = date(2026, 3, 14)
    named = [day_heading(date(2026, 3, day), today) for day in (14, 13, 12)]
    assert named == ["Today", "Yesterday", "12 March 2026"]


def test_a_file_in_a_conflict_goes_by_its_name_and_the_quotes_follow() -> None:
    file = Version(KEY, "ab" * 32, "Wait times.pdf", 214_000, "2026-03-12T10:00:00Z", "Ben")
    one = Value(file.sha256, "Ben", file.added, file)
    current = Conflict("C-1", ITEM.entity, ITEM.ref, None, "current", one, (), 12)
    assert saying.side("current", one) == "Wait times.pdf, 214 KB"
    assert saying.side("title", Value("Survey", "Ben", file.added)) == "Survey"
    assert saying.follows(current).startswith("12 quotes follow your choice")
    assert saying.follows(replace(current, quotes=1)).startswith("1 quote follows your choice")
    assert saying.follows(replace(current, quotes=0)) == ""
    places = replace(current, field="places")
    assert saying.contested(ITEM, places.field) == "Survey of parents (E-7K3F-9QTX): where quotes stand"
    assert saying.follows(places) == "12 quotes were found in different places. No word differs."


@pytest.mark.parametrize(
    ("found", "quotes", "words"),
    [
        (12, 12, "All of the 12 quotes stand in it."),
        (1, 12, "1 of the 12 quotes stands in it."),
        (0, 12, "None of the 12 quotes stand in it."),
        (1, 1, "The quote stands in it."),
        (0, 1, "The quote does not stand in it."),
        (None, 1, "Its text is not here, so that no quote can be looked for."),
    ],
)
def test_each_file_says_how_many_quotes_stand_in_it(found: int | None, quotes: int, words: str) -> None:
    assert saying.stand_in(found, quotes) == words
