"""Checking a library, after healing what is no fault: text not read yet and an index that trails."""

from evidence_desk.desk import Desk
from evidence_desk.library.verify import Report, verify
from evidence_desk.operations.reading import read_missing_texts
from evidence_desk.search.indexes import index_faults


def verify_library(desk: Desk, *, quick: bool = False) -> Report:
    """Whether everything is there and as the journal says; `quick` does not read every file again."""
    if not desk.library.read_only:
        read_missing_texts(desk)
    desk.catch_up()
    return verify(desk.library, quick, lambda: index_faults(desk.library, desk.engine))
