"""The place History: who did what, newest first; what a step changed; and what Undo would take back."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListView, QPushButton, QSplitter, QVBoxLayout, QWidget

from evidence_desk.library.queries import resolve
from evidence_desk.library.steps import PAGE, Asked, page, people
from evidence_desk.library.subjects import Subject, subject
from evidence_desk.model import paths
from evidence_desk.ui import icons, saying
from evidence_desk.ui.models.steps import StepRow, StepsDelegate, StepsModel, rows_of
from evidence_desk.ui.naming import announce, label, named
from evidence_desk.ui.partials.empty import EmptyState
from evidence_desk.ui.partials.onechoice import OneChoice
from evidence_desk.ui.partials.stepdetails import Details, StepDetails, details
from evidence_desk.ui.partials.undostrip import UndoStrip
from evidence_desk.ui.places.place import Place
from evidence_desk.ui.session import Session
from evidence_desk.ui.words import count, shorter

if TYPE_CHECKING:
    from evidence_desk.desk import Desk

_WAIT_AFTER_KEY: Final = 200
# After a change so many are read anew; who had scrolled further scrolls again.
_MOST_ANEW: Final = 10 * PAGE
_EVERYBODY: Final = "Everybody"
_MINE: Final = "Only mine"
_Answer = tuple[list[StepRow], str, int]


class HistoryPlace(Place):
    """Reads only the pages that are looked at, away from the window's thread."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, "pane")
        self._item: Subject | None = None
        self._heading = ""
        self.undoing = UndoStrip(session)
        self.who = named(OneChoice(), "Whose steps")
        self.who.addItem(_EVERYBODY, None)
        self.who.activated.connect(lambda _: self._list_anew())
        self.words = named(QLineEdit(), "Filter the history", "Words of what was done, or of an item’s title")
        self.words.setPlaceholderText("Filter: tagged, a title, a name")
        self.chip = named(QPushButton(), "Show the history of everything")
        self.chip.setProperty("kind", "chip")
        icons.dress(self.chip, "close", size=14)
        self.chip.clicked.connect(self._forget_item)
        self.sum = label("", "caption")
        self.model = StepsModel()
        self.list = named(QListView(), "History")
        self.list.setModel(self.model)
        self.list.setItemDelegate(StepsDelegate(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.details = StepDetails()
        self.empty = EmptyState("history")
        self._typed = QTimer(self, singleShot=True, interval=_WAIT_AFTER_KEY)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        filters = QHBoxLayout()
        filters.setSpacing(8)
        self.who.setMinimumWidth(200)
        self.words.setMinimumWidth(220)
        self.words.setMaximumWidth(420)
        filters.addWidget(self.who)
        filters.addWidget(self.words, 1)
        filters.addWidget(self.chip)
        filters.addStretch(1)
        filters.addWidget(self.sum)
        both = QSplitter(Qt.Orientation.Horizontal)
        both.setChildrenCollapsible(False)
        both.addWidget(self.list)
        both.addWidget(self.details)
        both.setSizes([560, 480])
        self._both = both
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 12, 24, 0)
        layout.setSpacing(12)
        layout.addWidget(label("History", "title"))
        layout.addWidget(self.undoing)
        layout.addLayout(filters)
        layout.addWidget(both, 1)
        layout.addWidget(self.empty, 1)
        self.chip.hide()
        self.empty.hide()

    def _connect(self) -> None:
        self.words.textChanged.connect(self._typed.start)
        self._typed.timeout.connect(self._list_anew)
        self.model.more_wanted.connect(self._read_on)
        self.list.selectionModel().currentChanged.connect(self._show_step)
        self.details.read.connect(self._session.ways.read)
        self._session.changed.connect(self._changed)

    def panes(self) -> list[QWidget]:
        return [self.undoing, self.list, self.details]

    def take_focus(self) -> None:
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    # What is shown

    def start(self) -> None:
        """Reads anew as much as is shown."""
        self.undoing.start()
        self._session.look_up(lambda desk: people(desk.library.db), self._show_people, name="people")
        self._list(min(max(PAGE, self.model.read), _MOST_ANEW))

    def stop(self) -> None:
        self._item = None
        self.chip.hide()
        self.words.clear()
        self._typed.stop()
        self.who.setCurrentIndex(0)
        self.model.show([], 0)
        self.sum.setText("")
        self.empty.hide()
        self._both.show()
        self.details.clear()
        self.undoing.forget()

    def show_about(self, about: str) -> None:
        """Only what was done to the item with this reference or key."""
        self._session.look_up(lambda desk: _item_of(desk, about), self._show_item, name="history of an item")

    def _show_item(self, item: Subject) -> None:
        self._item = item
        whole = saying.about(item)
        self.chip.setText(shorter(item.title or item.ref, 40))
        named(self.chip, f"Only {whole}. Show the history of everything", f"Only {whole}. Press to show everything.")
        self.chip.show()
        self._list_anew()
        self.take_focus()

    def _forget_item(self) -> None:
        self._item = None
        self.chip.hide()
        self._list_anew()
        self.take_focus()

    def _show_people(self, names: list[str]) -> None:
        chosen = self.who.currentData()
        own = self._session.desk.actor
        self.who.clear()
        self.who.addItem(_EVERYBODY, None)
        self.who.addItem(_MINE, own)
        for name in names:
            if name != own:
                self.who.addItem(name, name)
        self.who.setCurrentIndex(max(0, self.who.findData(chosen)) if chosen is not None else 0)

    @property
    def _asked(self) -> Asked:
        item = self._item.key if self._item is not None else None
        return Asked(self.who.currentData(), item, self.words.text().strip())

    def _list_anew(self) -> None:
        if self._session.is_open:
            self.list.scrollToTop()
            self._list(PAGE)

    def _list(self, most: int) -> None:
        asked = self._asked
        self._session.list_up(
            lambda desk: _read(desk, asked, None, most, ""), lambda found: self._show(asked, *found), name="history"
        )

    def _read_on(self) -> None:
        asked, before, last = self._asked, self.model.oldest, self._heading
        self._session.list_up(
            lambda desk: _read(desk, asked, before, PAGE, last), lambda found: self._add(asked, *found), name="history"
        )

    def _changed(self, _: object) -> None:
        if self.isVisible():
            self.start()

    def _show(self, asked: Asked, rows: list[StepRow], heading: str, total: int) -> None:
        if asked != self._asked:
            return
        current = self.model.row(self.list.currentIndex().row())
        at_top, offset = self.list.verticalScrollBar().value() == 0, self.list.verticalScrollBar().value()
        self._heading = heading
        self.model.show(rows, total)
        self._say_sum(asked, total)
        place = self.model.place(current.change) if current is not None and not at_top else None
        if rows:
            self.list.setCurrentIndex(self.model.index(place if place is not None else 1))
            self.list.verticalScrollBar().setValue(offset)

    def _add(self, asked: Asked, rows: list[StepRow], heading: str, total: int) -> None:
        if asked == self._asked:
            self._heading = heading
            self.model.add(rows, total)

    def _say_sum(self, asked: Asked, total: int) -> None:
        self.sum.setText(count(total, "step"))
        self._both.setVisible(total > 0)
        self.empty.setVisible(total == 0)
        self.empty.say("history", "No step matches this filter." if asked != Asked() else None)
        if asked != Asked():
            announce(self.list, count(total, "step"))

    def _show_step(self, index: QModelIndex, _: object = None) -> None:
        row = self.model.row(index.row())
        if row is None or not row.change:
            return
        change, item = row.change, self._asked.item
        self._session.look_up(lambda desk: details(desk, change, item), self._show_details, name="step")

    def _show_details(self, found: Details) -> None:
        row = self.model.row(self.list.currentIndex().row())
        if row is not None and row.change == found.step.change:
            self.details.show_details(found)


def _read(desk: "Desk", asked: Asked, before: str | None, most: int, last: str) -> _Answer:
    found = page(desk.library.db, asked, before=before, most=most)
    rows, heading = rows_of(found.actions, desk.today, last)
    return rows, heading, found.total


def _item_of(desk: "Desk", about: str) -> Subject:
    db = desk.library.db
    return subject(db, paths.item(resolve(db, about, include_removed=True)))
