"""How long a job takes yet is said when its pace is known, and as coarsely as it is guessed."""

import pytest

from evidence_desk.work.rest import Rest, in_words


def test_the_pace_is_that_of_the_part_of_the_work_that_is_under_way() -> None:
    now = 0.0
    rest = Rest(lambda: now)
    assert rest.told(0, 1000) == ""
    now = 4.0
    assert rest.told(100, 1000) == ""
    now = 10.0
    assert rest.told(100, 1000) == "about 2 minutes left"
    assert rest.told(1000, 1000) == ""
    # Now something slower is counted from nought.
    assert rest.told(0, 50) == ""
    now = 20.0
    assert rest.told(10, 50) == "about 40 seconds left"
    assert rest.told(11, None) == ""


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (9, ""), (12, "about 10 seconds left"), (56, "about 1 minute left"), (150, "about 2 minutes left"),
        (3600, "about 60 minutes left"), (7000, "about 2 hours left"),
    ],
)  # fmt: skip
def test_the_words_are_coarse(seconds: float, words: str) -> None:
    assert in_words(seconds) == words
