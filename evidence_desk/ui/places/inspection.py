"""The place Inspection: how far it is, which days matter, and what will be out of date by then."""

from datetime import date

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListView,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from evidence_desk.desk import Desk
from evidence_desk.frameworks import stored
from evidence_desk.insight.expiring import Expiring, expiring
from evidence_desk.insight.timetable import Timetable, timetable
from evidence_desk.operations.planning import set_inspection
from evidence_desk.ui import timewords
from evidence_desk.ui.models.inspection import CRITERION, ending_lines, step_lines
from evidence_desk.ui.models.lines import LinesModel
from evidence_desk.ui.naming import label, named
from evidence_desk.ui.partials.dateform import DateForm
from evidence_desk.ui.partials.empty import TABLE, EmptyState, Picture
from evidence_desk.ui.partials.lineslist import lines_list
from evidence_desk.ui.places.place import Place
from evidence_desk.ui.session import Session
from evidence_desk.ui.words import count, day

_SIDE = 380
_NARROW_SIDE = 364
_ROOMY = 900
_FORM = 380

Found = tuple[Timetable, Expiring]


class InspectionPlace(Place):
    """Everything follows from one date; without it the place asks for it."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._found: Found | None = None
        self._wants_focus = False
        self.asking = DateForm(primary=True)
        self.form = DateForm(primary=False)
        self.figure = label("", "figure", wrap=True)
        self.sentence = label("", wrap=True)
        self._doubts = label("", "caption", wrap=True)
        self.steps, self.days = _list("Days of the inspection")
        self.ending, self.list = _list("Out of date by then")
        self._by = label("", "section", wrap=True)
        self._sum = label("", "second", wrap=True)
        self._list_them = named(QPushButton("List them"), "List them as evidence")
        self._list_them.setProperty("kind", "primary")
        self.well = EmptyState("nothing expires")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.pages = QStackedWidget()
        self.pages.addWidget(self._without_date())
        self.pages.addWidget(self._with_date())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.pages)
        self.pages.hide()

    def _without_date(self) -> QWidget:
        row = TABLE["inspection"]
        self.asking.setFixedWidth(_FORM)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(24, 12, 24, 16)
        column.setSpacing(12)
        column.addWidget(label("Inspection", "title"))
        column.addStretch(2)
        column.addWidget(Picture(row.icon), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(label(row.sentence, "second"), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(4)
        column.addWidget(self.asking, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(4)
        return page

    def _with_date(self) -> QWidget:
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self._side())
        row.addWidget(self._main(), 1)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(24, 12, 24, 16)
        column.setSpacing(12)
        column.addWidget(label("Inspection", "title"))
        column.addLayout(row, 1)
        return page

    def _side(self) -> QWidget:
        inside = QWidget()
        inside.setObjectName("groundInner")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 4, 0)
        column.setSpacing(12)
        column.addWidget(self._card())
        column.addWidget(self.days)
        column.addWidget(self._doubts)
        column.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setObjectName("ground")
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(inside)
        return self._scroll

    def _card(self) -> QFrame:
        card = QFrame()
        card.setObjectName("card")
        layout = QVBoxLayout(card)
        layout.setContentsMargins(16, 12, 16, 16)
        layout.setSpacing(4)
        layout.addWidget(self.figure)
        layout.addWidget(self.sentence)
        layout.addSpacing(8)
        layout.addWidget(self.form)
        return card

    def _main(self) -> QWidget:
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(self._by)
        words.addWidget(self._sum)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addLayout(words, 1)
        head.addWidget(self._list_them, 0, Qt.AlignmentFlag.AlignTop)
        self._main_pane = QFrame()
        self._main_pane.setObjectName("card")
        column = QVBoxLayout(self._main_pane)
        column.setContentsMargins(16, 16, 16, 12)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self.list, 1)
        column.addWidget(self.well, 1)
        self.list.setObjectName("bare")
        return self._main_pane

    def _connect(self) -> None:
        for form in (self.asking, self.form):
            form.saved.connect(self._save)
            form.removed.connect(lambda: self._save(None))
        self._list_them.clicked.connect(self._list_all)
        self.list.activated.connect(self._open)
        self._session.changed.connect(self._changed)

    # What is shown

    def panes(self) -> list[QWidget]:
        return [self._scroll, self._main_pane] if self._found else [self.asking]

    def take_focus(self) -> None:
        """To the field that is asked for; else to what runs out. Before either is known, as soon as it is."""
        self._wants_focus = self.pages.isHidden()
        (self.list if self._found and self.list.isVisible() else self.asking.field).setFocus()

    def start(self) -> None:
        """Counts anew, away from the window's thread."""
        self._session.look_up(_find, self._show, name="inspection")

    def stop(self) -> None:
        self._found = None
        self.ending.show([])
        self.pages.hide()

    def _changed(self, _: object) -> None:
        if self.isVisible():
            self.start()

    def _show(self, found: Found | None) -> None:
        self._found = found
        self.pages.show()
        may_change = not self._session.read_only
        self.asking.setEnabled(may_change)
        self.form.setEnabled(may_change)
        if found is None:
            self.asking.show_date(None)
            self.pages.setCurrentIndex(0)
        else:
            self._show_found(*found)
        if self._wants_focus:
            self.take_focus()

    def _show_found(self, times: Timetable, runs_out: Expiring) -> None:
        self.form.show_date(times.countdown.first_on_site)
        self.figure.setText(timewords.figure(times))
        self.sentence.setText(timewords.sentence(times))
        self._doubts.setText(timewords.doubts(times))
        self.steps.show(step_lines(times))
        self._show_ending(runs_out, times.today)
        self.pages.setCurrentIndex(1)
        self._fit()

    def _show_ending(self, found: Expiring, today: date) -> None:
        now = found.on == today
        self._by.setText("Out of date" if now else f"Out of date by {day(found.on.isoformat())}")
        gone, later = len(found.already), len(found.later)
        self._sum.setText(count(gone, "item") if now else f"{count(later, 'item')} by then, {gone or 'none'} already")
        kept = self.list.currentIndex().row()
        self.ending.show(ending_lines(found, today))
        some = self.ending.rowCount() > 0
        self.list.setVisible(some)
        self.well.setVisible(not some)
        self._list_them.setVisible(gone + later > 0)
        self._sum.setVisible(gone + later > 0)
        first = next((at for at in range(max(1, kept), self.ending.rowCount()) if self._selectable(at)), None)
        if first is not None:
            self.list.setCurrentIndex(self.ending.index(first, 0))

    def _selectable(self, row: int) -> bool:
        line = self.ending.line(row)
        return line is not None and not line.heading

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._fit()

    def _fit(self) -> None:
        """The list of days is as high as its rows: the column scrolls as a whole."""
        self._scroll.setFixedWidth(_SIDE if self.width() >= _ROOMY else _NARROW_SIDE)
        rows = range(self.steps.rowCount())
        self.days.doItemsLayout()
        self.days.setFixedHeight(sum(self.days.sizeHintForRow(row) for row in rows) + 8)

    # What is done

    def _save(self, wanted: date | None) -> None:
        done = "removed the inspection date"
        if wanted is not None:
            done = f"set the inspection date to {day(wanted.isoformat())}"
        self._session.act(
            lambda desk: set_inspection(desk, wanted),
            said=lambda changed: done if changed else None,
            done=lambda _: self.start(),
        )

    def _list_all(self) -> None:
        if self._found is not None:
            found = self._found[1]
            self._session.ways.list_items(self._by.text(), [one.key for one in (*found.later, *found.already)])

    def _open(self, index: QModelIndex) -> None:
        line = self.ending.line(index.row())
        if line is None or self._found is None:
            return
        if line.key.startswith(CRITERION):
            self._list_criterion(line.key.removeprefix(CRITERION))
        elif line.key:
            self._session.ways.read(line.key)
        elif not line.heading:
            self._list_all()

    def _list_criterion(self, criterion: str) -> None:
        assert self._found is not None
        found = self._found[1]
        keys = next((one.keys for one in found.stale if one.criterion.id == criterion), ())
        self._session.ways.list_items(f"{criterion}, nothing current on {day(found.on.isoformat())}", keys)


def _find(desk: Desk) -> Found | None:
    db = desk.library.db
    times = timetable(db, desk.today)
    if times is None:
        return None
    framework = stored.find(db, stored.of_area(db))
    return times, expiring(db, framework, desk.today, times.countdown.first_on_site)


def _list(name: str) -> tuple[LinesModel, QListView]:
    model = LinesModel()
    view = lines_list(name, model)
    view.setObjectName("boxed")
    return model, view
