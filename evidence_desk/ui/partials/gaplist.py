"""The list of the perception gap, and the head that says from what to what its line goes."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QListView, QToolTip, QWidget

from evidence_desk.ui.models.perception import GAP_ROLE, Gap, GapsModel, heard_words
from evidence_desk.ui.models.perception_delegate import GapsDelegate
from evidence_desk.ui.models.perception_lanes import DISC
from evidence_desk.ui.models.perception_layout import PAD, columns, stacked
from evidence_desk.ui.naming import named
from evidence_desk.ui.theme import CAPTION, colour, sized

_FOOT = int(Qt.AlignmentFlag.AlignBottom | Qt.TextFlag.TextWordWrap)


class GapList(QListView):
    """Up and Down go through the criteria, Left and Right through the voices, Enter to what they said."""

    chosen = Signal(str)
    group_wanted = Signal(str)
    step_wanted = Signal(int)
    entered = Signal()

    def __init__(self, model: GapsModel) -> None:
        super().__init__()
        named(self, "Criteria by gap")
        self.setAccessibleDescription("Left and Right choose whose voice to look at, Enter goes to what it said.")
        self._gaps = model
        self._delegate = GapsDelegate(self)
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Always there, so that the line does not shift under its head.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setMouseTracking(True)
        self.selectionModel().currentChanged.connect(self._current)
        self.doubleClicked.connect(lambda _: self.entered.emit())

    def gap(self) -> Gap | None:
        """The criterion that is selected."""
        return self._gaps.gap(self.currentIndex().row())

    def choose(self, criterion: str) -> bool:
        """Selects a criterion and shows it; False where it is not listed."""
        at = self._gaps.place(criterion)
        if at is None:
            return False
        self.setCurrentIndex(self._gaps.index(at))
        self.scrollTo(self._gaps.index(at))
        return True

    def show_steps(self, steps: int) -> None:
        self._delegate.steps = steps

    def show_group(self, group: str) -> None:
        """Rings the mark of the group that is looked at."""
        self._delegate.group = group
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.step_wanted.emit(-1 if event.key() == Qt.Key.Key_Left else 1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        group = self._group_at(event.position().toPoint())
        if group:
            self.group_wanted.emit(group)

    def viewportEvent(self, event: QEvent) -> bool:
        """A tooltip over a mark says what its group says, elsewhere what the whole row says."""
        if isinstance(event, QHelpEvent):
            gap: Gap | None = self.indexAt(event.pos()).data(GAP_ROLE)
            group = self._group_at(event.pos())
            if gap is not None:
                said = next((one for one in gap.seen.heard if one.group == group), None)
                words = heard_words(said) if said is not None else f"{gap.criterion} {gap.title}"
                QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().viewportEvent(event)

    def _group_at(self, where: QPoint) -> str:
        index = self.indexAt(where)
        gap: Gap | None = index.data(GAP_ROLE)
        if gap is None:
            return ""
        return self._delegate.group_at(gap, self.visualRect(index), where, self.font())

    def _current(self, current: QModelIndex, _: QModelIndex) -> None:
        gap = self._gaps.gap(current.row())
        if gap is not None:
            self.chosen.emit(gap.criterion)


class ScaleHead(QWidget):
    """The steps of the scale above the line, worst at the left; what it paints is said in its name."""

    def __init__(self, below: GapList) -> None:
        super().__init__()
        self._below = below
        self._steps: list[str] = []
        self.show_scale([])

    def show_scale(self, titles: Sequence[str]) -> None:
        """The titles of the steps, best first."""
        self._steps = list(reversed(titles))
        named(self, f"The line goes from {self._steps[0]} to {self._steps[-1]}" if self._steps else "No scale")
        self._fit()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(QRect(0, self.height() - 1, self.width(), 1), colour("line"))
        painter.setFont(self._font())
        painter.setPen(colour("second"))
        width = self._below.viewport().width()
        if not stacked(width):
            painter.drawText(QRect(PAD, 0, columns(width)[0], self.height() - 8), _FOOT, "Criterion and its gap")
        for box, flags, title in self._boxes(width):
            painter.drawText(box, flags, title)

    def _font(self) -> QFont:
        return sized(self.font(), CAPTION, strong=True)

    def _fit(self) -> None:
        """As high as the longest title needs in the width there is."""
        metrics = QFontMetrics(self._font())
        boxes = self._boxes(self._below.viewport().width())
        high = (metrics.boundingRect(QRect(0, 0, box.width(), 999), flags, title) for box, flags, title in boxes)
        self.setFixedHeight(max((one.height() for one in high), default=16) + 16)

    def _boxes(self, width: int) -> list[tuple[QRect, int, str]]:
        """Where each title stands: the first from the left, the last to the right, the others in the middle."""
        _, left, right = columns(width)
        last = len(self._steps) - 1
        room = (right - left + DISC) // max(1, last + 1) - 8
        found = []
        for at, title in enumerate(self._steps):
            begin = left + at * (right - left) // max(1, last) - room // 2
            way = Qt.AlignmentFlag.AlignHCenter
            if at in (0, last):
                begin = right + DISC // 2 - room if at else left - DISC // 2
                way = Qt.AlignmentFlag.AlignRight if at else Qt.AlignmentFlag.AlignLeft
            found.append((QRect(begin, 0, room, self.height() - 8), _FOOT | int(way), title))
        return found
