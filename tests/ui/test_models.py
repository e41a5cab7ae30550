"""The list shows what SQL says, in the order SQL says."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from evidence_desk.library import queries
from evidence_desk.operations import tagging
from evidence_desk.ui.models import evidence
from evidence_desk.ui.models.criteria import Choice, matching
from evidence_desk.ui.models.evidence import ORDERS
from evidence_desk.ui.window import Window

PATIENCE = 30_000
CHOICES = [
    Choice("1.1", "needs are identified", "1.1 needs are identified autism waiting"),
    Choice("1.3", "the right help", "1.3 the right help waiting well"),
    Choice("2.1", "leaders wait for nobody", "2.1 leaders wait for nobody"),
]


def test_a_criterion_is_found_by_number_then_title_then_prompts() -> None:
    assert [one.id for one in matching(CHOICES, "1.3")] == ["1.3"]
    assert [one.id for one in matching(CHOICES, "wait")] == ["2.1", "1.1", "1.3"]
    assert [one.id for one in matching(CHOICES, "waiting autism")] == ["1.1"]
    assert matching(CHOICES, "") == CHOICES


@pytest.mark.parametrize("column", range(len(ORDERS)))
def test_each_heading_sorts_as_sql_does_and_again_the_other_way(qtbot: QtBot, filled: Window, column: int) -> None:
    place = filled.evidence
    place.listing.column = None
    for descending in (False, True):
        with qtbot.waitSignal(place.listing.listed, timeout=PATIENCE):
            place.table.sort_wanted.emit(column)
        db, today = filled.session.desk.library.db, filled.session.today
        expected = [row.key for row in queries.rows(db, today, order=ORDERS[column], descending=descending)]
        assert [place.model.row(at).key for at in range(5)] == expected  # type: ignore[union-attr]


def test_every_cell_says_something_to_a_screen_reader(filled: Window) -> None:
    model = filled.evidence.model
    for row in range(model.rowCount()):
        for column in range(model.columnCount()):
            assert model.data(model.index(row, column), Qt.ItemDataRole.AccessibleTextRole)


def test_the_selected_item_stays_selected_when_the_order_changes(qtbot: QtBot, filled: Window) -> None:
    table = filled.evidence.table
    table.step(1)
    key = table.current_key()
    with qtbot.waitSignal(filled.evidence.listing.listed, timeout=PATIENCE):
        table.sort_wanted.emit(evidence.TITLE)
    assert table.current_key() == key


def test_a_change_to_one_item_leaves_the_others_where_they_are(qtbot: QtBot, filled: Window) -> None:
    place = filled.evidence
    resets: list[bool] = []
    place.model.modelReset.connect(lambda: resets.append(True))
    key = place.table.current_key()
    assert key is not None
    filled.session.act(lambda desk: tagging.tag(desk, key, "1.3"))
    qtbot.waitUntil(lambda: place.model.row(place.model.place(key) or 0).criteria == ("1.3",), timeout=PATIENCE)  # type: ignore[union-attr]
    assert resets == []
