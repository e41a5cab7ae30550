"""Who you are, which area it is, and where the new library will lie: all that making one needs."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from evidence_desk import preferences
from evidence_desk.ui import icons
from evidence_desk.ui.naming import label, named
from evidence_desk.ui.opening import proposed_place
from evidence_desk.ui.partials.asking import agency_choice
from evidence_desk.ui.partials.inspectedby import InspectedBy

_SHORTEST = 180


class NewLibrary(QFrame):
    """The place is said in words; only who wants another one meets a path."""

    wanted = Signal(str)
    person = Signal(str, str)
    browse = Signal(Path)
    wrong = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        known = preferences.load()
        self.name = named(QLineEdit(known.name), "Your name")
        self.agency = agency_choice(known.agency)
        self.area = named(QLineEdit(), "Your area", "Such as Northshire")
        self.area.setPlaceholderText("The local area the evidence is about")
        self.path = named(QLineEdit(), "Place of the new library", "The folder it will be made as")
        self.inspection = InspectedBy()
        self._chosen = False
        self._where = label("", "caption", wrap=True)
        self._lay_out()
        self.name.editingFinished.connect(self.tell_person)
        self.agency.activated.connect(lambda _: self.tell_person())
        self.area.textChanged.connect(lambda _: self._propose())
        self.area.returnPressed.connect(self.ask)
        self.path.returnPressed.connect(self.ask)
        self.path.textEdited.connect(lambda _: self._choose())
        self.inspection.asked.connect(self.ask)
        self._propose()

    def _lay_out(self) -> None:
        form = QVBoxLayout(self)
        form.setContentsMargins(16, 12, 16, 16)
        form.setSpacing(12)
        form.addWidget(label("New evidence library", "section"))
        for words, widget in (("Your name", self.name), ("Your agency", self.agency), ("Your area", self.area)):
            form.addLayout(_field(words, widget))
        words = "Your name stands beside what you do. Nothing leaves this computer."
        form.addWidget(label(words, "caption", wrap=True))
        form.addLayout(self._place_line())
        form.addWidget(self._place_field())
        form.addWidget(self.inspection)
        new = named(QPushButton("New evidence library"), "New evidence library")
        new.setProperty("kind", "primary")
        icons.dress(new, "plus", "on_accent")
        new.clicked.connect(self.ask)
        row = QHBoxLayout()
        row.addWidget(new)
        row.addStretch(1)
        form.addLayout(row)

    def _place_line(self) -> QVBoxLayout:
        self._another = named(QPushButton("Choose another place"), "Choose another place")
        self._another.setProperty("kind", "link")
        self._another.setProperty("edge", True)
        self._another.clicked.connect(self._show_path)
        self._more = named(QPushButton("Framework and ratings"), "Choose framework and ratings")
        self._more.setProperty("kind", "link")
        self._more.clicked.connect(self._show_more)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._another)
        row.addWidget(self._more)
        row.addStretch(1)
        line = QVBoxLayout()
        line.setSpacing(0)
        line.addWidget(self._where)
        line.addLayout(row)
        return line

    def _place_field(self) -> QWidget:
        browse = named(QPushButton("Browse"), "Browse for the place")
        browse.clicked.connect(lambda: self.browse.emit(Path(self.path.text())))
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.path, 1)
        row.addWidget(browse)
        self._field = QWidget()
        column = QVBoxLayout(self._field)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(label("Place of the new library", "field", self.path))
        column.addLayout(row)
        self._field.hide()
        return self._field

    @property
    def folder(self) -> Path:
        """The folder that the library will be."""
        return Path(self.path.text().strip()).expanduser()

    @property
    def inspected(self) -> tuple[str | None, str | None]:
        """The framework and the rating scale; None for each that was left as it is."""
        return self.inspection.framework, self.inspection.scale

    def put_place(self, place: Path) -> None:
        """Takes a place that was chosen elsewhere."""
        self.path.setText(str(place))
        self._choose()

    def refresh(self) -> None:
        """Who you are may have been said in the preferences meanwhile, and a folder may have been taken."""
        known = preferences.load()
        if not self.name.hasFocus():
            self.name.setText(known.name)
            self.agency.setCurrentIndex(max(0, self.agency.findData(known.agency)))
        self._propose()

    def ask(self) -> None:
        """Asks for the library where all is said that it needs; else says what is missing."""
        self.tell_person()
        if not self.area.text().strip():
            self.wrong.emit("Which area is it about?", "A library needs the name of its area.")
            self.area.setFocus()
        elif not self.folder.is_absolute():
            self.wrong.emit("Where shall it lie?", "Write the whole place, beginning with the drive or folder.")
            self._show_path()
        elif self.inspection.lacks_file:
            self.wrong.emit("Which framework?", "Choose the file of your framework, or one from the list.")
            self.inspection.show_all()
        else:
            self.wanted.emit(self.area.text().strip())

    def tell_person(self) -> None:
        self.person.emit(self.name.text().strip(), str(self.agency.currentData()))

    def _propose(self) -> None:
        if not self._chosen:
            self.path.setText(str(proposed_place(self.area.text())) if self.area.text().strip() else "")
        self._say_where()

    def _choose(self) -> None:
        self._chosen = bool(self.path.text().strip())
        self._say_where()

    def _say_where(self) -> None:
        folder = self.folder
        named_place = folder.parent.name or str(folder.parent)
        where = f"It will lie in {named_place}, as {folder.name}." if self.path.text().strip() else ""
        self._where.setText(where or "It will lie in your documents, in a folder of its own.")

    def _show_more(self) -> None:
        self._more.hide()
        self.inspection.show_all()

    def _show_path(self) -> None:
        self._field.show()
        self._another.hide()
        if not self.path.text().strip():
            self.path.setText(str(proposed_place(self.area.text() or "Area")))
        self.path.setFocus()
        self.path.selectAll()


def _field(words: str, widget: QWidget) -> QVBoxLayout:
    cell = QVBoxLayout()
    cell.setSpacing(4)
    cell.addWidget(label(words, "field", widget))
    widget.setMinimumWidth(_SHORTEST)
    cell.addWidget(widget)
    return cell
