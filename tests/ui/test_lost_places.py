"""Reading a new version: quotes that lost their place say so, and the others are where they stand now."""

from collections.abc import Callable
from pathlib import Path

from pytestqt.qtbot import QtBot

from evidence_desk.operations import tagging
from evidence_desk.operations.importing import import_paths
from evidence_desk.ui.window import Window

PATIENCE = 30_000


def test_a_tag_whose_quote_is_not_in_the_newest_version_says_so(
    qtbot: QtBot, take_in: Callable[..., Window], tmp_path: Path
) -> None:
    paper = tmp_path / "paper.txt"
    paper.write_text("Families wait for a year.\n\nThe drop-in helps.", encoding="utf-8")
    window = take_in(paper)
    desk, place = window.session.desk, window.evidence
    qtbot.waitUntil(lambda: place.model.rowCount() == 1, timeout=PATIENCE)
    row = place.model.row(0)
    assert row is not None
    tagging.tag(desk, row.key, "1.1", quote="wait for a year", stance="concern")
    tagging.tag(desk, row.key, "1.2", quote="The drop-in helps", stance="strength")
    with qtbot.waitSignal(place.reader.shown, timeout=PATIENCE):
        place.read(row.key)
    paper.write_text("Another beginning.\n\nFamilies wait less.\n\nThe drop-in helps.", encoding="utf-8")
    with qtbot.waitSignal(place.reader.shown, timeout=PATIENCE):
        import_paths(desk, [paper])
    qtbot.waitUntil(lambda: place.tags.model.line(0).icon == "warning", timeout=PATIENCE)  # type: ignore[union-attr]
    lines = [place.tags.model.line(at) for at in range(2)]
    assert lines[0] is not None and lines[1] is not None
    assert lines[0].second.startswith("Not in the newest version") and lines[0].words == "1.1  Shows a concern"
    assert lines[1].icon == "strength" and "Not in" not in lines[1].second
    place.reader.go_to_tag(lines[0].key)
    assert place.reader.notice.isVisible() and "newest version" in place.reader.notice.words
