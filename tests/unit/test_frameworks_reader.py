"""Frameworks from files: those that come with the program, a person's own, and what is said of a wrong one."""

import random
import re
import string
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence_desk.errors import KnownError
from evidence_desk.frameworks import reader, stored, toml_file
from evidence_desk.model.framework import Framework, mapped
from evidence_desk.resources import resource

GOOD = """\
# a comment
id = "mine"
title = "Mine"

[[scale]]
id = "met"
title = "Met"

[[themes]]
id = "1"
title = "First"

[[themes.criteria]]
id = "1.1"
title = "Asked"
prompts = [
    "Who?",
    "When = what?",
]

[[themes.criteria]]
id = "1.2"
title = "Heard"

[crosswalk.area-send-2023]
"2.2" = ["1.1"]
"""


def _refused(text: str, known: dict[str, Framework] | None = None) -> KnownError:
    with pytest.raises(KnownError) as refused:
        toml_file.parse(text, "mine.toml", known)
    return refused.value


def _line_of(part: str, text: str) -> int:
    return next(number for number, line in enumerate(text.splitlines(), 1) if part in line)


def test_the_framework_of_2023_is_whole() -> None:
    framework = reader.builtin("area-send-2023")
    assert [theme.id for theme in framework.themes] == ["1", "2"]
    expected = ["1.1", "1.2", "1.3", "1.4", "1.5", "2.1", "2.2", "2.3", "2.4", "2.5", "2.6"]
    assert [criterion.id for criterion in framework.criteria] == expected
    assert all(len(set(criterion.prompts)) >= 6 for criterion in framework.criteria)
    assert [rating.id for rating in framework.scale] == ["positive", "inconsistent", "systemic-failings"]
    assert all(rating.description for rating in framework.scale)
    assert "Open Government Licence v3.0" in framework.licence
    assert "Ofsted" in framework.source and "2023" in framework.version


def test_the_framework_of_2016_is_whole() -> None:
    framework = reader.builtin("area-send-2016")
    assert [criterion.id for criterion in framework.criteria] == ["A", "B", "C"]
    assert all(len(set(criterion.prompts)) >= 6 for criterion in framework.criteria)


def test_the_crosswalks_of_the_two_say_the_same_both_ways_and_leave_nothing_out() -> None:
    new, old = reader.builtin("area-send-2023"), reader.builtin("area-send-2016")
    forward = {(theirs, ours) for _, theirs, ours in mapped(new, {})}
    back = {(ours, theirs) for _, theirs, ours in mapped(old, {})}
    assert forward == back
    assert {ours for _, ours in forward} == {criterion.id for criterion in new.criteria}
    assert {theirs for theirs, ours in forward if ours == "2.3"} == {"A", "B", "C"}
    assert {ours for theirs, ours in forward if theirs == "A"} == {"1.1", "2.3"}


@pytest.mark.parametrize("framework_id", reader.builtin_ids())
def test_what_comes_with_the_program_passes_the_checks_for_a_persons_own(framework_id: str) -> None:
    known = {one.id: one for one in stored.all_frameworks()}
    path = resource("frameworks", f"{framework_id}.toml")
    assert reader.read(path, known) == known[framework_id] == reader.builtin(framework_id)
    assert known[framework_id].id == framework_id


def test_a_file_with_random_words_is_read_as_it_says(tmp_path: Path) -> None:
    rng = random.Random(7)
    words = ["".join(rng.choices(string.ascii_letters, k=12)) for _ in range(8)]
    ids, titles = words[:4], words[4:]
    path = tmp_path / "own främework.toml"
    criteria = "".join(f'[[themes.criteria]]\nid = "{i}"\ntitle = "{t}"\n' for i, t in zip(ids, titles, strict=True))
    path.write_text(f'﻿id = "own-1"\ntitle = "Own"\n[[themes]]\nid = "t"\ntitle = "T"\n{criteria}', encoding="utf-8")
    framework = stored.read_own(path)
    assert [(one.id, one.title) for one in framework.criteria] == list(zip(ids, titles, strict=True))
    assert framework.scale == () and framework.criteria[0].prompts == ()


def test_a_good_file_is_read_whole() -> None:
    framework = toml_file.parse(GOOD, "mine.toml", {"area-send-2023": reader.builtin("area-send-2023")})
    assert framework.criteria[0].prompts == ("Who?", "When = what?")
    assert framework.crosswalk == {"area-send-2023": {"2.2": ("1.1",)}}


@pytest.mark.parametrize(
    ("old", "new", "at", "said"),
    [
        ('id = "mine"', 'id = "mine mine"', "mine mine", "id: “mine mine” cannot be an id"),
        ('id = "mine"', f'id = "{"x" * 21}"', "xxx", "cannot be an id"),
        ('title = "Mine"', 'title = " "', 'title = " "', "title: it is empty"),
        ('title = "Mine"', "title = 3", "title = 3", "title: it is '3'"),
        ('title = "Asked"', "", 'id = "1.1"', "themes[1].criteria[1].title: it is missing"),
        ('title = "Heard"', 'titel = "Heard"', "titel", "themes[1].criteria[2].titel: there is no such field here"),
        ('id = "1.2"', 'id = "1.1"', 'id = "1.1"', "the criterion id “1.1” is there already, in line 14"),
        ('    "When = what?",', "    7,", "prompts", "themes[1].criteria[1].prompts: something in the list"),
        ('prompts = [\n    "Who?",\n    "When = what?",\n]', 'prompts = "Who?"', "prompts", "prompts: it is 'Who?'"),
        ('"2.2" = ["1.1"]', '"2.2" = ["9.9"]', '"2.2"', "this framework has no criterion “9.9”"),
        ('"2.2" = ["1.1"]', '"2.7" = ["1.1"]', '"2.7"', "area-send-2023 has no criterion “2.7”"),
        ("[crosswalk.area-send-2023]", "[crosswalk.area-send-2032]", "2032", "there is no framework “area-send-2032”"),
        ('title = "Met"', "", "[[scale]]", "scale[1].title: it is missing"),
    ],
)
def test_what_is_wrong_is_told_with_line_and_field(old: str, new: str, at: str, said: str) -> None:
    text = GOOD.replace(old, new, 1)
    assert text != GOOD
    error = _refused(text, {"area-send-2023": reader.builtin("area-send-2023")})
    assert said in error.title
    expected = _line_of(at, text)
    if "there already" in said:
        expected = text.splitlines().index('id = "1.1"', expected) + 1
    if "is missing" in said and "criteria" in said:
        expected -= 1  # the heading of the table in which it is missing
    assert f"mine.toml, line {expected}:" in error.title
    assert error.what_to_do.startswith("Expected: ")


def test_a_framework_without_themes_or_a_theme_without_criteria_is_refused() -> None:
    assert "themes: it is missing" in _refused('id = "a"\ntitle = "A"\n').title
    assert "themes: there are none" in _refused('id = "a"\ntitle = "A"\nthemes = []\n').title
    empty = _refused('id = "a"\ntitle = "A"\n[[themes]]\nid = "1"\ntitle = "T"\n')
    assert "line 3: themes[1].criteria: it is missing" in empty.title


def test_ids_that_differ_only_in_capitals_are_one() -> None:
    assert "is there already" in _refused(GOOD.replace('"1.2"', '"x"').replace('"1.1"\ntitle', '"X"\ntitle')).title


def test_wrong_syntax_is_told_with_its_line() -> None:
    assert _refused(GOOD.replace('title = "Asked"', "title = Asked")).title == "mine.toml, line 15: this is not TOML."
    assert "line 3" in _refused('id = "a"\ntitle = "b"\nthemes = [').title
    assert "not TOML" in _refused("a = " + "[" * 3000).title


@pytest.mark.parametrize(
    "text", ["scale = 3", "themes = [1]", 'crosswalk = "x"', "[crosswalk]\nx = 1", "[themes]\na=1"]
)
def test_a_field_of_another_form_is_refused_kindly(text: str) -> None:
    whole = GOOD.split("[crosswalk")[0].replace('[[scale]]\nid = "met"\ntitle = "Met"\n', "")
    if text.startswith(("themes", "[themes]")):
        whole = whole.split("[[themes]]")[0]
    head, mark, tail = whole.partition("[[themes]]")
    lines = (head, mark, tail, text) if text.startswith("[") else (head, text, "\n", mark, tail)
    assert "Expected" in str(_refused("".join(lines)))


def test_a_file_that_cannot_be_read_is_told_by_name(tmp_path: Path) -> None:
    with pytest.raises(KnownError, match=r"none\.toml cannot be read"):
        reader.read(tmp_path / "none.toml")
    picture = tmp_path / "picture.toml"
    picture.write_bytes(b"\xff\xfe\x00\x81")
    with pytest.raises(KnownError, match=r"picture\.toml is not plain text"):
        reader.read(picture)


@given(st.text(alphabet='[]="\n.#a1 themscralidp', max_size=120))
def test_no_text_does_more_than_be_refused(text: str) -> None:
    try:
        toml_file.parse(text, "any.toml")
    except KnownError as refused:
        assert refused.title.startswith("any.toml, line ")


@settings(deadline=None)
@given(st.data())
def test_a_file_with_lines_lost_doubled_or_changed_is_read_or_refused_with_a_line_that_is_there(
    data: st.DataObject,
) -> None:
    lines = GOOD.splitlines()
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(lines) - 1))
        other = data.draw(st.sampled_from([*GOOD.splitlines(), "x = 1", "[themes]", "[[scale]]", '"', "prompts = {}"]))
        lines[at : at + 1] = data.draw(st.sampled_from([[], [lines[at]] * 2, [other], [lines[at], other]]))
        if not lines:
            break
    try:
        toml_file.parse("\n".join(lines), "any.toml", {"area-send-2023": reader.builtin("area-send-2023")})
    except KnownError as refused:
        said = re.match(r"any\.toml, line (\d+): ", refused.title)
        assert said and int(said[1]) <= max(len(lines), 1)
