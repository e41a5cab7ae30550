"""The checklist for the days of notice and the template of a case study: whole, plain, and read with care."""

import pytest
from plain_english import average, faults, lengths

from evidence_desk.errors import KnownError
from evidence_desk.frameworks import checklists, reader, templates
from evidence_desk.frameworks.rules import notice_days
from evidence_desk.model.vocabulary import VOICES
from evidence_desk.resources import resource

CHECKLIST = checklists.information_request()
TEMPLATE = templates.case_study()
CHECKLIST_TEXT = resource("checklists", "information-request.toml").read_text(encoding="utf-8")
TEMPLATE_TEXT = resource("templates", "case-study.toml").read_text(encoding="utf-8")


def test_what_areas_hand_over_is_all_there() -> None:
    ids = {one.id for one in CHECKLIST.requests}
    assert len(CHECKLIST.requests) >= 20
    assert {
        "self-evaluation", "strategy", "governance", "needs-assessment", "joint-commissioning", "ap-and-residential",
        "health-commissioning", "person-level-lists", "performance", "quality-assurance", "families", "disagreements",
        "local-offer", "short-breaks", "adulthood", "workforce", "safeguarding", "improvement-plan",
        "tracked-children", "contacts",
    } <= ids  # fmt: skip


def test_everything_is_due_within_the_notice_and_bears_on_criteria_that_are_there() -> None:
    days = notice_days(CHECKLIST.framework)
    assert days is not None and all(1 <= one.due <= days for one in CHECKLIST.requests)
    framework = reader.builtin(CHECKLIST.framework)
    assert checklists.parse(CHECKLIST_TEXT, "checklist.toml", framework) == CHECKLIST
    touched = {criterion for one in CHECKLIST.requests for criterion in one.criteria}
    assert touched == {one.id for one in framework.criteria}


def test_requests_are_listed_as_they_fall_due() -> None:
    assert [one.due for one in CHECKLIST.by_day()] == sorted(one.due for one in CHECKLIST.requests)
    assert CHECKLIST.by_day()[0].id == "contacts"


def test_every_request_and_every_due_day_rests_on_something() -> None:
    for basis in (*(one.basis for one in CHECKLIST.requests), CHECKLIST.due_basis):
        assert bool(basis.source) == bool(basis.checked) != bool(basis.basis)
    assert all(one.owner and not any(letter.isdigit() for letter in one.owner) for one in CHECKLIST.requests)


def test_the_words_are_plain() -> None:
    texts = [one.what for one in CHECKLIST.requests] + [one.help for one in TEMPLATE.fields]
    texts += [ask for asks in TEMPLATE.questions.values() for ask in asks]
    consent = TEMPLATE.consent
    texts += [TEMPLATE.advice, consent.to_family, consent.to_child, *consent.asks, *consent.check]
    assert [(text, faults(text)) for text in texts if faults(text)] == []
    assert average(texts) < 15 and max(lengths(texts)) <= 32
    assert average([consent.to_child]) < 12


def test_a_case_study_fills_all_the_fields_an_item_has_for_it() -> None:
    filled = [one.fills for one in TEMPLATE.fields if one.fills]
    assert sorted(filled) == sorted(templates.FILLS)
    assert {"child", "parent", "practitioner"} <= set(TEMPLATE.questions) <= set(VOICES)
    assert TEMPLATE.basis and all(len(asks) >= 4 for asks in TEMPLATE.questions.values())


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("due = 1\n", 'due = "soon"\n', "request[1].due: it is 'soon'"),
        ("due = 1\n", "due = 0\n", "request[1].due: it is '0'"),
        ("due = 1\n", "due = true\n", "request[1].due"),
        ('id = "contacts"', 'id = "strategy"', "the request id “strategy” is there already"),
        ('owner = "Inspection', 'boss = "Inspection', "request[1].boss: there is no such field here"),
        ('criteria = ["2.1"]', 'criteria = ["9.9"]', "“9.9” is not one of the agreed words"),
        ('requests = "general knowledge"\n', "", "basis.requests: it is missing"),
    ],
)
def test_a_wrong_checklist_is_told_with_line_and_field(old: str, new: str, said: str) -> None:
    text = CHECKLIST_TEXT.replace(old, new, 1)
    assert text != CHECKLIST_TEXT
    with pytest.raises(KnownError) as refused:
        checklists.parse(text, "list.toml", reader.builtin("area-send-2023"))
    assert said in refused.value.title and refused.value.title.startswith("list.toml, line ")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('fills = "need"', 'fills = "needs"', "an item has no field “needs” for it"),
        ("needed = true", 'needed = "yes"', "field[1].needed: it is 'yes'"),
        ('of = "child"', 'of = "children"', "“children” is no voice"),
        ("to_family = ", "to_parents = ", "consent.to_family: it is missing"),
    ],
)
def test_a_wrong_template_is_told_with_line_and_field(old: str, new: str, said: str) -> None:
    text = TEMPLATE_TEXT.replace(old, new, 1)
    assert text != TEMPLATE_TEXT
    with pytest.raises(KnownError) as refused:
        templates.parse(text, "form.toml")
    assert said in refused.value.title and refused.value.what_to_do.startswith("Expected: ")
