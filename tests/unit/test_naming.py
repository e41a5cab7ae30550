"""A title is what the document calls itself; a program's name is no source."""

import pytest

from evidence_desk.extract.guesses import guess, guess_without_text
from evidence_desk.extract.naming import source_of
from evidence_desk.model.passage import Passage

PAGE = "Northshire County Council\nShort breaks statement for carers\n12 March 2026\nThis says what there is."


def title(page: str = PAGE, name: str = "v3_FINAL.docx", is_table: bool = False, **properties: str) -> str:
    return guess(name, [Passage("page 1", "page", page)], properties, is_table).title


def test_the_documents_own_title_is_taken_where_the_first_page_bears_it_out() -> None:
    assert title(title="Short breaks statement") == "Short breaks statement"


@pytest.mark.parametrize(
    "own",
    [
        "Microsoft Word - Document1",
        "Untitled",
        "Document1",
        "PowerPoint Presentation",
        "C:\\Users\\jo\\x",
        "plan v2.docx",
        "—",
    ],
)
def test_a_title_that_is_none_is_passed_over(own: str) -> None:
    assert title(title=own) == "Northshire County Council"


def test_a_title_left_from_an_older_document_is_passed_over() -> None:
    assert title(title="Highways asset register") == "Northshire County Council"


def test_a_styled_heading_goes_before_the_first_line() -> None:
    assert title(heading="Short breaks statement for carers") == "Short breaks statement for carers"


def test_letters_and_lines_of_text_are_no_headings_and_the_file_name_is_tidied() -> None:
    assert title("Dear all\nwe meet on Tuesday.\nBring cake.", "Summer_fair__notes.txt") == "Summer fair notes"


def test_a_table_is_called_as_its_file() -> None:
    assert title("Waits By Service\nOT\t4", "waits-2026.csv", is_table=True) == "waits-2026"


def test_a_heading_that_runs_on_is_taken_whole() -> None:
    assert title("Report on the quality of\neducation, health and care plans\n\nText.") == (
        "Report on the quality of education, health and care plans"
    )


@pytest.mark.parametrize("author", ["python-docx", "openpyxl", "User", "Admin", "Microsoft Office User", "", "x"])
def test_a_program_or_default_name_is_no_source(author: str) -> None:
    assert source_of({"author": author}) == ""


def test_an_organisation_goes_before_a_person() -> None:
    assert source_of({"author": "Jo Bright", "company": "Northshire Council"}) == "Northshire Council"
    assert source_of({"author": "Jo Bright"}) == "Jo Bright"


def test_what_nobody_could_read_is_withheld_until_a_person_has_looked() -> None:
    guesses = guess_without_text("Letter_J_Hartley.pdf")
    assert (guesses.title, guesses.kind, guesses.marking) == ("Letter J Hartley", "document", "official-sensitive")


def test_a_table_is_a_data_extract_and_survey_answers_that_tell_stories_are_not() -> None:
    def kind(text: str) -> str:
        return guess("a.csv", [Passage("rows 1–3", "sheet", text)], {}, is_table=True).kind

    assert kind("Month\tPlans\nJan\t4\nFeb\t5") == "data-extract"
    told = (
        "Answer\nMy son waited for three years and nobody rang us back in all that time.\nThe school was kind to him."
    )
    assert kind(told) == "case-study"


def test_a_file_nobody_could_read_is_dated_by_its_name() -> None:
    assert guess_without_text("Minutes, 12 March 2026.docx").date == "2026-03-12"
    assert guess_without_text("Suspensions 2024-25.xls").period is not None
    assert guess_without_text("Scan 7.pdf").date is None
