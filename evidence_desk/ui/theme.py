"""Light and dark: named colours from data, one palette and one style sheet, changed while running."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from string import Template
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from evidence_desk.resources import resource

BODY: Final = 14
CAPTION: Final = 12
SECTION: Final = 16
ROW: Final = 32
COMPACT_ROW: Final = 26
SPACE: Final = (4, 8, 12, 16, 24, 32)

TEXT_CONTRAST: Final = 4.5
CONTROL_CONTRAST: Final = 3.0

# Every foreground with the grounds it is drawn on (WCAG 2.2, 1.4.3 and 1.4.11).
TEXT_PAIRS: Final = (
    ("text", ("ground", "surface", "raised", "sunken", "chosen")),
    ("second", ("ground", "surface", "raised", "sunken", "chosen")),
    ("accent", ("ground", "surface", "sunken", "chosen")),
    ("on_accent", ("accent", "accent_strong")),
    ("on_chosen", ("chosen",)),
    ("on_chip", ("chip",)),
    ("strength", ("ground", "surface", "sunken", "chosen")),
    ("concern", ("ground", "surface", "sunken", "chosen", "notice")),
    ("context", ("ground", "surface", "sunken", "chosen")),
    ("on_notice", ("notice",)),
    ("on_quiet", ("quiet",)),
    ("quiet_accent", ("quiet",)),
    ("on_paper", ("paper",)),
    ("on_shade", ("shade_1", "shade_2", "shade_3")),
    ("on_deep_shade", ("shade_4", "shade_5")),
)
CONTROL_PAIRS: Final = (
    ("border", ("surface", "ground")),
    ("accent", ("surface", "ground", "sunken", "raised")),
    ("notice_line", ("notice", "ground")),
    ("mark_strength", ("paper",)),
    ("mark_concern", ("paper",)),
    ("mark_context", ("paper",)),
    ("mark_picked", ("paper",)),
)


@dataclass(frozen=True)
class Theme:
    """A set of named colours."""

    name: str
    colours: Mapping[str, str]

    def colour(self, role: str) -> QColor:
        return QColor(self.colours[role])


@lru_cache(maxsize=4)
def read_theme(name: str) -> Theme:
    """The theme of that name from `resources/themes`."""
    data = tomllib.loads(resource("themes", f"{name}.toml").read_text(encoding="utf-8"))
    return Theme(data["name"], data["colours"])


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    def linear(share: float) -> float:
        return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)

    mixed = QColor(colour)
    return 0.2126 * linear(mixed.redF()) + 0.7152 * linear(mixed.greenF()) + 0.0722 * linear(mixed.blueF())


class Themes(QObject):
    """Which theme is on. `choice` is `system`, `light` or `dark`."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.choice = "system"
        self.current = read_theme("light")

    def start(self, choice: str) -> None:
        """Dresses the application and follows the system's colour scheme from now on."""
        QGuiApplication.styleHints().colorSchemeChanged.connect(lambda _: self.choose(self.choice))
        _application().setFont(body_font())
        self.choose(choice)

    def choose(self, choice: str) -> None:
        self.choice = choice
        self.current = read_theme(_wanted(choice))
        application = _application()
        application.setPalette(_palette(self.current))
        application.setStyleSheet(style_sheet(self.current))
        self.changed.emit()


def _wanted(choice: str) -> str:
    if choice in ("light", "dark"):
        return choice
    dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
    return "dark" if dark else "light"


def _application() -> QApplication:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    return application


def body_font() -> QFont:
    """The system's font at the size of body text."""
    font = QGuiApplication.font()
    font.setPixelSize(BODY)
    return font


def sized(font: QFont, pixels: int, *, strong: bool = False) -> QFont:
    """A copy of the font in another size."""
    other = QFont(font)
    other.setPixelSize(pixels)
    if strong:
        other.setWeight(QFont.Weight.DemiBold)
    return other


def tabular(font: QFont) -> QFont:
    """A copy of the font with figures of equal width, for columns."""
    other = QFont(font)
    other.setFeature(QFont.Tag("tnum"), 1)
    return other


def style_sheet(theme: Theme) -> str:
    """The one style sheet, filled in with the theme's colours and arrows."""
    from evidence_desk.ui.icons import image_file

    names = dict(theme.colours)
    names["chevron"] = image_file("chevron-down", theme.colours["second"])
    names["chevron_small"] = image_file("chevron-down", theme.colours["second"], edge=True)
    names["chevron_on"] = image_file("chevron-down", theme.colours["on_accent"])
    names["tick"] = image_file("tick", theme.colours["on_accent"])
    names["sort_up"] = image_file("sort-up", theme.colours["second"])
    names["sort_down"] = image_file("sort-down", theme.colours["second"])
    return Template(resource("themes", "window.qss").read_text(encoding="utf-8")).substitute(names)


def _palette(theme: Theme) -> QPalette:
    palette = QPalette()
    roles = {
        QPalette.ColorRole.Window: "ground",
        QPalette.ColorRole.WindowText: "text",
        QPalette.ColorRole.Base: "surface",
        QPalette.ColorRole.AlternateBase: "sunken",
        QPalette.ColorRole.Text: "text",
        QPalette.ColorRole.Button: "surface",
        QPalette.ColorRole.ButtonText: "text",
        QPalette.ColorRole.Highlight: "accent",
        QPalette.ColorRole.HighlightedText: "on_accent",
        QPalette.ColorRole.PlaceholderText: "second",
        QPalette.ColorRole.Link: "accent",
        QPalette.ColorRole.ToolTipBase: "raised",
        QPalette.ColorRole.ToolTipText: "text",
        QPalette.ColorRole.Light: "raised",
        QPalette.ColorRole.Mid: "line",
        QPalette.ColorRole.Dark: "border",
        QPalette.ColorRole.Accent: "accent",
    }
    for role, name in roles.items():
        palette.setColor(role, theme.colour(name))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, theme.colour("disabled"))
    return palette


themes: Final = Themes()


def colour(role: str) -> QColor:
    """The colour of that name in the theme that is on."""
    return themes.current.colour(role)
