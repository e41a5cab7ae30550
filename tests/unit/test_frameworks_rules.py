"""The rules that are data."""

from evidence_desk.frameworks.rules import currency_rules
from evidence_desk.model.currency import DEFAULT_RULES
from evidence_desk.model.vocabulary import KINDS


def test_the_months_in_the_file_are_those_the_database_reckons_with() -> None:
    assert dict(currency_rules()) == dict(DEFAULT_RULES)
    assert set(currency_rules()) == set(KINDS)
