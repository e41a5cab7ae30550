"""The place Framework: the coverage map, and beside it the criterion of the row as a page to read."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QSplitter, QVBoxLayout, QWidget

from evidence_desk.insight.behind import Said, keys_behind, said_of
from evidence_desk.ui import settings
from evidence_desk.ui.models.coverage import DIMENSIONS, CoverageModel, CriterionRow
from evidence_desk.ui.models.coverageseen import Seen, asked, told
from evidence_desk.ui.naming import announce, label, named
from evidence_desk.ui.partials.addframework import AddFramework
from evidence_desk.ui.partials.asof import AsOf
from evidence_desk.ui.partials.coveragetable import CoverageTable
from evidence_desk.ui.partials.criterionpage import CriterionPage
from evidence_desk.ui.partials.dropping import DropZone
from evidence_desk.ui.partials.onechoice import OneChoice
from evidence_desk.ui.partials.segments import Segments
from evidence_desk.ui.places.place import Place
from evidence_desk.ui.session import Session

if TYPE_CHECKING:
    from evidence_desk.desk import Desk

_PAGE: Final = 348
_WIDEST_PAGE: Final = 600
_ROOMY: Final = 860
_SETTLE_MILLISECONDS: Final = 300
_DROP: Final = "Let go to see what this framework holds. Nothing is added before you say so."


class FrameworkPlace(Place):
    """Everything is counted in the background; the window's thread only shows it."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, "pane")
        self.seen: Seen | None = None
        self._framework_id: str | None = None
        self._about: str | None = None
        self.framework = named(OneChoice(), "Framework")
        self.add = named(QPushButton("Add a framework"), "Add a framework", "A framework of your own, from a file")
        self.adding = AddFramework(session)
        self.as_of = AsOf()
        self.dimension = Segments("Count by", [(one.name, one.words, "", "") for one in DIMENSIONS.values()])
        self.model = CoverageModel()
        self.table = CoverageTable(self.model)
        self.said = label("", "caption", wrap=True)
        self.page = CriterionPage(session)
        self._later = QTimer(self, singleShot=True, interval=_SETTLE_MILLISECONDS)
        self._lay_out()
        self._connect()
        kept = str(settings.get("coverage_by", "voice"))
        self.dimension.choose(kept if kept in DIMENSIONS else "voice")
        self.model.show_dimension(self.dimension.value)

    def _lay_out(self) -> None:
        self.framework.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.framework.setMinimumWidth(240)
        self.framework.setMaximumWidth(480)
        head = QHBoxLayout()
        head.setContentsMargins(16, 8, 16, 4)
        head.setSpacing(16)
        head.addWidget(label("Framework", "title", self.framework))
        head.addWidget(self.framework, 4)
        head.addWidget(self.add)
        head.addStretch(1)
        head.addWidget(self.as_of)
        wrong = QHBoxLayout()
        wrong.setContentsMargins(16, 0, 16, 0)
        wrong.addWidget(self.as_of.wrong)
        panel = QVBoxLayout()
        panel.setContentsMargins(16, 4, 16, 4)
        panel.addWidget(self.adding)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(self._map())
        self.split.addWidget(self.page)
        self.split.setStretchFactor(0, 1)
        self.split.setStretchFactor(1, 0)
        self.page.setMinimumWidth(280)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addLayout(wrong)
        layout.addLayout(panel)
        layout.addWidget(self.split, 1)

    def _map(self) -> QWidget:
        left = QWidget()
        left.setMinimumWidth(420)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(4)
        by = QHBoxLayout()
        by.setContentsMargins(16, 0, 16, 0)
        by.setSpacing(8)
        self._by = label("Count by", "field", self.dimension)
        by.addWidget(self._by)
        by.addWidget(self.dimension, 1)
        by.addStretch(1)
        words = QHBoxLayout()
        words.setContentsMargins(8, 0, 16, 4)
        words.addWidget(self.said)
        column.addLayout(by)
        column.addWidget(self.table, 1)
        column.addLayout(words)
        return left

    def _connect(self) -> None:
        self.framework.activated.connect(self._choose_framework)
        self.as_of.changed.connect(self._ask)
        self.dimension.changed.connect(self._choose_dimension)
        self.table.criterion_changed.connect(self._show_criterion)
        self.table.wanted.connect(self._list)
        self.page.write_wanted.connect(lambda criterion: self._session.ways.go("Self-evaluation", criterion))
        self.add.clicked.connect(self._begin_adding)
        self.adding.added.connect(self._show_added)
        self.adding.left.connect(self._end_adding)
        self.adding.showing.connect(lambda showing: self.split.setVisible(not showing))
        DropZone(self, self._may_add, _DROP).dropped.connect(self._take)
        self._later.timeout.connect(self._ask)
        self._session.changed.connect(self._changed)

    # Coming and going

    def start(self) -> None:
        kept = settings.state("framework")
        if kept is None or not self.split.restoreState(kept):
            page = max(_PAGE, min(_WIDEST_PAGE, self.width() // 3))
            self.split.setSizes([self.width() - page, page])
        self.as_of.start(self._session.today)
        self.add.setEnabled(self._may_add())
        self._ask()

    def _changed(self, _: object) -> None:
        if self.isVisible() and not self._later.isActive():
            self._later.start()

    def stop(self) -> None:
        self.remember()
        self.as_of.forget()
        self._framework_id = self._about = self.seen = None
        self.adding.clear()
        self.add.show()
        self.model.clear()
        self.page.clear()

    def remember(self) -> None:
        """Keeps the arrangement for next time."""
        self.table.remember()
        settings.put_state("framework", self.split.saveState())

    def show_about(self, about: str) -> None:
        """Goes to a criterion: `1.2` of the library's own framework, or `area-send-2016:A`."""
        named_framework, _, criterion = about.rpartition(":")
        self._framework_id = named_framework or None
        self._about = criterion
        self._ask()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a window smaller than most, the choice of what to count by needs the room of its label."""
        super().resizeEvent(event)
        self._by.setVisible(event.size().width() >= _ROOMY)

    def panes(self) -> list[QWidget]:
        return [one for one in (self.adding, self.table, self.page) if one.isVisible()]

    def take_focus(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    # A framework of one's own

    def _may_add(self) -> bool:
        return self._session.is_open and not self._session.read_only

    def _begin_adding(self) -> None:
        self.adding.begin()
        self.add.hide()

    def _take(self, paths: list[Path]) -> None:
        self._begin_adding()
        self.adding.take(paths)

    def _end_adding(self) -> None:
        self.add.show()
        self.add.setFocus()

    def _show_added(self, framework_id: str) -> None:
        self._framework_id = framework_id
        self._ask()
        self.add.show()
        self.framework.setFocus()

    # Asking and showing

    def _ask(self) -> None:
        if self._session.is_open:
            self._session.look_up(asked(self._framework_id, self.as_of.value), self._show, name="coverage")

    def _show(self, seen: Seen) -> None:
        if not self._session.is_open:
            return
        here = self.table.criterion()
        self.seen = seen
        self._show_frameworks(seen)
        self.model.show(seen.framework, seen.coverage, seen.thin)
        words = told(seen, self.as_of.value)
        self.said.setVisible(bool(words))
        if words != self.said.text():
            self.said.setText(words)
            announce(self.table, words)
        wanted, self._about = self._about, None
        if not (self.table.choose(wanted) or self.table.choose(here)):
            self.table.choose_first()
        self._show_criterion(self.table.criterion())

    def _show_frameworks(self, seen: Seen) -> None:
        shown = [(self.framework.itemText(at), self.framework.itemData(at)) for at in range(self.framework.count())]
        if shown != [(one.title, one.id) for one in seen.frameworks]:
            self.framework.clear()
            for at, one in enumerate(seen.frameworks):
                self.framework.addItem(one.title, one.id)
                self.framework.setItemData(at, one.title, Qt.ItemDataRole.ToolTipRole)
        self.framework.setCurrentIndex(self.framework.findData(seen.framework.id))
        self.framework.setToolTip(seen.framework.title)

    def _show_criterion(self, criterion: str | None) -> None:
        seen, at = self.seen, self.model.place(criterion) if criterion else None
        row = self.model.row(at) if at is not None else None
        if seen is None or not isinstance(row, CriterionRow):
            return
        self.page.show_criterion(seen.framework, row, seen.judgements.get(row.id))
        framework, as_of = seen.framework, self.as_of.value

        def said(desk: "Desk") -> list[Said]:
            return said_of(desk.library.db, framework, as_of or desk.today, row.id)

        self._session.look_up(said, self.page.show_said, name="said of a criterion")

    def _choose_framework(self, at: int) -> None:
        self._framework_id = str(self.framework.itemData(at))
        self._ask()

    def _choose_dimension(self, name: str) -> None:
        settings.put("coverage_by", name)
        here = self.table.criterion()
        self.table.remember()
        self.model.show_dimension(name)
        self.table.choose(here)

    def _list(self, criterion: str, column: int) -> None:
        seen, at = self.seen, self.model.place(criterion)
        row = self.model.row(at) if at is not None else None
        if seen is None or not isinstance(row, CriterionRow):
            return
        if not self.model.figure(row, column).number:
            self._session.said.emit(f"{self.model.words(column)} · {criterion}: no evidence", False)
            return
        dimension, value = self.model.dimension.name, self.model.value(column)
        words, framework, as_of = f"{criterion} · {self.model.words(column)}", seen.framework, self.as_of.value

        def keys(desk: "Desk") -> list[str]:
            by = dimension if value is not None else None
            return keys_behind(desk.library.db, framework, as_of or desk.today, criterion, by, value)

        self._session.look_up(keys, lambda found: self._session.ways.list_items(words, found), name="behind")
