"""The first page: who you are, then a new library, one that is there, or the example."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QListView, QPushButton, QScrollArea, QVBoxLayout, QWidget

from evidence_desk import preferences
from evidence_desk.ui import icons
from evidence_desk.ui.models.lines import Line, LinesModel
from evidence_desk.ui.models.lines_delegate import LinesDelegate
from evidence_desk.ui.naming import label, named
from evidence_desk.ui.partials.asking import agency_choice
from evidence_desk.ui.partials.notice import Notice

_WIDTH = 640


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
    demo_wanted = Signal()
    recent_chosen = Signal(Path)
    person = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("ground")
        self.setFrameShape(self.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        known = preferences.load()
        self.notice = Notice()
        self.name = named(QLineEdit(known.name), "Your name")
        self.agency = agency_choice(known.agency)
        self.area = named(QLineEdit(), "Your area", "Such as Northshire")
        self.area.setPlaceholderText("The local area the evidence is about")
        self.name.editingFinished.connect(self._tell_person)
        self.agency.activated.connect(lambda _: self._tell_person())
        self._recent_model = LinesModel()
        self.recent = named(QListView(), "Recent libraries")
        self.recent.setObjectName("boxed")
        self.recent.setModel(self._recent_model)
        self.recent.setItemDelegate(LinesDelegate(self.recent))
        self.recent.activated.connect(lambda index: self._choose(index.row()))
        self.recent.clicked.connect(lambda index: self._choose(index.row()))
        self._recent_label = label("Recent libraries", "section", self.recent)
        self._lay_out()
        self.refresh()

    def _lay_out(self) -> None:
        column = QVBoxLayout()
        column.setSpacing(12)
        column.addStretch(1)
        column.addLayout(self._head())
        column.addSpacing(8)
        column.addWidget(self.notice)
        column.addWidget(self._form())
        column.addLayout(self._choices())
        column.addSpacing(8)
        column.addWidget(self._recent_label)
        column.addWidget(self.recent)
        column.addStretch(2)
        middle = QWidget()
        middle.setFixedWidth(_WIDTH)
        middle.setLayout(column)
        inside = QWidget()
        inside.setObjectName("groundInner")
        row = QHBoxLayout(inside)
        row.setContentsMargins(16, 24, 16, 16)
        row.addStretch(1)
        row.addWidget(middle, 0)
        row.addStretch(1)
        self.setWidget(inside)

    def _head(self) -> QHBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(label("Evidence Desk", "title"))
        words.addWidget(label("Know what your area knows about itself, and prove it.", "second"))
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(Mark())
        head.addLayout(words, 1)
        return head

    def _form(self) -> QFrame:
        card = QFrame()
        card.setObjectName("card")
        form = QVBoxLayout(card)
        form.setContentsMargins(16, 12, 16, 16)
        form.setSpacing(4)
        row = QHBoxLayout()
        row.setSpacing(12)
        for words, widget in (("Your name", self.name), ("Your agency", self.agency)):
            cell = QVBoxLayout()
            cell.setSpacing(4)
            cell.addWidget(label(words, "field", widget))
            cell.addWidget(widget)
            row.addLayout(cell, 1)
        form.addLayout(row)
        form.addSpacing(8)
        form.addWidget(label("Your area", "field", self.area))
        form.addWidget(self.area)
        form.addSpacing(4)
        form.addWidget(label("Your name stands beside what you do. Nothing leaves this computer.", "caption"))
        return card

    def _choices(self) -> QHBoxLayout:
        new = named(QPushButton("New evidence library"), "New evidence library")
        new.setProperty("kind", "primary")
        icons.dress(new, "plus", "on_accent")
        new.clicked.connect(self._new)
        open_ = named(QPushButton("Open"), "Open an evidence library")
        icons.dress(open_, "folder")
        open_.clicked.connect(self.open_wanted)
        demo = named(QPushButton("Try the Northshire example"), "Try the Northshire example")
        icons.dress(demo, "demo")
        demo.clicked.connect(self.demo_wanted)
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (new, open_, demo):
            row.addWidget(button)
        row.addStretch(1)
        return row

    def take_focus(self) -> None:
        """To what comes first: your name; who is known goes on to the libraries, or to a new one."""
        if not self.name.text().strip():
            self.name.setFocus()
        elif self._recent_model.rowCount():
            self.recent.setFocus()
        else:
            self.area.setFocus()

    def refresh(self) -> None:
        """Lists the libraries opened lately that are still there."""
        found = [Path(one) for one in preferences.load().recent]
        self._recent_model.show([_line(folder) for folder in found if folder.is_dir()][:6])
        rows = self._recent_model.rowCount()
        self.recent.setVisible(rows > 0)
        self._recent_label.setVisible(rows > 0)
        self.recent.setFixedHeight(min(4, rows) * 52 + 8)

    def _new(self) -> None:
        self._tell_person()
        if not self.area.text().strip():
            self.notice.say("Which area is it about?", "A library needs the name of its area.")
            self.area.setFocus()
            return
        self.notice.clear()
        self.new_wanted.emit(self.area.text().strip())

    def _tell_person(self) -> None:
        self.person.emit(self.name.text().strip(), str(self.agency.currentData()))

    def _choose(self, row: int) -> None:
        line = self._recent_model.line(row)
        if line is not None:
            self.recent_chosen.emit(Path(line.key))


def _line(folder: Path) -> Line:
    name = folder.name.removesuffix(".evidence")
    return Line(name, str(folder.parent), "library", "accent", key=str(folder))
