"""What goes out and what stays in, who answers for it, and what was saved where."""

from pathlib import Path

from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QPushButton
from pytest import MonkeyPatch
from pytestqt.qtbot import QtBot

from evidence_desk.library import queries
from evidence_desk.ui.partials.exporting import ExportPanel
from evidence_desk.ui.window import Window

PATIENCE = 30_000


def _shown(qtbot: QtBot, window: Window) -> ExportPanel:
    window.top.export_button.click()
    panel = window.packs.exporting
    qtbot.waitUntil(lambda: panel._preview is not None, timeout=PATIENCE)
    return panel


def _save(qtbot: QtBot, window: Window, out: Path) -> None:
    panel = window.packs.exporting
    panel.path.setText(str(out))
    with qtbot.waitSignal(window.session.jobs.ended, timeout=PATIENCE):
        panel.save.click()
    qtbot.waitUntil(lambda: panel.done.isVisible() or panel.notice.isVisible(), timeout=PATIENCE)


def test_the_workbook_is_saved_and_the_gate_shows_what_stays(qtbot: QtBot, filled: Window, tmp_path: Path) -> None:
    panel = _shown(qtbot, filled)
    withheld = [row for row in queries.rows(filled.session.desk.library.db, filled.session.today) if row.withheld]
    assert panel.model.rowCount() == len(withheld) > 0
    assert panel.kinds.text() == "2 documents, 1 data extract" and panel.markings.text() == "3 official"
    _save(qtbot, filled, tmp_path / "out.xlsx")
    assert (tmp_path / "out.xlsx").read_bytes().startswith(b"PK")
    assert panel.done.title.text().startswith("Saved out.xlsx: 3 items, ")
    assert panel.done.left.text() == "2 items left out."
    assert "out.xlsx" in filled.toast.words


def test_the_folder_of_what_was_saved_can_be_opened(
    qtbot: QtBot, filled: Window, tmp_path: Path, monkeypatch: MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    panel = _shown(qtbot, filled)
    _save(qtbot, filled, tmp_path / "out.xlsx")
    panel.done.open.click()
    assert [Path(one) for one in opened] == [tmp_path]


def test_past_exports_are_listed(qtbot: QtBot, filled: Window, tmp_path: Path) -> None:
    panel = _shown(qtbot, filled)
    panel.start("pack")
    _save(qtbot, filled, tmp_path / "out.zip")
    past = filled.packs.past
    qtbot.waitUntil(lambda: past.model.rowCount() == 1, timeout=PATIENCE)
    line = past.model.line(0)
    assert line is not None and line.words == "Pack of 3 items"
    assert "Asha Example" in line.second and "2 left out" in line.second


def test_sensitive_items_leave_only_when_one_types_ones_own_name(
    qtbot: QtBot, filled: Window, tmp_path: Path
) -> None:
    panel = _shown(qtbot, filled)
    panel.sensitive.setChecked(True)
    assert not panel.save.isEnabled()
    panel.confirmed.setText("Somebody Else")
    assert not panel.save.isEnabled() and panel.kinds.text() == "2 documents, 1 data extract"
    panel.confirmed.setText("  asha   example")
    assert panel.save.isEnabled() and "2 case studies" in panel.kinds.text()
    _save(qtbot, filled, tmp_path / "all.xlsx")
    assert panel.done.title.text().startswith("Saved all.xlsx: 5 items")
    assert not panel.sensitive.isChecked() and panel.confirmed.text() == ""
    past = filled.packs.past
    qtbot.waitUntil(lambda: past.model.rowCount() == 1, timeout=PATIENCE)
    line = past.model.line(0)
    assert line is not None and "Asha Example answered for sensitive items" in line.second


def test_earlier_wordings_are_warned_of_while_the_records_go_too(qtbot: QtBot, filled: Window) -> None:
    from evidence_desk.operations import describing

    rows = queries.rows(filled.session.desk.library.db, filled.session.today)
    key = next(row.key for row in rows if not row.withheld)
    assignment = describing.parse_assignment("title=Another title")
    with qtbot.waitSignal(filled.session.changed, timeout=PATIENCE):
        filled.session.act(lambda desk: describing.set_fields(desk, [key], [assignment]))
    panel = _shown(qtbot, filled)
    assert not panel.wordings.isVisible()
    panel.start("pack")
    qtbot.waitUntil(lambda: panel.wordings.isVisible(), timeout=PATIENCE)
    assert "earlier wordings of 1 item" in panel.wordings.words.text()
    panel.records.setChecked(False)
    qtbot.waitUntil(lambda: not panel.wordings.isVisible(), timeout=PATIENCE)


def test_what_cannot_be_saved_is_told_in_its_place(qtbot: QtBot, filled: Window) -> None:
    panel = _shown(qtbot, filled)
    _save(qtbot, filled, filled.session.desk.library.folder / "inside.xlsx")
    assert "inside the library" in panel.notice.words
    assert not panel.done.isVisible() and panel.save.isEnabled()


def test_an_item_left_out_can_be_read(qtbot: QtBot, filled: Window) -> None:
    panel = _shown(qtbot, filled)
    with qtbot.waitSignal(filled.session.ways.reading, timeout=PATIENCE):
        panel.left_out.list.activated.emit(panel.model.index(0))


def test_one_primary_button_on_each_page(qtbot: QtBot, filled: Window) -> None:
    _shown(qtbot, filled)
    packs = filled.packs
    for page in ("export", "colleague", "conflicts"):
        packs.show_about(page)
        primary = [one for one in packs.findChildren(QPushButton) if one.property("kind") == "primary"]
        assert len([one for one in primary if one.isVisible()]) <= 1


def test_an_empty_library_says_that_nothing_is_left_out(qtbot: QtBot, opened: Window) -> None:
    panel = _shown(qtbot, opened)
    assert panel.kinds.text() == "No evidence yet" and panel.left_out.empty.isVisible()
    assert not panel.sensitive.isVisible() and panel.save.isEnabled()


def test_closing_the_library_leaves_nothing_of_it(qtbot: QtBot, filled: Window) -> None:
    panel = _shown(qtbot, filled)
    filled.session.close_library()
    assert panel.model.rowCount() == 0 and panel._preview is None
