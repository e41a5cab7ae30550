"""The schema for editors and the reader say the same, and every file that comes with the program fits both."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import structure
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence_desk.errors import KnownError
from evidence_desk.frameworks import reader, scales, toml_file
from evidence_desk.model.vocabulary import VOICES
from evidence_desk.resources import resource

FOLDER = resource("frameworks")
SCHEMA = structure.load(FOLDER / "framework.schema.json")
SCALE_SCHEMA = structure.load(FOLDER / "scales" / "scale.schema.json")
FILES = [*sorted(FOLDER.glob("*.toml")), *sorted((FOLDER / "examples").glob("*.toml"))]
README = (FOLDER / "README.md").read_text(encoding="utf-8")


def _data(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_framework_of_the_program_fits_the_schema(path: Path) -> None:
    assert list(structure.faults(_data(path), SCHEMA, SCHEMA)) == []


@pytest.mark.parametrize("path", sorted((FOLDER / "scales").glob("*.toml")), ids=lambda path: path.stem)
def test_every_scale_does_too(path: Path) -> None:
    assert list(structure.faults(_data(path), SCALE_SCHEMA, SCALE_SCHEMA)) == []
    assert scales.parse(path.read_text(encoding="utf-8"), path.name).id == path.stem


@pytest.mark.parametrize("path", [*FILES, *sorted((FOLDER / "scales").glob("*.toml"))], ids=lambda path: path.stem)
def test_the_first_line_leads_an_editor_to_the_schema(path: Path) -> None:
    first = path.read_text(encoding="utf-8").splitlines()[0]
    mark, _, where = first.partition(" ")
    assert mark == "#:schema" and (path.parent / where).resolve().is_file()


@pytest.mark.parametrize("table", toml_file.FIELDS)
def test_reader_and_schema_know_the_same_fields(table: str) -> None:
    assert list(_properties(table)) == list(toml_file.FIELDS[table])


def _properties(table: str) -> dict[str, Any]:
    if table == "framework":
        found = SCHEMA["properties"]
    elif table == "evidence":
        found = SCHEMA["$defs"]["criterion"]["properties"]["evidence"]["properties"]
    elif table == "basis":
        found = SCHEMA["$defs"]["basis"]["oneOf"][1]["properties"]
    else:
        found = SCHEMA["$defs"][table]["properties"]
    properties: dict[str, Any] = found
    return properties


def test_they_know_the_same_words_and_lengths() -> None:
    assert tuple(SCHEMA["$defs"]["criterion"]["properties"]["voices"]["items"]["enum"]) == VOICES
    assert SCHEMA["$defs"]["words"]["maxLength"] == 2000
    assert list(SCALE_SCHEMA["properties"]) == list(scales.FIELDS)


def test_the_schema_describes_every_field_and_uses_no_word_the_check_does_not_know() -> None:
    described = [*SCHEMA["properties"].values(), *SCHEMA["$defs"]["criterion"]["properties"].values()]
    assert all("description" in one for one in described)
    assert {word for part in _parts(SCHEMA) for word in part} <= structure.KNOWN


def _parts(schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield schema
    for name in ("properties", "$defs", "patternProperties"):
        for inner in schema.get(name, {}).values():
            yield from _parts(inner)
    for name in ("items", "additionalProperties"):
        if isinstance(schema.get(name), dict):
            yield from _parts(schema[name])


def test_the_file_in_the_readme_is_read() -> None:
    text = README.split("```toml\n")[1].split("```")[0]
    known = {one: reader.builtin(one) for one in reader.builtin_ids()}
    framework = toml_file.parse(text, "readme.toml", known)
    assert framework.criteria[0].evidence["case-study"] == ("A decision that a family changed",)
    assert list(structure.faults(tomllib.loads(text), SCHEMA, SCHEMA)) == []
    for fields in toml_file.FIELDS.values():
        assert all(f"`{field}`" in README for field in fields)


_WORDS = st.sampled_from(["One", "", " ", 3, True, [], ["a"], ["a", 3], {}, {"source": "x"}, "general knowledge"])
_FIELDS = st.sampled_from(
    ["id", "title", "evaluates", "prompts", "evidence", "voices", "questions", "basis", "titel", "scale", "version"]
)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(["framework", "criterion", "rating"]), _FIELDS, _WORDS)
def test_what_one_refuses_the_other_does_too(where: str, field: str, value: object) -> None:
    """But for what the schema cannot say: words of nothing but blanks, and a wrong reference."""
    criterion: dict[str, Any] = {"id": "1", "title": "C"}
    rating: dict[str, Any] = {"id": "good", "title": "Good"}
    data: dict[str, Any] = {"id": "own", "title": "O", "scale": [rating]}
    data["themes"] = [{"id": "1", "title": "T", "criteria": [criterion]}]
    {"framework": data, "criterion": criterion, "rating": rating}[where][field] = value
    by_schema = list(structure.faults(data, SCHEMA, SCHEMA))
    try:
        toml_file.parse(_toml(data), "own.toml")
    except KnownError:
        assert by_schema or value == " "
    else:
        assert not by_schema or (value == "" and field in ("version", "evaluates"))


def _toml(data: dict[str, Any]) -> str:
    import tomli_w

    return tomli_w.dumps(data)
