"""What the bar and the keys do to the open library: undo, redo, search, import, export."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from evidence_desk.ui import panes, shortcuts, undone
from evidence_desk.ui.places.table import TABLE

if TYPE_CHECKING:
    from evidence_desk.ui.window import Window


class Gestures:
    """Each does nothing where there is no library, or it may only be read."""

    def __init__(self, window: "Window") -> None:
        self._window = window
        self._session = window.session

    def bind(self) -> None:
        """Joins the bar and the keys of the window to what they do."""
        window, top = self._window, self._window.top
        top.search.wanted.connect(self.search)
        top.search.left_down.connect(window.evidence.table.setFocus)
        top.import_files.connect(self.choose_files)
        top.import_folder.connect(self.choose_folder)
        top.export.connect(self.export)
        top.undo.connect(self.undo)
        top.redo.connect(self.redo)
        shortcuts.bind(window, "search", self.go_to_search)
        shortcuts.bind(window, "import", self.choose_files)
        shortcuts.bind(window, "import-folder", self.choose_folder)
        shortcuts.bind(window, "export", self.export)
        shortcuts.bind(window, "undo", self.undo)
        shortcuts.bind(window, "redo", self.redo)
        for at in range(shortcuts.PLACES):
            shortcuts.bind(window, f"place-{at + 1}", partial(self.go_to_place, at))
        shortcuts.bind(window, "next-pane", lambda: panes.go(window.panes(), 1))
        shortcuts.bind(window, "previous-pane", lambda: panes.go(window.panes(), -1))

    @property
    def _may_change(self) -> bool:
        return self._session.is_open and not self._session.read_only

    def undo(self) -> None:
        """Takes back the last step and says what it was, and what it left alone."""
        self._go_back(undone.UNDO)

    def redo(self) -> None:
        """Does again what was undone."""
        self._go_back(undone.REDO)

    def _go_back(self, way: str) -> None:
        if self._may_change:
            self._session.act(lambda desk: undone.act(desk, way), said=lambda done: done.words, undoable=False)

    def go_to_place(self, at: int) -> None:
        """The place that stands there in the list, counted from nought."""
        if self._session.is_open and at < len(TABLE):
            self._window.go(TABLE[at].name)
            self._window.stack.place(TABLE[at].name).take_focus()

    def go_to_search(self) -> None:
        self._window.top.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._window.top.search.selectAll()

    def search(self, query: str) -> None:
        if self._session.is_open:
            self._window.go("Evidence")
            self._window.evidence.listing.search(query)

    def choose_files(self) -> None:
        if self._may_change:
            chosen, _ = QFileDialog.getOpenFileNames(self._window, "Import files")
            self.take_in([Path(one) for one in chosen])

    def choose_folder(self) -> None:
        if self._may_change:
            chosen = QFileDialog.getExistingDirectory(self._window, "Import a folder")
            self.take_in([Path(chosen)] if chosen else [])

    def take_in(self, paths: list[Path]) -> None:
        """Imports files and folders, from whichever place."""
        if paths:
            self._window.go("Evidence")
            self._window.evidence.import_paths(paths)

    def export(self) -> None:
        """Goes to where the export is shown before it is made."""
        if self._session.is_open:
            self._window.go("Packs")
            self._window.packs.exporting.start("workbook")
            self._window.packs.exporting.save.setFocus()
