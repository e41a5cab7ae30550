"""What must hold after any history, judged by the world's own record of who held what."""

import json
from typing import Any

from world import Done, Officer, World, active, copied, sides

from evidence_desk.library.projection import rebuild
from evidence_desk.library.settling import heads_of

Raw = dict[str, Any]


def erased_entities(entries: dict[str, Raw]) -> set[str]:
    return {target for one in entries.values() for target in one.get("erase", ()) if target == one["entity"]}


def is_within(entity: str, containers: set[str]) -> bool:
    return any(entity == one or entity.startswith(one + "/") for one in containers)


def nothing_said_is_lost(world: World, officer: Officer) -> None:
    """L3: a person's active value stands, is in a shown conflict, or was overwritten by someone who held it."""
    entries = active(officer.entries())
    erased = erased_entities(entries)
    conflicts = set(officer.conflicts())
    for entry in entries.values():
        if entry.get("auto") or entry.get("x") or is_within(entry["entity"], erased):
            continue
        for name, (value, _ids) in entry.get("set", {}).items():
            if name == "gone":
                continue
            shown = sides(officer, entry["entity"], name)
            if shown[:1] == [value] or ((entry["entity"], name) in conflicts and value in shown):
                continue
            assert any(
                entry["id"] in world.held[other["id"]]
                for other in entries.values()
                if other["entity"] == entry["entity"] and name in other.get("set", {}) and not other.get("auto")
            ), f"{value} of {entry['entity']} {name} by {entry['by']} is lost: {shown}"


def nothing_overwritten_comes_back(world: World, officer: Officer) -> None:
    """L3, the other way round: a value that somebody saw uncontested and wrote over is not shown against theirs."""
    entries = active(officer.entries())
    for entity, name in officer.conflicts():
        writing = [one for one in entries.values() if one["entity"] == entity and name in one.get("set", {})]
        typed = [one for one in writing if name != "gone" and not one.get("auto") and not one.get("x")]
        for shown in heads_of(officer.db, entity, name) if typed else ():
            assert not any(
                shown.id in world.saw[one["id"]].active and (entity, name) not in world.saw[one["id"]].conflicts
                for one in typed
            ), f"{shown.value} was overwritten and is shown again"


def hidden_work_was_known(world: World, officer: Officer) -> None:
    """L4: hidden work was known to the deleter, of it or of a container."""
    entries = active(officer.entries())
    erased = erased_entities(entries)
    visible = set(officer.visible())
    deletions = [one for one in entries.values() if one.get("set", {}).get("gone", [False])[0]]
    for entry in entries.values():
        entity = entry["entity"]
        if entity in visible or is_within(entity, erased) or not _is_work(entry):
            continue
        assert any(
            is_within(entity, {deletion["entity"]})
            and (entry["id"] in world.held[deletion["id"]] or entry["action"] == deletion["action"])
            for deletion in deletions
        ), f"{entry} is hidden, and nobody who knew of it deleted it"


def contested_deletions_missed_something(world: World, officer: Officer) -> None:
    """L4, the other way round: a deletion that nobody lifted is held up only by work it did not see."""
    entries = active(officer.entries())
    erased = erased_entities(entries)
    for entity, name in officer.conflicts():
        if name != "gone":
            continue
        on_it = [one for one in entries.values() if one["entity"] == entity and "gone" in one.get("set", {})]
        lifting = [one for one in on_it if one["set"]["gone"][0] is False]
        work = [
            one for one in entries.values()
            if is_within(one["entity"], {entity}) and not is_within(one["entity"], erased) and _is_work(one)
        ]  # fmt: skip
        for deletion in on_it:
            if deletion["set"]["gone"][0] and not any(deletion["id"] in world.held[one["id"]] for one in lifting):
                seen = world.saw[deletion["id"]].active
                assert any(one["id"] not in seen for one in work), f"{deletion} saw all there is, and is held up"


def _is_work(entry: Raw) -> bool:
    written = entry.get("set", {})
    if written.get("gone", [True])[0] is False:
        return True
    return not entry.get("auto") and not entry.get("x") and bool(written.keys() - {"gone"})


def rows_are_what_a_rebuild_gives(officer: Officer) -> None:
    """L2: rows written step by step = rows rebuilt from nothing = rows after opening again."""
    live = officer.tables()
    again = Officer(officer.name, copied(officer.db), 0, 0)
    assert again.tables() == live
    rebuild(again.db)
    assert again.tables() == live


def erased_words_are_nowhere(officer: Officer, words: set[str]) -> None:
    """L9: erased values are in no body."""
    for (body,) in officer.db.execute("SELECT body FROM journal"):
        said = json.dumps(json.loads(body), ensure_ascii=False)
        assert not [word for word in words if word in said]


def undo_hid_nobody_elses_work(world: World, done: Done) -> None:
    """L6: what somebody else did, not knowing the undone action or after it, is still there to be seen.

    But for what an earlier deletion knew, which only the undone work had held up.
    """
    if done.kind != "undo":
        return
    entries = done.officer.entries()
    root = _first_of_chain(done.officer, done.result.changes.action)
    mine = [one for one in entries.values() if one["action"] == root]
    known_to_it = frozenset.union(*(world.held[one["id"]] for one in mine)) if mine else frozenset()
    now = set(done.officer.visible())
    speaking = active(entries)
    others_work = (one for one in speaking.values() if one["by"] != done.officer.name and _is_work(one))
    earlier = [
        one for one in speaking.values()
        if one.get("set", {}).get("gone", [False])[0] and one["action"] != done.result.changes.action
    ]  # fmt: skip
    for entry in others_work:
        if entry["id"] in known_to_it or entry["entity"] in now or entry["entity"] not in done.before:
            continue
        assert any(
            is_within(entry["entity"], {deletion["entity"]}) and entry["id"] in world.held[deletion["id"]]
            for deletion in earlier
        ), f"{entry} was hidden by an undo"


def _first_of_chain(officer: Officer, action: str) -> str:
    row = officer.db.execute("SELECT undoes FROM action WHERE id = ?", (action,)).fetchone()
    return action if row is None or row[0] is None else _first_of_chain(officer, row[0])


def plain_writes_settle_nothing(done: Done) -> None:
    """L7: typing a value settles nothing and starts no conflict; typing the other side's value makes them agree."""
    if done.kind not in ("set", "note"):
        return
    one = (done.entity, done.name)
    before, after = done.conflicts_before, done.officer.conflicts()
    assert [other for other in before if other != one] == [other for other in after if other != one]
    if one not in before:
        assert one not in after
        assert sides(done.officer, *one) == [done.value]
        return
    kept = {json.dumps(side) for side in done.sides_before[1:]} | {json.dumps(done.value)}
    assert {json.dumps(side) for side in sides(done.officer, *one)} == kept
    assert (one in after) == (len(kept) > 1)


def settling_settles(done: Done) -> None:
    """L7: settle leaves no conflict."""
    if done.kind == "settle":
        assert (done.entity, done.name) not in done.officer.conflicts()
        assert set(done.officer.conflicts()) <= set(done.conflicts_before)


def a_guess_changes_no_persons_value(done: Done) -> None:
    """L12: a guess never overwrites what a person wrote, be it standing or the other side of a conflict."""
    if done.kind == "guess":
        entries = active(done.officer.entries())
        by_person = any(
            one["entity"] == done.entity and done.name in one.get("set", {}) and not one.get("auto")
            for one in entries.values()
        )
        if by_person:
            assert sides(done.officer, done.entity, done.name) == list(done.sides_before)


def a_redo_starts_no_conflict(done: Done) -> None:
    """L13: a redo adds no conflict row."""
    if done.kind == "redo":
        assert set(done.officer.conflicts()) <= set(done.conflicts_before)
