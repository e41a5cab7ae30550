"""Checking a library, after healing what is no fault: an erasure cut short, text not read yet, a trailing index."""

from evidence_desk.desk import Desk
from evidence_desk.library.scrubbing import is_due, scrub
from evidence_desk.library.verify import Report, verify
from evidence_desk.operations.reading import read_missing_texts
from evidence_desk.search.indexes import index_faults


def verify_library(desk: Desk, *, quick: bool = False) -> Report:
    """Whether everything is there and as the journal says; `quick` does not read every file again."""
    if not desk.library.read_only:
        if is_due(desk.library.db):
            # Somebody who was reading when the library was opened may have held the last of it up.
            scrub(desk.library)
        read_missing_texts(desk)
    desk.catch_up()
    return verify(desk.library, quick, lambda: index_faults(desk.library, desk.engine))
