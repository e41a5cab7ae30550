"""The record of a framework and how frameworks map to each other."""

from evidence_desk.model.framework import Criterion, Framework, Theme, mapped


def _framework(name: str, crosswalk: dict[str, dict[str, tuple[str, ...]]]) -> Framework:
    themes = (Theme("1", "One", (Criterion("a", "A"), Criterion("b", "B"))), Theme("2", "Two", (Criterion("c", "C"),)))
    return Framework(name, name, "", "", "", themes, crosswalk=crosswalk)


def test_criteria_keep_the_order_of_the_framework_and_know_their_theme() -> None:
    one = _framework("one", {})
    assert [criterion.id for criterion in one.criteria] == ["a", "b", "c"]
    theme = one.theme_of("c")
    assert theme is not None and theme.id == "2"
    assert one.theme_of("z") is None and one.criterion("z") is None and one.rating("z") is None


def test_a_crosswalk_is_theirs_to_ours() -> None:
    one = _framework("one", {"two": {"x": ("a", "b")}})
    assert list(mapped(one, {"one": one})) == [("two", "x", "a"), ("two", "x", "b")]


def test_where_only_the_other_knows_the_way_it_is_turned_round() -> None:
    one, two = _framework("one", {}), _framework("two", {"one": {"a": ("b", "c")}})
    assert set(mapped(one, {"one": one, "two": two})) == {("two", "b", "a"), ("two", "c", "a")}


def test_its_own_word_goes_before_the_other_turned_round() -> None:
    one, two = _framework("one", {"two": {"c": ("c",)}}), _framework("two", {"one": {"a": ("b",)}})
    assert list(mapped(one, {"one": one, "two": two})) == [("two", "c", "c")]
