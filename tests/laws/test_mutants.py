"""The laws bite: each of the ten mutants of journal.md breaks one of them."""

from collections.abc import Callable, Iterator
from typing import Any, cast

import pytest
import test_laws as laws
from hypothesis import Phase, settings

from evidence_desk.library import merging, projection, undoing
from evidence_desk.model import fold, overwriting
from evidence_desk.model.entry import PRESENCE

heads_of, counts_as_work = fold.heads_of, fold.counts_as_work


def closure_one_level_deep(starts: Any, subtree: Any) -> set[str]:
    entries = list(starts)
    return {id for entry in entries for _value, ids in entry.writes.values() for id in ids} | {
        entry.id for entry in entries
    }


MUTANTS: dict[str, tuple[object, str, Callable[..., Any]]] = {
    "no walk through undone entries": (fold, "heads_of", lambda active, known: heads_of(active, active)),
    "delete ignoring unseen work": (fold, "deletion_saw_everything", lambda deletions, subtree: True),
    "presence not counted": (
        fold, "counts_as_work", lambda name, head: name != PRESENCE and counts_as_work(name, head),
    ),
    "closure one level deep": (fold, "reached_through_every_field", closure_one_level_deep),
    "set over all heads": (
        overwriting, "overwritten_by_set", lambda name, heads: overwriting.overwritten_by_all(heads),
    ),
    "set over the winner only": (overwriting, "overwritten_by_set", lambda name, heads: [one.id for one in heads[:1]]),
    "clock-only winner": (fold, "precedence", lambda entry: (True, entry.id)),
    "no scrub on arrival": (merging, "_scrub_on_arrival", lambda db, arriving: None),
    "containers not refolded": (
        projection, "to_be_written", lambda folded, touched: [folded[entity] for entity in touched],
    ),
    "creation undone unasked": (undoing, "why_kept", lambda folded, entity, action: None),
}  # fmt: skip
CAUGHT_BY = {
    "no walk through undone entries": "l3",
    "delete ignoring unseen work": "l4",
    "presence not counted": "l4",
    "closure one level deep": "l5",
    "set over all heads": "l7",
    "set over the winner only": "l7",
    "clock-only winner": "l12",
    "no scrub on arrival": "l9",
    "containers not refolded": "l2",
    "creation undone unasked": "l6",
}


@pytest.fixture
def hunting() -> Iterator[None]:
    """Many examples, no shrinking: it is enough that one is found."""
    before = settings.get_current_profile_name()
    settings.register_profile("hunting", max_examples=3000, database=None, phases=[Phase.generate], deadline=None)
    settings.load_profile("hunting")
    yield
    settings.load_profile(before)


def law(name: str) -> Callable[[], None]:
    (found,) = (one for title, one in vars(laws).items() if title.startswith(f"test_{name}_"))
    return cast(Callable[[], None], found)


@pytest.mark.long
@pytest.mark.usefixtures("hunting")
@pytest.mark.parametrize("mutant", MUTANTS)
def test_a_broken_rule_is_caught(mutant: str, monkeypatch: pytest.MonkeyPatch) -> None:
    owner, name, replacement = MUTANTS[mutant]
    monkeypatch.setattr(owner, name, replacement)
    with pytest.raises((AssertionError, BaseExceptionGroup)):
        law(CAUGHT_BY[mutant])()
