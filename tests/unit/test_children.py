"""Which child a text is about, and when two texts are about two: numbers before days of birth before names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_desk.extract.children import LOOKED_AT, Child, are_one, are_others, child_in

TEMPLATE = "Education, health and care plan\n{}\nThe council's number is 0161 234 5678. Written by: Sam Lee"


def about(*lines: str) -> Child:
    return child_in([TEMPLATE.format("\n".join(lines))])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (["NHS number: 943 476 5919"], ["NHS number: 943 476 5870"]),
        (["NHS No. 1234567890"], ["NHS No. 1234567899"]),
        (["UPN\tA801200005001"], ["UPN\tB801200005002"]),
        (["Date of birth: 14/02/2015"], ["Date of birth: 3 May 2016"]),
        (["Name: Josh Hartley", "DOB 14.02.2015"], ["Name: Josh Hartley", "DOB 15.02.2015"]),
        (["Name of child: Josh Hartley"], ["Name of child: Ada Khan"]),
        (["Name of child or young person\tJosh"], ["Name of child or young person\tAda"]),
        (["Child's name\nJosh Hartley"], ["Child's name\nAda Khan"]),
        (["EHC plan for Joshua Hartley"], ["EHC plan for Ada Khan"]),
        (["Name\tJosh Hartley", "Born 14/02/2015"], ["Name\tEve Hartley", "Born 14/02/2015"]),
    ],
)  # fmt: skip
def test_two_children(one: list[str], other: list[str]) -> None:
    assert are_others(about(*one), about(*other))
    assert are_others(about(*other), about(*one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (["NHS number: 943 476 5919", "Name: Josh"], ["NHS number 9434765919", "Name: Joshua Hartley-Khan"]),
        (["Date of birth: 14/02/2015"], ["D.O.B. 14 February 2015"]),
        (["Date of birth: 14/02/15"], ["born on 2015-02-14"]),
        (["Name of child: HARTLEY, Josh"], ["Name of child: Josh Hartley"]),
        (["Name of child: Josh"], ["EHC plan for Josh Hartley"]),
        (["Name of child: Josh"], ["No word of whose plan it is"]),
        (["Date of birth: 14/02/2015"], ["Name of child: Josh"]),
        (["No name"], ["None here"]),
    ],
)
def test_one_child_or_nothing_said(one: list[str], other: list[str]) -> None:
    assert not are_others(about(*one), about(*other))
    assert not are_others(about(*other), about(*one))


def test_a_number_a_day_of_birth_or_a_full_name_says_that_it_is_the_same_child() -> None:
    josh = about("Name of child: Josh Hartley", "DOB 14/02/2015", "NHS number 943 476 5919")
    assert are_one(josh, about("Child's name: J Hartley", "NHS No. 9434765919"))
    assert are_one(josh, about("Born 14 February 2015"))
    assert are_one(josh, about("Name of child: HARTLEY, Josh"))
    assert not are_one(josh, about("Name of child: Josh"))
    assert not are_one(josh, about("Name of child: Josh Hartley", "DOB 15/02/2015"))
    assert not are_one(about("Nothing"), about("Nothing"))


def test_a_table_of_many_children_is_no_child() -> None:
    autumn = child_in([f"Name of child: {name}" for name in ("Ada", "Ben", "Cal", "Dee", "Eve")])
    spring = child_in([f"Name of child: {name}" for name in ("Fay", "Gil", "Hal", "Ida", "Jon")])
    assert not are_others(autumn, spring)


def test_whose_child_the_writer_is_does_not_matter() -> None:
    assert not are_others(
        about("Name: Josh Hartley", "Plan coordinator", "Name: Sam Lee"),
        about("Name: Josh Hartley", "Plan coordinator", "Name: Kim Roe"),
    )


def test_a_number_that_stands_in_the_template_makes_nobody_the_same() -> None:
    ring = "Ring 943 476 5919"
    assert are_others(about(ring, "NHS number 9434765870"), about(ring, "NHS 987 654 4321"))


def test_what_stands_far_behind_is_not_looked_at() -> None:
    assert child_in(["x" * LOOKED_AT, "Name of child: Josh"]) == Child()


@given(st.lists(st.text(max_size=80), max_size=6), st.lists(st.text(max_size=80), max_size=6))
def test_any_text_is_read_and_nothing_is_another_than_itself(one: list[str], other: list[str]) -> None:
    ours, theirs = child_in(one), child_in(other)
    assert not are_others(ours, ours)
    assert are_others(ours, theirs) == are_others(theirs, ours)
