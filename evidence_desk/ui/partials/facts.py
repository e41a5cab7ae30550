"""The facts of the selected item, changed in place: what was guessed from the file says so."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from evidence_desk.model.records import Item
from evidence_desk.ui import icons
from evidence_desk.ui.naming import label, named
from evidence_desk.ui.partials.chips import Chips
from evidence_desk.ui.partials.empty import EmptyState, Picture
from evidence_desk.ui.partials.manychoice import ManyChoice
from evidence_desk.ui.session import Session
from evidence_desk.ui.words import (
    AGENCIES,
    FRESH,
    KINDS,
    MARKINGS,
    VOICES,
    count,
    day,
    period,
    stored_day,
    stored_period,
)

_DATES: Final = ("date", "review_date")


class FactsPanel(QWidget):
    """Each field is saved when it is left or chosen, as one change that can be undone."""

    read = Signal()
    removed = Signal(str)
    erase_wanted = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("side")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        named(self, "Facts")
        self._session = session
        self._item: Item | None = None
        self._fields: dict[str, QLineEdit] = {}
        self._guesses: dict[str, QLabel] = {}
        self._kind = self._choice("kind", "Kind", KINDS)
        self._marking = self._choice("marking", "Marking", MARKINGS)
        self._voices = self._many("voices", "Whose voice", VOICES)
        self._agencies = self._many("agencies", "Agencies", AGENCIES)
        self._fresh_icon = Picture("current", 18)
        self._fresh = label("")
        self._withheld = label("", "second", wrap=True)
        self._chips = Chips()
        self._about = label("", "caption", wrap=True)
        self._lay_out()
        self.show_item(None)

    def _choice(self, field: str, name: str, words: Mapping[str, str]) -> QComboBox:
        made = named(QComboBox(), name)
        for stored, shown in words.items():
            made.addItem(shown, stored)
        made.activated.connect(lambda _: self._save(field, str(made.currentData())))
        return made

    def _many(self, field: str, name: str, words: Mapping[str, str]) -> ManyChoice:
        made = ManyChoice(name, words, "Not said")
        made.changed.connect(lambda: self._save(field, ",".join(made.values)))
        return made

    def _line(self, field: str, name: str) -> QLineEdit:
        made = named(QLineEdit(), name)
        made.editingFinished.connect(lambda: self._save_line(field))
        self._fields[field] = made
        return made

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setObjectName("pane")
        form = QVBoxLayout(inside)
        form.setContentsMargins(16, 12, 16, 12)
        form.setSpacing(4)
        form.addLayout(self._head())
        self._row(form, "title", "Title", self._line("title", "Title"))
        self._row(form, "kind", "Kind", self._kind)
        self._row(form, "date", "Date", self._line("date", "Date"))
        self._row(form, "period", "Period it covers", self._line("period", "Period it covers"))
        self._row(form, "voices", "Whose voice", self._voices)
        self._row(form, "agencies", "Agencies", self._agencies)
        self._row(form, "source", "Source", self._line("source", "Source"))
        self._row(form, "marking", "Marking", self._marking)
        self._row(form, "review_date", "Review date", self._line("review_date", "Review date"))
        self._row(form, "labels", "Labels, with commas between", self._line("labels", "Labels"))
        form.addSpacing(8)
        form.addWidget(self._about)
        form.addStretch(1)
        scroll = QScrollArea()
        scroll.setFrameShape(scroll.Shape.NoFrame)
        scroll.setWidget(inside)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(1, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(scroll, 1)
        column.addLayout(self._foot())
        self._stack = QStackedLayout(self)
        self._stack.addWidget(whole)
        self._stack.addWidget(EmptyState("nothing selected"))

    def _head(self) -> QVBoxLayout:
        fresh = QHBoxLayout()
        fresh.setSpacing(6)
        fresh.addWidget(self._fresh_icon)
        fresh.addWidget(self._fresh)
        fresh.addStretch(1)
        head = QVBoxLayout()
        head.setSpacing(8)
        head.addWidget(label("Facts", "section"))
        head.addLayout(fresh)
        head.addWidget(self._withheld)
        head.addWidget(self._chips)
        return head

    def _foot(self) -> QHBoxLayout:
        read = named(QPushButton("Read and tag"), "Read and tag")
        read.clicked.connect(self.read)
        remove = named(
            QPushButton("Remove"), "Remove this item", "Takes the item out of the list. Undo brings it back."
        )
        remove.clicked.connect(self._remove)
        erase = named(QPushButton(), "Erase this item for good", "Erase for good. This cannot be undone.")
        icons.dress(erase, "erase")
        erase.clicked.connect(self._erase)
        self._buttons = (read, remove, erase)
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 8, 16, 12)
        foot.setSpacing(8)
        foot.addWidget(read, 1)
        foot.addWidget(remove)
        foot.addWidget(erase)
        return foot

    def _row(self, form: QVBoxLayout, field: str, words: str, widget: QWidget) -> None:
        guess = label("guessed", "caption")
        guess.setToolTip("Guessed from the file. Change it, or choose it again to confirm it.")
        guess.hide()
        self._guesses[field] = guess
        line = QHBoxLayout()
        line.addWidget(label(words, "field", widget))
        line.addStretch(1)
        line.addWidget(guess)
        form.addSpacing(4)
        form.addLayout(line)
        form.addWidget(widget)

    @property
    def key(self) -> str | None:
        """Whose facts are shown."""
        return self._item.key if self._item is not None else None

    def show_item(self, item: Item | None) -> None:
        """Shows an item; a field that is being typed in is left alone while it is the same item."""
        same = item is not None and self._item is not None and item.key == self._item.key
        self._item = item
        self._stack.setCurrentIndex(0 if item is not None else 1)
        self.setEnabled(not self._session.read_only)
        if item is None:
            return
        for field, line in self._fields.items():
            if not (same and line.hasFocus()):
                line.setText(_shown(item, field))
                line.setCursorPosition(0)
                line.setToolTip(line.text())
        self._kind.setCurrentIndex(self._kind.findData(item.kind))
        self._marking.setCurrentIndex(self._marking.findData(item.marking))
        self._voices.choose(item.voices)
        self._agencies.choose(item.agencies)
        self._show_state(item)

    def _show_state(self, item: Item) -> None:
        for field, guess in self._guesses.items():
            guess.setVisible(field in item.guessed)
        self._fresh.setText(FRESH[item.currency])
        self._fresh_icon.show_icon(item.currency, "concern" if item.currency == "out-of-date" else "second")
        self._withheld.setVisible(item.withheld_why is not None)
        self._withheld.setText(f"Withheld from exports: {item.withheld_why}." if item.withheld_why else "")
        self._chips.show_words(tuple(dict.fromkeys(tag.criterion for tag in item.tags)))
        parts = [item.ref, count(item.pages, "page") if item.pages else "", count(item.versions, "version")]
        self._about.setText(" · ".join(part for part in parts if part))

    def _save_line(self, field: str) -> None:
        typed = self._fields[field].text().strip()
        item = self._item
        if item is None or typed == _shown(item, field):
            return
        stored = {"date": stored_day, "review_date": stored_day, "period": stored_period}.get(field, str)
        self._save(field, stored(typed))

    def _save(self, field: str, value: str) -> None:
        from evidence_desk.operations import describing

        item = self._item
        if item is None:
            return
        assignment = describing.Assignment(field, "=", value)
        self._session.act(
            lambda desk: describing.set_fields(desk, [item.key], [assignment]),
            failed=self._not_saved,
        )

    def _not_saved(self, error: Exception) -> None:
        item, self._item = self._item, None
        self.show_item(item)
        self._session.fail(error)

    def _erase(self) -> None:
        if self._item is not None:
            self.erase_wanted.emit(self._item.key)

    def _remove(self) -> None:
        from evidence_desk.operations import describing

        item = self._item
        if item is not None:
            self._session.act(lambda desk: describing.remove(desk, item.key), said=lambda _: "removed 1 item")


def _shown(item: Item, field: str) -> str:
    """What stands in a field when nobody has touched it."""
    if field == "labels":
        return ", ".join(item.labels)
    if field == "period":
        return period(item.period)
    value = str(getattr(item, field) or "")
    return day(value) if field in _DATES else value
