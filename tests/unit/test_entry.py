"""Entries, their clocks and what is left of them."""

from evidence_desk.library.ulids import rising
from evidence_desk.model.entry import canonical, iso, moment, scrubbed, shape


def test_ids_rise_within_a_change_even_if_the_clock_stands_still_or_runs_back():
    times = iter([5000, 5000, 4000, 6000])
    ids = rising(lambda: next(times))
    made = [next(ids) for _ in range(4)]
    assert made == sorted(set(made))
    assert [moment(one) for one in made] == [5000, 5000, 5000, 6000]


def test_clocks_at_the_ends_of_time_are_told_as_dates():
    assert iso(moment(next(rising(lambda: 0)))) == "1970-01-01T00:00:00Z"
    assert iso(moment(next(rising(lambda: -1)))) == "1970-01-01T00:00:00Z"
    assert iso(moment(next(rising(lambda: 1 << 60)))) == "9999-12-31T23:59:59Z"


def test_scrubbing_leaves_only_what_the_walk_needs():
    body = {
        "auto": 1, "set": {"title": ["Tom", ["A"]], "gone": [False, []]}, "undo": ["B"], "to come": "Tom",
    }  # fmt: skip
    left = {"auto": 1, "set": {"title": [None, ["A"]], "gone": [False, []]}, "undo": ["B"]}
    assert shape(body) == left
    assert scrubbed(body) == {**left, "x": 1}
    assert scrubbed(scrubbed(body)) == scrubbed(body)


def test_an_erasure_is_never_scrubbed_away():
    assert scrubbed({"erase": ["item:A"], "reason": "asked"}) == {"erase": ["item:A"], "reason": "asked"}


def test_equal_values_have_one_text():
    assert canonical({"b": 1, "a": "é"}) == canonical({"a": "é", "b": 1}) == '{"a":"é","b":1}'
