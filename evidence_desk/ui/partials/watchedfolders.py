"""The folders that are looked into for new files: which they are, one more, one less."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QListView, QPushButton, QVBoxLayout

from evidence_desk.errors import KnownError
from evidence_desk.ui import icons
from evidence_desk.ui.models.lines import Line, LinesModel
from evidence_desk.ui.models.lines_delegate import LinesDelegate
from evidence_desk.ui.naming import announce, label, named
from evidence_desk.ui.partials.notice import Notice
from evidence_desk.ui.session import Session

_ABOUT = (
    "New and changed files in these folders are offered when the library opens and when you come back to the window. "
    "Nothing is imported by itself. The folders are remembered for you on this computer."
)
_NONE = "No folder is watched for this library."
_MOST_SEEN = 4


class WatchedFolders(QFrame):
    """A card for the preferences, while a library is open."""

    changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("card")
        self._session = session
        self.model = LinesModel()
        self.list = named(QListView(), "Watched folders")
        self.list.setObjectName("boxed")
        self.list.setModel(self.model)
        self.list.setItemDelegate(LinesDelegate(self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.selectionModel().currentChanged.connect(lambda *_: self._enable())
        self.none = label(_NONE, "second", wrap=True)
        self.notice = Notice()
        self.add = named(QPushButton("Watch a folder"), "Watch a folder")
        icons.dress(self.add, "folder", size=16)
        self.add.clicked.connect(self._choose)
        self.stop = named(QPushButton("Stop watching it"), "Stop watching the selected folder")
        self.stop.clicked.connect(self._stop)
        self._lay_out()
        self.show_folders()
        session.opened.connect(self.show_folders)
        session.closed.connect(self.show_folders)

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.add)
        buttons.addWidget(self.stop)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 16)
        layout.setSpacing(8)
        layout.addWidget(label("Watched folders", "section"))
        layout.addWidget(label(_ABOUT, "caption", wrap=True))
        layout.addWidget(self.none)
        layout.addWidget(self.list)
        layout.addWidget(self.notice)
        layout.addLayout(buttons)

    def show_folders(self) -> None:
        """Reads again which folders are watched."""
        from evidence_desk.operations import watching

        self.setVisible(self._session.is_open)
        folders = watching.watched_folders(self._session.desk) if self._session.is_open else ()
        self.model.show([Line(one.name, str(one.parent), "folder", key=str(one), full=str(one)) for one in folders])
        self.none.setVisible(not folders)
        self.list.setVisible(bool(folders))
        self.stop.setVisible(bool(folders))
        rows = min(len(folders), _MOST_SEEN)
        self.list.setFixedHeight(max(1, sum(self.list.sizeHintForRow(at) for at in range(rows)) + 4))
        if folders:
            self.list.setCurrentIndex(self.model.index(0, 0))
        self._enable()

    def _enable(self) -> None:
        self.stop.setEnabled(self.model.line(self.list.currentIndex().row()) is not None)

    def _choose(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "Watch a folder")
        if chosen:
            self.watch(Path(chosen))

    def watch(self, folder: Path) -> None:
        """Adds a folder, or says in its place why it cannot be watched."""
        from evidence_desk.operations import watching

        try:
            watching.watch(self._session.desk, folder)
        except KnownError as error:
            self.notice.show_error(error)
            return
        self._told(f"{folder.name} is watched")

    def _stop(self) -> None:
        from evidence_desk.operations import watching

        line = self.model.line(self.list.currentIndex().row())
        if line is not None:
            watching.stop_watching(self._session.desk, Path(line.key))
            self._told(f"{line.words} is watched no more")

    def _told(self, words: str) -> None:
        self.notice.clear()
        self.show_folders()
        announce(self, words)
        self.changed.emit()
