"""Rules 10 to 13, each on entries written out."""

from ledger import ITEM, entry, ulid

from evidence_desk.model.fold import active_entries, fold_root, heads_of, in_conflict

TAG = f"{ITEM}/tag:F:1.1@ABCDEFGHJK"
PRESENT = {"gone": (False, [])}


def standing(*entries, name="title"):
    head = fold_root(entries)[ITEM].standing(name)
    return head and head.value(name)


def ids(entries):
    return sorted(int(one.id[-5:]) for one in entries)


def test_an_undone_entry_is_not_active_and_an_undone_undo_makes_it_so_again():
    first, undo, redo = entry(1, {"title": ("a", [])}), entry(2, undo=[1]), entry(3, undo=[2])
    assert ids(active_entries([first, undo])) == [2]
    assert ids(active_entries([first, undo, redo])) == [1, 3]


def test_undos_that_name_each_other_undo_nothing_whatever_the_order():
    one, two = entry(1, undo=[2]), entry(2, undo=[1])
    assert ids(active_entries([one, two])) == ids(active_entries([two, one])) == [1, 2]


def test_an_erasure_cannot_be_undone():
    erasure = entry(1, erase=[ITEM], reason="asked")
    assert fold_root([entry(2, PRESENT), erasure, entry(3, undo=[1])])[ITEM].erased


def test_heads_are_what_nobody_overwrote_and_the_walk_passes_through_undone_entries():
    a, b, undo = entry(1, {"title": ("a", [])}), entry(2, {"title": ("b", [1])}), entry(4, undo=[2])
    c = entry(3, {"title": ("c", [2])})
    known = [a, b, c, undo]
    assert ids(heads_of(active_entries(known), known)["title"]) == [3]


def test_the_walk_keeps_to_its_own_field():
    a, b = entry(1, {"title": ("a", []), "source": ("s", [])}), entry(2, {"title": ("b", [1])})
    folded = fold_root([a, b])[ITEM]
    assert (folded.standing("title"), folded.standing("source")) == (b, a)


def test_a_person_stands_before_a_guess_whatever_the_clock():
    assert standing(entry(1, {"title": ("typed", [])}), entry(9, {"title": ("guessed", [])}, auto=1)) == "typed"


def test_what_can_be_read_stands_before_what_was_erased_or_withheld():
    for flag in (1, 2):
        assert standing(entry(1, {"title": ("a", [])}), entry(9, {"title": (None, [])}, x=flag)) == "a"


def test_people_conflict_only_over_different_values_and_guesses_never():
    a, b = entry(1, {"title": ("a", [])}), entry(2, {"title": ("b", [])})
    assert in_conflict("title", [a, b])
    assert not in_conflict("title", [a, entry(2, {"title": ("a", [])})])
    assert not in_conflict("title", [a, entry(2, {"title": ("b", [])}, auto=1)])
    assert not in_conflict("title", [a, entry(2, {"title": (None, [])}, x=1)])


def test_what_was_never_added_is_hidden():
    assert fold_root([entry(1, {"title": ("a", [])})])[ITEM].hidden


def test_a_deletion_hides_what_it_saw_and_what_lies_below():
    made, below = entry(1, PRESENT), entry(2, PRESENT, entity=TAG)
    folded = fold_root([made, below, entry(3, {"gone": (True, [1, 2])})])
    assert folded[ITEM].hidden
    assert not folded[TAG].hidden
    assert not folded[TAG].visible


def test_work_below_that_a_deletion_did_not_see_keeps_the_item_and_is_told():
    made, below = entry(1, PRESENT), entry(2, PRESENT, entity=TAG)
    folded = fold_root([made, below, entry(3, {"gone": (True, [1])})])
    assert folded[TAG].visible
    assert folded[ITEM].conflicts == ["gone"]


def test_a_deletion_below_helps_the_one_above():
    made, below = entry(1, PRESENT), entry(2, PRESENT, entity=TAG)
    removed_below = entry(3, {"gone": (True, [2])}, entity=TAG)
    assert fold_root([made, below, removed_below, entry(4, {"gone": (True, [1])})])[ITEM].hidden


def test_a_guess_or_an_erased_value_does_not_hold_up_a_deletion_but_presence_does():
    made, gone = entry(1, PRESENT), entry(2, {"gone": (True, [1])})
    assert fold_root([made, gone, entry(3, {"title": ("g", [])}, auto=1)])[ITEM].hidden
    assert fold_root([made, gone, entry(3, {"title": (None, [])}, x=1)])[ITEM].hidden
    assert not fold_root([made, gone, entry(3, PRESENT, auto=1)])[ITEM].hidden


def test_an_erased_entity_is_hidden_with_all_below_and_has_no_conflicts():
    entries = [
        entry(1, PRESENT), entry(2, PRESENT, entity=TAG), entry(3, {"title": ("a", [])}),
        entry(4, {"title": ("b", [])}), entry(5, erase=[ITEM], reason="asked"),
    ]  # fmt: skip
    folded = fold_root(entries)
    assert folded[ITEM].conflicts == []
    assert not folded[TAG].visible


def test_folding_does_not_depend_on_the_order_of_arrival():
    entries = [entry(1, PRESENT), entry(2, {"title": ("a", [])}), entry(3, {"title": ("b", [])}), entry(4, undo=[3])]
    assert standing(*entries) == standing(*reversed(entries)) == "a"


def test_an_unknown_id_ends_the_walk_without_harm():
    assert standing(entry(2, {"title": ("a", [1])})) == "a"
    assert ulid(1) < ulid(2)
