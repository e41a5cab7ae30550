"""The first page: a new library, one that is there, or the example to look around in."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from evidence_desk.demo.story import story_names
from evidence_desk.ui import icons
from evidence_desk.ui.naming import label, named
from evidence_desk.ui.partials.newlibrary import NewLibrary
from evidence_desk.ui.partials.notice import Notice
from evidence_desk.ui.partials.recent import RecentLibraries

_WIDTH = 880
_TWO_COLUMNS = 760
_STORIES: Final = {
    "2017": "Parents have lost trust, and leaders do not know.",
    "2024": "Waits by postcode, overdue reviews, strong early years.",
}


class Mark(QWidget):
    """The application's own icon."""

    def __init__(self, size: int = 56) -> None:
        super().__init__()
        self.setFixedSize(size, size)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).drawPixmap(0, 0, icons.drawn("app", self.width(), "", self.devicePixelRatioF()))


class WelcomePlace(QScrollArea):
    """Name and agency are kept in the preferences, the area in the library."""

    new_wanted = Signal(str)
    open_wanted = Signal()
    demo_wanted = Signal(str)
    recent_chosen = Signal(Path)
    person = Signal(str, str)
    browse = Signal(Path)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("ground")
        self.setFrameShape(self.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.notice = Notice()
        self.form = NewLibrary()
        self.name, self.agency, self.area = self.form.name, self.form.agency, self.form.area
        self._libraries = RecentLibraries()
        self.recent = self._libraries.list
        self._lay_out()
        self._connect()
        self.refresh()

    def _lay_out(self) -> None:
        right = QVBoxLayout()
        right.setSpacing(16)
        right.addWidget(self._there())
        right.addWidget(self._examples())
        right.addStretch(1)
        left = QVBoxLayout()
        left.addWidget(self.form)
        left.addStretch(1)
        self._columns = QHBoxLayout()
        self._columns.setSpacing(24)
        self._columns.addLayout(left, 1)
        self._columns.addLayout(right, 1)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addStretch(1)
        column.addLayout(_head())
        column.addWidget(self.notice)
        column.addLayout(self._columns)
        column.addStretch(2)
        middle = QWidget()
        middle.setMaximumWidth(_WIDTH)
        middle.setLayout(column)
        inside = QWidget()
        inside.setObjectName("groundInner")
        row = QHBoxLayout(inside)
        row.setContentsMargins(24, 16, 24, 16)
        row.addStretch(1)
        row.addWidget(middle, 100)
        row.addStretch(1)
        self.setWidget(inside)

    def _there(self) -> QFrame:
        card, layout = _card("Open a library")
        layout.addWidget(self._libraries)
        open_ = named(QPushButton("Choose a folder"), "Open an evidence library")
        icons.dress(open_, "folder")
        open_.clicked.connect(self.open_wanted)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(open_)
        row.addStretch(1)
        row.addWidget(self._libraries.remove)
        layout.addLayout(row)
        return card

    def _examples(self) -> QFrame:
        card, layout = _card("Try the Northshire example")
        layout.addWidget(label("An invented area, each time in a fresh copy.", "second", wrap=True))
        for story in story_names():
            button = named(QPushButton(f"Story of {story}"), f"Try the Northshire example of {story}")
            icons.dress(button, "demo")
            button.clicked.connect(lambda _=False, story=story: self.demo_wanted.emit(story))
            layout.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
            told = _STORIES.get(story, "")
            button.setAccessibleDescription(told)
            layout.addWidget(label(told, "caption", wrap=True))
        return card

    def _connect(self) -> None:
        self.form.wanted.connect(self._make)
        self.form.wrong.connect(self.notice.say)
        self.form.person.connect(self.person)
        self.form.browse.connect(self.browse)
        self._libraries.chosen.connect(self.recent_chosen)
        self._libraries.gone_chosen.connect(self._say_gone)

    @property
    def folder(self) -> Path:
        """Where the new library shall lie."""
        return self.form.folder

    def take_focus(self) -> None:
        """To what comes first: your name; who is known goes on to the libraries, or to a new one."""
        if not self.name.text().strip():
            self.name.setFocus()
        elif self._libraries.model.rowCount():
            self.recent.setFocus()
        else:
            self.area.setFocus()

    def refresh(self) -> None:
        """Lists the libraries opened lately, and takes up what the preferences say."""
        self.form.refresh()
        self._libraries.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One column where two have no room."""
        super().resizeEvent(event)
        wide = self.viewport().width() >= _TWO_COLUMNS
        ways = QBoxLayout.Direction
        self._columns.setDirection(ways.LeftToRight if wide else ways.TopToBottom)

    def _new(self) -> None:
        self.form.ask()

    def _make(self, area: str) -> None:
        self.notice.clear()
        self.new_wanted.emit(area)

    def _say_gone(self, folder: Path) -> None:
        self.notice.say(
            f"{folder.name} is not there now.",
            f"It lay in {folder.parent}. It may be on a drive that is not connected, or have been moved: "
            "then open it where it is. Or remove it from the list.",
        )


def _head() -> QHBoxLayout:
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addWidget(label("Evidence Desk", "title"))
    words.addWidget(label("Know what your area knows about itself, and prove it.", "second", wrap=True))
    head = QHBoxLayout()
    head.setSpacing(16)
    head.addWidget(Mark(48))
    head.addLayout(words, 1)
    return head


def _card(title: str) -> tuple[QFrame, QVBoxLayout]:
    card = QFrame()
    card.setObjectName("card")
    layout = QVBoxLayout(card)
    layout.setContentsMargins(16, 12, 16, 16)
    layout.setSpacing(8)
    layout.addWidget(label(title, "section"))
    return card, layout
