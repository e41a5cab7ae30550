"""Checking a library, after healing what is no fault: text not read yet and an index that trails."""

from evidence_desk.desk import Desk
from evidence_desk.library.verify import Fault, Report, verify
from evidence_desk.operations.reading import read_missing_texts


def verify_library(desk: Desk, *, quick: bool = False) -> Report:
    """Whether everything is there and as the journal says; `quick` does not read every file again."""
    if not desk.library.read_only:
        read_missing_texts(desk)
    desk.engine.catch_up(desk.library)
    return verify(desk.library, quick, lambda: _index(desk))


def _index(desk: Desk) -> tuple[int, list[Fault]]:
    covered, items = desk.engine.covered(desk.library)
    if covered == items:
        return covered, []
    fault = Fault(f"The search index holds {covered} of {items} items.", "search index", "Run reindex.")
    return covered, [fault]
