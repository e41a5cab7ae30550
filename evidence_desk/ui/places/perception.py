"""The place Perception gap: leaders' ratings beside what is heard, the widest gap first, and the quotes behind."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from evidence_desk.ui import settings
from evidence_desk.ui.models.perception import Gap, GapsModel
from evidence_desk.ui.naming import announce, label, named
from evidence_desk.ui.partials.elided import ElidedLabel
from evidence_desk.ui.partials.empty import EmptyState, Picture
from evidence_desk.ui.partials.gaplist import GapList, ScaleHead
from evidence_desk.ui.partials.heard import HeardPanel
from evidence_desk.ui.partials.segments import Segments
from evidence_desk.ui.places.place import Place
from evidence_desk.ui.session import Session
from evidence_desk.ui.words import day

if TYPE_CHECKING:
    from evidence_desk.desk import Desk
    from evidence_desk.insight.behind import Said
    from evidence_desk.model.framework import Framework
    from evidence_desk.model.perception import Comparison

_SIDE = 340
_LEGEND = (
    ("leaders-rating", "accent", "Leaders’ rating"),
    ("strength", "strength", "Strengths move a voice right"),
    ("context", "context", "Context moves nothing"),
    ("concern", "concern", "Concerns move it left"),
)


class PerceptionPlace(Place):
    """Reads the comparisons away from the window's thread; the order and the selection stay when they change."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, "pane")
        self.model = GapsModel()
        self.list = GapList(self.model)
        self.head = ScaleHead(self.list)
        self.panel = HeardPanel()
        self.empty = EmptyState("perception", lambda: self._session.ways.go("Evidence"))
        self.order = Segments("Order", (("widest", "Widest gap first", "", ""), ("framework", "In order", "", "")))
        self.order.choose("widest")
        self._framework: Framework | None = None
        self._seen: list[Comparison] = []
        self._wanted = ""
        self._count = ElidedLabel("", "second")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._title_row())
        column.addWidget(self._legend())
        column.addWidget(self._no_ratings())
        column.addWidget(self.head)
        column.addWidget(self.list, 1)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(left)
        self.split.addWidget(self.panel)
        self.split.setStretchFactor(0, 1)
        self.split.setStretchFactor(1, 0)
        self.split.setSizes([1000, _SIDE])
        left.setMinimumWidth(440)
        self.panel.setMinimumWidth(280)
        kept = settings.state("perception")
        if kept is not None:
            self.split.restoreState(kept)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.split)
        self.stack.addWidget(self.empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.stack)

    def _title_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(16, 12, 16, 4)
        row.setSpacing(12)
        row.addWidget(label("Perception gap", "title"))
        row.addWidget(self._count, 1)
        row.addWidget(self.order)
        return row

    def _legend(self) -> QWidget:
        legend = QWidget()
        grid = QGridLayout(legend)
        grid.setContentsMargins(16, 0, 16, 4)
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(4, 1)
        grid.setColumnMinimumWidth(2, 28)
        for at, (icon, role, words) in enumerate(_LEGEND):
            row, column = divmod(at, 2)
            grid.addWidget(Picture(icon, 14, role), row, 2 * column, Qt.AlignmentFlag.AlignRight)
            grid.addWidget(label(words, "caption"), row, 2 * column + 1)
        return legend

    def _no_ratings(self) -> QFrame:
        self.unrated = QFrame()
        self.unrated.setObjectName("asking")
        row = QHBoxLayout(self.unrated)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(12)
        row.addWidget(label("No criterion is rated yet, so there is nothing to compare the voices with.", wrap=True), 1)
        button = named(QPushButton("Rate a criterion"), "Rate a criterion")
        button.clicked.connect(lambda: self._session.ways.go("Self-evaluation"))
        row.addWidget(button)
        self.unrated.hide()
        return self.unrated

    def _connect(self) -> None:
        self.list.chosen.connect(self._choose)
        self.list.group_wanted.connect(self.panel.choose)
        self.list.step_wanted.connect(self.panel.step)
        self.list.entered.connect(self.panel.enter_quotes)
        self.panel.group_chosen.connect(self._show_group)
        self.panel.read.connect(lambda key, tag: self._session.ways.read(key, tag=tag))
        self.panel.write.connect(lambda criterion: self._session.ways.go("Self-evaluation", criterion))
        self.order.changed.connect(self._order_chosen)
        self.split.splitterMoved.connect(lambda *_: settings.put_state("perception", self.split.saveState()))
        self._session.changed.connect(self._changed)

    # Coming and going

    def panes(self) -> list[QWidget]:
        return [self.list, self.panel, self.empty]

    def take_focus(self) -> None:
        if self.list.isVisible():
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().take_focus()

    def start(self) -> None:
        """Compares anew."""
        self._session.look_up(_compared, self._show, name="perception")

    def _changed(self, _: object) -> None:
        if self.isVisible():
            self.start()

    def stop(self) -> None:
        self._seen, self._framework, self._wanted = [], None, ""
        self.model.show([])
        self.panel.show_quotes([])
        self.unrated.hide()
        self.stack.setCurrentWidget(self.split)

    def show_about(self, about: str) -> None:
        """Selects a criterion, as soon as it is there."""
        self._wanted = about
        if self.list.choose(about):
            self._wanted = ""

    # What is shown

    def _show(self, found: "tuple[Framework, list[Comparison]]") -> None:
        self._framework, self._seen = found
        rated = [one for one in self._seen if one.place is not None]
        compared = [one for one in rated if one.gap is not None]
        heard = any(each.anything for one in self._seen for each in one.heard)
        today = day(self._session.today.isoformat(), short=True)
        self._count.say(f"{len(compared)} of {len(self._seen)} compared · {today}")
        self.unrated.setVisible(heard and not rated)
        self.stack.setCurrentWidget(self.split if heard else self.empty)
        self.head.show_scale([rating.title for rating in self._framework.scale])
        self.list.show_steps(len(self._framework.scale))
        self._arrange()

    def _arrange(self) -> None:
        from evidence_desk.model.perception import widest_first

        chosen = self.list.gap()
        kept = self._wanted or (chosen.criterion if chosen is not None else "")
        seen = widest_first(self._seen) if self.order.value == "widest" else self._seen
        self.model.show([_gap(self._framework, one) for one in seen])
        self._wanted = ""
        if not self.list.choose(kept) and seen:
            self.list.choose(seen[0].criterion)

    def _order_chosen(self, order: str) -> None:
        self._arrange()
        first = self.model.gap(0)
        if first is not None:
            announce(self.list, f"{'Widest gap first' if order == 'widest' else 'In order'}: {first.spoken}")

    def _choose(self, _: str) -> None:
        gap = self.list.gap()
        if gap is not None:
            self.panel.show_gap(gap)

    def _show_group(self, group: str) -> None:
        self.list.show_group(group)
        gap, framework = self.list.gap(), self._framework
        if gap is None or framework is None:
            return
        self._session.look_up(
            lambda desk: _behind(desk, framework, gap.criterion, group), self.panel.show_quotes, name="quotes behind"
        )


def _compared(desk: "Desk") -> "tuple[Framework, list[Comparison]]":
    from evidence_desk.frameworks.stored import find, of_area
    from evidence_desk.insight.perception import perception

    db = desk.library.db
    framework = find(db, of_area(db))
    return framework, perception(db, framework, desk.today)


def _behind(desk: "Desk", framework: "Framework", criterion: str, group: str) -> "Sequence[Said]":
    from evidence_desk.insight.perception import quotes_behind

    return quotes_behind(desk.library.db, framework, desk.today, criterion, group)


def _gap(framework: "Framework | None", seen: "Comparison") -> Gap:
    known = framework.criterion(seen.criterion) if framework else None
    rating = framework.rating(seen.rating) if framework and seen.rating else None
    return Gap(known.title if known else "", rating.title if rating else "", seen)
