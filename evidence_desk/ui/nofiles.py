"""Fields to type in let files that hang over them pass: these are for the window, not words to be typed."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, QMimeData, QObject
from PySide6.QtGui import QDragEnterEvent
from PySide6.QtWidgets import QLineEdit, QTextEdit, QWidget


def files_in(data: QMimeData) -> list[Path]:
    """The files and folders that hang over the window; addresses of web pages are none."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


class _Passing(QObject):
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDragEnterEvent) and files_in(event.mimeData()):
            # What is around the field is asked next.
            event.ignore()
            return True
        return False


_PASSING: Final = _Passing()


def let_files_pass(widget: QWidget) -> None:
    """Of a field; nothing is changed about any other widget, nor about words that are dropped."""
    if isinstance(widget, QTextEdit):
        widget.viewport().installEventFilter(_PASSING)
    elif isinstance(widget, QLineEdit):
        widget.installEventFilter(_PASSING)
