"""The story of the example area: every word it uses is one that the program knows."""

import re
from collections import Counter
from datetime import date

import pytest

from evidence_desk.demo.story import STEPS, Story, read_story, story_names
from evidence_desk.frameworks.reader import builtin
from evidence_desk.frameworks.rules import bank_holidays
from evidence_desk.model import dates
from evidence_desk.model import vocabulary as known
from evidence_desk.model.currency import currency
from evidence_desk.model.working_days import is_working_day


@pytest.fixture(scope="module", params=story_names())
def story(request: pytest.FixtureRequest) -> Story:
    return read_story(request.param)


def test_facts_are_in_the_words_of_the_program(story: Story) -> None:
    for file in story.files:
        assert file.kind in known.KINDS and file.marking in known.MARKINGS
        assert set(file.voices) <= set(known.VOICES) and set(file.agencies) <= set(known.AGENCIES)
        assert dates.parse_date(file.date) == file.date
        assert file.period is None or dates.parse_period(file.period) == file.period
        assert file.review_date is None or dates.parse_date(file.review_date) == file.review_date
        assert not file.case or file.case["consent"] in known.CONSENTS
        assert set(file.facts) >= {"kind", "title", "date", "voices", "agencies", "source", "marking"}


def test_every_tag_is_by_an_officer_and_on_a_criterion_of_the_framework(story: Story) -> None:
    framework = builtin(story.framework)
    for tag in (tag for file in story.files for tag in file.tags):
        assert story.officer(tag.by).agency in known.AGENCIES
        assert framework.criterion(tag.criterion) and tag.stance in known.STANCES and tag.note
        assert set(tag.voices) <= set(known.VOICES)


def test_every_judgement_is_on_the_scale_and_rests_on_files_that_are_there(story: Story) -> None:
    framework, names = builtin(story.framework), {file.name for file in story.files}
    assert len(story.judgements) >= 5
    for judgement in story.judgements:
        assert framework.criterion(judgement.criterion) and framework.rating(judgement.rating)
        assert judgement.status in known.STATUSES and set(judgement.evidence) <= names
        assert all((judgement.know, judgement.how, judgement.impact, judgement.next, judgement.owner, judgement.by))
        assert story.officer(judgement.by)


def test_what_is_withheld_is_not_named_in_a_judgement(story: Story) -> None:
    words = " ".join(f"{one.know} {one.how} {one.impact} {one.next}" for one in story.judgements)
    assert not any(name in words for name in ("Jay", "Maya", "Amara", "Kasia", "Leo"))


def test_the_story_has_something_of_everything(story: Story) -> None:
    assert {file.kind for file in story.files} == set(known.KINDS)
    assert {voice for file in story.files for voice in file.voices} >= {"child", "parent", "leader", "data", "audit"}
    assert {file.case.get("consent") for file in story.files if file.kind == "case-study"} >= {"given", "none"}
    tags = [tag for file in story.files for tag in file.tags]
    assert {tag.stance for tag in tags} == set(known.STANCES)
    assert {tag.criterion for tag in tags} >= {"1.1", "1.2", "1.3", "1.4", "1.5", "2.2", "2.3", "2.4", "2.5", "2.6"}


def test_the_first_story_has_three_officers_of_two_agencies_and_case_studies_of_every_consent() -> None:
    story = read_story("2017")
    assert len(story.officers) == 3 and len({officer.agency for officer in story.officers}) == 2
    consents = {file.case["consent"] for file in story.files if file.kind == "case-study"}
    assert consents == set(known.CONSENTS)


def test_every_step_is_one_the_history_knows_on_a_file_that_is_there(story: Story) -> None:
    names = {file.name for file in story.files}
    for step in story.steps:
        assert step.do in STEPS and (step.file is None or step.file in names)
        assert story.begun <= step.on <= story.as_of and story.officer(step.by)


def test_nothing_is_named_that_could_be_real(story: Story) -> None:
    """E-mail addresses end in `.example`, and there is no telephone number and no postcode."""
    for path in sorted(story.folder.iterdir()):
        text = path.read_text(encoding="utf-8")
        for domain in re.findall(r"[\w.+-]+@([\w.-]+)", text):
            assert domain.rstrip(".").endswith(".example"), f"{path.name}: {domain}"
        assert not re.search(r"\b0\d{3,4} ?\d{3} ?\d{3,4}\b|\b07\d{3} ?\d{6}\b", text), path.name
        assert not re.search(r"\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b", text), path.name


def test_in_november_2026_some_of_it_is_current_some_ageing_and_some_out_of_date() -> None:
    story = read_story("2017")
    fresh = Counter(currency(f.kind, f.date, f.period, f.review_date, "2026-11-24") for f in story.files)
    assert fresh["current"] > fresh["ageing"] >= 1 and fresh["out-of-date"] >= 1


def test_two_officers_share_a_quote_and_read_it_each_in_their_own_way() -> None:
    story = read_story("2017")
    quotes = Counter((file.name, tag.quote) for file in story.files for tag in file.tags if tag.quote)
    assert quotes.most_common(1)[0][1] == 2


def test_the_inspection_begins_on_a_working_day(story: Story) -> None:
    assert isinstance(story.inspection, date)
    assert is_working_day(story.inspection, bank_holidays().days)


def test_in_the_first_story_nothing_shows_ambition_so_that_there_is_a_gap_to_see() -> None:
    assert not any(tag.criterion == "2.1" for file in read_story("2017").files for tag in file.tags)
