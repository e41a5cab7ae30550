"""What will be out of date on the first day of an inspection, and the working days until then."""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from evidence_desk.cli.planning import inspection
from evidence_desk.desk import Desk
from evidence_desk.frameworks import stored
from evidence_desk.frameworks.rules import bank_holidays, currency_rules
from evidence_desk.insight.expiring import Expiring, expiring, last_day
from evidence_desk.insight.timetable import inspection_date, timetable
from evidence_desk.model import paths
from evidence_desk.model.currency import currency
from evidence_desk.model.ids import item_key
from evidence_desk.model.working_days import countdown
from evidence_desk.operations.planning import set_inspection
from evidence_desk.operations.starting import start_library
from evidence_desk.operations.undoing import undo

TODAY, ON = date(2026, 11, 25), date(2027, 2, 8)
HOLIDAYS = bank_holidays().days
RULES = currency_rules()
_dates = st.dates(date(2022, 1, 1), date(2028, 12, 31))
_written = st.one_of(st.none(), _dates.map(date.isoformat), _dates.map(lambda day: day.isoformat()[:7]))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(start_library(tmp_path / "L.evidence", area="Testshire", actor="Ann"), actor="Ann")
    yield made
    made.close()


def _item(desk: Desk, name: str, dated: str | None, criterion: str = "", review: str | None = None) -> str:
    key = item_key(name * 64)
    with desk.change("added an item") as change:
        facts = {"kind": "document", "title": name, "date": dated, "review_date": review, "current": name * 64}
        change.add(paths.item(key), facts)
        if criterion:
            change.add(paths.tag(paths.item(key), "area-send-2023", criterion, "Ann"), {"stance": "context"})
    return key


def _found(desk: Desk, on: date = ON) -> Expiring:
    db = desk.library.db
    return expiring(db, stored.find(db, stored.of_area(db)), TODAY, on)


@given(st.sampled_from(["document", "case-study", "other"]), _written, _written, _written)
def test_the_last_day_is_where_the_rules_of_freshness_turn(
    kind: str, dated: str | None, period: str | None, review: str | None
) -> None:
    found = last_day(kind, dated, period, review, RULES)
    if found is None:
        assert currency(kind, dated, period, review, date(2200, 1, 1), RULES) == "undated"
        return
    assert currency(kind, dated, period, review, found[0], RULES) != "out-of-date"
    assert currency(kind, dated, period, review, found[0] + timedelta(days=1), RULES) == "out-of-date"


def test_what_runs_out_until_then_is_told_apart_from_what_has_already(desk: Desk) -> None:
    soon, gone = _item(desk, "a", "2025-01-20"), _item(desk, "b", "2024-01-20")
    _item(desk, "c", "2026-10-01")
    reviewed = _item(desk, "d", "2026-10-01", review="2026-12-31")
    _item(desk, "e", None)
    found = _found(desk)
    assert [(one.key, one.reviewed) for one in found.later] == [(reviewed, True), (soon, False)]
    assert [one.key for one in found.already] == [gone]
    assert found.later[0].last_day == date(2026, 12, 31)


def test_on_its_last_day_an_item_is_not_yet_out_of_date(desk: Desk) -> None:
    key = _item(desk, "a", "2025-02-07")
    assert [one.key for one in _found(desk).later] == [key]
    assert _found(desk, date(2027, 2, 7)).later == ()


def test_criteria_that_will_have_nothing_current_are_named(desk: Desk) -> None:
    _item(desk, "a", "2026-10-01", "1.1")
    loses = _item(desk, "b", "2026-01-10", "1.2")
    has_none = _item(desk, "c", "2024-10-01", "1.3")
    stale = _found(desk).stale
    assert [(one.criterion.id, one.keys, one.today) for one in stale] == [
        ("1.2", (loses,), False),
        ("1.3", (has_none,), True),
    ]


def test_a_date_that_has_passed_is_answered_as_today(desk: Desk) -> None:
    _item(desk, "a", "2024-12-01")
    found = _found(desk, date(2026, 1, 5))
    assert (found.on, found.later, found.already) == (TODAY, (), ())


def test_the_date_is_set_taken_away_and_brought_back_by_undo(desk: Desk) -> None:
    db = desk.library.db
    assert inspection_date(db) is None and timetable(db, TODAY) is None
    assert set_inspection(desk, ON)
    assert not set_inspection(desk, ON)
    assert inspection_date(db) == ON
    assert set_inspection(desk, None)
    assert inspection_date(db) is None
    assert undo(desk).label == "removed the inspection date"
    assert inspection_date(db) == ON


def test_the_timetable_names_the_days_as_dates(desk: Desk) -> None:
    set_inspection(desk, ON)
    found = timetable(desk.library.db, TODAY)
    assert found is not None
    assert found.countdown.notice == date(2027, 1, 25)
    steps = {step.title: (step.first, step.last) for step in found.steps}
    assert steps["Notice"] == (date(2027, 1, 25), date(2027, 1, 25))
    assert steps["Weeks one and two"] == (date(2027, 1, 25), date(2027, 2, 5))
    assert steps["Fieldwork begins"] == (date(2027, 2, 4), date(2027, 2, 4))
    assert steps["Week three, on site"] == (ON, date(2027, 2, 12))
    assert found.certain and found.on_working_day and not found.over


def test_beyond_the_known_bank_holidays_it_says_that_it_is_not_certain(desk: Desk) -> None:
    set_inspection(desk, date(2029, 1, 6))
    found = timetable(desk.library.db, TODAY)
    assert found is not None and not found.certain and not found.on_working_day


def test_what_a_merge_brought_that_is_no_day_is_no_date(desk: Desk) -> None:
    with desk.change("came with a pack") as change:
        change.add(paths.LIBRARY, {"inspection": "spring"})
    assert inspection_date(desk.library.db) is None


@pytest.mark.parametrize(
    ("today", "stage", "day", "until_notice", "left"),
    [
        (date(2027, 1, 22), "before", None, 1, 11),
        (date(2027, 1, 25), "notice", 1, 0, 10),
        (date(2027, 2, 1), "notice", 6, 0, 5),
        (date(2027, 2, 7), "notice", 10, 0, 1),
        (ON, "on-site", 11, 0, 0),
        (date(2027, 3, 1), "on-site", 26, 0, 0),
    ],
)
def test_the_countdown_says_where_a_day_stands(
    today: date, stage: str, day: int | None, until_notice: int, left: int
) -> None:
    found = countdown(today, ON, 10, HOLIDAYS)
    assert (found.stage, found.day, found.until_notice, found.left) == (stage, day, until_notice, left)


def test_without_a_rule_for_notice_only_the_days_until_they_come_are_counted() -> None:
    found = countdown(TODAY, ON, None, HOLIDAYS)
    assert (found.notice, found.of, found.day, found.stage) == (None, None, None, "before")
    assert countdown(date(2027, 2, 6), date(2027, 2, 7), None, HOLIDAYS).left == 1


def test_the_command_sets_shows_and_takes_away(tmp_path: Path) -> None:
    folder = tmp_path / "L.evidence"
    with_item = Desk(start_library(folder, area="Testshire", actor="Ann"), actor="Ann")
    _item(with_item, "a", "2020-01-01")
    with_item.close()

    def run(*more: str) -> dict[str, object]:
        result = CliRunner().invoke(inspection, [str(folder), *more, "--json"], catch_exceptions=False)
        assert result.exit_code == 0
        return dict(json.loads(result.stdout))

    nothing = {"inspection": None, "notice": None, "day": None, "of": None, "working_days_left": None}
    assert run() == {**nothing, "out_of_date_by_then": []}
    made = run("2027-02-08")
    assert (made["inspection"], made["notice"], made["of"]) == ("2027-02-08", "2027-01-25", 10)
    assert made["working_days_left"] and len(list(made["out_of_date_by_then"])) == 1  # type: ignore[call-overload]
    assert run() == made
    assert run("none")["inspection"] is None
    refused = CliRunner().invoke(inspection, [str(folder), "soon"])
    assert refused.exit_code == 2
