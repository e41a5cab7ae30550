"""Who you are, asked in a quiet line; until it is answered the login name stands (look.md)."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLineEdit, QPushButton

from evidence_desk.ui.naming import label, named
from evidence_desk.ui.partials.elided import ElidedLabel
from evidence_desk.ui.partials.onechoice import OneChoice
from evidence_desk.ui.words import AGENCIES


def agency_choice(chosen: str = "") -> QComboBox:
    """The agencies, with none said first."""
    made = named(OneChoice(), "Your agency")
    made.addItem("Agency not said", "")
    for stored, shown in AGENCIES.items():
        made.addItem(shown, stored)
    made.setCurrentIndex(max(0, made.findData(chosen)))
    return made


class AskingLine(QFrame):
    """Goes away when answered, or for this time with *Not now*."""

    answered = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("asking")
        self._name = named(QLineEdit(), "Your name")
        self._name.setMinimumWidth(140)
        self._name.setMaximumWidth(220)
        self._agency = agency_choice()
        save = named(QPushButton("Save"), "Save my name")
        save.clicked.connect(self._answer)
        later = named(QPushButton("Not now"), "Not now")
        later.setProperty("kind", "flat")
        later.clicked.connect(self.hide)
        self._name.returnPressed.connect(self._answer)
        self._words = ElidedLabel()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 8, 12, 8)
        layout.setSpacing(8)
        layout.addWidget(self._words, 2)
        layout.addWidget(label("Your name", "field", self._name))
        layout.addWidget(self._name, 1)
        layout.addWidget(self._agency)
        layout.addWidget(save)
        layout.addWidget(later)
        self.hide()

    def ask(self, login: str) -> None:
        self._words.say(f"What you do is kept under “{login}”.")
        self.show()

    def _answer(self) -> None:
        if self._name.text().strip():
            self.answered.emit(self._name.text().strip(), str(self._agency.currentData()))
            self.hide()
        else:
            self._name.setFocus()
