"""What names or numbers a child, or is addressed to one family, is guessed to be sensitive."""

import pytest

from evidence_desk.extract.guesses import guess
from evidence_desk.extract.persons import is_nhs_number
from evidence_desk.model.passage import Passage

FILLER = "The partnership board agreed priorities for services, schools and providers. Leaders will report quarterly."


def marking(text: str, is_table: bool = False, kind: str = "text") -> str:
    return guess("a.txt", [Passage("paragraph 1", kind, text)], {}, is_table).marking


@pytest.mark.parametrize(
    "text",
    [
        "OFFICIAL-SENSITIVE",
        "Official – Sensitive",
        "official sensitive",
        "OFFICIAL:SENSITIVE",
        "STRICTLY PRIVATE AND CONFIDENTIAL",
        "Confidential",
        "Private & confidential",
        "Marked: confidential",
        "Pupil A801200005001 was counted",
        "Temporary number Q20700001604A",
        "NHS number 9434765919",
        "NHS No. 943 476 5919",
        "See 123-456-7890",
        "D.O.B. 14/02/2015",
        "DOB: 3 May 2016",
        "born on 14.02.2015",
        "Date of birth - 2015-02-14",
        "Name of child: Josh",
        "Pupil name:\tJosh",
        "Section A: the views, interests and aspirations of Daniel",
        "EHC plan for Joshua Hartley",
        "Dear Mrs Hartley\nI write about the draft EHC plan.",
        "Dear Parent/Carer of Joshua\nThe clinic has a place.",
        "Hi Sue,\nCan you ring about the boy in 4B?",
        "Dear Sam\nYour appeal was registered.",
        "Dear Mr Ali\nRe: J Ali (DOB unknown)\nThe panel met.",
        "Your daughter can start on Monday.",
    ],
)
def test_sensitive_among_the_words_of_a_board(text: str) -> None:
    assert marking(f"{text}\n{FILLER}") == "official-sensitive"


@pytest.mark.parametrize(
    "text",
    [
        "OFFICIAL",
        "All survey answers are confidential and are kept by the research company under the contract.",
        "Not confidential",
        "Section A: the views, interests and aspirations of the child, graded 1 to 4",
        "We collect names, dates of birth and UPNs.",
        "Ring 01632 960 001 or 020 7946 0958. Charity number 1234567890.",
        "Dear colleagues\nPlease bring the minutes.",
        "Dear parents and carers\nThe clinic times have changed.",
        "Dear Mr Ali\nThank you for chairing the board.",
        "If your son or daughter has a plan, use the local offer.",
    ],
)
def test_not_sensitive_among_the_words_of_a_board(text: str) -> None:
    assert marking(f"{text}\n{FILLER}") == "official"


@pytest.mark.parametrize(
    "heading",
    [
        "Forename\tSurname\tSchool",
        "first_name\tlast_name",
        "UPN\tWeeks",
        "Child\tNeed\tPlan",
        "Date of Birth\tNeed",
        "Name\tYear group\tPrimary need",
        "requestsource\trequestoutcome\tweek20",
        "Case ref\tOutcome",
        "Gender\tEthnicity\tPostcode",
    ],
)
def test_a_table_with_a_row_a_child_is_sensitive(heading: str) -> None:
    assert marking(f"Extract\n{heading}\nx\ty\tz", is_table=True, kind="sheet") == "official-sensitive"


@pytest.mark.parametrize(
    "heading",
    [
        "Service\tWaiting\tLongest wait (weeks)",
        "School\tNumber of pupils\tRate",
        "Gender\tEthnicity\tSchool\tNumber",
        "Year\tSEN status\tPermanent exclusions",
        "Name of school\tPlans",
    ],
)
def test_a_table_of_counts_is_not(heading: str) -> None:
    assert marking(f"Extract\n{heading}\nx\ty\tz", is_table=True, kind="sheet") == "official"


def test_public_is_never_guessed() -> None:
    assert marking(f"PUBLIC\nFor publication\n{FILLER}") == "official"


def test_confidential_in_a_footer_counts() -> None:
    passages = [Passage("paragraph 1", "text", FILLER * 40), Passage("headers and footers", "notes", "Confidential")]
    assert guess("a.docx", passages, {}).marking == "official-sensitive"


def test_a_number_in_the_file_name_counts() -> None:
    assert guess("A801200005001.txt", [Passage("paragraph 1", "text", FILLER)], {}).marking == "official-sensitive"


def test_nhs_numbers_are_checked_by_their_last_digit() -> None:
    assert is_nhs_number("9434765919") and is_nhs_number("4010232137")
    assert not is_nhs_number("9434765918") and not is_nhs_number("1111111111")
