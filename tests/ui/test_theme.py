"""Both themes can be read by everyone, and there is one place where looks are decided."""

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from evidence_desk.resources import resource
from evidence_desk.ui import icons
from evidence_desk.ui.theme import (
    CONTROL_CONTRAST,
    CONTROL_PAIRS,
    TEXT_CONTRAST,
    TEXT_PAIRS,
    contrast,
    read_theme,
    style_sheet,
    themes,
)

THEMES = ("light", "dark")
UI = Path(icons.__file__).parent


def test_black_on_white_is_as_far_as_contrast_goes() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)


@pytest.mark.parametrize("name", THEMES)
def test_all_text_stands_out_from_every_ground_it_is_drawn_on(name: str) -> None:
    colours = read_theme(name).colours
    faint = [
        f"{text} on {ground}: {contrast(colours[text], colours[ground]):.2f}"
        for text, grounds in TEXT_PAIRS
        for ground in grounds
        if contrast(colours[text], colours[ground]) < TEXT_CONTRAST
    ]
    assert faint == []


@pytest.mark.parametrize("name", THEMES)
def test_controls_marks_and_focus_stand_out_from_every_ground_they_are_drawn_on(name: str) -> None:
    colours = read_theme(name).colours
    faint = [
        f"{line} on {ground}: {contrast(colours[line], colours[ground]):.2f}"
        for line, grounds in CONTROL_PAIRS
        for ground in grounds
        if contrast(colours[line], colours[ground]) < CONTROL_CONTRAST
    ]
    assert faint == []


def test_both_themes_name_the_same_colours() -> None:
    assert read_theme("light").colours.keys() == read_theme("dark").colours.keys()


@pytest.mark.parametrize("name", THEMES)
def test_the_style_sheet_is_filled_in_completely(name: str, qapp: QApplication) -> None:
    assert "$" not in style_sheet(read_theme(name))


def test_a_theme_chosen_while_running_changes_the_palette(qapp: QApplication) -> None:
    themes.choose("dark")
    assert qapp.palette().window().color() == QColor(read_theme("dark").colours["ground"])
    themes.choose("light")
    assert qapp.palette().window().color() == QColor(read_theme("light").colours["ground"])


def test_every_icon_is_of_one_hand() -> None:
    for name in icons.names():
        text = resource("icons", f"{name}.svg").read_text(encoding="utf-8")
        assert 'viewBox="0 0 24 24"' in text, name
        assert 'stroke-width="1.75"' in text, name
        assert 'stroke="currentColor"' in text, name
        assert re.findall(r'fill="([^"]*)"', text) == ["none"], name


def test_every_icon_is_drawn_in_the_colour_asked_for(qapp: QApplication) -> None:
    for name in icons.names():
        image = icons.drawn(name, 24, "#FF0000", 2.0).toImage()
        inked = [image.pixelColor(x, y) for x in range(48) for y in range(48) if image.pixelColor(x, y).alpha() > 200]
        assert inked, f"{name} is blank"
        assert all(ink.red() > 200 and ink.green() < 40 for ink in inked), name


def _sources() -> list[Path]:
    return sorted(UI.rglob("*.py"))


@pytest.mark.parametrize(
    ("word", "where"),
    [
        (r"\.setStyleSheet\(", {"theme.py"}),
        (r"QMessageBox", {"erasing.py"}),
        (r"QSortFilterProxyModel", set()),
        (r"\bpymupdf\b", {"about.py"}),
        (r"resizeColumnsToContents|resizeRowsToContents", set()),
        (r"\bSELECT\b|\bINSERT\b|\.execute\(", set()),
        (r"standardIcon", set()),
    ],
)
def test_what_belongs_in_one_place_stands_nowhere_else(word: str, where: set[str]) -> None:
    found = {path.name for path in _sources() if re.search(word, path.read_text(encoding="utf-8"))}
    assert found <= where
