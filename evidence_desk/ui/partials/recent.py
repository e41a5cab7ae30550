"""The libraries opened lately, with place and time; one that is not there is said to be gone and can be removed."""

import threading
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListView, QMenu, QPushButton, QVBoxLayout, QWidget

from evidence_desk import preferences
from evidence_desk.ui.jobs import Postman
from evidence_desk.ui.models.lines import Line, LinesModel
from evidence_desk.ui.models.lines_delegate import LinesDelegate
from evidence_desk.ui.naming import announce, label, named
from evidence_desk.ui.words import moment

_MOST_SEEN = 3


class _List(QListView):
    removed = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
            return
        super().keyPressEvent(event)


class RecentLibraries(QWidget):
    """Enter or a click opens; Delete takes off the list, and never touches the library."""

    chosen = Signal(Path)
    gone_chosen = Signal(Path)

    def __init__(self) -> None:
        super().__init__()
        self.model = LinesModel()
        self.list = named(_List(), "Recent libraries")
        self.list.setObjectName("boxed")
        self.list.setModel(self.model)
        self.list.setItemDelegate(LinesDelegate(self.list))
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.remove = named(QPushButton("Remove from the list"), "Remove from the list")
        self.remove.setProperty("kind", "flat")
        self.remove.setToolTip("The library itself stays as it is")
        self._gone: set[str] = set()
        self._postman = Postman()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(label("Recent libraries", "field", self.list))
        layout.addWidget(self.list)
        self.list.activated.connect(lambda index: self._choose(index.row()))
        self.list.clicked.connect(lambda index: self._choose(index.row()))
        self.list.removed.connect(self._remove)
        self.list.customContextMenuRequested.connect(self._show_menu)
        self.remove.clicked.connect(self._remove)

    def refresh(self) -> None:
        """Lists them at once; whether each is there is looked at apart, since a drive that is gone answers late."""
        known = preferences.load()
        self._show(known)
        folders = list(known.recent)
        threading.Thread(target=self._look, args=(folders,), name="recent", daemon=True).start()

    def _show(self, known: preferences.Preferences) -> None:
        at = max(0, self.list.currentIndex().row())
        self.model.show([_line(Path(one), known.opened.get(one, ""), one in self._gone) for one in known.recent])
        rows = self.model.rowCount()
        self.setVisible(rows > 0)
        self.remove.setVisible(rows > 0)
        if rows:
            self.list.setCurrentIndex(self.model.index(min(at, rows - 1)))
            heights = [self.list.sizeHintForRow(row) for row in range(min(rows, _MOST_SEEN))]
            self.list.setFixedHeight(sum(heights) + 8)

    def _look(self, folders: Sequence[str]) -> None:
        gone = {one for one in folders if not Path(one).is_dir()}
        self._postman.post(lambda: self._found_gone(gone))

    def _found_gone(self, gone: set[str]) -> None:
        if gone != self._gone:
            self._gone = gone
            self._show(preferences.load())

    def _choose(self, row: int) -> None:
        line = self.model.line(row)
        if line is not None:
            (self.gone_chosen if line.key in self._gone else self.chosen).emit(Path(line.key))

    def _remove(self) -> None:
        line = self.model.line(self.list.currentIndex().row())
        if line is not None:
            preferences.forget_library(Path(line.key))
            self._show(preferences.load())
            announce(self, f"Removed {line.words} from the list")

    def _show_menu(self, place: QPoint) -> None:
        if self.list.indexAt(place).isValid():
            self.list.setCurrentIndex(self.list.indexAt(place))
            menu = named(QMenu(self), "Recent library")
            menu.addAction("Remove from the list").triggered.connect(self._remove)
            menu.popup(self.list.viewport().mapToGlobal(place))


def _line(folder: Path, opened: str, gone: bool) -> Line:
    name = folder.name.removesuffix(".evidence")
    if gone:
        return Line(name, f"Not there now · {folder.parent}", "warning", key=str(folder))
    when = f"Opened {moment(opened)} · " if opened else ""
    return Line(name, f"{when}{folder.parent}", "library", "accent", key=str(folder))
