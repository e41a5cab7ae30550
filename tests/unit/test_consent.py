"""What makes one think twice before a case study is used."""

from datetime import date

import pytest

from evidence_desk.model.consent import doubts
from evidence_desk.model.records import CaseFacts

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("case", "found"),
    [
        (CaseFacts(consent="given", anonymised="yes"), ()),
        (CaseFacts(consent="given", anonymised="yes", keep_until="2026-11"), ()),
        (CaseFacts(), ("no-consent", "anonymised-not-said")),
        (CaseFacts(consent="none", anonymised="no"), ("no-consent", "not-anonymised")),
        (CaseFacts(consent="withdrawn", anonymised="yes"), ("consent-withdrawn",)),
        (CaseFacts(consent="given", anonymised="yes", keep_until="2026-10"), ("kept-too-long",)),
        (CaseFacts(consent="given", anonymised="yes", keep_until="soon"), ()),
    ],
)
def test_what_is_doubtful(case: CaseFacts, found: tuple[str, ...]) -> None:
    assert doubts(case, TODAY) == found
