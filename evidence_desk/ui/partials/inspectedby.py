"""By which framework a new library is inspected, and in which words it rates: left alone, the usual ones."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from evidence_desk.model.vocabulary import DEFAULT_FRAMEWORK
from evidence_desk.ui.naming import label, named
from evidence_desk.ui.partials.onechoice import OneChoice

FILES: Final = "Frameworks (*.toml)"
_OWN: Final = "own"


class InspectedBy(QWidget):
    """Hidden until somebody wants it. `asked` = Enter in its field."""

    asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._frameworks = named(OneChoice(), "Framework of the new library")
        self.path = named(QLineEdit(), "Framework file", "A framework of your own, as a text file ending in .toml")
        self.path.setPlaceholderText("A file ending in .toml")
        self._choose = named(QPushButton("Choose"), "Choose a framework file")
        self._scales = named(OneChoice(), "Ratings of the new library")
        self._words = label("", "caption", wrap=True)
        self._lay_out()
        self._frameworks.currentIndexChanged.connect(lambda _: self._show_choice())
        self._scales.currentIndexChanged.connect(lambda _: self._show_choice())
        self._choose.clicked.connect(self._choose_file)
        self.path.returnPressed.connect(self.asked)
        self.hide()

    def _lay_out(self) -> None:
        for choice in (self._frameworks, self._scales):
            choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._file = QWidget()
        row = QHBoxLayout(self._file)
        row.setContentsMargins(0, 4, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.path, 1)
        row.addWidget(self._choose)
        self._file.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(label("Framework", "field", self._frameworks))
        layout.addWidget(self._frameworks)
        layout.addWidget(self._file)
        layout.addSpacing(8)
        layout.addWidget(label("Ratings", "field", self._scales))
        layout.addWidget(self._scales)
        layout.addWidget(self._words)

    @property
    def framework(self) -> str | None:
        """A built-in id or the path of a file; None where nobody chose."""
        chosen: str | None = self._frameworks.currentData()
        if chosen == _OWN:
            return self.path.text().strip()
        return None if chosen == DEFAULT_FRAMEWORK else chosen

    @property
    def scale(self) -> str | None:
        """The id of a scale that stands alone; None for that of the framework."""
        chosen: str | None = self._scales.currentData()
        return chosen

    @property
    def lacks_file(self) -> bool:
        """Whether a file is to be used and none is named."""
        return self.framework == ""

    def show_all(self) -> None:
        """Shows the choices, and goes to the first, or to the file that is still to be named."""
        if not self._frameworks.count():
            self._fill()
        self.show()
        (self.path if self.lacks_file else self._frameworks).setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill(self) -> None:
        from evidence_desk.frameworks import reader, scales

        usual = sorted(reader.builtin_ids(), key=lambda one: one != DEFAULT_FRAMEWORK)
        for framework in map(reader.builtin, usual):
            self._frameworks.addItem(framework.title, framework.id)
        self._frameworks.addItem("Your own, from a file", _OWN)
        self._scales.addItem("As the framework does", None)
        for scale in scales.alone():
            self._scales.addItem(scale.title, scale.id)

    def _show_choice(self) -> None:
        self._file.setVisible(self._frameworks.currentData() == _OWN)
        self._words.setText(self._ratings())
        self._frameworks.setToolTip(self._frameworks.currentText())

    def _ratings(self) -> str:
        """The ratings there would be, best first."""
        from evidence_desk.frameworks import reader, scales

        if self.scale is not None:
            ratings = next(one.ratings for one in scales.alone() if one.id == self.scale)
        elif self._frameworks.currentData() == _OWN:
            return "The ratings in your file, where it has some."
        else:
            ratings = reader.builtin(self.framework or DEFAULT_FRAMEWORK).scale
        return " · ".join(one.title for one in ratings)

    def _choose_file(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, "Choose a framework file", "", FILES)
        if chosen:
            self.path.setText(chosen)
