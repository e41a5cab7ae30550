"""Which thin places are told, and in what order."""

from evidence_desk.insight.gaps import Gap, gaps
from evidence_desk.model.coverage import Coverage, Fact, Mark, count


def _coverage(facts: dict[str, Fact]) -> Coverage:
    marks = [Mark(item[0], item, None, "context", None) for item in facts]
    return count(["a", "b", "c"], facts, marks, framework="f", as_of="2026-11-24")


def test_nothing_is_the_only_gap_where_there_is_nothing() -> None:
    assert gaps(_coverage({})) == [Gap("a", "nothing"), Gap("b", "nothing"), Gap("c", "nothing")]


def test_one_voice_and_nothing_current_are_told_of_the_same_criterion() -> None:
    fresh = Fact("document", ("parent", "data"), (), "current")
    found = gaps(
        _coverage(
            {
                "a1": Fact("document", ("leader",), (), "ageing"),
                "a2": Fact("document", ("leader",), (), "undated"),
                "b1": fresh,
                "c1": Fact("document", (), (), "current"),
            }
        )
    )
    assert found == [Gap("a", "one-voice", "leader"), Gap("a", "nothing-current"), Gap("c", "no-voice")]


def test_two_items_with_a_voice_each_are_two_voices() -> None:
    child, parent = Fact("document", ("child",), (), "current"), Fact("document", ("parent",), (), "current")
    assert gaps(_coverage({"a1": child, "a2": parent, "b1": child, "c1": parent})) == [
        Gap("b", "one-voice", "child"),
        Gap("c", "one-voice", "parent"),
    ]
