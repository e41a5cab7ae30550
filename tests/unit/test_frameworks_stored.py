"""A framework of a library's own: what adding it writes, and what comes back from the rows."""

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from evidence_desk.errors import KnownError
from evidence_desk.frameworks import stored
from evidence_desk.library import schema
from evidence_desk.library.store import create
from evidence_desk.model import paths
from evidence_desk.model.framework import Criterion, Framework, Rating, Theme

OWN = Framework(
    "own", "Own", "1", "us", "free",
    (Theme("x", "X", (Criterion("b", "B", ("z?", "a?")), Criterion("a", "A"))),
     Theme("y", "Y", (Criterion("c", "C"),))),
    (Rating("good", "Good", "well"), Rating("bad", "Bad")),
    {"area-send-2023": {"1.1": ("b", "a")}},
)  # fmt: skip


@pytest.fixture
def db() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.row_factory = sqlite3.Row
    schema.create(connection)
    return connection


def _write(db: sqlite3.Connection, entries: dict[str, dict[str, Any]]) -> None:
    for entity, fields in entries.items():
        kind, name = paths.last(entity)
        row = {key: value if isinstance(value, str | int) else json.dumps(value) for key, value in fields.items()}
        row |= {"entity": entity, "visible": 1, "id": name}
        if kind == "criterion":
            row["framework"] = paths.last(paths.root(entity))[1]
        marks = ", ".join("?" * len(row))
        db.execute(f"INSERT INTO {kind}({', '.join(row)}) VALUES ({marks})", list(row.values()))


def test_what_was_written_comes_back_the_same(db: sqlite3.Connection) -> None:
    _write(db, stored.as_fields(OWN))
    assert stored.of_library(db, "own") == OWN
    assert [one.id for one in stored.all_frameworks(db)] == ["area-send-2016", "area-send-2023", "own"]
    assert stored.find(db, "OWN") == OWN
    assert stored.resolve_criterion(db, "B", "own") == ("own", "b")


def test_every_framework_of_the_program_can_be_stored(db: sqlite3.Connection) -> None:
    for framework in stored.all_frameworks():
        _write(db, stored.as_fields(framework))
        assert stored.of_library(db, framework.id) == framework


def test_the_entities_are_the_framework_first_and_each_criterion() -> None:
    assert list(stored.as_fields(OWN)) == ["framework:own", *(f"framework:own/criterion:{c}" for c in "bac")]


def test_a_removed_criterion_is_gone_but_retired_while_a_tag_names_it(tmp_path: Path) -> None:
    library = create(tmp_path / "Here.evidence", actor="Ann", agency=None, area="Here", framework="own")
    with library.change(actor="Ann", agency=None, label="added framework own") as change:
        for entity, fields in stored.as_fields(OWN).items():
            change.add(entity, fields)
    assert stored.of_library(library.db, "own") == OWN
    tag = paths.tag(paths.item("0" * 20), "own", "a", "Ann")
    with library.change(actor="Ann", agency=None, label="tagged and removed") as change:
        change.add(paths.item("0" * 20), {"kind": "document"})
        change.add(tag, {"stance": "context"})
        change.delete(paths.criterion("own", "a"))
        change.delete(paths.criterion("own", "b"))
    assert _retired(library.db) == {"a": True, "c": False}
    with library.change(actor="Ann", agency=None, label="untagged") as change:
        change.delete(tag)
    assert _retired(library.db) == {"c": False}
    library.close()


def _retired(db: sqlite3.Connection) -> dict[str, bool]:
    framework = stored.of_library(db, "own")
    assert framework is not None
    return {one.id: one.retired for one in framework.criteria}


def test_a_criterion_whose_theme_is_gone_is_not_lost(db: sqlite3.Connection) -> None:
    _write(db, stored.as_fields(OWN))
    db.execute("""UPDATE framework SET themes = '[{"id":"x","title":"X"}]'""")
    framework = stored.of_library(db, "own")
    assert framework is not None
    assert [(theme.title, len(theme.criteria)) for theme in framework.themes] == [("X", 2), ("Other", 1)]


@pytest.mark.parametrize("bad", ["3", "null", '"x"', "[3]", '[{"id":3}]', '{"a":3}', '{"a":{"b":"c"}}'])
def test_rows_of_another_form_shut_nothing(db: sqlite3.Connection, bad: str) -> None:
    _write(db, stored.as_fields(OWN))
    db.execute("UPDATE framework SET themes = ?, scale = ?, crosswalk = ?", (bad, bad, bad))
    db.execute("UPDATE criterion SET prompts = ?", (bad,))
    framework = stored.of_library(db, "own")
    assert framework is not None and len(framework.criteria) == 3


def test_a_framework_of_the_librarys_own_never_hides_one_of_the_program(db: sqlite3.Connection) -> None:
    _write(db, stored.as_fields(Framework("area-send-2023", "False", "", "", "", OWN.themes)))
    assert stored.find(db, "area-send-2023").title != "False"


def test_what_comes_with_the_program_cannot_be_replaced(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(
        'id = "Area-SEND-2023"\ntitle = "A"\n[[themes]]\nid = "1"\ntitle = "T"\n'
        '[[themes.criteria]]\nid = "1"\ntitle = "C"\n',
        encoding="utf-8",
    )
    with pytest.raises(KnownError, match="comes with the program"):
        stored.read_own(path)


def test_a_criterion_is_found_in_any_case_and_in_a_named_framework() -> None:
    assert stored.resolve_criterion(None, " 1.3 ") == ("area-send-2023", "1.3")
    assert stored.resolve_criterion(None, "Area-Send-2016:a") == ("area-send-2016", "A")
    assert stored.resolve_criterion(None, "a", "area-send-2016") == ("area-send-2016", "A")


@pytest.mark.parametrize(
    ("typed", "near"), [("1.9", "1.1 "), ("2", "2.1 "), ("ambitious", "2.1 "), ("", "1.1 "), ("zzz", "1.1 ")]
)
def test_an_unknown_criterion_is_answered_with_those_near_it(typed: str, near: str) -> None:
    with pytest.raises(KnownError) as refused:
        stored.resolve_criterion(None, typed)
    assert f"“{typed}”" in refused.value.title and near in refused.value.what_to_do


def test_an_unknown_framework_is_answered_with_those_there_are() -> None:
    with pytest.raises(KnownError, match=r"area-send-2016, area-send-2023"):
        stored.resolve_criterion(None, "nothing:1.1")


def test_without_a_framework_a_criterion_is_one_of_the_librarys(db: sqlite3.Connection) -> None:
    _write(db, stored.as_fields(OWN))
    assert stored.of_area(db) == "area-send-2023"
    db.execute("INSERT INTO library VALUES ('library', 1, 'Here', 'own', NULL, NULL)")
    assert stored.resolve_criterion(db, "c") == ("own", "c")


def test_a_persons_own_may_map_to_another_of_the_library_but_not_to_what_is_not_there(
    db: sqlite3.Connection, tmp_path: Path
) -> None:
    _write(db, stored.as_fields(OWN))
    path = tmp_path / "next.toml"
    text = 'id = "next"\ntitle = "N"\n[[themes]]\nid = "1"\ntitle = "T"\n[[themes.criteria]]\nid = "1"\ntitle = "C"\n'
    path.write_text(f'{text}[crosswalk.own]\na = ["1"]\n', encoding="utf-8")
    assert stored.read_own(path, db).crosswalk == {"own": {"a": ("1",)}}
    with pytest.raises(KnownError, match=r"line 9: crosswalk\.own: there is no framework “own”"):
        stored.read_own(path, None)
