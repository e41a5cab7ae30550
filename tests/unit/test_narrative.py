"""No story of a child passes as a document; hardly a document is taken for a story."""

import tomllib
from pathlib import Path

import pytest

from evidence_desk.extract.guesses import guess
from evidence_desk.extract.narrative import read_for_story
from evidence_desk.model.passage import Guesses, Passage

TEXTS = tomllib.loads((Path(__file__).parent / "case_texts.toml").read_text("utf-8"))
MOST_DOCUMENTS_TAKEN_FOR_STORIES = 1


def guessed(text: str) -> Guesses:
    return guess("scan001.txt", [Passage("paragraphs 1–9", "text", text)], {})


def test_there_are_at_least_sixty_texts() -> None:
    assert len(TEXTS["story"]) >= 30 and len(TEXTS["document"]) >= 30


@pytest.mark.parametrize("story", TEXTS["story"], ids=lambda story: story["voice"])
def test_no_story_passes_as_a_document(story: dict[str, str]) -> None:
    assert guessed(story["text"]).kind == "case-study"
    assert guessed(story["text"]).marking == "official-sensitive"


def test_hardly_a_document_is_taken_for_a_story() -> None:
    taken = [each["genre"] for each in TEXTS["document"] if guessed(each["text"]).kind == "case-study"]
    assert len(taken) <= MOST_DOCUMENTS_TAKEN_FOR_STORIES, taken


def test_a_story_stays_one_on_a_single_line_and_in_curly_quotes() -> None:
    for story in TEXTS["story"]:
        assert guessed(" ".join(story["text"].split()).replace("'", "’")).kind == "case-study", story["voice"]


def test_a_story_within_a_long_paper_makes_the_whole_one_to_be_withheld() -> None:
    paper = "\n".join(each["text"] for each in TEXTS["document"])
    assert not read_for_story(paper).perhaps
    hidden = (
        "When he was six he could not sit down. His mother told us that she had rung nine times. He cried every day."
    )
    assert read_for_story(f"{paper}\n{hidden}\n{paper}").story


def test_a_text_with_neither_is_no_story() -> None:
    assert not read_for_story("Zanzibar kumquat. The marmalade was agreed on page seven.").perhaps


def _paper(quoted: str = "") -> Guesses:
    documents = [each["text"] for each in TEXTS["document"][:12]]
    text = "\n".join(["Annual report of the board to partners", *documents[:6], quoted, *documents[6:]])
    return guess("SENDIASS annual report 2025-26.docx", [Passage("paragraphs 1–9", "text", text)], {})


def test_a_long_paper_that_quotes_a_parent_stays_one() -> None:
    quoted = _paper("A mother wrote: “My son waited two years.” Another said that nobody told her why.")
    assert (quoted.kind, quoted.marking) == ("document", "official")


def test_a_long_paper_that_tells_of_one_child_is_one_that_stays_in() -> None:
    told = _paper(
        "Ella was six when her mother first rang. She cried before school and hid under her bed. He told us that he "
        "had carried her to the car. Mum said she blamed herself. Ella loves trains. She said she wanted a friend."
    )
    assert (told.kind, told.marking) == ("document", "official-sensitive")
    assert _paper("Case study: how Ella went back to school").marking == "official-sensitive"


def test_a_story_does_not_become_a_paper_by_its_name() -> None:
    story = "\n".join(each["text"] for each in TEXTS["story"][:8])
    found = guess("Report for the panel.docx", [Passage("paragraphs 1–9", "text", f"Report\n{story}")], {})
    assert (found.kind, found.marking) == ("case-study", "official-sensitive")
