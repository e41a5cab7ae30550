"""Preferences: who you are, how the window looks, how search and lists behave."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from evidence_desk import preferences
from evidence_desk.ui import settings
from evidence_desk.ui.naming import announce, label, named
from evidence_desk.ui.partials.asking import agency_choice
from evidence_desk.ui.partials.onechoice import OneChoice
from evidence_desk.ui.places.page import Page
from evidence_desk.ui.theme import themes

_THEMES = (("system", "As the system"), ("light", "Light"), ("dark", "Dark"))


class PreferencesPage(Page):
    """Each is kept as soon as it is chosen."""

    person = Signal(str, str)
    rows_changed = Signal()
    arrange_anew = Signal()

    def __init__(self) -> None:
        super().__init__("Preferences")
        known = preferences.load()
        self.name = named(QLineEdit(known.name), "Your name")
        self.name.editingFinished.connect(self._tell_person)
        self.agency = agency_choice(known.agency)
        self.agency.activated.connect(lambda _: self._tell_person())
        self.theme = named(OneChoice(), "Light or dark")
        for stored, words in _THEMES:
            self.theme.addItem(words, stored)
        self.theme.setCurrentIndex(max(0, self.theme.findData(settings.theme_choice())))
        self.theme.activated.connect(lambda _: self._choose_theme())
        self.on_enter = named(QCheckBox("Search only when I press Enter"), "Search only when I press Enter")
        self.on_enter.setChecked(settings.search_on_enter())
        self.on_enter.toggled.connect(lambda on: settings.put("search_on_enter", on))
        self.compact = named(QCheckBox("Low rows in lists"), "Low rows in lists")
        self.compact.setChecked(bool(settings.get("compact_rows", False)))
        self.compact.toggled.connect(self._choose_rows)
        self.anew = named(QPushButton("Arrange the window as at first"), "Arrange the window as at first")
        self.anew.setToolTip("The window’s size, the widths of panels and of columns")
        self.anew.clicked.connect(self._arrange_anew)
        size = "The size of text follows the display settings of this computer, up to 200 %."
        self._card("You", ("Your name", self.name), ("Your agency", self.agency))
        arranging = (("", self.compact), ("", _left(self.anew)), ("", label(size, "caption", wrap=True)))
        self._card("The window", ("Light or dark", self.theme), *arranging)
        self._card("Search", ("", self.on_enter))

    def _card(self, title: str, *rows: tuple[str, QWidget]) -> None:
        card = QFrame()
        card.setObjectName("card")
        layout = QVBoxLayout(card)
        layout.setContentsMargins(16, 12, 16, 16)
        layout.setSpacing(4)
        layout.addWidget(label(title, "section"))
        for words, widget in rows:
            layout.addSpacing(4)
            if words:
                layout.addWidget(label(words, "field", widget))
            layout.addWidget(widget)
        self.column.addWidget(card)

    def _tell_person(self) -> None:
        if self.name.text().strip():
            self.person.emit(self.name.text().strip(), str(self.agency.currentData()))

    def showEvent(self, event: QShowEvent) -> None:
        """Who you are may have been said elsewhere meanwhile."""
        super().showEvent(event)
        known = preferences.load()
        self.name.setText(known.name)
        self.agency.setCurrentIndex(max(0, self.agency.findData(known.agency)))

    def _arrange_anew(self) -> None:
        self.arrange_anew.emit()
        announce(self, "The window is arranged as at first")

    def _choose_theme(self) -> None:
        settings.put("theme", str(self.theme.currentData()))
        themes.choose(str(self.theme.currentData()))

    def _choose_rows(self, on: bool) -> None:
        settings.put("compact_rows", on)
        self.rows_changed.emit()


def _left(widget: QWidget) -> QWidget:
    """As wide as it needs, at the left."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(widget)
    row.addStretch(1)
    return holder
