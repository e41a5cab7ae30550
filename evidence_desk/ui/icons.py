"""Our own icons, drawn from SVG in the colours of the theme, sharp at every scale."""

import tempfile
from functools import lru_cache
from pathlib import Path
from typing import Final

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QApplication

from evidence_desk.resources import resource
from evidence_desk.ui.theme import themes

SIZE: Final = 20
_AT_EDGE: Final = 'width="20" height="12" viewBox="0 0 40 24"'
_RATIOS: Final = (1.0, 1.25, 1.5, 1.75, 2.0, 3.0)


def names() -> list[str]:
    """The names of all icons of the set."""
    return sorted(path.stem for path in resource("icons").glob("*.svg") if path.stem != "app")


@lru_cache(maxsize=512)
def _source(name: str, colour: str) -> QByteArray:
    text = resource("icons", f"{name}.svg").read_text(encoding="utf-8")
    return QByteArray(text.replace("currentColor", colour).encode())


@lru_cache(maxsize=1024)
def drawn(name: str, size: int, colour: str, ratio: float) -> QPixmap:
    """The icon as a picture of `size` logical pixels in that colour."""
    picture = QPixmap(QSize(round(size * ratio), round(size * ratio)))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(_source(name, colour)).render(painter, QRectF(0, 0, picture.width(), picture.height()))
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


def pixmap(name: str, role: str = "text", size: int = SIZE, ratio: float = 1.0) -> QPixmap:
    """The icon in a colour of the theme that is on."""
    return drawn(name, size, themes.current.colours[role], ratio)


def icon(name: str, role: str = "text", size: int = SIZE) -> QIcon:
    """The icon for a button or a list, with its disabled form."""
    made = QIcon()
    colours = themes.current.colours
    for ratio in _RATIOS:
        made.addPixmap(drawn(name, size, colours[role], ratio), QIcon.Mode.Normal)
        made.addPixmap(drawn(name, size, colours["disabled"], ratio), QIcon.Mode.Disabled)
    return made


def dress(button: QAbstractButton, name: str, role: str = "text", size: int = SIZE) -> None:
    """Puts the icon on a button and keeps it in the theme's colour."""
    button.setProperty("iconName", name)
    button.setProperty("iconRole", role)
    button.setIconSize(QSize(size, size))
    button.setIcon(icon(name, role, size))


def dress_again(_: object = None) -> None:
    """Draws the icon of every dressed button in the colours of the theme that is on."""
    for widget in QApplication.allWidgets():
        name = widget.property("iconName")
        if name and isinstance(widget, QAbstractButton):
            dress(widget, name, widget.property("iconRole"), widget.iconSize().width())


def app_icon() -> QIcon:
    """The application's own icon."""
    made = QIcon()
    for size in (16, 24, 32, 48, 64, 128, 256):
        made.addPixmap(drawn("app", size, "", 1.0))
    return made


@lru_cache(maxsize=1)
def _image_folder() -> "tempfile.TemporaryDirectory[str]":
    return tempfile.TemporaryDirectory(prefix="evidence-desk-arrows-")


def image_file(name: str, colour: str, *, edge: bool = False) -> str:
    """A style sheet can only show files: the path of a recoloured copy, gone when the program ends.

    With `edge` it is 12 pixels high and leaves room at its right, as a background that no size can be given to.
    """
    path = Path(_image_folder().name, f"{name}-{colour.lstrip('#')}{'-edge' if edge else ''}.svg")
    if not path.exists():
        text = bytes(_source(name, colour).data()).decode()
        if edge:
            text = text.replace('width="24" height="24" viewBox="0 0 24 24"', _AT_EDGE)
        path.write_text(text, encoding="utf-8")
    return path.as_posix()
