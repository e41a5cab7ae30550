"""There is always a name to show for the person at the keyboard."""

import pytest

from evidence_desk.system.login import NOBODY_KNOWN, login_name, machine_name


@pytest.mark.parametrize(("told", "name"), [("ann", "ann"), ("COUNCIL\\ann", "ann"), ("  ", NOBODY_KNOWN)])
def test_the_login_name_stands_without_its_domain(told: str, name: str) -> None:
    assert login_name(lambda: told) == name


@pytest.mark.parametrize("error", [OSError, KeyError, ImportError])
def test_a_system_that_knows_nobody_gets_a_word_for_somebody(error: type[Exception]) -> None:
    def ask() -> str:
        raise error

    assert login_name(ask) == NOBODY_KNOWN


def test_this_system_answers() -> None:
    assert login_name()
    assert machine_name(lambda: "laptop7.council.example") == "laptop7"
