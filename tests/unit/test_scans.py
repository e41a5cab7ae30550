"""How far recognition is with a file, in words."""

import pytest

from evidence_desk.model.scans import Tally, mean, page_number, sure, told


@pytest.mark.parametrize(
    ("reason", "tally", "said"),
    [
        (None, Tally(), None),
        ("It is empty.", Tally(), "It is empty."),
        (None, Tally(waiting=1), "1 page without text waits for recognition."),
        (None, Tally(waiting=1200), "1,200 pages without text wait for recognition."),
        (None, Tally(read=(87.9,)), "Recognised by the computer: 1 page, 87 % sure."),
        (None, Tally(read=(95.0, 90.0)), "Recognised by the computer: 2 pages, 92 % sure on average."),
        (None, Tally(read=(95.0, None)), "Recognised by the computer: 2 pages, 95 % sure on average."),
        (None, Tally(read=(None,)), "Recognised by the computer: 1 page."),
        (None, Tally(wordless=1), "No words were found on 1 page."),
        (None, Tally(failed=2), "2 pages could not be recognised."),
        (
            "Damaged from page 7.",
            Tally(waiting=2, failed=1),
            "Damaged from page 7. 1 page could not be recognised. 2 pages without text wait for recognition.",
        ),
    ],
)
def test_what_is_said_of_a_file(reason: str | None, tally: Tally, said: str | None) -> None:
    assert told(reason, tally) == said


def test_a_page_is_marked_with_how_sure_it_is_where_that_can_be_told() -> None:
    assert sure(99.9) == "Read by recognition, 99 % sure"
    assert sure(None) == "Read by recognition"


def test_the_mean_of_nothing_is_nothing() -> None:
    assert mean([]) is None and mean([None]) is None and mean([50.0, None, 100.0]) == 75.0


def test_the_page_of_a_label() -> None:
    assert [page_number(label) for label in ("page 7", "page 12, comments", "slide 3")] == [7, 12, 0]
