"""Rules 14 and 16: a writer overwrites what was seen and nothing else."""

from ledger import entry, ulid

from evidence_desk.model.overwriting import (
    is_said_already,
    may_guess,
    overwritten_by_all,
    overwritten_by_guess,
    overwritten_by_set,
)


def title(number, value, **flags):
    return entry(number, {"title": (value, [])}, **flags)


def test_typing_overwrites_the_standing_value_its_equals_guesses_and_erased_ones():
    heads = [title(9, "a"), title(8, "a"), title(7, "b"), title(6, "g", auto=1), title(5, None, x=1)]
    assert overwritten_by_set("title", heads) == [ulid(5), ulid(6), ulid(8), ulid(9)]


def test_typing_never_overwrites_a_withheld_value():
    assert overwritten_by_set("title", [title(9, None, x=2)]) == []


def test_a_guess_overwrites_only_guesses_and_is_not_made_where_a_person_wrote():
    assert overwritten_by_guess([title(9, "a", auto=1), title(8, "b", auto=1)]) == [ulid(8), ulid(9)]
    assert may_guess([title(9, "a", auto=1)])
    assert not may_guess([title(9, "a"), title(8, "g", auto=1)])
    assert not may_guess([title(9, None, x=1)])


def test_what_stands_already_is_not_written_but_confirming_a_guess_is():
    assert is_said_already("title", "a", [title(9, "a")], auto=False)
    assert not is_said_already("title", "a", [title(9, "a", auto=1)], auto=False)
    assert is_said_already("title", "a", [title(9, "a", auto=1)], auto=True)
    assert not is_said_already("title", None, [title(9, None, x=1)], auto=False)


def test_settling_overwrites_every_head():
    assert overwritten_by_all([title(9, "a"), title(3, "b")]) == [ulid(3), ulid(9)]
