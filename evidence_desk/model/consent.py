"""What makes one think twice before a case study is used: consent, anonymity, and how long it may be kept.

A case study holds special category data (UK GDPR, article 9). Consent must be shown and can be withdrawn (article 7);
nothing is kept for longer than is needed (article 5(1)(e)). An area may have another basis than consent: these are
doubts to look at, and the gate does not go by them.
"""

from datetime import date
from typing import Final

from evidence_desk.model.dates import bounds
from evidence_desk.model.records import CaseFacts

NO_CONSENT: Final = "no-consent"
WITHDRAWN: Final = "consent-withdrawn"
NOT_ANONYMISED: Final = "not-anonymised"
NOT_SAID: Final = "anonymised-not-said"
KEPT_TOO_LONG: Final = "kept-too-long"


def doubts(case: CaseFacts, today: date) -> tuple[str, ...]:
    """The words for what is doubtful, the gravest first; none where all is well."""
    found = []
    if case.consent == "withdrawn":
        found.append(WITHDRAWN)
    elif case.consent != "given":
        found.append(NO_CONSENT)
    if case.anonymised != "yes":
        found.append(NOT_ANONYMISED if case.anonymised == "no" else NOT_SAID)
    kept_until = bounds(case.keep_until) if case.keep_until else None
    if kept_until is not None and kept_until[1] < today:
        found.append(KEPT_TOO_LONG)
    return tuple(found)
