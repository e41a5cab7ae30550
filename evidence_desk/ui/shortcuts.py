"""Every key of the window in one table; help, menus and tooltips read it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


@dataclass(frozen=True, slots=True)
class Key:
    """A gesture, the keys that make it, and what it does in words."""

    gesture: str
    keys: str
    does: str


TABLE: Final = (
    Key("search", "Ctrl+F", "Go to the search field"),
    Key("import", "Ctrl+I", "Import files"),
    Key("import-folder", "Ctrl+Shift+I", "Import a folder"),
    Key("export", "Ctrl+E", "Export the workbook"),
    Key("open", "Ctrl+O", "Open another evidence library"),
    Key("undo", "Ctrl+Z", "Undo the last change"),
    Key("redo", "Ctrl+Shift+Z", "Redo what was undone"),
    Key("place-1", "Ctrl+1", "Go to the first place in the list"),
    Key("place-2", "Ctrl+2", "Go to the second place in the list"),
    Key("place-3", "Ctrl+3", "Go to the third place in the list"),
    Key("place-4", "Ctrl+4", "Go to the fourth place in the list"),
    Key("place-5", "Ctrl+5", "Go to the fifth place in the list"),
    Key("place-6", "Ctrl+6", "Go to the sixth place in the list"),
    Key("place-7", "Ctrl+7", "Go to the seventh place in the list"),
    Key("read", "Enter", "Read the selected item (in the list)"),
    Key("select-all", "Ctrl+A", "Select all items (in the list)"),
    Key("remove", "Delete", "Remove the selected items (in the list)"),
    Key("back", "Escape", "Back to the list, or close a panel"),
    Key("tag", "Ctrl+T", "Tag: go to the criterion field"),
    Key("tag-words", "Ctrl+Return", "Tag the picked or typed words"),
    Key("tag-page", "Ctrl+Shift+T", "Tag this page or paragraph with what is filled in"),
    Key("cite", "Ctrl+Shift+C", "Cite the selected evidence in the text used last"),
    Key("text", "Ctrl+Shift+X", "Change between page and text"),
    Key("next-pane", "F6", "Go to the next pane"),
    Key("previous-pane", "Shift+F6", "Go to the pane before"),
    Key("next-item", "Ctrl+Down", "Read the next item"),
    Key("previous-item", "Ctrl+Up", "Read the item before"),
    Key("keep", "1", "Keep the first value of a conflict; 2 keeps the second, and so on"),
    Key("next-found", "F3", "Go to the next place of the search (while reading)"),
    Key("previous-found", "Shift+F3", "Go to the place of the search before (while reading)"),
    Key("zoom-in", "Ctrl++", "Larger"),
    Key("zoom-out", "Ctrl+-", "Smaller"),
    Key("zoom-fit", "Ctrl+0", "Fit the width"),
    Key("preferences", "Ctrl+,", "Preferences"),
    Key("help", "F1", "Help on what is shown"),
    Key("quit", "Ctrl+Q", "Close the window"),
)

PLACES: Final = sum(key.gesture.startswith("place-") for key in TABLE)
_BY_GESTURE: Final = {key.gesture: key for key in TABLE}


def keys(gesture: str) -> QKeySequence:
    """The keys of a gesture."""
    return QKeySequence(_BY_GESTURE[gesture].keys)


def with_keys(words: str, gesture: str) -> str:
    """A tooltip: the words with the keys behind them."""
    return f"{words} ({keys(gesture).toString(QKeySequence.SequenceFormat.NativeText)})"


def bind(widget: QWidget, gesture: str, handler: Callable[[], object], *, inside: bool = False) -> QShortcut:
    """Makes the keys of a gesture call the handler, in the whole window or only inside the widget."""
    shortcut = QShortcut(keys(gesture), widget)
    if inside:
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    shortcut.activated.connect(lambda: handler())
    return shortcut
