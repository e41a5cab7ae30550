"""A framework of a library's own: what adding it writes, and what comes back from the rows."""

import json
import sqlite3
from typing import Any

import pytest

from evidence_desk.frameworks import reader, stored
from evidence_desk.library import schema
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


def _tag(db: sqlite3.Connection, criterion: str) -> None:
    db.execute(
        "INSERT INTO tag VALUES ('e', 1, 'T-1', 'K', NULL, 'own', ?, 'context', NULL, '', 'Ann', NULL, 'now')",
        (criterion,),
    )


def test_what_was_written_comes_back_the_same(db: sqlite3.Connection) -> None:
    _write(db, stored.as_fields(OWN))
    assert stored.from_rows(db, "own") == OWN == reader.of_library(db, "own")
    assert [one.id for one in reader.all_frameworks(db)] == ["area-send-2016", "area-send-2023", "own"]
    assert reader.find(db, "OWN") == OWN
    assert reader.resolve_criterion(db, "B", "own")[1].id == "b"


def test_every_framework_of_the_program_can_be_stored(db: sqlite3.Connection) -> None:
    for framework in reader.all_frameworks():
        _write(db, stored.as_fields(framework))
        assert stored.from_rows(db, framework.id) == framework


def test_the_entities_are_the_framework_first_and_each_criterion() -> None:
    assert list(stored.as_fields(OWN)) == ["framework:own", *(f"framework:own/criterion:{c}" for c in "bac")]


def test_a_removed_criterion_is_gone_but_retired_while_a_tag_names_it(db: sqlite3.Connection) -> None:
    _write(db, stored.as_fields(OWN))
    db.execute("UPDATE criterion SET visible = 0 WHERE id IN ('a', 'b')")
    _tag(db, "a")
    framework = stored.from_rows(db, "own")
    assert framework is not None
    assert [(one.id, one.retired) for one in framework.criteria] == [("a", True), ("c", False)]
    db.execute("UPDATE tag SET visible = 0")
    framework = stored.from_rows(db, "own")
    assert framework is not None and [one.id for one in framework.criteria] == ["c"]


def test_criteria_no_longer_in_the_file_are_named_to_be_removed(db: sqlite3.Connection) -> None:
    _write(db, stored.as_fields(OWN))
    smaller = Framework("own", "Own", "2", "", "", OWN.themes[:1])
    assert stored.dropped(db, smaller) == ["framework:own/criterion:c"]
    assert stored.dropped(db, OWN) == []


def test_a_criterion_whose_theme_is_gone_is_not_lost(db: sqlite3.Connection) -> None:
    _write(db, stored.as_fields(OWN))
    db.execute("""UPDATE framework SET themes = '[{"id":"x","title":"X"}]'""")
    framework = stored.from_rows(db, "own")
    assert framework is not None
    assert [(theme.title, len(theme.criteria)) for theme in framework.themes] == [("X", 2), ("Other", 1)]


@pytest.mark.parametrize("bad", ["3", "null", '"x"', "[3]", '[{"id":3}]', '{"a":3}', '{"a":{"b":"c"}}'])
def test_rows_of_another_form_shut_nothing(db: sqlite3.Connection, bad: str) -> None:
    _write(db, stored.as_fields(OWN))
    db.execute("UPDATE framework SET themes = ?, scale = ?, crosswalk = ?", (bad, bad, bad))
    db.execute("UPDATE criterion SET prompts = ?", (bad,))
    framework = stored.from_rows(db, "own")
    assert framework is not None and len(framework.criteria) == 3


def test_a_framework_of_the_librarys_own_never_hides_one_of_the_program(db: sqlite3.Connection) -> None:
    _write(db, stored.as_fields(Framework("area-send-2023", "False", "", "", "", OWN.themes)))
    assert reader.find(db, "area-send-2023").title != "False"
