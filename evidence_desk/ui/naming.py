"""Accessible names, and saying aloud what changed."""

from typing import TypeVar

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QWidget

from evidence_desk.ui.nofiles import let_files_pass

Named = TypeVar("Named", bound=QWidget)


def named(widget: Named, name: str, tip: str | None = None) -> Named:
    """Gives the widget the name that screen readers and scripts find it by."""
    widget.setAccessibleName(name)
    if isinstance(widget, QPushButton):
        # So that Enter presses it too, not only Space.
        widget.setAutoDefault(True)
    let_files_pass(widget)
    if isinstance(widget, QComboBox):
        widget.view().setAccessibleName(name)
    if tip is not None:
        widget.setToolTip(tip)
        widget.setAccessibleDescription(tip)
    return widget


def label(text: str, kind: str = "", buddy: QWidget | None = None, *, wrap: bool = False) -> QLabel:
    """A plain label in one of the sizes of the style sheet."""
    made = QLabel(text)
    made.setTextFormat(made.textFormat().PlainText)
    if kind:
        made.setProperty("kind", kind)
    if buddy is not None:
        made.setBuddy(buddy)
    made.setWordWrap(wrap)
    return made


def announce(widget: QWidget, text: str) -> None:
    """Has a screen reader say the text without moving the focus."""
    if QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))
