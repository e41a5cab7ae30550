"""The laws bite: each of the ten mutants of journal.md breaks one of them."""

from collections.abc import Callable
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
    "no walk through undone entries": "test_l3_nothing_overwritten_comes_back",
    "delete ignoring unseen work": "test_l4_hidden_work_was_known_to_the_deleter",
    "presence not counted": "test_l4_hidden_work_was_known_to_the_deleter",
    "closure one level deep": "test_l4_a_deletion_is_held_up_only_by_work_it_did_not_see",
    "set over all heads": "test_l7_plain_writes_settle_nothing_and_settling_settles",
    "set over the winner only": "test_l7_plain_writes_settle_nothing_and_settling_settles",
    "clock-only winner": "test_l3_nothing_overwritten_comes_back",
    "no scrub on arrival": "test_l9_words_that_arrive_below_something_erased_are_scrubbed",
    "containers not refolded": "test_l2_rows_written_step_by_step_are_the_rows_rebuilt",
    "creation undone unasked": "test_l6_undo_never_hides_what_others_did",
}


def law(name: str, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """The test of a law, with many examples and no shrinking: it is enough that one is found."""
    found = getattr(laws, name)
    hunting = settings(max_examples=20_000, database=None, phases=[Phase.generate], deadline=None)
    monkeypatch.setattr(found, "_hypothesis_internal_use_settings", hunting)
    return cast(Callable[[], None], found)


@pytest.mark.long
@pytest.mark.parametrize("mutant", MUTANTS)
def test_a_broken_rule_is_caught(mutant: str, monkeypatch: pytest.MonkeyPatch) -> None:
    owner, name, replacement = MUTANTS[mutant]
    monkeypatch.setattr(owner, name, replacement)
    with pytest.raises((AssertionError, BaseExceptionGroup)):
        law(CAUGHT_BY[mutant], monkeypatch)()
