"""The thirteen laws of the journal, on random histories of three officers (journal.md, "Laws to test")."""

import itertools
import random
from contextlib import suppress
from typing import Any

import oracles
from hypothesis import given
from hypothesis import strategies as st
from world import CARE, CRITERIA, FRAMEWORK, KEYS, PLAIN, Officer, World, copied, empty, merge, steps, worlds

from evidence_desk.errors import KnownError
from evidence_desk.library.erasing import erase_action_values, erase_entity
from evidence_desk.library.records import records
from evidence_desk.library.stack import redo_target, undo_target
from evidence_desk.model import paths
from evidence_desk.model.entry import shape


@given(worlds(), steps(), st.permutations(range(3)))
def test_l1_merging_converges_in_any_order_and_again_changes_nothing(world: World, history: Any, order: Any) -> None:
    world.run(history)
    first, second, third = (world.officers[number] for number in order)
    left, right = Officer("Dan", empty(), 0, 0), Officer("Eve", copied(third.db), 0, 0)
    for officer in (first, second, third):
        merge(left, officer)
    merge(second, first)
    merge(right, second)
    assert left.truth() == right.truth()
    for officer in (first, second, third, right):
        again = merge(left, officer)
        assert (again.added, again.updated, again.conflicts, again.changes.entities) == (0, 0, (), frozenset())
    assert left.truth() == right.truth()


@given(worlds(), steps())
def test_l2_rows_written_step_by_step_are_the_rows_rebuilt(world: World, history: Any) -> None:
    for step in history:
        if world.step(step):
            oracles.rows_are_what_a_rebuild_gives(world.officers[step[1]])


@given(worlds(), steps())
def test_l3_nothing_a_person_said_is_lost(world: World, history: Any) -> None:
    world.run(history)
    world.merge_all()
    for officer in world.officers:
        oracles.nothing_said_is_lost(world, officer)


@given(worlds(common_base=True), steps(["set", "note", "guess", "settle", "undo", "redo", "merge", "merge"]))
def test_l3_nothing_overwritten_comes_back(world: World, history: Any) -> None:
    """The other way round: what somebody saw uncontested and wrote over is not shown against their value."""
    world.watchful = True
    for step in history:
        if world.step(step):
            oracles.nothing_overwritten_comes_back(world, world.officers[step[1]])


@given(worlds(), steps())
def test_l4_hidden_work_was_known_to_the_deleter(world: World, history: Any) -> None:
    for step in history:
        if world.step(step):
            oracles.hidden_work_was_known(world, world.officers[step[1]])
    world.merge_all()
    oracles.hidden_work_was_known(world, world.officers[0])


@given(worlds(common_base=True), steps(["set", "tag", "note", "delete", "delete", "bring_back", *CARE]))
def test_l4_a_deletion_is_held_up_only_by_work_it_did_not_see(world: World, history: Any) -> None:
    world.watchful = True
    for step in history:
        if world.step(step):
            oracles.contested_deletions_missed_something(world, world.officers[step[1]])


@given(worlds(), steps(), steps([*PLAIN, "settle", "join"], most=5), st.integers(0, 2))
def test_l5_undo_and_redo_restore_exactly_what_was_seen(world: World, history: Any, mine: Any, number: int) -> None:
    world.run(history)
    officer = world.officers[number]
    states = [officer.seen()]
    for kind, _officer, one, two in mine:
        if world.step((kind, number, one, two)):
            states.append(officer.seen())
    for _time in range(2):
        for state in reversed(states[:-1]):
            world.step(("undo", number, 0, 0))
            assert officer.seen() == state
        officer.db = copied(officer.db)
        for state in states[1:]:
            world.step(("redo", number, 0, 0))
            assert officer.seen() == state


@given(worlds(), steps())
def test_l6_undo_never_hides_what_others_did(world: World, history: Any) -> None:
    world.watchers.append(lambda done: oracles.undo_hid_nobody_elses_work(world, done))
    world.run(history)


@given(worlds(), steps())
def test_l7_plain_writes_settle_nothing_and_settling_settles(world: World, history: Any) -> None:
    world.watchers += [oracles.plain_writes_settle_nothing, oracles.settling_settles]
    world.run(history)


@given(
    worlds(),
    steps(PLAIN, most=6),
    st.booleans(),
    st.sampled_from(["item", "excerpt"]),
    st.booleans(),
    st.integers(0, 2),
)
def test_l8_an_import_undone_while_another_tags_it_stays(
    world: World, history: Any, known: bool, where: str, apart: bool, key: int
) -> None:
    """Whether or not the undoer knew of the tag, and whether it lies on the item or below."""
    ann, ben, _cat = world.officers
    world.run([(kind, 2, one, two) for kind, _officer, one, two in history])
    already = {entity for entity in ann.visible("item")}
    done = world.step(("import", 0, key, 0))
    if done is None or done.entity in already:
        return
    merge(ben, ann)
    number = ben.visible("item", "excerpt").index(done.entity)
    if where == "excerpt":
        world.step(("excerpt", 1, ben.visible("item").index(done.entity), 0))
    else:
        world.step(("tag", 1, number, 0))
    if known:
        merge(ann, ben)
    world.step(("undo", 0, 0, 0))
    first, second = (ann, ben) if apart else (ben, ann)
    merge(first, second)
    merge(second, first)
    for officer in (ann, ben):
        there = officer.visible()
        assert done.entity in there
        assert [entity for entity in there if entity.startswith(f"{done.entity}/version:")]
        assert [entity for entity in there if entity.startswith(done.entity) and "/tag:" in entity]


@given(worlds(), steps(PLAIN, most=4), st.booleans(), st.sampled_from(["item", "excerpt"]), st.integers(0, 2))
def test_l8_an_import_that_brought_an_item_back_undone_while_another_tags_it_stays(
    world: World, history: Any, known: bool, where: str, deleter: int
) -> None:
    """Also a second import of something removed, with a version and a passage that were not there before."""
    ann, ben, _cat = world.officers
    world.run([(kind, 2, one, two) for kind, _officer, one, two in history])
    world.step(("import", 0, 0, 0))
    world.merge_all()
    item = paths.item(KEYS[0])
    who = world.officers[deleter]
    with who.change() as made:
        made.delete(item)
    world.merge_all()
    hidden = [entity for (entity,) in ann.db.execute("SELECT entity FROM item WHERE NOT visible ORDER BY entity")]
    world.step(("import_again", 0, hidden.index(item), 0))
    new = set(ann.visible())
    merge(ben, ann)
    mark = [entity for entity in ben.visible("excerpt") if entity.startswith(item)][-1]
    tag = paths.tag(item if where == "item" else mark, FRAMEWORK, CRITERIA[0], "Ben")
    with ben.change() as made:
        made.add(tag, {"by": "Ben"})
    if known:
        merge(ann, ben)
    world.step(("undo", 0, 0, 0))
    merge(ben, ann)
    merge(ann, ben)
    for officer in (ann, ben):
        assert new | {tag} <= set(officer.visible())


@given(worlds(), steps(), steps(["merge", "set", "note", "settle", "undo", "redo", "join"], most=8), st.integers(0, 2))
def test_l9_erased_words_are_in_no_body_after_any_merges(world: World, history: Any, more: Any, number: int) -> None:
    word = "Xanthippe of Nowhere"
    world.run(history)
    officer = world.officers[number]
    erased = {target for (target,) in officer.db.execute("SELECT target FROM erased")}
    items = [item for item in officer.visible("item") if f"{item}/comment:C1" not in erased]
    if not items:
        return
    with officer.change() as made:
        made.set(items[0], {"title": word, "note to come": {"deep": [word]}})
        made.add(f"{items[0]}/comment:C1", {"text": word})
    merge(world.officers[(number + 1) % 3], officer)
    world.run(more)
    world.step(("merge", number, number + 1, 0))
    with suppress(KnownError):
        # Unless an erasure of the whole item came first.
        erase_action_values(officer.db, made.id, reason="it was asked for", actor="Ann", agency=None)
    oracles.erased_words_are_nowhere(officer, {word})
    world.merge_all()
    for one in world.officers:
        oracles.erased_words_are_nowhere(one, {word})


@given(worlds(common_base=True), steps(most=12), st.integers(0, 1), steps(["merge", "undo", "redo"], most=8))
def test_l9_words_that_arrive_below_something_erased_are_scrubbed(
    world: World, history: Any, sender: int, more: Any
) -> None:
    """Whoever sends them has not scrubbed them: they were written apart from the erasure."""
    word = "Xanthippe of Nowhere"
    world.run(history)
    eraser, writer = world.officers[2], world.officers[sender]
    both = set(eraser.visible("item")) & set(writer.visible("item"))
    if not both:
        return
    with writer.change() as made:
        made.add(f"{min(both)}/comment:C2", {"text": word, "to come": [word]})
    erase_entity(eraser.db, min(both), reason="it was asked for", actor=eraser.name, agency=None)
    merge(eraser, writer)
    oracles.erased_words_are_nowhere(eraser, {word})
    world.run(more)
    world.merge_all()
    for one in world.officers:
        oracles.erased_words_are_nowhere(one, {word})


@given(worlds(), steps(), st.randoms(use_true_random=False))
def test_l10_withheld_and_full_are_full_both_ways(world: World, history: Any, chance: random.Random) -> None:
    world.run(history)
    whole = list(records(world.officers[0].db, None))
    redacted = [_redacted(record) if chance.random() < 0.5 else record for record in whole]
    full = Officer("Dan", empty(), 0, 0)
    merge(full, full, incoming=whole)
    for order in itertools.permutations([whole, redacted]):
        officer = Officer("Eve", empty(), 0, 0)
        for incoming in order:
            merge(officer, officer, incoming=incoming)
            oracles.rows_are_what_a_rebuild_gives(officer)
        assert officer.truth() == full.truth()


def _redacted(record: dict[str, Any]) -> dict[str, Any]:
    entry = record.get("entry")
    if entry is None or "erase" in entry["body"] or entry["body"].get("x"):
        return record
    return {"entry": {**entry, "body": {**shape(entry["body"]), "x": 2}}}


@given(worlds(), steps([*PLAIN, *CARE, "join"], most=24))
def test_l11_undo_and_redo_take_what_a_stack_in_memory_would(world: World, history: Any) -> None:
    done: dict[str, list[str]] = {officer.name: _own_actions(officer) for officer in world.officers}
    undone: dict[str, list[str]] = {officer.name: [] for officer in world.officers}
    for step in history:
        officer = world.officers[step[1]]
        mine, back = done[officer.name], undone[officer.name]
        before = set(_own_actions(officer))
        taken = world.step(step)
        if taken is None or step[0] == "merge":
            pass
        elif step[0] == "undo":
            back.append(mine.pop())
        elif step[0] == "redo":
            mine.append(back.pop())
        else:
            mine += [id for id in _own_actions(officer) if id not in before]
            back.clear()
        undo, redo = undo_target(officer.db, officer.name), redo_target(officer.db, officer.name)
        assert (undo.original if undo else None) == (mine[-1] if mine else None)
        assert (redo.original if redo else None) == (back[-1] if back else None)


def _own_actions(officer: Officer) -> list[str]:
    sql = "SELECT id FROM action WHERE actor = ? AND undoes IS NULL AND here ORDER BY n"
    return [id for (id,) in officer.db.execute(sql, (officer.name,))]


@given(worlds(), steps([*PLAIN, "guess", "guess", "merge", "erase_values", "undo"]))
def test_l12_a_guess_never_overwrites_a_persons_value(world: World, history: Any) -> None:
    world.watchers.append(oracles.a_guess_changes_no_persons_value)
    world.run(history)
    world.merge_all()
    for officer in world.officers:
        oracles.nothing_said_is_lost(world, officer)


@given(worlds(), steps())
def test_l13_a_redo_adds_no_conflict(world: World, history: Any) -> None:
    world.watchers.append(oracles.a_redo_starts_no_conflict)
    world.run(history)
