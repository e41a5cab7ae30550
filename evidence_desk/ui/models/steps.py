"""The rows of the history: actions under the days they were done on, read page by page as somebody scrolls."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from evidence_desk.library.steps import Action
from evidence_desk.ui.models.delegate import paint_ground, paint_icon
from evidence_desk.ui.models.index import NO_PARENT, Index
from evidence_desk.ui.telling import day_heading, local
from evidence_desk.ui.theme import BODY, CAPTION, colour, sized
from evidence_desk.ui.words import AGENCIES, day, sentence

STEP_ROLE: Final = Qt.ItemDataRole.UserRole
ROW: Final = 44
_PAD: Final = 8
_LEFT: Final = Qt.AlignmentFlag.AlignLeft
_ICONS: Final = (
    ("undid", "undo"), ("redid", "redo"), ("import", "import"), ("tagged", "tag"), ("untagged", "tag"),
    ("exported", "export"), ("removed", "remove"), ("erased", "erase"), ("settled", "conflict"),
    ("judged", "self-evaluation"), ("cited", "quote"), ("brought back", "undo"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class StepRow:
    """A day, or an action of it (`change` is then its id)."""

    words: str
    title: str = ""
    second: str = ""
    spoken: str = ""
    icon: str = ""
    change: str = ""


def rows_of(actions: Iterable[Action], today: date, last: str = "") -> tuple[list[StepRow], str]:
    """Rows with a heading for each new day, and the heading they end under; `last` is where the page before ended."""
    rows: list[StepRow] = []
    for one in actions:
        when = local(one.at)
        heading = day_heading(when.date(), today)
        if heading != last:
            rows.append(StepRow(heading, spoken=heading))
            last = heading
        words = sentence(one.label)
        who = " · ".join(part for part in (one.by, AGENCIES.get(one.agency or "", one.agency or "")) if part)
        spoken = f"{words}{': ' if one.title else ''}{one.title}. {who}. {day(when.date().isoformat())}, {when:%H:%M}"
        rows.append(StepRow(words, one.title, f"{when:%H:%M} · {who}", spoken, _icon(one.label), one.change))
    return rows, last


def _icon(label: str) -> str:
    return next((icon for begins, icon in _ICONS if label.startswith(begins)), "history")


class StepsModel(QAbstractListModel):
    """Asks for more when the view comes near the end of what it has."""

    more_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[StepRow] = []
        self._total = 0
        self._read = 0
        self._waiting = False

    @property
    def oldest(self) -> str | None:
        """The last action there is so far."""
        return self._rows[-1].change if self._rows else None

    @property
    def read(self) -> int:
        """How many actions are here, without the days."""
        return self._read

    def show(self, rows: Sequence[StepRow], total: int) -> None:
        self.beginResetModel()
        self._rows = list(rows)
        self._count(total)
        self.endResetModel()

    def add(self, rows: Sequence[StepRow], total: int) -> None:
        """Puts the next page below."""
        if rows:
            self.beginInsertRows(NO_PARENT, len(self._rows), len(self._rows) + len(rows) - 1)
            self._rows += rows
            self.endInsertRows()
        self._count(total if rows else self._read)

    def _count(self, total: int) -> None:
        self._total, self._waiting = total, False
        self._read = sum(1 for row in self._rows if row.change)

    def row(self, at: int) -> StepRow | None:
        return self._rows[at] if 0 <= at < len(self._rows) else None

    def place(self, change: str) -> int | None:
        return next((at for at, row in enumerate(self._rows) if row.change == change), None)

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def canFetchMore(self, parent: Index) -> bool:
        return not self._waiting and 0 < self._read < self._total

    def fetchMore(self, parent: Index) -> None:
        self._waiting = True
        self.more_wanted.emit()

    def flags(self, index: Index) -> Qt.ItemFlag:
        row = self.row(index.row())
        if row is None or not row.change:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self._rows[index.row()]
        if role == STEP_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.spoken
        return row.spoken if role == Qt.ItemDataRole.ToolTipRole and row.change else None


class StepsDelegate(QStyledItemDelegate):
    """Every row is equally high, so that ten thousand of them are laid out at once."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: StepRow = index.data(STEP_ROLE)
        painter.save()
        if row.change:
            paint_ground(painter, option)
            self._paint_step(painter, option, row)
        else:
            painter.setFont(sized(option.font, CAPTION, strong=True))
            painter.setPen(colour("second"))
            rect = option.rect.adjusted(_PAD, 0, -_PAD, -6)
            painter.drawText(rect, int(Qt.AlignmentFlag.AlignBottom | _LEFT), row.words)
        painter.restore()

    def _paint_step(self, painter: QPainter, option: QStyleOptionViewItem, row: StepRow) -> None:
        rect = option.rect.adjusted(_PAD, 4, -_PAD, -4)
        paint_icon(painter, row.icon, "second", rect.left(), rect)
        rect.adjust(16 + _PAD, 0, 0, 0)
        half = rect.height() // 2
        upper, lower = rect.adjusted(0, 0, 0, -half), rect.adjusted(0, half, 0, 0)
        used = _draw(painter, upper, row.words, sized(option.font, BODY), "text")
        if row.title:
            _draw(painter, upper.adjusted(used + 12, 0, 0, 0), row.title, sized(option.font, BODY), "second")
        _draw(painter, lower, row.second, sized(option.font, CAPTION), "second")


def _draw(painter: QPainter, rect: QRect, words: str, font: QFont, role: str) -> int:
    """The words, cut in the middle where there is no room; how wide they are."""
    painter.setFont(font)
    painter.setPen(colour(role))
    line = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideMiddle, max(0, rect.width()))
    painter.drawText(rect, int(Qt.AlignmentFlag.AlignVCenter | _LEFT), line)
    return painter.fontMetrics().horizontalAdvance(line)
