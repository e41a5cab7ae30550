"""Dropping files and folders on a place: while they hang over it, it says what letting go will do."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from evidence_desk.ui.naming import label
from evidence_desk.ui.nofiles import files_in
from evidence_desk.ui.partials.empty import Picture

WORDS: Final = "Let go to import. Your own files stay where they are."


class DropZone(QFrame):
    """Lies over its parent while files hang over it; `ready` says whether they may be dropped."""

    dropped = Signal(list)

    def __init__(self, parent: QWidget, ready: Callable[[], bool], words: str = WORDS) -> None:
        super().__init__(parent)
        self.setObjectName("dropzone")
        self._over = parent
        self._ready = ready
        layout = QVBoxLayout(self)
        layout.addStretch(1)
        layout.addWidget(Picture("import", 48, "accent"), 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(label(words, "section"), 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(1)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        parent.setAcceptDrops(True)
        parent.installEventFilter(self)
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDragEnterEvent) and files_in(event.mimeData()) and self._ready():
            event.acceptProposedAction()
            self.setGeometry(self._over.rect())
            self.show()
            self.raise_()
        elif event.type() == QEvent.Type.DragLeave:
            self.hide()
        elif isinstance(event, QDropEvent) and event.type() == QEvent.Type.Drop:
            self._take(event)
        return super().eventFilter(watched, event)

    def _take(self, event: QDropEvent) -> None:
        self.hide()
        paths = files_in(event.mimeData())
        if paths and self._ready():
            event.acceptProposedAction()
            self.dropped.emit(paths)
